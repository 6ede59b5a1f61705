import type { Discriminator, ExplanationEntry } from './explanation.ts';
import type { Beneath, Link, MuscleEntry, Palpation, SiteEntry, SiteId } from './muscle.ts';
import type { Region, Side } from './region.ts';

/** Of a muscle, what the ranking reads. */
export type RankingMuscle = Pick<MuscleEntry, 'id' | 'name' | 'commonName' | 'area'>;

/** Of a site as written in content, what the ranking reads. */
export type RankingSiteEntry = Pick<SiteEntry, 'id' | 'label' | 'frequency'> & {
  readonly palpation: Pick<Palpation, 'grip'>;
  readonly beneath: readonly Pick<Beneath, 'kind'>[];
};

/** Of a site on one side, what the ranking reads. */
export interface RankingSite {
  readonly id: SiteId;
  readonly side: Side;
  readonly muscle: RankingMuscle;
  readonly entry: RankingSiteEntry;
  readonly links: readonly Link[];
}

/** Of a question or test, what it weighs. */
export type RankingDiscriminator = Pick<Discriminator, 'speaks' | 'sensitivity' | 'specificity'>;

/** Of an explanation as written in content, what the ranking reads. */
export type RankingExplanationEntry = Pick<
  ExplanationEntry,
  'id' | 'name' | 'family' | 'dangerous' | 'frequency' | 'urgency' | 'flags'
> & {
  readonly baseRate?: { readonly value: number };
  readonly ask: readonly RankingDiscriminator[];
  readonly examine: readonly RankingDiscriminator[];
};

/** Of an explanation on one side, what the ranking reads. */
export interface RankingExplanation {
  readonly id: string;
  readonly side: Side;
  readonly name: string;
  readonly weight: number;
  readonly entry: RankingExplanationEntry;
  readonly links: readonly Link[];
}

/**
 * What the ranking needs to know of the body: ids, links, strengths and rates, and none of the prose. Every `Atlas` is
 * one; a browser fetches this much to rank, and the text with the page that shows it.
 */
export interface RankingAtlas {
  readonly version: string;
  readonly regions: readonly Region[];
  readonly sites: readonly RankingSite[];
  readonly explanations: readonly RankingExplanation[];
}
