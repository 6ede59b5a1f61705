import type { Network } from '../localise/network.ts';
import { addAtWork } from '../localise/at-work.ts';
import { REGION_STATES } from '../localise/empty-regions.ts';
import { observe } from '../localise/observe.ts';
import type { LocaliseRequest } from '../localise/request.ts';

/**
 * What a registry has to say, in bounded space: sums over cases, one number per cause, link, region and level.
 *
 * Cases are added one at a time and then forgotten. Sums of two registries add up, so clinics can count alone and
 * send only this.
 */
export interface Statistics {
  /** Versions that the expectations were computed with: sums of different versions must not be added. */
  readonly content: string;
  readonly parameters: string;
  readonly cases: number;
  /** Expected number of cases in which each cause was active. */
  readonly active: Float64Array;
  /** Per link, the same, counting only cases in which its region was not asked about. */
  readonly hidden: Float64Array;
  /** Expected number of cases in which each link was at work. */
  readonly atWork: Float64Array;
  /** Cases at each level of severity. */
  readonly level: Float64Array;
}

/** Nothing seen yet. */
export function emptyStatistics(network: Network): Statistics {
  const causes = network.causes.length;
  const links = network.linkRegion.length;
  const levels = network.parameters.severity.length;
  return {
    content: network.atlas.version,
    parameters: network.parameters.version,
    cases: 0,
    active: new Float64Array(causes),
    hidden: new Float64Array(links),
    atWork: new Float64Array(links),
    level: new Float64Array(levels),
  };
}

/**
 * Add one case (drawing and examination): the expectation step, by one exact inference.
 *
 * Adds in place, so that a million cases cost no memory, and returns the same sums with the new count. A drawing so
 * wide that it would have to be sampled is left out: what it says is nearly nothing.
 */
export function addCase(statistics: Statistics, network: Network, request: LocaliseRequest): Statistics {
  const observation = observe(network, request);
  const posterior = network.solver.solve(observation.question);
  if (posterior.error > 0) return statistics;
  const { active, hidden, atWork, level } = statistics;
  for (let i = 0; i < active.length; i++) active[i] = (active[i] ?? 0) + (posterior.active[i] ?? 0);
  addAtWork(network, observation, posterior, atWork);
  const { state } = observation;
  for (let j = 0; j < state.length; j++)
    if (state[j] === REGION_STATES.unobserved) addHidden(network, j, posterior.active, hidden);
  for (let s = 0; s < level.length; s++) level[s] = (level[s] ?? 0) + (posterior.levels[s]?.probability ?? 0);
  return { ...statistics, cases: statistics.cases + 1 };
}

function addHidden(network: Network, region: number, active: Float64Array, hidden: Float64Array): void {
  const { regionStart, regionLinks, linkCause } = network;
  for (let at = regionStart[region] ?? 0; at < (regionStart[region + 1] ?? 0); at++) {
    const e = regionLinks[at] ?? 0;
    hidden[e] = (hidden[e] ?? 0) + (active[linkCause[e] ?? 0] ?? 0);
  }
}

/** Expected number of cases in which a link's cause was active and its region was asked about. */
export const exposedTo = (network: Network, { active, hidden }: Statistics, link: number): number =>
  (active[network.linkCause[link] ?? 0] ?? 0) - (hidden[link] ?? 0);

/** The sums of two registries together. Throws when they were counted with different versions. */
export function merge(a: Statistics, b: Statistics): Statistics {
  if (a.content !== b.content || a.parameters !== b.parameters)
    throw new Error(
      `statistics of ${a.content}/${a.parameters} and ${b.content}/${b.parameters} cannot be added`,
    );
  const add = (x: Float64Array, y: Float64Array): Float64Array => x.map((v, i) => v + (y[i] ?? 0));
  return {
    ...a,
    cases: a.cases + b.cases,
    active: add(a.active, b.active),
    hidden: add(a.hidden, b.hidden),
    atWork: add(a.atWork, b.atWork),
    level: add(a.level, b.level),
  };
}
