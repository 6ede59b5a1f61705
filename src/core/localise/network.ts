import type { RankingAtlas, RankingExplanation } from '../atlas/ranking-atlas.ts';
import { REFERRAL_KINDS, type ReferralKind } from '../atlas/muscle.ts';
import type { RegionId } from '../atlas/region.ts';
import { gainTable, type GainTable } from './gain-table.ts';
import { Solver } from './inference/solver.ts';
import { SHIPPED_PARAMETERS, type Parameters } from './parameters.ts';
import { WORD_CLASSES, wordClassOf } from './words.ts';

/** What may make a region hurt: a trigger point site, or an explanation that is no muscle. */
export const CAUSE_KINDS = ['site', 'explanation'] as const;
export type CauseKind = (typeof CAUSE_KINDS)[number];

/** One cause of the network. */
export interface Cause {
  /** Site id, or id of the explanation. Unique. */
  readonly id: string;
  readonly kind: CauseKind;
  readonly name: string;
  /** At most one of the exclusive causes is active at a time. */
  readonly isExclusive: boolean;
  /** Odds of being active at severity factor 1. */
  readonly odds: number;
  /** P(latent | not active); 0 where the word means nothing. */
  readonly latent: number;
  readonly links: readonly CauseLink[];
}

/** One region that a cause can make hurt. */
export interface CauseLink {
  readonly region: RegionId;
  /** P(the region hurts because of this cause | the cause is active), leak not included. In (0, 1). */
  readonly strength: number;
  readonly kind: ReferralKind;
}

/**
 * The atlas as numbers: causes and regions by index, links in compressed rows both ways.
 *
 * Links of cause i are `linkStart[i]` to `linkStart[i + 1]`; links into region j are listed in
 * `regionLinks` from `regionStart[j]` to `regionStart[j + 1]`.
 */
export interface Network {
  readonly atlas: RankingAtlas;
  readonly parameters: Parameters;
  readonly causes: readonly Cause[];
  readonly causeIndex: ReadonlyMap<string, number>;
  readonly regionIndex: ReadonlyMap<RegionId, number>;
  readonly linkStart: Int32Array;
  readonly linkRegion: Int32Array;
  readonly linkCause: Int32Array;
  readonly linkStrength: Float64Array;
  /** Index into `REFERRAL_KINDS`. */
  readonly linkKind: Uint8Array;
  /** Per cause, index into `WORD_CLASSES`: how its pain is spoken of. */
  readonly wordClass: Uint8Array;
  readonly regionStart: Int32Array;
  readonly regionLinks: Int32Array;
  readonly leak: Float64Array;
  /** Expected number of causes that make each region hurt, before anything is known. */
  readonly reach: Float64Array;
  /**
   * Weights of each cause before anything is known, at each level of severity: P(inactive) and P(active), or 1
   * and the odds for an exclusive cause.
   */
  readonly prior0: readonly Float64Array[];
  readonly prior1: readonly Float64Array[];
  /** P(level), divided by what the weights of the exclusive causes sum to. */
  readonly shares: readonly number[];
  /** P(active) of each cause before anything is known, averaged over severity. */
  readonly means: Float64Array;
  /** For "what to palpate next". */
  readonly gains: GainTable;
  /** Answers questions about this network; keeps its tables between them, never an answer. */
  readonly solver: Solver;
}

/**
 * Compile the atlas into a network: its sites in order, then its explanations other than muscle.
 *
 * Throws when a link names a region that the atlas lacks or a strength outside (0, 1): content is checked
 * before it gets here, so that is our fault.
 */
export function compileNetwork(atlas: RankingAtlas, parameters: Parameters = SHIPPED_PARAMETERS): Network {
  const causes = [...siteCauses(atlas, parameters), ...explanationCauses(atlas, parameters)];
  const regionIndex = new Map(atlas.regions.map((region, j) => [region.id, j]));
  const rows = linkRows(causes, regionIndex);
  const byRegion = linksByRegion(rows.linkRegion, atlas.regions.length);
  const before = beforehand(causes, parameters);
  const reach = new Float64Array(atlas.regions.length);
  rows.linkRegion.forEach((j, e) => {
    reach[j] = (reach[j] ?? 0) + (before.means[rows.linkCause[e] ?? 0] ?? 0) * (rows.linkStrength[e] ?? 0);
  });
  return {
    atlas,
    parameters,
    causes,
    causeIndex: new Map(causes.map((cause, i) => [cause.id, i])),
    regionIndex,
    ...rows,
    ...byRegion,
    wordClass: Uint8Array.from(causes, (_, i) =>
      WORD_CLASSES.indexOf(wordClassOf(atlas.explanations[i - atlas.sites.length]?.entry.family)),
    ),
    gains: gainTable(parameters, atlas.sites),
    solver: new Solver({
      ...rows,
      ...byRegion,
      isExclusive: Uint8Array.from(causes, (c) => (c.isExclusive ? 1 : 0)),
    }),
    leak: Float64Array.from(
      atlas.regions,
      ({ part }) => (parameters.leakByPart[part] ?? parameters.leak).value,
    ),
    reach,
    ...before,
  };
}

/** P(active) before anything is known, averaged over severity. */
export function meanPrior(network: Network, cause: number): number {
  return network.means[cause] ?? 0;
}

type Beforehand = Pick<Network, 'prior0' | 'prior1' | 'shares' | 'means'>;

function beforehand(causes: readonly Cause[], { severity }: Parameters): Beforehand {
  const odds = severity.map(({ oddsFactor }) => causes.map((cause) => cause.odds * oddsFactor));
  const exclusive = odds.map((row) =>
    row.reduce((sum, o, i) => sum + (causes[i]?.isExclusive === true ? o : 0), 1),
  );
  const chance = (s: number, i: number): number => {
    const o = odds[s]?.[i] ?? 0;
    return o / (causes[i]?.isExclusive === true ? (exclusive[s] ?? 1) : 1 + o);
  };
  const perLevel = (f: (s: number, i: number) => number): readonly Float64Array[] =>
    severity.map((_, s) => Float64Array.from(causes, (_, i) => f(s, i)));
  return {
    prior0: perLevel((s, i) => (causes[i]?.isExclusive === true ? 1 : 1 - chance(s, i))),
    prior1: perLevel((s, i) => (causes[i]?.isExclusive === true ? (odds[s]?.[i] ?? 0) : chance(s, i))),
    shares: severity.map(({ share }, s) => share / (exclusive[s] ?? 1)),
    means: Float64Array.from(causes, (_, i) =>
      severity.reduce((sum, { share }, s) => sum + share * chance(s, i), 0),
    ),
  };
}

function siteCauses(atlas: RankingAtlas, parameters: Parameters): Cause[] {
  const weights = atlas.sites.map(({ entry }) => parameters.frequency[entry.frequency].value);
  const scale = oddsScale(weights, parameters);
  return atlas.sites.map((site, i) => ({
    id: site.id,
    kind: 'site',
    isExclusive: false,
    name: `${site.muscle.name}, ${site.entry.label}`,
    odds: scale * (weights[i] ?? 0),
    latent: parameters.latent[site.entry.frequency].value,
    links: site.links,
  }));
}

/**
 * An explanation that reaches more regions than this belongs to the exclusive group: a root, a polyneuropathy, an
 * organ, widespread pain. Two of those at once are not considered; joints, tendons and small nerves combine freely.
 */
export const MOST_REACHED = 6;

/** Odds against none of the group, so that excluding one another makes each a little rarer than it is alone. */
function explanationCauses({ explanations }: RankingAtlas, parameters: Parameters): Cause[] {
  return explanations.map((explanation) => {
    const { id, name, links } = explanation;
    const prior = priorOf(parameters, explanation);
    const odds = solve((o) => meanOver(parameters, o) - prior);
    const isExclusive = links.length > MOST_REACHED;
    return { id, kind: 'explanation', isExclusive, name, odds, latent: 0, links };
  });
}

/** P(an explanation is at work) before anything is drawn: as it was measured, or by the word for how often it is met. */
export function priorOf(
  { explanation }: Parameters,
  { entry, weight }: Pick<RankingExplanation, 'entry' | 'weight'>,
): number {
  return weight * (entry.baseRate ?? explanation[entry.frequency]).value;
}

/** The factor on the relative odds that makes the priors sum to the stated mean number of active sites. */
function oddsScale(weights: readonly number[], parameters: Parameters): number {
  if (weights.length === 0) return 0;
  // A small atlas cannot hold the mean of a whole body: then at most a tenth of its sites are expected.
  const target = Math.min(parameters.meanActive.value, weights.length / 10);
  return solve((scale) => weights.reduce((sum, w) => sum + meanOver(parameters, scale * w), 0) - target);
}

const meanOver = (parameters: Parameters, odds: number): number =>
  parameters.severity.reduce(
    (sum, { share, oddsFactor }) => sum + (share * odds * oddsFactor) / (1 + odds * oddsFactor),
    0,
  );

/** Where an increasing function of a positive number crosses zero: bisection on the exponent, to the last bit. */
function solve(f: (x: number) => number): number {
  let [low, high] = [-60, 60];
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (f(2 ** middle) < 0) low = middle;
    else high = middle;
  }
  return 2 ** ((low + high) / 2);
}

type Rows = Pick<Network, 'linkStart' | 'linkRegion' | 'linkCause' | 'linkStrength' | 'linkKind'>;

function linkRows(causes: readonly Cause[], regionIndex: ReadonlyMap<RegionId, number>): Rows {
  const total = causes.reduce((sum, { links }) => sum + links.length, 0);
  const linkStart = new Int32Array(causes.length + 1);
  const linkRegion = new Int32Array(total);
  const linkCause = new Int32Array(total);
  const linkStrength = new Float64Array(total);
  const linkKind = new Uint8Array(total);
  let at = 0;
  causes.forEach((cause, i) => {
    for (const { region, strength, kind } of cause.links) {
      const j = regionIndex.get(region);
      if (j === undefined) throw new Error(`${cause.id}: no region ${region} in the atlas`);
      if (!(strength > 0 && strength < 1)) throw new Error(`${cause.id} → ${region}: strength ${strength}`);
      linkRegion[at] = j;
      linkCause[at] = i;
      linkKind[at] = REFERRAL_KINDS.indexOf(kind);
      linkStrength[at++] = strength;
    }
    linkStart[i + 1] = at;
  });
  return { linkStart, linkRegion, linkCause, linkStrength, linkKind };
}

function linksByRegion(
  linkRegion: Int32Array,
  regions: number,
): Pick<Network, 'regionStart' | 'regionLinks'> {
  const regionStart = new Int32Array(regions + 1);
  for (const j of linkRegion) regionStart[j + 1] = (regionStart[j + 1] ?? 0) + 1;
  for (let j = 0; j < regions; j++) regionStart[j + 1] = (regionStart[j + 1] ?? 0) + (regionStart[j] ?? 0);
  const next = regionStart.slice();
  const regionLinks = new Int32Array(linkRegion.length);
  linkRegion.forEach((j, e) => {
    const at = next[j] ?? 0;
    regionLinks[at] = e;
    next[j] = at + 1;
  });
  return { regionStart, regionLinks };
}
