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
  /** Links into painted regions, and P(active and at work) of each: `link` without those that are 0. */
  readonly links: Int32Array;
  readonly work: Float64Array;
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
    if (!isExact(plan, question.levels.length)) return sampled(this.graph, question, plan);
    const space = this.#runner.reserve(plan, question.levels.length);
    pose(question, plan, space);
    this.#runner.run(plan, space);
    return answer(this.graph, question, plan, space);
  }
}

function sampled(graph: Graph, question: Question, { links }: Plan): Solution {
  const found = sample(graph, question);
  return { ...found, links, work: Float64Array.from(links, (e) => found.link[e]!) };
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
  const logs = levels.map(
    (level, s) => space.logWeight[s]! + Math.log(level.share) + logApart(level, plan.apart),
  );
  const logEvidence = logs.reduce(logSum, -Infinity);
  const shares = logs.map((log) => Math.exp(log - logEvidence));
  const { stride } = space;
  const found: Found = {
    plan,
    levels,
    none: space.none.slice(0, levels.length),
    active: space.active.slice(0, plan.causes.length * stride),
    stride,
  };
  const work = mixed(plan.links.length, space.link, stride, shares);
  // Thousands of numbers that bars and registries do not need: spread out when somebody asks.
  let link: Float64Array | undefined;
  return {
    logEvidence,
    active: mixedActive(found, shares),
    links: plan.links,
    work,
    get link() {
      return (link ??= scattered(plan.links, work, graph.linkRegion.length));
    },
    leak: mixed(plan.painted.length, space.leak, stride, shares),
    levels: shares.map((probability, s) => new LevelAnswer(found, s, probability)),
    error: 0,
  };
}

/** What one level says, worked out when somebody asks. */
class LevelAnswer implements LevelPosterior {
  readonly probability: number;
  readonly #found: Found;
  readonly #s: number;
  #active: Float64Array | undefined;

  constructor(found: Found, s: number, probability: number) {
    this.#found = found;
    this.#s = s;
    this.probability = probability;
  }

  get active(): Float64Array {
    return (this.#active ??= mixedActive(
      this.#found,
      this.#found.levels.map((_, s) => (s === this.#s ? 1 : 0)),
    ));
  }
}

/** What the answers of all levels are made from. */
interface Found {
  readonly plan: Plan;
  readonly levels: readonly Level[];
  /** Per level, P(no exclusive cause that reaches the drawing) over the factor of the others. */
  readonly none: Float64Array;
  /** P(active) by cause of the plan and level. */
  readonly active: Float64Array;
  readonly stride: number;
}

/** Log weight of the causes that are independent of the drawing. */
function logApart({ w0, w1 }: Level, apart: Int32Array): number {
  let log = 0;
  let product = 1;
  for (let k = 0; k < apart.length; k++) {
    const i = apart[k]!;
    product *= w0[i]! + w1[i]!;
    if (product < 1e-200 || product > 1e200) {
      log += Math.log(product);
      product = 1;
    }
  }
  return log + Math.log(product);
}

/** P(active) of every cause: the mean over the levels. */
function mixedActive(found: Found, shares: readonly number[]): Float64Array {
  const out = new Float64Array(found.levels[0]?.w1.length ?? 0);
  shares.forEach((share, s) => {
    if (share > 0) addLevel(found, s, share, out);
  });
  return out;
}

function addLevel(
  { plan, levels, none, active, stride }: Found,
  s: number,
  share: number,
  out: Float64Array,
): void {
  const { w0, w1 } = levels[s]!;
  const { causes, idle, apart } = plan;
  for (let k = 0; k < apart.length; k++) {
    const i = apart[k]!;
    out[i] = out[i]! + share * (w1[i]! / (w0[i]! + w1[i]!));
  }
  for (let t = 0, at = s; t < causes.length; t++, at += stride) {
    const i = causes[t]!;
    out[i] = out[i]! + share * active[at]!;
  }
  for (let k = 0; k < idle.length; k++) {
    const i = idle[k]!;
    out[i] = out[i]! + share * (none[s]! * w1[i]!);
  }
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
