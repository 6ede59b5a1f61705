import type { Plan } from './plan.ts';

/**
 * A question in the order of its plan, and the answer. Arrays by cause or link hold all levels of one after another:
 * cause t at level s is at `t * stride + s`. They may be longer than the plan needs.
 */
export interface Workspace {
  readonly levels: number;
  /** At least `levels`. */
  readonly stride: number;
  /** Questions: weights of each cause, by level. */
  readonly w0: Float64Array;
  readonly w1: Float64Array;
  /** Weights of each link. */
  readonly off: Float64Array;
  readonly on: Float64Array;
  /** Per region. */
  readonly lambda0: Float64Array;
  readonly lambda1: Float64Array;
  readonly leak0: Float64Array;
  readonly leak1: Float64Array;
  /** Per level: 1 and the odds of the exclusive causes that reach no painted region. */
  readonly idle: Float64Array;
  /** On the way: weights of "nothing outside the tables made it hurt" and "something did", per leak, and adjoints. */
  readonly leakOff: Float64Array;
  readonly leakOn: Float64Array;
  readonly offBack: Float64Array;
  readonly onBack: Float64Array;
  /** The first two before each single-region cause was folded in, in pairs. */
  readonly before: Float64Array;
  /** Region of a leak. */
  readonly regionOf: (leak: number) => number;
  /** Answers: per level, log weight and P(no exclusive cause that reaches the drawing) over its idle factor. */
  readonly logWeight: Float64Array;
  readonly none: Float64Array;
  /** P(active) by cause and level; P(active and at work) by link and level; P(unknown reason) by region and level. */
  readonly active: Float64Array;
  readonly link: Float64Array;
  readonly leak: Float64Array;
}

/** Room for a plan's questions. */
export function room(
  { causes, links, painted, slotStarts, slots, singles }: Plan,
  levels: number,
): Workspace {
  const m = painted.length;
  const leaks = m + slotStarts.length - 1;
  const numbers = (n: number): Float64Array => new Float64Array(n);
  return {
    levels,
    stride: levels,
    w0: numbers(causes.length * levels),
    w1: numbers(causes.length * levels),
    off: numbers(links.length),
    on: numbers(links.length),
    lambda0: numbers(m),
    lambda1: numbers(m),
    leak0: numbers(m),
    leak1: numbers(m),
    idle: numbers(levels),
    leakOff: numbers(leaks),
    leakOn: numbers(leaks),
    offBack: numbers(leaks),
    onBack: numbers(leaks),
    before: numbers(singles.length),
    regionOf: (leak) => (leak < m ? leak : slots[slotStarts[leak - m]!]!),
    logWeight: numbers(levels),
    none: numbers(levels),
    active: numbers(causes.length * levels),
    link: numbers(links.length * levels),
    leak: numbers(m * levels),
  };
}

/** What runs a plan. One object must not be used by two runs at once. */
export interface Runner {
  /** Room to write a question into. Holds until the next call. */
  reserve(plan: Plan, levels: number): Workspace;
  /** Answer the question in the workspace: fills its results. */
  run(plan: Plan, space: Workspace): void;
}
