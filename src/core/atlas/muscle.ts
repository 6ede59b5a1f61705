import type { RegionId, Side } from './region.ts';
import type { Sourced } from './source.ts';

/** The parts of the body by which the atlas is filed; one content file each. */
export const AREAS = [
  'head',
  'neck',
  'shoulder',
  'arm',
  'forearm',
  'hand',
  'chest',
  'abdomen',
  'back',
  'pelvis',
  'hip',
  'thigh',
  'leg',
  'foot',
] as const;
export type Area = (typeof AREAS)[number];

/**
 * How far from the site a referral is felt, as its source describes it.
 *
 * - `local`: pain at the site itself
 * - `essential`: where most patients feel it
 * - `spillover`: where some patients also feel it
 */
export const REFERRAL_KINDS = ['local', 'essential', 'spillover'] as const;
export type ReferralKind = (typeof REFERRAL_KINDS)[number];

/** How often the site is met in practice; `localise/parameters` turns it into a prior. */
export const FREQUENCIES = ['very-common', 'common', 'uncommon', 'rare'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** What a needle or a thumb could meet beneath a site. */
export const STRUCTURE_KINDS = [
  'pleura',
  'vessel',
  'nerve',
  'organ',
  'dura',
  'airway',
  'eye',
  'joint',
  'bone',
  'other',
] as const;
export type StructureKind = (typeof STRUCTURE_KINDS)[number];

/** A side on which alone something is described. */
export type OneSide = Exclude<Side, 'midline'>;

/** One region in one source's version of a referral pattern. */
export interface ReferralArea {
  readonly region: RegionId;
  readonly kind: ReferralKind;
  /**
   * Probability that this site alone, when active, makes the region painful (Díez's noisy-OR convention:
   * the leak is not included). In (0, 1).
   */
  readonly strength: number;
  /** Described on this side of the patient only. Absent: on both. */
  readonly side?: OneSide;
}

/** What a registry made of one link, accepted by a clinician. Stands in place of the sources' strength. */
export interface Learned extends Sourced {
  readonly region: RegionId;
  readonly strength: number;
  /** Expected number of cases that speak for it. */
  readonly cases: number;
  /** Who accepted it. */
  readonly by: string;
}

/** Where one source says that the site refers. A site may have several, which may disagree. */
export interface Pattern extends Sourced {
  readonly areas: readonly ReferralArea[];
  /** How the source came by it, and in how many people, when it says so. */
  readonly method?: string;
  readonly n?: number;
}

/** Something beneath the site that must not be hurt. */
export interface Beneath extends Sourced {
  readonly structure: string;
  readonly kind: StructureKind;
  readonly note?: string;
}

/** Where a site is drawn: a fraction of the bounding box of a region in one view of the body map. */
export interface Placement {
  readonly view: string;
  readonly region: RegionId;
  /** Fraction of the box from the image's left edge, in [0, 1]. */
  readonly u: number;
  /** Fraction of the box from its top, in [0, 1]. */
  readonly v: number;
}

/** How to find the site with the hand. */
export interface Palpation extends Sourced {
  /** Position of the patient. */
  readonly position: string;
  readonly grip: 'flat' | 'pincer' | 'deep' | 'intraoral' | 'internal';
  readonly technique: string;
}

/** Present where a needle is not usual care at a site. A rule may rely on it; words in a note may not. */
export interface NeedlingLimit extends Sourced {
  readonly advice: 'not-advised' | 'ultrasound-only';
  readonly because: string;
}

/** One trigger point site, as written in content: for the left side when the muscle is paired. */
export interface SiteEntry extends Sourced {
  readonly id: string;
  /** Where in the muscle, in a phrase. */
  readonly label: string;
  readonly at: Placement;
  /** Described on this side of the patient only, though the row is written as for the left. Absent: on both. */
  readonly side?: OneSide;
  readonly frequency: Frequency;
  readonly provokes: string;
  readonly eases: string;
  readonly palpation: Palpation;
  readonly beneath: readonly Beneath[];
  readonly needling?: NeedlingLimit;
  /** Sites that often become active with this one; ids without a side. */
  readonly satellites: readonly string[];
  readonly patterns: readonly Pattern[];
  readonly learned?: readonly Learned[];
}

/** One muscle, or the part of one that is examined by itself, as written in content. */
export interface MuscleEntry extends Sourced {
  readonly id: string;
  /** Terminologia Anatomica, English. */
  readonly name: string;
  /** Terminologia Anatomica, Latin. */
  readonly latin: string;
  /** What clinicians call it, when that differs. */
  readonly commonName?: string;
  readonly area: Area;
  readonly paired: boolean;
  readonly attachments: string;
  readonly nerve: string;
  readonly action: string;
  /** Ids of muscles that act with it. */
  readonly synergists: readonly string[];
  readonly sites: readonly SiteEntry[];
}

/** Stable id of a site on one side of the patient, such as `temporalis-1-left`. */
export type SiteId = string;

/** A link from a site to a region, combined from every source's pattern. */
export interface Link {
  readonly region: RegionId;
  readonly kind: ReferralKind;
  /** Strength combined over the sources: see `combinePatterns`. */
  readonly strength: number;
  /** Some source's pattern for this site leaves the region out. */
  readonly disputed: boolean;
}

/** A site on one side of the patient, ready to use. */
export interface Site {
  readonly id: SiteId;
  readonly side: Side;
  readonly muscle: MuscleEntry;
  /** The content row. Its patterns and placement are for the left; use `links` and `at` here instead. */
  readonly entry: SiteEntry;
  readonly at: Placement;
  readonly links: readonly Link[];
}
