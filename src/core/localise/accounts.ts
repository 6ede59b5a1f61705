import type { Probability } from '../../kit/probability.ts';
import type { Solution } from './inference/solver.ts';
import type { Network } from './network.ts';
import type { Observation } from './observe.ts';
import type { Account } from './ranking.ts';

/**
 * How much of the drawing each family accounts for: "muscle 61 %, a root 22 %, unknown 9 %".
 *
 * For each painted region the probabilities that each cause, or an unknown reason, is at work there, scaled to sum to
 * one; then the mean over the regions, added up by family. Families compete as sums of their members: ten improbable
 * muscles that share a region weigh as much together as one probable joint.
 */
export function accountsOf(
  network: Network,
  observation: Observation,
  posterior: Solution,
): readonly Account[] {
  const { painted } = observation.question;
  const sums = new Map<Account['family'], number>();
  const add = (family: Account['family'], share: number): void => {
    sums.set(family, (sums.get(family) ?? 0) + share / painted.length);
  };
  painted.forEach((j, at) => {
    const links = network.regionLinks.subarray(network.regionStart[j] ?? 0, network.regionStart[j + 1] ?? 0);
    const leak = posterior.leak[at] ?? 0;
    const total = links.reduce((sum, e) => sum + (posterior.link[e] ?? 0), leak);
    // Paint that nothing is behind, most likely a slip of the hand.
    add('unknown', total === 0 ? 1 : leak / total);
    if (total === 0) return;
    for (const e of links)
      add(familyOf(network, network.linkCause[e] ?? 0), (posterior.link[e] ?? 0) / total);
  });
  return [...sums]
    .map(([family, share]) => ({ family, share: Math.min(1, share) as Probability }))
    .sort((a, b) => b.share - a.share || Number(a.family > b.family) - Number(a.family < b.family));
}

const familyOf = ({ atlas }: Network, cause: number): Account['family'] =>
  atlas.explanations[cause - atlas.sites.length]?.entry.family ?? 'muscle';
