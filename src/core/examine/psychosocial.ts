import { show, type Complaint } from '../../kit/complaint.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Sourced } from '../atlas/source.ts';
import { evaluate, questionsOf, type Answers, type Condition, type QuestionId } from '../logic.ts';

/** Bands of the four-item score for anxiety and depression, 0 to 12. */
export const DISTRESS_BANDS = ['none', 'mild', 'moderate', 'severe'] as const;
export type DistressBand = (typeof DISTRESS_BANDS)[number];

/** What the four items say. Numbers only: their wording is not ours. */
export interface Distress extends Sourced {
  readonly total: number;
  readonly band: DistressBand;
  /** The two items on anxiety reach their threshold of 3. */
  readonly anxiety: boolean;
  /** The two items on depression reach their threshold of 3. */
  readonly depression: boolean;
}

/** Lower bound of each band. */
const LOWER_BOUNDS: readonly (readonly [from: number, band: DistressBand])[] = [
  [9, 'severe'],
  [6, 'moderate'],
  [3, 'mild'],
  [0, 'none'],
];
const SUBSCALE_THRESHOLD = 3;

/**
 * Score the PHQ-4: GAD-2 and PHQ-2, two items each from 0 to 3.
 *
 * @param items anxiety, anxiety, depression, depression. All four, or there is no score: a skipped item is not 0.
 * @source ninds-phq4
 */
export function distress(items: readonly (number | undefined)[]): Result<Distress, readonly Complaint[]> {
  const complaints = [0, 1, 2, 3].flatMap((i) => {
    const item = items[i];
    return item !== undefined && Number.isInteger(item) && item >= 0 && item <= 3
      ? []
      : [{ at: `phq4[${i}]`, expected: 'a whole number from 0 to 3', got: show(item) }];
  });
  if (items.length > 4) complaints.push({ at: 'phq4', expected: '4 items', got: String(items.length) });
  if (complaints.length > 0) return err(complaints);
  const [a = 0, b = 0, c = 0, d = 0] = items;
  const total = a + b + c + d;
  return ok({
    total,
    band: LOWER_BOUNDS.find(([from]) => total >= from)?.[1] ?? 'none',
    anxiety: a + b >= SUBSCALE_THRESHOLD,
    depression: c + d >= SUBSCALE_THRESHOLD,
    source: 'ninds-phq4',
    status: 'verified',
  });
}

/** How well the pain fits the criteria for a nociplastic kind. */
export const NOCIPLASTIC_VERDICTS = ['probable', 'possible', 'not-met', 'not-enough-known'] as const;
export type NociplasticVerdict = (typeof NOCIPLASTIC_VERDICTS)[number];

/** The verdict, and what could still change it. */
export interface Nociplastic extends Sourced {
  readonly verdict: NociplasticVerdict;
  readonly missing: readonly QuestionId[];
}

const POSSIBLE: Condition = {
  allOf: [
    { is: 'pain-3-months' },
    { is: 'pain-regional' },
    { is: 'pain-beyond-nociceptive-or-neuropathic' },
    { is: 'evoked-hypersensitivity' },
  ],
};
const PROBABLE: Condition = {
  allOf: [
    { is: 'history-of-hypersensitivity' },
    {
      anyOf: [
        { is: 'sensitive-to-sound-light-or-odour' },
        { is: 'disturbed-sleep' },
        { is: 'fatigue' },
        { is: 'cognitive-problems' },
      ],
    },
  ],
};

/** Every question of the nociplastic criteria. */
export const NOCIPLASTIC_QUESTIONS: readonly QuestionId[] = [
  ...questionsOf(POSSIBLE),
  ...questionsOf(PROBABLE),
];

/**
 * Grade pain by the clinical criteria for nociplastic pain: possible when duration, spread, mechanism and
 * evoked hypersensitivity all fit; probable when a history of hypersensitivity and a companion symptom join them.
 * How many companions are needed was not read in the source.
 *
 * @source kosek-2021
 */
export function nociplastic(answers: Answers): Nociplastic {
  const possible = evaluate(POSSIBLE, answers);
  const more = evaluate(PROBABLE, answers);
  const open = (condition: Condition): readonly QuestionId[] =>
    questionsOf(condition).filter((q) => (answers.get(q) ?? 'unknown') === 'unknown');
  const base = { source: 'kosek-2021', status: 'unreviewed' } as const;
  if (possible === 'absent') return { verdict: 'not-met', missing: [], ...base };
  if (possible === 'unknown') return { verdict: 'not-enough-known', missing: open(POSSIBLE), ...base };
  if (more === 'present') return { verdict: 'probable', missing: [], ...base };
  return { verdict: 'possible', missing: more === 'unknown' ? open(PROBABLE) : [], ...base };
}
