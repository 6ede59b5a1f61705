import { printDay } from '../../ui/print-day.ts';

/** Words of the frame around a chart. */
export const words = {
  title: (label: string): string => `${label} · Tautband`,
  ways: 'Pages of this chart',
  visit: (day: string): string => `Visit of ${printDay(day)}`,
  synthetic: 'Invented',
  syntheticText: 'An invented patient, for demonstration',
  born: (year: number): string => `born ${year}`,
  bornOn: (day: string, age: number): string => `born ${printDay(day)}, ${age} years`,
  bornUnknown: 'year of birth not given',
  sexes: { female: 'female', male: 'male', other: 'sex: other' },
  disagrees: 'Birth date and label disagree: right patient?',
  interpreter: (language: string | undefined): string =>
    language === undefined ? 'needs an interpreter' : `needs an interpreter (${language})`,
  weight: (kg: number, day: string): string => `${kg} kg (${printDay(day)})`,
  weightOld: (kg: number, day: string, days: number): string =>
    `Weight older than ${days} days: ${kg} kg (${printDay(day)})`,
  weightUnknown: 'Weight unknown',
  anticoagulant: { yes: 'Anticoagulant', unknown: 'Anticoagulant unknown' },
  antiplatelet: 'Antiplatelet',
  pregnant: { yes: 'Pregnant', unknown: 'Pregnancy not asked lately' },
  alerts: {
    'bleeding-disorder': 'Bleeding disorder',
    'electronic-implant': 'Implanted electronic device',
    'heart-valve': 'Artificial heart valve',
    'needle-fear': 'Fear of needles',
    'bad-reaction-before': 'Reacted to a needle before',
  },
  allergies: (list: readonly string[] | undefined): string =>
    list === undefined
      ? 'Allergies not asked'
      : list.length === 0
        ? 'No allergies'
        : `Allergies: ${list.join(', ')}`,
} as const;
