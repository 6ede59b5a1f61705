import type { Failure } from '../../api/client.ts';
import { printDay } from '../../ui/print-day.ts';

/** Words of the lists of patients and visits. */
export const words = {
  title: 'Patients',
  lead: 'Patients carry a label that means something to you only. Leave names and dates of birth out.',
  loading: 'Loading the patients',
  find: 'Find by label',
  none: 'No patients yet',
  noneText: 'Add the first one: a label and, if you like, the year of birth.',
  noMatch: (text: string): string => `No label contains “${text}”`,
  noMatchText: 'Patients are found by any part of their label.',
  more: (n: number): string => `Show ${n} more`,
  failed: 'The patients cannot be shown',
  retry: 'Try again',
  add: 'Add a patient',
  adding: 'Adding …',
  label: 'Label',
  labelHint: 'For example a chart number. Not a name.',
  birthYear: 'Year of birth (optional)',
  born: (year: number): string => `born ${year}`,
  bornUnknown: 'year of birth not given',
  visits: (count: number): string =>
    count === 0 ? 'no visits' : count === 1 ? '1 visit' : `${count} visits`,
  last: (day: string): string => `last seen ${printDay(day)}`,
  synthetic: 'Invented',
  syntheticText: 'An invented patient, for demonstration',
  faults: {
    label: 'Expected 1 to 80 characters, got nothing',
    labelLong: (length: number): string => `Expected at most 80 characters, got ${length}`,
    year: (got: string, last: number): string => `Expected a year from 1900 to ${last}, got “${got}”`,
  },
  patient: {
    loading: 'Loading the patient',
    failed: 'This patient cannot be shown',
    visits: 'Visits',
    none: 'No visits yet',
    noneText: 'A visit holds the drawing, what you found, and the ranking that you saw.',
    start: 'Start a visit today',
    starting: 'Starting …',
    open: (day: string): string => `Visit of ${printDay(day)}`,
    back: 'All patients',
  },
  emergency: {
    title: 'Others treat this patient',
    text: 'Ask one of them, the front desk or an owner to add you. In an emergency you can open the chart yourself: for one hour, with your name and your reason on record for the owner.',
    reason: 'What is the emergency?',
    reasonHint: '10 to 500 characters',
    open: 'Open the chart for one hour',
  },
  failure: (failure: Failure | undefined): string =>
    failure?.code === 'unreachable' || failure === undefined
      ? `The server cannot be reached. Nothing you entered is lost. ${failure?.said ?? ''}`
      : failure.said,
} as const;
