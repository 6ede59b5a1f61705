import { printDay } from '../../ui/print-day.ts';

/** Words of the frame around a chart. */
export const words = {
  title: (label: string): string => `${label} · Tautband`,
  ways: 'Pages of this chart',
  visit: (day: string): string => `Visit of ${printDay(day)}`,
  synthetic: 'Invented',
  syntheticText: 'An invented patient, for demonstration',
  born: (year: number): string => `born ${year}`,
  bornUnknown: 'year of birth not given',
  allergies: (list: readonly string[] | undefined): string =>
    list === undefined
      ? 'Allergies not asked'
      : list.length === 0
        ? 'No allergies'
        : `Allergies: ${list.join(', ')}`,
} as const;
