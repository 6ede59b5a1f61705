import type { Probability } from '../../kit/probability.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Network } from './network.ts';
import { observe, type Observation } from './observe.ts';
import { checkNames, type LocaliseError } from './parse.ts';
import type { LocaliseRequest } from './request.ts';

/** One cause and how probable it is: a site, or an explanation other than a muscle. */
export interface Bar {
  readonly id: string;
  readonly kind: 'site' | 'explanation';
  readonly probability: Probability;
}

/**
 * The same probabilities as `localise` in the same order, without the reasons: for a ranking that follows the finger.
 *
 * The request is one of ours; its names are checked, its form is not.
 */
export function bars(network: Network, request: LocaliseRequest): Result<readonly Bar[], LocaliseError> {
  const error = checkNames(network, request);
  if (error !== undefined) return err(error);
  const observation = observe(network, request);
  const { active } = network.solver.solve(observation.question);
  return ok(
    relevant(network, observation, active).flatMap((i): readonly Bar[] => {
      const cause = network.causes[i];
      if (cause === undefined) return [];
      return [{ id: cause.id, kind: cause.kind, probability: asProbability(active[i] ?? 0) }];
    }),
  );
}

/** Causes that reach a painted region or were examined, most probable first, ties in network order. */
export function relevant(
  network: Network,
  observation: Observation,
  active: Float64Array,
): readonly number[] {
  const { painted } = observation.question;
  const found = new Set(observation.examined.keys());
  for (const j of painted)
    for (let at = network.regionStart[j] ?? 0; at < (network.regionStart[j + 1] ?? 0); at++)
      found.add(network.linkCause[network.regionLinks[at] ?? 0] ?? 0);
  return [...found].sort((a, b) => (active[b] ?? 0) - (active[a] ?? 0) || a - b);
}

/** A probability from arithmetic that may miss [0, 1] by its last bit. */
export const asProbability = (value: number): Probability => Math.min(1, Math.max(0, value)) as Probability;
