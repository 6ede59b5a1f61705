import { REGION_STATES, type Reproduction } from './empty-regions.ts';
import type { Solution } from './inference/solver.ts';
import type { Network } from './network.ts';
import type { Observation } from './observe.ts';

/**
 * Add P(active and at work | everything) of each link to `sums`, whether or not its pain was drawn as it was.
 *
 * `Solution.work` counts what made a region hurt as it was rated and in the words that were said. A link can also be at work
 * below that, or not be spoken of so, or reach a region that hurts and was left empty. Whoever learns strengths must count
 * those too, or every strength is learned too low.
 */
export function addAtWork(
  network: Network,
  observation: Observation,
  { links, work, active }: Solution,
  sums: Float64Array,
): void {
  const { linkCause, linkStrength } = network;
  const { question, reproduced } = observation;
  links.forEach((e, k) => {
    const found = work[k] ?? 0;
    // What is active and not at work as drawn: some of it is at work unheard.
    const quiet = Math.max(0, (active[linkCause[e] ?? 0] ?? 0) - found);
    const idle = (1 - (linkStrength[e] ?? 0)) * (reproduced.get(e)?.absent ?? 1);
    const unheard = Math.max(0, 1 - idle / (question.linkOff[e] ?? 1));
    sums[e] = (sums[e] ?? 0) + found + quiet * unheard;
  });
  addForgotten(network, observation, active, sums);
}

/** Links into regions that were left empty: each is at work there as often as a painful region is not drawn. */
function addForgotten(
  network: Network,
  { state, omission, reproduced }: Observation,
  active: Float64Array,
  sums: Float64Array,
): void {
  const { linkRegion, linkCause } = network;
  const shares = forgottenShares(network, omission);
  for (let e = 0; e < sums.length; e++) {
    if (state[linkRegion[e] ?? 0] !== REGION_STATES.empty) continue;
    sums[e] = (sums[e] ?? 0) + (active[linkCause[e] ?? 0] ?? 0) * (shares[e] ?? 0);
  }
  for (const [e, said] of reproduced) {
    if (state[linkRegion[e] ?? 0] !== REGION_STATES.empty) continue;
    const more = forgotten(network, omission, e, said) - (shares[e] ?? 0);
    sums[e] = (sums[e] ?? 0) + (active[linkCause[e] ?? 0] ?? 0) * more;
  }
}

interface Shares {
  readonly omission: number;
  readonly of: Float64Array;
}

/** The shares last used, per network: thousands of cases are drawn once or twice. */
const known = new WeakMap<Network, Shares>();

function forgottenShares(network: Network, omission: number): Float64Array {
  const last = known.get(network);
  if (last?.omission === omission) return last.of;
  const of = network.linkStrength.map((_, e) => forgotten(network, omission, e));
  known.set(network, { omission, of });
  return of;
}

/** P(at work | its cause active, its region left empty, and what was said of it). */
function forgotten(network: Network, omission: number, link: number, said?: Reproduction): number {
  const strength = network.linkStrength[link] ?? 0;
  const atWork = strength * omission * (said?.present ?? 1);
  return atWork / ((1 - strength) * (said?.absent ?? 1) + atWork);
}
