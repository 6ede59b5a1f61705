import type { Answer } from '../answer.ts';
import type { SiteId } from '../atlas/muscle.ts';
import type { RegionId } from '../atlas/region.ts';

/** Signs of the hands-on examination of one site, each recorded by itself. */
export const SIGNS = [
  'spot-tenderness',
  'recognised-pain',
  'taut-band',
  'referred-pain',
  'local-twitch',
] as const;
export type Sign = (typeof SIGNS)[number];

/**
 * Words for how a pain feels, plain enough to be said on the telephone. Ours: no questionnaire's list, no order of merit.
 * Each stands for what people say instead of it, see `WORD_TEXTS`.
 */
export const PAIN_WORDS = [
  'dull',
  'pressing',
  'pulling',
  'throbbing',
  'cramping',
  'stabbing',
  'burning',
  'electric',
  'tingling',
  'numb',
  'cold',
] as const;
export type PainWord = (typeof PAIN_WORDS)[number];

/** One region where the patient says that it hurts. */
export interface PaintedRegion {
  readonly id: RegionId;
  /** Numeric rating 1 to 10. Absent when not asked; a region with no pain is left out, never rated 0. */
  readonly intensity?: number;
  /** Share of the region's visible area under paint, in (0, 1]. Absent when it was tapped, not painted. */
  readonly coverage?: number;
  /** How it feels there, each word once. Absent when not asked; empty when asked and none of the words fits. */
  readonly words?: readonly PainWord[];
}

/** What palpation of one site answered. A sign that is not listed is unknown. */
export interface SiteFinding {
  readonly site: SiteId;
  readonly sign: Sign;
  readonly answer: Answer;
  /** For `referred-pain`: where it was felt, when that was asked. */
  readonly regions?: readonly RegionId[];
}

/** What was answered to one question or test of an explanation other than muscle. One not listed is unknown. */
export interface ExplanationAnswer {
  /** Id of the explanation, with its side where it has one. */
  readonly explanation: string;
  /** The question's place in the content row, counted from 1: `ask-1`, `examine-2`. */
  readonly item: string;
  readonly answer: Answer;
}

/** One question to the ranking: everything it depends on besides content and code. */
export interface LocaliseRequest {
  readonly regions: readonly PaintedRegion[];
  readonly findings: readonly SiteFinding[];
  /** Absent: nothing was asked of the explanations other than muscle. */
  readonly answers?: readonly ExplanationAnswer[];
  /**
   * A second drawing of the same pain, made without seeing the first. What both show counts for more, what one
   * shows for less.
   */
  readonly again?: readonly PaintedRegion[];
  /**
   * Regions that the patient had the chance to paint the second time. Of others the second drawing says nothing.
   * Absent: all of those of the first.
   */
  readonly againAsked?: readonly RegionId[];
  /**
   * Regions that the patient had the chance to paint. Others are unobserved, not free of pain.
   * Absent: the whole body was asked about.
   */
  readonly asked?: readonly RegionId[];
}
