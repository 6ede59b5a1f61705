import { likelihood, whenInactive, NO_EXAMINATION, type Answers } from './examination.ts';
import type { Posterior } from './inference/question.ts';
import type { Network } from './network.ts';
import type { Observation } from './observe.ts';
import { SIGNS, type SiteFinding } from './request.ts';

/** P(everything | one more answer at one site), for every cause, without asking the network again. */
export interface Counterfactual {
  /** P(active) of every cause. */
  readonly active: Float64Array;
  /** P(this answer), given everything so far. */
  readonly chance: number;
}

/** How the likelihood of one site changes when its answers are replaced: factor on active, factor on inactive. */
export function likelihoodRatio(
  network: Network,
  cause: number,
  before: Answers,
  after: Answers,
): readonly [active: number, inactive: number] {
  const latent = network.causes[cause]?.latent ?? 0;
  const [old, next] = [before, after].map((a) =>
    a.length === 0 ? NO_EXAMINATION : likelihood(network.parameters, a),
  );
  if (old === undefined || next === undefined) throw new Error('two likelihoods in, two out');
  return [next.active / old.active, whenInactive(next, latent) / whenInactive(old, latent)];
}

/**
 * P(cause) after its own likelihood changed by the two factors: exact, because the evidence is linear in the
 * weights of each cause within a level.
 */
export function reweighed(posterior: Posterior, cause: number, active: number, inactive: number): number {
  let [total, hits] = [0, 0];
  for (const level of posterior.levels) {
    const p = level.active[cause] ?? 0;
    total += level.probability * (p * active + (1 - p) * inactive);
    hits += level.probability * p * active;
  }
  return hits / total;
}

/**
 * Everything given what one cause is: one question to the network with the cause active, and the rest by difference
 * (within a level, P(k) = π P(k | active) + (1 - π) P(k | inactive)).
 */
export class Clamped {
  readonly #cause: number;
  readonly #base: Posterior;
  readonly #active: Posterior;

  constructor(network: Network, { question }: Observation, base: Posterior, cause: number) {
    this.#cause = cause;
    this.#base = base;
    const levels = question.levels.map((level) => {
      const w0 = level.w0.slice();
      w0[cause] = 0;
      return { ...level, w0 };
    });
    this.#active = network.solver.solve({ ...question, levels });
  }

  /** Everything after the likelihood of the cause changed by the two factors. */
  after(active: number, inactive: number): Counterfactual {
    const out = new Float64Array(this.#base.active.length);
    let chance = 0;
    this.#base.levels.forEach((level, s) => {
      const before = level.active;
      const p = before[this.#cause] ?? 0;
      const on = this.#active.levels[s]?.active ?? out;
      const extra = level.probability * p * (active - inactive);
      for (let i = 0; i < out.length; i++)
        out[i] = (out[i] ?? 0) + extra * (on[i] ?? 0) + level.probability * inactive * (before[i] ?? 0);
      chance += level.probability * (p * active + (1 - p) * inactive);
    });
    for (let i = 0; i < out.length; i++) out[i] = Math.max(0, (out[i] ?? 0) / chance);
    return { active: out, chance };
  }
}

/** Answers already given at a site. */
export const answersAt = (findings: readonly SiteFinding[], site: string): Answers =>
  findings.filter((f) => f.site === site && f.regions === undefined);

/** Signs of a site that are still unknown. */
export const openSigns = (
  findings: readonly SiteFinding[],
  site: string,
): readonly (typeof SIGNS)[number][] =>
  SIGNS.filter((sign) => !findings.some((f) => f.site === site && f.sign === sign && f.answer !== 'unknown'));
