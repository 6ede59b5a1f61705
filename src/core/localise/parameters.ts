import type { Frequency, ReferralKind } from '../atlas/muscle.ts';
import type { Sourced } from '../atlas/source.ts';
import type { Sign } from './request.ts';
import type { WordClass } from './words.ts';

/** A number of the model, with where it comes from and how far it can be trusted. */
export interface Value extends Sourced {
  readonly value: number;
}

/** One level of patient severity: how many people are at it, and what it does to everything else. */
export interface SeverityLevel extends Sourced {
  readonly id: string;
  /** Share of patients. The shares sum to 1. */
  readonly share: number;
  /** Factor on the odds of every prior. */
  readonly oddsFactor: number;
}

/**
 * How often a sign is found, given what the site truly is.
 *
 * The marginal rates of one sign; `skill` says how signs at one site hang together.
 */
export interface SignRates extends Sourced {
  readonly sign: Sign;
  /** P(present | active). */
  readonly active: number;
  /** P(present | latent): the taut band and the twitch are there, the familiar pain is not. */
  readonly latent: number;
  /** P(present | neither). */
  readonly none: number;
  /** P(present) when the palpation told nothing about the site, as when the finger was beside it. */
  readonly uninformed: number;
}

/** Every number of the model that is not anatomy. Data: a registry can replace any of it. */
export interface Parameters {
  /** Changed with every number. Stored with every ranking. */
  readonly version: string;
  /** Expected number of active sites in one patient of the clinic; the priors are scaled to sum to it. */
  readonly meanActive: Value;
  /** Relative odds of a site by how often it is met. */
  readonly frequency: Readonly<Record<Frequency, Value>>;
  /** P(an explanation other than a muscle is at work, on one side), by how often it is met in such a clinic. */
  readonly explanation: Readonly<Record<Frequency, Value>>;
  /** P(latent | not active), by how often the site is met. */
  readonly latent: Readonly<Record<Frequency, Value>>;
  readonly severity: readonly SeverityLevel[];
  /** P(a region hurts for a reason that is not in the atlas). */
  readonly leak: Value;
  /** The same, for parts of the body where joints are a common reason. Keyed by `Region.part`. */
  readonly leakByPart: Readonly<Record<string, Value>>;
  /** P(a painful region is left out of the drawing). Thins every link into an empty region. */
  readonly omission: Value;
  /** P(a region without pain gets painted | a neighbouring region is painted). */
  readonly spill: Value;
  /** P(a region without pain gets painted right across | a neighbouring region is painted). A tap is meant. */
  readonly smear: Value;
  /** P(a region without pain gets painted | no neighbour is painted). */
  readonly stray: Value;
  /** Coverage at or above which paint counts in full away from other paint; below it, it is weaker evidence. */
  readonly fullCoverage: Value;
  /** The same beside other paint, where the edge of a stroke often runs over. */
  readonly solidCoverage: Value;
  /** Coverage below which paint counts as none: the width of a slip of the hand. */
  readonly leastCoverage: Value;
  /** P(one palpation was informative about its site). Shared by all signs there: they are not independent. */
  readonly skill: Value;
  readonly signs: readonly SignRates[];
  /**
   * How often a discriminating question or test is answered yes, by what it speaks for, when its source did not
   * measure it. `active`: the explanation is at work; `none`: something else makes the same regions hurt.
   */
  readonly discriminator: Readonly<
    Record<'for' | 'against', { readonly active: number; readonly none: number }>
  > &
    Sourced;
  /**
   * P(mild, moderate, severe | a link makes the region hurt): ratings 1 to 3, 4 to 6, 7 to 10. The pain of a region
   * is the strongest of its causes' (noisy-MAX). Half way to one another, so that ratings weigh little until learned.
   */
  readonly levels: Readonly<Record<ReferralKind | 'leak', readonly [number, number, number]>> & Sourced;
  /**
   * P(a pain is spoken of in the words of a nerve | what causes it): burning, like electric shocks, tingling, numb or
   * painfully cold. `leak` also for paint that nothing is behind. Weak evidence: words come from memory, through
   * another language or an interpreter, and people differ in how many they use. Said of many regions they count once.
   */
  readonly words: Readonly<Record<WordClass | 'leak', Value>>;
  /** "Pressing here reproduced the pain there": P(said so | the link is at work). */
  readonly reproducedTrue: Value;
  /** P(said so | the link is not at work). */
  readonly reproducedFalse: Value;
}

const proposed = { source: 'tautband', status: 'unreviewed' } as const;
const own = (value: number): Value => ({ value, ...proposed });

/**
 * What ships. Rates of signs are proposals bounded by the published agreement between examiners
 * (Rathbone 2017, Lucas 2009, Bron 2007), which is a ceiling on validity and not a measure of it.
 */
export const SHIPPED_PARAMETERS: Parameters = {
  version: '6',
  meanActive: own(4),
  frequency: { 'very-common': own(8), common: own(4), uncommon: own(2), rare: own(1) },
  // On the scale of single sites: a very common site has a prior of some 2 %, a rare one of some 0.3 %.
  explanation: { 'very-common': own(0.04), common: own(0.02), uncommon: own(0.008), rare: own(0.002) },
  latent: { 'very-common': own(0.3), common: own(0.2), uncommon: own(0.1), rare: own(0.05) },
  severity: [
    { id: 'localised', share: 0.55, oddsFactor: 0.25, ...proposed },
    { id: 'regional', share: 0.3, oddsFactor: 1, ...proposed },
    { id: 'widespread', share: 0.15, oddsFactor: 4, ...proposed },
  ],
  leak: own(0.004),
  leakByPart: {},
  omission: own(0.16),
  spill: own(0.05),
  smear: own(0.06),
  stray: own(0.002),
  fullCoverage: own(0.35),
  solidCoverage: own(0.7),
  leastCoverage: own(0.02),
  skill: own(0.8),
  // P(present | neither) is chosen so that P(present | not active) is the proposed 1 - specificity where a
  // quarter of the inactive sites are latent: tenderness .25 × .75 + .75 × .283 = .40, and so on. With skill .8
  // and the uninformed rates, five signs present weigh 350 : 1 and not the 5,000 : 1 of independent signs,
  // as if the product of their ratios were raised to the power .69; five absent, to .61.
  signs: [
    { sign: 'spot-tenderness', active: 0.85, latent: 0.75, none: 0.283, uninformed: 0.6, ...proposed },
    { sign: 'recognised-pain', active: 0.75, latent: 0.12, none: 0.093, uninformed: 0.3, ...proposed },
    { sign: 'taut-band', active: 0.7, latent: 0.7, none: 0.3, uninformed: 0.5, ...proposed },
    { sign: 'referred-pain', active: 0.7, latent: 0.35, none: 0.083, uninformed: 0.25, ...proposed },
    { sign: 'local-twitch', active: 0.35, latent: 0.3, none: 0.033, uninformed: 0.1, ...proposed },
  ],
  // Four to one when a sign is there and half when it is not: what most bedside tests reach at best.
  discriminator: { for: { active: 0.6, none: 0.15 }, against: { active: 0.15, none: 0.45 }, ...proposed },
  levels: {
    local: [0.24, 0.44, 0.32],
    essential: [0.24, 0.44, 0.32],
    spillover: [0.36, 0.4, 0.24],
    leak: [0.36, 0.4, 0.24],
    ...proposed,
  },
  // By words alone 66 % of 32 patients with pain of a nerve were recognised, none of whom had helped to choose the words,
  // and 19 % of the 97 who had were sorted wrongly (@source boureau-1990). In muscle pain a questionnaire of such words and a few
  // signs finds a nerve in 19 of 112, by one of the three that were tried there (@source tas-2016), and in 41 of 73 (@source sultanoglu-2022), together 60 / 185 = 0.32;
  // in knee osteoarthritis another one in 22 %, and perhaps in 35 % more (@source moss-2017). Nobody compared muscle
  // with organ, vessel, joint or headache in one study: all of them stand at 0.32, so that among causes words tell a nerve from
  // the rest and nothing else. Hence at most 2.1 : 1 for a nerve when such a word was said, 2 : 1 against it when none was.
  words: {
    nerve: { value: 0.66, source: 'boureau-1990', status: 'verified' },
    muscle: own(0.32),
    joint: own(0.32),
    visceral: own(0.32),
    vascular: own(0.32),
    other: own(0.32),
    leak: own(0.32),
  },
  reproducedTrue: own(0.7),
  reproducedFalse: own(0.15),
};
