import type { Day } from '../../kit/time.ts';
import type { Answer } from '../answer.ts';
import type { QuestionId } from '../logic.ts';
import type { WidespreadAnswers } from './widespread.ts';

/** Pain from 0, none, to 10, the worst that the patient can think of, each over its own span of time. */
export const PAIN_SCALES = ['now', 'average', 'worst'] as const;
export type PainScale = (typeof PAIN_SCALES)[number];

/** What the three items of the PEG ask about, in its order. Their wording is the questionnaire's. */
export const PEG_ITEMS = ['pain', 'enjoyment', 'activity'] as const;
export type PegItem = (typeof PEG_ITEMS)[number];

/** What the four items of the PHQ-4 ask about, in its order. Their wording is the questionnaire's. */
export const PHQ4_ITEMS = ['anxiety-1', 'anxiety-2', 'depression-1', 'depression-2'] as const;
export type Phq4Item = (typeof PHQ4_ITEMS)[number];

/** An activity that the patient chose, rated 0 (cannot do it) to 10 (as before). */
export interface ActivityRating {
  readonly activity: string;
  readonly rating: number;
}

/** How the patient sees the change since treatment began, from very much improved to very much worse. */
export const CHANGES = [
  'very-much-improved',
  'much-improved',
  'minimally-improved',
  'no-change',
  'minimally-worse',
  'much-worse',
  'very-much-worse',
] as const;
export type Change = (typeof CHANGES)[number];

/**
 * What the questionnaires of one visit answered, as raw numbers. What is absent was not asked, and is not 0.
 *
 * Items are kept one by one: a total can be computed from them, and a skipped item stays visible.
 */
export interface Scores {
  /** The day on which it was asked. */
  readonly day: Day;
  /** 0 to 10. */
  readonly pain?: Readonly<Partial<Record<PainScale, number>>>;
  /** 0 to 10. */
  readonly peg?: Readonly<Partial<Record<PegItem, number>>>;
  readonly activities?: readonly ActivityRating[];
  readonly change?: Change;
  /** 0 to 3. */
  readonly phq4?: Readonly<Partial<Record<Phq4Item, number>>>;
  readonly widespread?: WidespreadAnswers;
  /** Answers to the questions of the nociplastic criteria. One that is not listed is unknown. */
  readonly nociplastic?: Readonly<Record<QuestionId, Answer>>;
}
