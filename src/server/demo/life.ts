import type { CareEpisode } from '../../core/decide/care-episodes.ts';
import type { QuestionId } from '../../core/logic.ts';

/** What is invented about one patient beside the drawing: who it is, what they bring, what was asked. */
export interface Life {
  readonly given: string;
  readonly sex: 'female' | 'male';
  /** `MM-DD`; the year is the story's. */
  readonly birthday: string;
  readonly language?: string;
  readonly occupation: string;
  readonly complaint: string;
  readonly since: string;
  readonly onset: NonNullable<CareEpisode['onset']>;
  readonly history: string;
  /** Kilograms at the first visit. Absent: nobody weighed. */
  readonly kg?: number;
  readonly cm: number;
  /** `name` or `name: dose`. */
  readonly takes: readonly string[];
  readonly allergicTo?: readonly string[];
  /** Conditions of the safety screen that are so; the others were denied. */
  readonly has?: readonly QuestionId[];
  readonly illnesses?: readonly string[];
  readonly surgery?: readonly (readonly [what: string, year: number, implant?: boolean])[];
  readonly reactions?: readonly (readonly [to: string, what: string])[];
  /** Completed weeks of pregnancy at the first visit. */
  readonly pregnant?: number;
  /** What, how much, what it did, and whether it goes on. */
  readonly tried?: readonly (readonly [
    what: string,
    dose: string,
    effect: 'helped' | 'partly' | 'none' | 'worse',
    goesOn?: boolean,
  ])[];
  /** What keeps it going; those that can be changed end in `!`. */
  readonly factors?: readonly string[];
  /** Questions that were answered "yes" at the first visit. Absent: nobody screened. */
  readonly screen?: readonly QuestionId[];
}
