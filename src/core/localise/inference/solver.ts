import { Eliminator, type Run } from './eliminate.ts';
import { sample } from './gibbs.ts';
import { planFor, type Plan } from './plan.ts';
import type { Graph, Level, LevelPosterior, Posterior, Question } from './question.ts';

/** Plans kept at once; a finger that paints a drawing passes through a few dozen. */
const MOST_PLANS = 256;

/** An answer, and how it was come by. */
export interface Solution extends Posterior {
  /**
   * 0 when exact; otherwise about 95 % of the probabilities are nearer to the truth than this. Never to be
   * shown without saying so.
   */
  readonly error: number;
}

/** Modelled operations above which a question is answered by sampling: some seconds, some 200 MB. */
export const MOST_EXACT = 3e8;

/**
 * Answers questions, exactly unless the tables would be too large. Keeps plans and tables between questions; an answer never depends on which
 * questions came before.
 */
export class Solver {
  readonly graph: Graph;
  readonly #eliminator = new Eliminator();
  readonly #plans = new Map<string, Plan>();

  constructor(graph: Graph) {
    this.graph = graph;
  }

  /** The plan for a set of painted regions, ascending; made once. */
  plan(painted: Int32Array): Plan {
    const key = painted.join();
    let plan = this.#plans.get(key);
    if (plan === undefined) {
      plan = planFor(this.graph, painted);
      const oldest = this.#plans.keys().next();
      if (this.#plans.size >= MOST_PLANS && oldest.done !== true) this.#plans.delete(oldest.value);
      this.#plans.set(key, plan);
    }
    return plan;
  }

  /**
   * All posteriors of a question, by one forward and one backward pass per level and hypothesis.
   *
   * Exact up to rounding: relative error is about the number of operations on one path times 2^-53. Takes time
   * and memory in proportion to `plan.cost`; above `MOST_EXACT` it samples instead, and says how far that is off.
   */
  solve(question: Question, plan: Plan = this.plan(question.painted)): Solution {
    if (plan.cost * question.levels.length > MOST_EXACT) return sample(this.graph, question);
    const causes = this.graph.linkStart.length - 1;
    const links = this.graph.linkRegion.length;
    const isTouched = new Uint8Array(causes);
    for (const i of plan.touched) isTouched[i] = 1;
    for (const i of plan.idle) isTouched[i] = 1;
    const perLevel = question.levels.map((level) => {
      const total = emptyRun(causes, links, plan.painted.length);
      this.#eliminator.run(question, level, plan, total);
      total.logWeight += Math.log(level.share) + untouched(level, isTouched, total.active);
      return total;
    });
    return { ...mix(perLevel), error: 0 };
  }
}

/** Room for one run. */
export const emptyRun = (causes: number, links: number, painted: number): Run => ({
  logWeight: 0,
  active: new Float64Array(causes),
  link: new Float64Array(links),
  leak: new Float64Array(painted),
});

const logSum = (a: number, b: number): number => {
  const high = Math.max(a, b);
  return high === -Infinity ? high : high + Math.log(Math.exp(a - high) + Math.exp(b - high));
};

/** Causes that reach no painted region are independent of the drawing: write them, return their log weight. */
function untouched(level: Level, isTouched: Uint8Array, active: Float64Array): number {
  const { w0, w1 } = level;
  let log = 0;
  let product = 1;
  for (let i = 0; i < active.length; i++) {
    if (isTouched[i] === 1) continue;
    const sum = w0[i]! + w1[i]!;
    active[i] = w1[i]! / sum;
    product *= sum;
    if (product < 1e-200 || product > 1e200) {
      log += Math.log(product);
      product = 1;
    }
  }
  return log + Math.log(product);
}

function mix(runs: readonly Run[]): Posterior {
  const logEvidence = runs.reduce((sum, run) => logSum(sum, run.logWeight), -Infinity);
  const levels: LevelPosterior[] = runs.map((run) => ({
    probability: Math.exp(run.logWeight - logEvidence),
    active: run.active,
  }));
  const average = (field: 'active' | 'link' | 'leak'): Float64Array => {
    const out = new Float64Array(runs[0]?.[field].length ?? 0);
    runs.forEach((run, s) => {
      const [values, weight] = [run[field], levels[s]!.probability];
      for (let i = 0; i < out.length; i++) out[i] = out[i]! + weight * values[i]!;
    });
    return out;
  };
  return { logEvidence, active: average('active'), link: average('link'), leak: average('leak'), levels };
}
