import type { ExplanationUrgency, Family } from '../atlas/explanation.ts';
import type { SiteId } from '../atlas/muscle.ts';
import type { RegionId, Side } from '../atlas/region.ts';
import type { Probability } from '../../kit/probability.ts';
import type { PainWord, Sign } from './request.ts';
import type { Answer } from '../answer.ts';

/** How much of one painted region a cause accounts for. */
export interface Explained {
  readonly region: RegionId;
  /** Probability that this cause is active and made the region hurt, given everything. */
  readonly share: Probability;
  /** Strength of the link: how often the region would hurt were the cause active. */
  readonly strength: Probability;
}

/** A region that the cause usually makes painful and that was not painted. */
export interface Missed {
  readonly region: RegionId;
  /** Strength of the link: how often the region would hurt were the cause active. */
  readonly strength: Probability;
  /** What the empty region did to the log-odds; never positive. */
  readonly logOdds: number;
}

/** What one answer of the examination did to one site. */
export interface FindingEffect {
  readonly sign: Sign;
  readonly answer: Answer;
  /** Change of the site's own log-odds. */
  readonly logOdds: number;
  /** Probability of the site without this one answer, all else equal: exact. */
  readonly without: Probability;
}

/** What was said about how the pain feels did to one cause that reaches a place of which it was said. */
export interface WordEffect {
  /** Words of a nerve that were said of painted regions that the cause reaches. Empty: asked there, and none of them fits. */
  readonly said: readonly PainWord[];
  /** Of which regions; the most explained by the cause first. */
  readonly regions: readonly RegionId[];
  /** Change of the cause's own log-odds by everything that was said, wherever it was said. */
  readonly logOdds: number;
  /** Probability of the cause had nobody asked how the pain feels, all else equal: exact. */
  readonly without: Probability;
}

/** One trigger point site that could refer the drawn pain. A hypothesis, never a diagnosis. */
export interface RankedSite {
  readonly site: SiteId;
  /** Id of the muscle. */
  readonly muscle: string;
  readonly side: Side;
  readonly probability: Probability;
  /** Probability that the point is latent: there, but not what hurts now. */
  readonly latent: Probability;
  /** Before anything was painted or found. */
  readonly prior: Probability;
  /** The numbers below as one sentence. */
  readonly because: string;
  /** Painted regions, most explained first. */
  readonly explains: readonly Explained[];
  /** Regions of its pattern that were asked about and left empty, weightiest first. */
  readonly misses: readonly Missed[];
  /** Answers of the examination at this site, in the order of `SIGNS`. */
  readonly findings: readonly FindingEffect[];
  /** Absent when nobody asked how the pain feels where this site reaches, and in a ranking without reasons. */
  readonly words?: WordEffect;
}

/** What one answer to a question or test did to the explanation that it is about. */
export interface AnswerEffect {
  /** The question's place in the content row: `ask-1`. */
  readonly item: string;
  readonly answer: Answer;
  /** Change of the explanation's own log-odds. */
  readonly logOdds: number;
  /** Probability of the explanation without this one answer, all else equal: exact. */
  readonly without: Probability;
}

/** A painted region that nothing in the atlas accounts for well. */
export interface Unexplained {
  readonly region: RegionId;
  /** Probability that the region hurts for a reason that is not in the atlas. */
  readonly leak: Probability;
}

/** One answer that would move the order, and where to. */
export interface WouldChange {
  readonly site: SiteId;
  readonly sign: Sign;
  readonly answer: Answer;
  /** Site that would then be first. */
  readonly first: SiteId;
  /** Probability of `site` after that answer. */
  readonly becomes: Probability;
  /** How probable that answer is, given everything so far. */
  readonly chance: Probability;
}

/** Sites that the drawing cannot tell apart, or of which one says all that the other says: "one of these". */
export interface SiteGroup {
  /** Most probable first; at least two. */
  readonly sites: readonly SiteId[];
  /** Every painted region that any of them reaches is reached by all of them, and as strongly. */
  readonly isIdentical: boolean;
}

/** One palpation that could be done next. */
export interface NextPalpation {
  readonly site: SiteId;
  /** The sign that is asked for: of those still open, the one that tells most. */
  readonly sign: Sign;
  /** Bits that the answer is expected to tell about the state of every site and explanation together. */
  readonly gain: number;
  /** What it takes, relative to a flat palpation of a free muscle; see `palpationCost`. */
  readonly cost: number;
  /** Gain by cost: the list is ordered by it. */
  readonly worth: number;
  /** P(the sign is present). */
  readonly chance: Probability;
  readonly ifPresent: Probability;
  readonly ifAbsent: Probability;
}

/** What produced an answer, so that it can be computed again to the bit. */
export interface Versions {
  readonly content: string;
  readonly engine: string;
  readonly parameters: string;
}

/** The answer to a `LocaliseRequest`. */
export interface Ranking {
  /** Every site that shares a region with the drawing or was examined, most probable first. */
  readonly ranked: readonly RankedSite[];
  /** Explanations other than muscle that share a region with the drawing, most probable first. */
  readonly alternatives: readonly Alternative[];
  /** Those of them that must be considered before any muscle: probable ones first, then dangerous ones. */
  readonly standsAbove: readonly StandsAbove[];
  /** What must be asked before any muscle is treated, most urgent first. Every danger that the drawing allows is in it. */
  readonly askFirst: readonly AskFirst[];
  /** How much of the drawing each family accounts for, most first; sums with `unknown` to 1. */
  readonly accounts: readonly Account[];
  readonly unexplained: readonly Unexplained[];
  readonly wouldChange: readonly WouldChange[];
  /** Sites to be read as "one of these". */
  readonly groups: readonly SiteGroup[];
  /** What to palpate next, worthiest first; at most ten. */
  readonly next: readonly NextPalpation[];
  /**
   * 0 when every probability is exact. Otherwise the drawing was too wide for that and they were sampled: about
   * 95 % of them are nearer to the truth than this. The screen must say so.
   */
  readonly error: Probability;
  readonly versions: Versions;
}

/** An explanation that is no trigger point, such as a nerve root or a joint, scored in the same network. */
export interface Alternative {
  readonly id: string;
  /** Id of the content row, without a side. */
  readonly entry: string;
  readonly name: string;
  readonly family: Family;
  readonly side: Side;
  /** Missing it can cost life, limb or sight. */
  readonly dangerous: boolean;
  /** Ids of the red flag rules that it calls for. */
  readonly flags: readonly string[];
  readonly probability: Probability;
  /** Before anything was painted or found. */
  readonly prior: Probability;
  readonly explains: readonly Explained[];
  readonly misses: readonly Missed[];
  /** Answers about it, in the order of their questions. */
  readonly answers: readonly AnswerEffect[];
  /** As for a site. */
  readonly words?: WordEffect;
}

/**
 * Why an explanation stands above the muscles.
 *
 * - `probable`: above the threshold, or ahead of every muscle
 * - `dangerous`: the drawing fits it and missing it would do harm, however improbable it is
 */
export const REASONS_ABOVE = ['probable', 'dangerous'] as const;
export type ReasonAbove = (typeof REASONS_ABOVE)[number];

/** An explanation to be considered before any muscle is treated. */
export interface StandsAbove extends Alternative {
  readonly because: ReasonAbove;
}

/** Dangers that one question of the safety screen asks for. */
export interface AskFirst {
  /** Id of the red flag rule whose findings are asked for. */
  readonly flag: string;
  /** That of the most urgent of them. */
  readonly urgency: ExplanationUrgency;
  /** At least one; those that fit the drawing first, then the more probable. */
  readonly dangers: readonly Danger[];
}

/** One dangerous explanation that cannot be ruled out by the drawing, its sides taken together. */
export interface Danger {
  /** Id of the content row, without a side. */
  readonly entry: string;
  readonly name: string;
  /** Ids with their sides, most probable first. */
  readonly ids: readonly string[];
  readonly urgency: ExplanationUrgency;
  /** Of the most probable side. */
  readonly probability: Probability;
  /**
   * Why it is here.
   *
   * - `fits`: it stands above the muscles by itself
   * - `answered`: an answer speaks for it
   * - `reaches`: its pattern reaches a painted region
   */
  readonly because: 'fits' | 'answered' | 'reaches';
}

/** The share of the painted regions for which one family gives the reason. */
export interface Account {
  readonly family: Family | 'muscle' | 'unknown';
  /** Mean over the painted regions of the expected share; a region with two reasons counts half for each. */
  readonly share: Probability;
}
