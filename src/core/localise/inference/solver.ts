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

  /** Drop all plans that were kept. Answers stay the same. */
  forget(): void {
    this.#plans.clear();
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
    return answer(this.graph, question, plan, space);
  }
}

/** Write a question into the workspace of its plan. */
export function pose(question: Question, plan: Plan, space: Workspace): void {
  const { causes, links, painted } = plan;
  const { stride, w0, w1, off, on } = space;
  question.levels.forEach((level, s) => {
    const [own0, own1] = [level.w0, level.w1];
    for (let t = 0, at = s; t < causes.length; t++, at += stride) {
      const i = causes[t]!;
      w0[at] = own0[i]!;
      w1[at] = own1[i]!;
    }
    space.idle[s] = 1 + total(own1, plan.idle);
  });
  const { linkOff, linkOn } = question;
  for (let q = 0; q < links.length; q++) {
    const e = links[q]!;
    off[q] = linkOff[e]!;
    on[q] = linkOn[e]!;
  }
  for (let j = 0; j < painted.length; j++) {
    space.lambda0[j] = question.lambda0[j]!;
    space.lambda1[j] = question.lambda1[j]!;
    space.leak0[j] = question.leak0[j]!;
    space.leak1[j] = question.leak1[j]!;
  }
}

function total(values: Float64Array, at: Int32Array): number {
  let sum = 0;
  for (let k = 0; k < at.length; k++) sum += values[at[k]!]!;
  return sum;
}

/** Read the answer of all levels out of the workspace, and mix them. */
function answer(graph: Graph, { levels }: Question, plan: Plan, space: Workspace): Solution {
  const causes = graph.linkStart.length - 1;
  // One allocation for all levels and their mean: the collector has to follow every buffer.
  const buffer = new ArrayBuffer(8 * causes * (levels.length + 1));
  const rowOf = (s: number): Float64Array => new Float64Array(buffer, 8 * causes * s, causes);
  const isTouched = touchedBy(plan, causes);
  const rows = levels.map((_, s) => rowOf(s));
  const logs = levels.map((level, s) => {
    const row = rows[s]!;
    const log = untouched(level, isTouched, row);
    readActive(plan, space, s, row);
    readIdle(plan.idle, space.none[s]!, level.w1, row);
    return space.logWeight[s]! + Math.log(level.share) + log;
  });
  const logEvidence = logs.reduce(logSum, -Infinity);
  const shares = logs.map((log) => Math.exp(log - logEvidence));
  const active = rowOf(levels.length);
  for (let s = 0; s < rows.length; s++) addTimes(active, shares[s]!, rows[s]!);
  const links = mixed(plan.links.length, space.link, space.stride, shares);
  let link: Float64Array | undefined;
  return {
    logEvidence,
    active,
    // Thousands of numbers that bars do not need: spread out when somebody asks.
    get link() {
      return (link ??= scattered(plan.links, links, graph.linkRegion.length));
    },
    leak: mixed(plan.painted.length, space.leak, space.stride, shares),
    levels: rows.map((row, s): LevelPosterior => ({ probability: shares[s]!, active: row })),
    error: 0,
  };
}

/** Causes whose answer comes from the plan. */
function touchedBy({ causes, idle }: Plan, n: number): Uint8Array {
  const is = new Uint8Array(n);
  for (let t = 0; t < causes.length; t++) is[causes[t]!] = 1;
  for (let k = 0; k < idle.length; k++) is[idle[k]!] = 1;
  return is;
}

/** Causes that reach no painted region are independent of the drawing: write them, return their log weight. */
function untouched({ w0, w1 }: Level, isTouched: Uint8Array, out: Float64Array): number {
  let log = 0;
  let product = 1;
  for (let i = 0; i < out.length; i++) {
    if (isTouched[i] === 1) continue;
    const on = w1[i]!;
    const sum = w0[i]! + on;
    out[i] = on / sum;
    product *= sum;
    if (product < 1e-200 || product > 1e200) {
      log += Math.log(product);
      product = 1;
    }
  }
  return log + Math.log(product);
}

function readActive({ causes }: Plan, { active, stride }: Workspace, s: number, out: Float64Array): void {
  for (let t = 0, at = s; t < causes.length; t++, at += stride) out[causes[t]!] = active[at]!;
}

function readIdle(idle: Int32Array, none: number, w1: Float64Array, out: Float64Array): void {
  for (let k = 0; k < idle.length; k++) {
    const i = idle[k]!;
    out[i] = none * w1[i]!;
  }
}

function addTimes(sum: Float64Array, share: number, row: Float64Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + share * row[i]!;
}

/** Means over the levels. */
function mixed(n: number, values: Float64Array, stride: number, shares: readonly number[]): Float64Array {
  const out = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let sum = 0;
    for (let s = 0; s < shares.length; s++) sum += shares[s]! * values[k * stride + s]!;
    out[k] = sum;
  }
  return out;
}

function scattered(places: Int32Array, values: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n);
  for (let k = 0; k < places.length; k++) out[places[k]!] = values[k]!;
  return out;
}

const logSum = (a: number, b: number): number => {
  const high = Math.max(a, b);
  return high === -Infinity ? high : high + Math.log(Math.exp(a - high) + Math.exp(b - high));
};
