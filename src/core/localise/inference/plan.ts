import { seededRandom } from '../../../kit/random.ts';
import { emit, type Program } from './emit.ts';
import { bitGraph, minFill, popcount, type BitGraph, type Elimination, type Noise } from './order.ts';
import type { Graph } from './question.ts';
import { reachOf, type Reach } from './reach.ts';
import { bucketsOf, lists } from './tree.ts';

/**
 * How to eliminate the painted regions: a list of table operations with every size and place fixed.
 *
 * Depends on the set of painted regions only, so intensities and findings reuse it.
 */
export interface Plan extends Reach, Program {
  readonly painted: Int32Array;
  /** Causes that reach one painted region only and are not exclusive fold into its leak: `cause, link, region` each. */
  readonly singles: Int32Array;
  /** Network indices of the exclusive causes that reach no painted region, and of all others that reach none. */
  readonly idle: Int32Array;
  readonly apart: Int32Array;
  /** Whether there is a program. Without one the plan is for sampling only. */
  readonly isRunnable: boolean;
  /** Bits of the largest table, of the one that would be needed when there is no program. */
  readonly width: number;
}

/** Above this modelled cost it pays to try other orders. */
const RESTART_COST = 1.5e6;
const RESTART_UNIT = 1e6;
const MOST_RESTARTS = 60;
const SPREADS = [0.15, 0.35, 0.7] as const;
/** No order of a graph this far above what is answered exactly brings it below. */
const HOPELESS_COST = 6e8;
/** Tables wider than this are never written down. */
const MOST_BITS = 26;
/** Modelled cost above which a plan has no program: it is for sampling only. */
export const MOST_PLANNED = 1e9;
/**
 * Exclusive causes that reach this few painted regions may be treated as neighbours of all of them, which saves
 * carrying them and may widen the tables. The cheapest is taken; in a small drawing that is the most.
 */
const BOUNDS = [2, 1, 4] as const;
const MOST_BOUND = 4;
const FEW = 9;
/** Below this cost looking for a better order takes longer than it saves. */
const CHEAP = 1.5e6;
/** Bits up to which a program may turn out cheap. */
const NARROW = 10;

/** Plan the elimination of a set of painted regions (ascending network indices). */
export function planFor(graph: Graph, painted: Int32Array): Plan {
  const reach = reachOf(graph, painted);
  const sorted = sort(graph, reach, painted.length);
  const { width, cost, program } = cheapest(reach, sorted, painted.length);
  return {
    ...reach,
    painted,
    singles: new Int32Array(sorted.singles),
    ...untouchedBy(graph, reach),
    width,
    ...(program ?? NO_PROGRAM),
    cost: program?.cost ?? cost,
    isRunnable: program !== undefined,
  };
}

interface Cheapest {
  readonly width: number;
  readonly cost: number;
  readonly program: Program | undefined;
}

/** The best order that is worth looking for, and its program. */
function cheapest(reach: Reach, sorted: Sorted, size: number): Cheapest {
  const [first, ...others] = size < FEW ? [MOST_BOUND] : BOUNDS;
  const graph = touchGraph(size, reach, sorted, first);
  const elimination = minFill(graph);
  let best: Ordered | undefined;
  if (elimination.width <= NARROW) {
    // Most drawings end here, without counting before writing.
    const program = programOf({ elimination, cost: Infinity, graph }, reach, sorted, false);
    best = { elimination, graph, cost: program?.cost ?? Infinity };
    if (best.cost < CHEAP) return { width: elimination.width, cost: best.cost, program };
  } else best = ordered(graph, reach, sorted);
  for (const bound of others) {
    const other = ordered(touchGraph(size, reach, sorted, bound), reach, sorted, best?.cost);
    if (other !== undefined && (best === undefined || other.cost < best.cost)) best = other;
  }
  if (best === undefined) return { width: elimination.width, cost: atLeast(elimination), program: undefined };
  best = improved(best, reach, sorted);
  const program = best.cost <= MOST_PLANNED ? programOf(best, reach, sorted, false) : undefined;
  return { width: best.elimination.width, cost: best.cost, program };
}

/** What closing every region costs in an order too wide to be written down: a bound from below. */
function atLeast({ order, scopes }: Elimination): number {
  let cost = 0;
  for (const v of order) {
    let bits = 1;
    for (let w = 0; w < scopes.words; w++) bits += popcount(scopes.rows[v * scopes.words + w]!);
    cost += 3 * 2 ** bits;
  }
  return cost;
}

const NO_PROGRAM: Program = {
  code: new Int32Array(0),
  starts: new Int32Array(0),
  slotStarts: new Int32Array(1),
  slots: new Int32Array(0),
  arena: 0,
  largest: 0,
  scratch: 0,
  none: 0,
  one: -1,
  cost: Infinity,
};

interface Sorted {
  readonly singles: readonly number[];
  readonly free: readonly number[];
  readonly exclusive: readonly number[];
  readonly lone: readonly number[][];
}

function sort({ isExclusive }: Graph, { causes, start, region }: Reach, regions: number): Sorted {
  const out = {
    singles: [] as number[],
    free: [] as number[],
    exclusive: [] as number[],
    lone: lists(regions),
  };
  for (let t = 0; t < causes.length; t++) {
    const isLone = start[t + 1]! - start[t]! === 1;
    if (isExclusive[causes[t]!] === 1) {
      if (isLone) out.lone[region[start[t]!]!]!.push(t);
      else out.exclusive.push(t);
    } else if (isLone) out.singles.push(t, start[t]!, region[start[t]!]!);
    else out.free.push(t);
  }
  return out;
}

/** Causes that reach no painted region: the exclusive ones, and all others. */
function untouchedBy({ isExclusive }: Graph, { causes }: Reach): Pick<Plan, 'idle' | 'apart'> {
  const isTouched = new Uint8Array(isExclusive.length);
  for (let t = 0; t < causes.length; t++) isTouched[causes[t]!] = 1;
  const rest = new Int32Array(isExclusive.length - causes.length);
  // Exclusive ones are written from the end.
  let [n, end] = [0, rest.length];
  for (let i = 0; i < isTouched.length; i++)
    if (isTouched[i] === 0) {
      if (isExclusive[i] === 1) rest[--end] = i;
      else rest[n++] = i;
    }
  return { idle: rest.subarray(n).reverse(), apart: rest.subarray(0, n) };
}

interface Ordered {
  readonly elimination: Elimination;
  readonly cost: number;
  readonly graph: BitGraph;
}

function ordered(
  graph: BitGraph,
  reach: Reach,
  sorted: Sorted,
  budget = Infinity,
  noise?: Noise,
): Ordered | undefined {
  const elimination = minFill(graph, noise);
  if (elimination.width > MOST_BITS) return undefined;
  const program = programOf({ elimination, cost: budget, graph }, reach, sorted, true);
  return program === undefined ? undefined : { elimination, cost: program.cost, graph };
}

function programOf(
  { elimination, cost }: Ordered,
  reach: Reach,
  sorted: Sorted,
  isDry: boolean,
): Program | undefined {
  const { buckets, rootEnds } = bucketsOf(elimination, reach, sorted);
  const budget = isDry ? cost : Infinity;
  return emit(reach, buckets, { order: elimination.order, rootEnds, lone: sorted.lone, isDry, budget });
}

/** Random variations of the best greedy order, as many as the order's cost is worth. */
function improved(first: Ordered, reach: Reach, sorted: Sorted): Ordered {
  let best = first;
  if (best.cost <= RESTART_COST || best.cost >= HOPELESS_COST) return best;
  const random = seededRandom(first.elimination.order.length);
  const restarts = Math.min(MOST_RESTARTS, Math.ceil(best.cost / RESTART_UNIT));
  for (let i = 0; i < restarts; i++) {
    const noise = { random, spread: SPREADS[i % SPREADS.length]! };
    const other = ordered(first.graph, reach, sorted, best.cost, noise);
    if (other !== undefined && other.cost < best.cost) best = other;
  }
  return best;
}

function touchGraph(size: number, reach: Reach, { free, exclusive }: Sorted, bound: number): BitGraph {
  const { start, region } = reach;
  const graph = bitGraph(size);
  const { rows, words } = graph;
  const tie = (t: number): void => {
    for (let q = start[t]!; q < start[t + 1]!; q++)
      for (let p = q + 1; p < start[t + 1]!; p++) {
        const [a, b] = [region[q]!, region[p]!];
        rows[a * words + (b >> 5)]! |= 1 << (b & 31);
        rows[b * words + (a >> 5)]! |= 1 << (a & 31);
      }
  };
  for (const t of free) tie(t);
  for (const t of exclusive) if (start[t + 1]! - start[t]! <= bound) tie(t);
  return graph;
}
