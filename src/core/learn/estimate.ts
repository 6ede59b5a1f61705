import { REFERRAL_KINDS } from '../atlas/muscle.ts';
import { mirrorId } from '../atlas/region.ts';
import type { Network } from '../localise/network.ts';
import { exposedTo, type Statistics } from './statistics.ts';

/** How strongly the atlas holds against the registry, in cases. */
export interface Shrinkage {
  /** Cases of an active site that one link of the atlas is worth. From the spread of links within a kind. */
  readonly link: number;
  /** Cases of active sites that the mean strength of a kind is worth. */
  readonly kind: number;
  /** Patients that the prior of one site is worth. */
  readonly prior: number;
  /** Patients that the severity shares are worth. */
  readonly severity: number;
}

/** Proposed by us: some twenty cases per link, from a spread of .09 within a kind. */
export const SHRINKAGE: Shrinkage = { link: 20, kind: 200, prior: 400, severity: 100 };

/** What the registry makes of every number. Indices are the network's. */
export interface Estimates {
  readonly strength: Float64Array;
  /** Odds of each cause at severity factor 1. */
  readonly odds: Float64Array;
  readonly severity: readonly number[];
}

/**
 * The maximisation step: the most probable numbers given the sums, the atlas being the prior.
 *
 * Three levels hold each link: its own cases, the mean of its kind (all links of a kind may be too strong by one
 * factor), and the atlas. Left and right of one row are one number. With few cases nothing moves: maximum likelihood
 * alone needs some ten thousand records merely to draw level with the atlas.
 */
export function estimate(network: Network, s: Statistics, shrinkage: Shrinkage = SHRINKAGE): Estimates {
  const twin = twins(network);
  return {
    strength: strengths(network, s, shrinkage, twin),
    odds: oddsOf(network, s, shrinkage, twin.cause),
    severity: network.parameters.severity.map(
      ({ share }, level) =>
        ((s.level[level] ?? 0) + shrinkage.severity * share) / (s.cases + shrinkage.severity),
    ),
  };
}

/** The network with other numbers: same atlas, same links. */
export function withEstimates(network: Network, { strength, odds, severity }: Estimates): Network {
  const levels = network.parameters.severity;
  const perLevel = levels.map(({ oddsFactor }) => odds.map((o) => o * oddsFactor));
  const isExclusive = (i: number): boolean => network.causes[i]?.isExclusive === true;
  const totals = perLevel.map((row) => row.reduce((sum, o, i) => sum + (isExclusive(i) ? o : 0), 1));
  const prior1 = perLevel.map((row) => row.map((o, i) => (isExclusive(i) ? o : o / (1 + o))));
  return {
    ...network,
    linkStrength: strength,
    prior1,
    prior0: prior1.map((row) => row.map((p, i) => (isExclusive(i) ? 1 : 1 - p))),
    shares: severity.map((share, l) => share / (totals[l] ?? 1)),
    means: odds.map((_, i) =>
      prior1.reduce(
        (sum, row, l) => sum + ((severity[l] ?? 0) * (row[i] ?? 0)) / (isExclusive(i) ? (totals[l] ?? 1) : 1),
        0,
      ),
    ),
  };
}

interface Twins {
  /** Index of the same cause on the other side; itself on the midline. */
  readonly cause: Int32Array;
  readonly link: Int32Array;
}

function twins(network: Network): Twins {
  const cause = Int32Array.from(network.causes, ({ id }, i) => network.causeIndex.get(mirrorId(id)) ?? i);
  const link = network.linkRegion.map((j, e) => {
    const other = cause[network.linkCause[e] ?? 0] ?? 0;
    const region = network.regionIndex.get(mirrorId(network.atlas.regions[j]?.id ?? '')) ?? j;
    for (let f = network.linkStart[other] ?? 0; f < (network.linkStart[other + 1] ?? 0); f++)
      if (network.linkRegion[f] === region) return f;
    return e;
  });
  return { cause, link };
}

function strengths(
  network: Network,
  s: Statistics,
  { link: own, kind }: Shrinkage,
  twin: Twins,
): Float64Array {
  const atWork = (e: number): number => s.atWork[e] ?? 0;
  const exposed = (e: number): number => exposedTo(network, s, e);
  const both = (count: (e: number) => number, e: number): number => {
    const other = twin.link[e] ?? e;
    return count(e) + (other === e ? 0 : count(other));
  };
  const seen = REFERRAL_KINDS.map(() => ({ found: 0, expected: 0 }));
  network.linkKind.forEach((k, e) => {
    const sum = seen[k];
    if (sum === undefined) return;
    sum.found += atWork(e);
    sum.expected += exposed(e) * (network.linkStrength[e] ?? 0);
  });
  // Kinds whose links are all too strong or too weak by a factor; worth `kind` cases of the atlas being right.
  const factor = seen.map(({ found, expected }) => (found + kind) / (expected + kind));
  return network.linkStrength.map((atlas, e) => {
    const mean = Math.min(0.98, atlas * (factor[network.linkKind[e] ?? 0] ?? 1));
    const w = (both(atWork, e) + own * mean) / (both(exposed, e) + own);
    return Math.min(0.999, Math.max(0.001, w));
  });
}

function oddsOf(network: Network, s: Statistics, { prior }: Shrinkage, twin: Int32Array): Float64Array {
  return Float64Array.from(network.causes, ({ odds }, i) => {
    const other = twin[i] ?? i;
    const sides = other === i ? 1 : 2;
    const found = (s.active[i] ?? 0) + (other === i ? 0 : (s.active[other] ?? 0));
    const mean = network.means[i] ?? 0;
    const learned = (found + prior * mean) / (sides * s.cases + prior);
    // The mean prior moves with the odds nearly in proportion: one secant step, repeated with every iteration.
    return mean > 0 ? odds * (learned / mean) : odds;
  });
}
