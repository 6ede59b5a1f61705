import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import type { Day } from '../../kit/time.ts';
import { without } from '../../kit/without.ts';
import { plainText } from '../paper.ts';
import { referralLetter, teamOf, type LetterInput } from './letter.ts';
import type { NoteInput } from './note.ts';

const day = '2030-01-02' as Day;
const sites = new Map(shippedAtlas().sites.map((s) => [s.id, s] as const));
const chart: NoteInput = {
  patient: { label: 'Blue 7' },
  clinic: 'C',
  day,
  background: {},
  examined: [
    { site: 'temporalis-1-left', verdict: 'active', present: ['taut band'], absent: [] },
    { site: 'temporalis-1-right', verdict: 'latent', present: ['taut band'], absent: [] },
  ],
  criteria: 'Delphi',
  motions: [],
  plan: {
    components: [
      { kind: 'exercise', what: 'Jaw opening', owner: 'Physiotherapist', dose: 'daily', from: day },
      { kind: 'psychology', what: 'Relaxation', owner: 'Psychologist', dose: 'six sessions', from: day },
      { kind: 'graded-activity', what: 'Chewing', owner: 'Patient', dose: 'weekly', from: day },
    ],
    goals: [{ activity: 'Eating an apple', baseline: 2, target: 8, by: '2030-03-01' as Day }],
    tasks: [
      { what: 'Write back', owner: 'Dentist', due: '2030-01-20' as Day },
      { what: 'Send the X-ray', owner: 'Physiotherapist', due: day, done: day },
    ],
  },
  sites,
  agents: [],
  versions: {},
};
const letterTo = (to: string, more: Partial<NoteInput> = {}): string => {
  const input: LetterInput = {
    to,
    from: { name: 'Dr A', role: 'physician' },
    day,
    chart: { ...chart, ...more },
  };
  return plainText(referralLetter(input));
};

test('everyone who owns a part or a task gets a letter, once, and the patient none', () => {
  expect(teamOf(chart.plan)).toEqual(['Physiotherapist', 'Psychologist', 'Dentist']);
  expect(teamOf(undefined)).toEqual([]);
});

test('a letter asks for what its reader owns and is still open, and tells the rest as the rest', () => {
  const letter = letterTo('Physiotherapist');
  const [asked = '', others = ''] = letter.split('WHAT ELSE IS PLANNED');
  expect(asked).toContain('Jaw opening: daily, from 2030-01-02.');
  expect(asked).not.toContain('Relaxation: six');
  expect(letter).not.toContain('Send the X-ray');
  expect(others).toContain('Relaxation: six sessions, Psychologist.');
  expect(letter).toContain('Eating an apple: from 2 to 8 of 10 by 2030-03-01.');
  expect(letter).toContain('Active: Temporalis, left');
  expect(letter).not.toContain('Active: Temporalis, right');
  expect(letterTo('Dentist')).toContain('Write back, by 2030-01-20.');
});

test('what is not recorded is named in a letter too, and nothing is filled in', () => {
  const rest = without(chart, 'plan');
  const letter = plainText(
    referralLetter({
      to: 'GP',
      from: { name: 'Dr A', role: 'physician' },
      day,
      chart: { ...rest, examined: [] },
    }),
  );
  for (const phrase of [
    'Nothing in the plan is yours so far',
    'No goal was named.',
    'Allergies: not asked.',
    'No score was taken at this visit.',
    'No active trigger point was found, or no muscle was examined.',
  ])
    expect(letter).toContain(phrase);
});
