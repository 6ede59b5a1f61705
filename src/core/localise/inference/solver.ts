import { compiledRunner } from './compiled.ts';
import { Eliminator } from './eliminate.ts';
import { sample } from './gibbs.ts';
import { planFor, type Plan } from './plan.ts';
import type { Graph, Level, LevelPosterior, Posterior, Question } from './question.ts';
import type { Runner, Workspace } from './workspace.ts';

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

/** Modelled operations above which a question is answered by sampling: some second. */
export const MOST_EXACT = 3e8;
/** Entries of all tables, at all levels, above which it is: some 200 MB. */
export const MOST_ENTRIES = 12e6;

/** Whether a plan is answered exactly for so many levels. */
export const isExact = (plan: Plan, levels: number): boolean =>
  plan.isRunnable && plan.cost * levels <= MOST_EXACT && plan.arena * levels <= MOST_ENTRIES;

/**
 * Answers questions, exactly unless the tables would be too large. Keeps plans and tables between questions; an answer never depends on which
 * questions came before.
 */
export class Solver {
  readonly graph: Graph;
  readonly #runner: Runner;
  readonly #plans = new Map<string, Plan>();

  /** With a runner of one's own, as tests have; otherwise the compiled one where there is WebAssembly. */
  constructor(graph: Graph, runner?: Runner) {
    this.graph = graph;
    this.#runner = runner ?? compiledRunner(graph) ?? new Eliminator();
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
   * All posteriors of a question, by one forward and one backward pass per level.
   *
   * Exact up to rounding: relative error is about the number of operations on one path times 2^-53. Takes time
   * and memory in proportion to `plan.cost`; above `MOST_EXACT` it samples instead, and says how far that is off.
   */
  solve(question: Question, plan: Plan = this.plan(question.painted)): Solution {
    if (!isExact(plan, question.levels.length)) return sample(this.graph, question);
    const space = this.#runner.reserve(plan, question.levels.length);
    pose(question, plan, space);
    this.#runner.run(plan, space);
    return { ...answer(this.graph, question, plan, space), error: 0 };
  }
}

/** Write a question into the workspace of its plan. */
export function pose(question: Question, { causes, links, idle, painted }: Plan, space: Workspace): void {
  const { levels } = question;
  const { stride, w0, w1, off, on } = space;
  for (let s = 0; s < levels.length; s++) {
    const level = levels[s]!;
    const [own0, own1] = [level.w0, level.w1];
    for (let t = 0, at = s; t < causes.length; t++, at += stride) {
      const i = causes[t]!;
      w0[at] = own0[i]!;
      w1[at] = own1[i]!;
    }
    let odds = 1;
    for (const i of idle) odds += own1[i]!;
    space.idle[s] = odds;
  }
  for (let q = 0; q < links.length; q++) {
    off[q] = question.linkOff[links[q]!]!;
    on[q] = question.linkOn[links[q]!]!;
  }
  for (let j = 0; j < painted.length; j++) {
    space.lambda0[j] = question.lambda0[j]!;
    space.lambda1[j] = question.lambda1[j]!;
    space.leak0[j] = question.leak0[j]!;
    space.leak1[j] = question.leak1[j]!;
  }
}

/** Read the answer of all levels out of the workspace, and mix them. */
function answer(graph: Graph, { levels }: Question, plan: Plan, space: Workspace): Posterior {
  const total = graph.linkStart.length - 1;
  // The causes that the drawing does not touch come first; those it does are written over them.
  const isTouched = new Uint8Array(total);
  for (const i of plan.causes) isTouched[i] = 1;
  for (const i of plan.idle) isTouched[i] = 1;
  const perLevel = levels.map((level, s) => {
    const active = new Float64Array(total);
    const log = space.logWeight[s]! + Math.log(level.share) + untouched(level, isTouched, active);
    for (let t = 0, at = s; t < plan.causes.length; t++, at += space.stride)
      active[plan.causes[t]!] = space.active[at]!;
    for (const i of plan.idle) active[i] = space.none[s]! * level.w1[i]!;
    return { log, active };
  });
  const logEvidence = perLevel.reduce((sum, { log }) => logSum(sum, log), -Infinity);
  const shares = perLevel.map(({ log }) => Math.exp(log - logEvidence));
  const active = new Float64Array(total);
  perLevel.forEach((level, s) => {
    const share = shares[s]!;
    for (let i = 0; i < total; i++) active[i] = active[i]! + share * level.active[i]!;
  });
  const link = new Float64Array(graph.linkRegion.length);
  for (let q = 0; q < plan.links.length; q++)
    link[plan.links[q]!] = mixed(space.link, q * space.stride, shares);
  const leak = plan.painted.length === 0 ? NOTHING : new Float64Array(plan.painted.length);
  for (let j = 0; j < leak.length; j++) leak[j] = mixed(space.leak, j * space.stride, shares);
  return {
    logEvidence,
    active,
    link,
    leak,
    levels: perLevel.map((level, s): LevelPosterior => ({ probability: shares[s]!, active: level.active })),
  };
}

const NOTHING = new Float64Array(0);

function mixed(values: Float64Array, at: number, shares: readonly number[]): number {
  let sum = 0;
  for (let s = 0; s < shares.length; s++) sum += shares[s]! * values[at + s]!;
  return sum;
}

const logSum = (a: number, b: number): number => {
  const high = Math.max(a, b);
  return high === -Infinity ? high : high + Math.log(Math.exp(a - high) + Math.exp(b - high));
};

/** Causes that reach no painted region are independent of the drawing: write them, return their log weight. */
function untouched({ w0, w1 }: Level, isTouched: Uint8Array, active: Float64Array): number {
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
