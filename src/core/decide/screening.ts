import type { Instant } from '../../kit/time.ts';
import type { SiteId } from '../atlas/muscle.ts';
import type { ActorId } from '../episode.ts';
import type { QuestionId } from '../logic.ts';
import type { Asked } from './background.ts';
import type { Level, Modality } from './candidacy.ts';

/** Whose decision something was, and when. */
export interface Signed {
  readonly by: ActorId;
  readonly at: Instant;
}

/** A level that somebody went past, with what they went past and why. Kept for good. */
export interface Override extends Signed {
  readonly modality: Modality;
  /** The level as it was. */
  readonly level: Exclude<Level, 'eligible'>;
  /** Ids of the rules that were raised then. One that is raised later is not covered. */
  readonly raised: readonly string[];
  /** Ids of the rules that were open then, for want of an answer. */
  readonly open: readonly string[];
  readonly reason: string;
  /** Taken back: from then on it counts no more. */
  readonly withdrawn?: Signed;
}

/** The safety screen of one visit. */
export interface Screening {
  /** What was asked at this visit, or confirmed from the chart. A question that is not here was not asked. */
  readonly answers: Readonly<Record<QuestionId, Asked>>;
  /** Sites that are to be treated, as far as that is known. */
  readonly sites: readonly SiteId[];
  /** Oldest first. */
  readonly overrides: readonly Override[];
}

/** Fewest characters of a reason that says something. */
export const REASON_LEAST = 10;
