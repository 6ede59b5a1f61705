import { bitGraph, minFill, popcount, type BitGraph, type Elimination } from './order.ts';
import type { Graph } from './question.ts';
import { seededRandom } from '../../../kit/random.ts';

/** A cause that reaches exactly one painted region: it folds into that region's leak. */
export interface Single {
  readonly cause: number;
  readonly link: number;
  /** Index among the painted regions. */
  readonly region: number;
}

/** A cause handled by trying both states of it, because its links would fill the largest table. */
export interface Conditioned {
  readonly cause: number;
  readonly links: readonly { readonly link: number; readonly region: number }[];
}

/**
 * How to eliminate the painted regions: a list of table operations with every size and place fixed.
 *
 * Depends on the set of painted regions only, so intensities and findings reuse it.
 */
export interface Plan {
  readonly painted: Int32Array;
  readonly singles: readonly Single[];
  readonly conditioned: readonly Conditioned[];
  /** Causes that reach two or more painted regions and are not conditioned on. */
  readonly shared: Int32Array;
  /** Every cause that reaches a painted region. */
  readonly touched: Int32Array;
  /** Operations, one after another; see `OPS`. */
  readonly code: Int32Array;
  /** Index tables of the joins. */
  readonly pool: Int32Array;
  /** Doubles that all tables take together. */
  readonly arena: number;
  /** Entries of the largest table. */
  readonly largest: number;
  /** Doubles of scratch that its operations need. */
  readonly scratch: number;
  /** Where each operation starts in the code. */
  readonly starts: Int32Array;
  /** Links of all conditioned causes. */
  readonly conditionedLinks: number;
  /** Bits of the largest table. */
  readonly width: number;
  /** Modelled floating-point operations of one forward pass, over all conditioned states. */
  readonly cost: number;
}

/**
 * Operations of a plan. Tables are named by their offset in the arena; offset 0 holds the constant 1.
 *
 * - absorb: `cause, k, from, bits, to, bits'`, then k times `link, bit, whether the bit is new`
 * - join:   `a, bits, b, bits, to, bits', shared, mask of shared bits in a, offset in the pool`
 * - close:  `region, from, bits, bit of the region, to`
 */
export const OPS = { absorb: 0, join: 1, close: 2 } as const;

/** Above this modelled cost it pays to try other orders. */
const RESTART_COST = 2e5;
const RESTART_UNIT = 4e5;
const MOST_RESTARTS = 300;
const SPREADS = [0.15, 0.35, 0.7] as const;
/** Above this modelled cost it pays to ask whether conditioning on a far-reaching cause is cheaper. */
const CONDITION_COST = 2e4;
const MOST_CONDITIONED = 7;

/** Plan the elimination of a set of painted regions (ascending network indices). */
export function planFor(graph: Graph, painted: Int32Array): Plan {
  const reach = reachOf(graph, painted);
  const singles: Single[] = [];
  let shared: Reach[] = [];
  for (const r of reach) {
    const [first] = r.links;
    if (r.links.length > 1) shared.push(r);
    else if (first !== undefined) singles.push({ cause: r.cause, ...first });
  }
  const conditioned: Conditioned[] = [];
  let best = order(painted.length, shared, 0);
  while (best.cost > CONDITION_COST && conditioned.length < MOST_CONDITIONED) {
    const widest = shared.reduce((a, b) => (b.links.length > a.links.length ? b : a));
    const rest = shared.filter((r) => r !== widest);
    const without = order(painted.length, rest, 0);
    if (2 * without.cost >= best.cost) break;
    conditioned.push(widest);
    shared = rest;
    best = without;
  }
  const states = 2 ** conditioned.length;
  if (best.cost > RESTART_COST)
    best = order(
      painted.length,
      shared,
      Math.min(MOST_RESTARTS, Math.ceil((best.cost * states) / RESTART_UNIT)),
    );
  const program = emit(best.elimination, shared);
  return {
    painted,
    singles,
    conditioned,
    shared: Int32Array.from(shared, (r) => r.cause),
    touched: Int32Array.from(reach, (r) => r.cause),
    ...program,
    conditionedLinks: conditioned.reduce((sum, { links }) => sum + links.length, 0),
    width: best.elimination.width,
    cost: best.cost * states,
  };
}

interface Reach {
  readonly cause: number;
  readonly links: { readonly link: number; readonly region: number }[];
}

function reachOf(graph: Graph, painted: Int32Array): readonly Reach[] {
  const seen = new Map<number, Reach>();
  painted.forEach((j, region) => {
    for (let at = graph.regionStart[j]!; at < graph.regionStart[j + 1]!; at++) {
      const link = graph.regionLinks[at]!;
      const cause = graph.linkCause[link]!;
      const reach = seen.get(cause);
      if (reach === undefined) seen.set(cause, { cause, links: [{ link, region }] });
      else reach.links.push({ link, region });
    }
  });
  return [...seen.values()];
}

interface Ordered {
  readonly elimination: Elimination;
  readonly cost: number;
}

/** The cheapest of the greedy order and some random variations of it. */
function order(size: number, shared: readonly Reach[], restarts: number): Ordered {
  const graph = touchGraph(size, shared);
  let elimination = minFill(graph);
  let cost = modelledCost(elimination, shared);
  const random = seededRandom(size);
  for (let i = 0; i < restarts; i++) {
    const spread = SPREADS[i % SPREADS.length]!;
    const other = minFill(graph, { random, spread });
    const otherCost = modelledCost(other, shared);
    if (otherCost < cost) [elimination, cost] = [other, otherCost];
  }
  return { elimination, cost };
}

function touchGraph(size: number, shared: readonly Reach[]): BitGraph {
  const graph = bitGraph(size);
  const scope = new Int32Array(graph.words);
  for (const { links } of shared) {
    scope.fill(0);
    for (const { region } of links) scope[region >> 5]! |= 1 << (region & 31);
    for (const { region } of links)
      for (let w = 0; w < graph.words; w++)
        graph.rows[region * graph.words + w]! |= scope[w]! & ~(w === region >> 5 ? 1 << (region & 31) : 0);
  }
  return graph;
}

/** Index of the vertex of a scope that goes first. */
function firstOf(elimination: Elimination, rank: Int32Array, v: number): number {
  const { words, rows } = elimination.scopes;
  let first = -1;
  for (let w = 0; w < words; w++)
    for (let bits = rows[v * words + w]!; bits !== 0; bits &= bits - 1) {
      const u = (w << 5) + 31 - Math.clz32(bits & -bits);
      if (first < 0 || rank[u]! < rank[first]!) first = u;
    }
  return first;
}

const rankOf = (order: Int32Array): Int32Array => {
  const rank = new Int32Array(order.length);
  order.forEach((v, i) => (rank[v] = i));
  return rank;
};

const bucketOf = (reach: Reach, rank: Int32Array): number =>
  reach.links.reduce(
    (first, { region }) => (rank[region]! < rank[first]! ? region : first),
    reach.links[0]!.region,
  );

/** Floating-point operations of one forward pass, tables taken at their final size. */
function modelledCost(elimination: Elimination, shared: readonly Reach[]): number {
  const { order, scopes } = elimination;
  const rank = rankOf(order);
  const bits = new Int32Array(order.length);
  for (const v of order) {
    let size = 1;
    for (let w = 0; w < scopes.words; w++) size += popcount(scopes.rows[v * scopes.words + w]!);
    bits[v] = size;
  }
  let cost = 0;
  const largest = new Int32Array(order.length);
  for (const v of order) {
    cost += 3 * 2 ** bits[v]!;
    const parent = firstOf(elimination, rank, v);
    if (parent < 0) continue;
    // Every child but the largest is joined on all its bits; charged when it is known not to be the largest.
    const small = Math.min(largest[parent]!, bits[v]! - 1);
    largest[parent] = Math.max(largest[parent]!, bits[v]! - 1);
    if (small > 0) cost += 2 * 1.5 ** small * 2 ** bits[parent]!;
  }
  for (const reach of shared) cost += (1.5 * reach.links.length + 2) * 2 ** bits[bucketOf(reach, rank)]!;
  return cost;
}

interface Table {
  readonly at: number;
  /** Vertex of each bit, lowest first. */
  readonly bits: readonly number[];
}

type Program = Pick<Plan, 'code' | 'pool' | 'arena' | 'largest' | 'scratch' | 'starts'>;

function emit(elimination: Elimination, shared: readonly Reach[]): Program {
  const { order } = elimination;
  const rank = rankOf(order);
  const waiting: Reach[][] = Array.from(order, () => []);
  for (const reach of shared) waiting[bucketOf(reach, rank)]!.push(reach);
  const messages: Table[][] = Array.from(order, () => []);
  const out = new Emitter(order.length);
  for (const v of order) {
    const [base, ...others] = messages[v]!.sort((a, b) => b.bits.length - a.bits.length);
    let table = base ?? { at: 0, bits: [] };
    out.enter(table);
    for (const other of others) table = out.join(table, other);
    const causes = waiting[v]!;
    while (causes.length > 0) table = out.absorb(table, causes.splice(out.fewestNew(causes), 1)[0]!);
    const message = out.close(table, v);
    out.leave(table);
    if (message.bits.length > 0) messages[firstInTable(message, rank)]!.push(message);
  }
  return out.program();
}

const firstInTable = (message: Table, rank: Int32Array): number =>
  message.bits.reduce((first, u) => (rank[u]! < rank[first]! ? u : first));

/** Writes operations while it keeps track of which bit of the current table stands for which region. */
class Emitter {
  readonly #code: number[] = [];
  readonly #pool: number[] = [];
  readonly #position: Int32Array;
  #top = 1;
  #largest = 1;
  #scratch = 1;
  readonly #starts: number[] = [];

  constructor(size: number) {
    this.#position = new Int32Array(size).fill(-1);
  }

  enter(table: Table): void {
    table.bits.forEach((v, i) => (this.#position[v] = i));
  }

  leave(table: Table): void {
    for (const v of table.bits) this.#position[v] = -1;
  }

  /** Index of the cause that adds the fewest bits to the current table. */
  fewestNew(causes: readonly Reach[]): number {
    let best = 0;
    let fewest = Infinity;
    causes.forEach(({ links }, i) => {
      let fresh = 0;
      for (const { region } of links) if (this.#position[region]! < 0) fresh++;
      if (fresh < fewest) [best, fewest] = [i, fresh];
    });
    return best;
  }

  absorb(table: Table, { cause, links }: Reach): Table {
    const bits = [...table.bits];
    const operands: number[] = [];
    // Bits in ascending order, so that the kernels can rely on it; new bits come on top and so come last.
    const fresh = links.filter(({ region }) => this.#position[region]! < 0);
    for (const { region } of fresh) this.#position[region] = bits.push(region) - 1;
    const sorted = [...links].sort((a, b) => this.#position[a.region]! - this.#position[b.region]!);
    for (const { link, region } of sorted) {
      const bit = this.#position[region]!;
      operands.push(link, bit, bit >= table.bits.length ? 1 : 0);
    }
    const to = this.#table(bits);
    this.#scratch = Math.max(this.#scratch, (links.length + 1) * 2 ** links.length);
    this.#starts.push(this.#code.length);
    this.#code.push(OPS.absorb, cause, links.length, table.at, table.bits.length, to.at, bits.length);
    this.#code.push(...operands);
    return to;
  }

  join(a: Table, b: Table): Table {
    const shared = b.bits.flatMap((v, i) => (this.#position[v]! < 0 ? [] : [i]));
    const fresh = b.bits.flatMap((v, i) => (this.#position[v]! < 0 ? [i] : []));
    const bits = [...a.bits];
    for (const i of fresh) this.#position[b.bits[i]!] = bits.push(b.bits[i]!) - 1;
    const inA = shared.map((i) => 1 << this.#position[b.bits[i]!]!);
    const pool = this.#pool.length;
    this.#ternary(inA);
    // Where each entry of b, new bits outermost and shared bits innermost, stands in b.
    const place = [...shared, ...fresh].map((i) => 1 << i);
    for (let x = 0; x < 1 << place.length; x++)
      this.#pool.push(place.reduce((sum, bit, i) => ((x >> i) & 1 ? sum | bit : sum), 0));
    const to = this.#table(bits);
    const mask = inA.reduce((m, bit) => m | bit, 0);
    this.#scratch = Math.max(this.#scratch, 2 * 3 ** shared.length);
    this.#starts.push(this.#code.length);
    this.#code.push(OPS.join, a.at, a.bits.length, b.at, b.bits.length, to.at, bits.length);
    this.#code.push(shared.length, mask, pool);
    return to;
  }

  close(table: Table, region: number): Table {
    const to = this.#table(table.bits.filter((u) => u !== region));
    this.#starts.push(this.#code.length);
    this.#code.push(OPS.close, region, table.at, table.bits.length, this.#position[region]!, to.at);
    return to;
  }

  program(): Program {
    return {
      code: Int32Array.from(this.#code),
      pool: Int32Array.from(this.#pool),
      arena: this.#top,
      largest: this.#largest,
      scratch: this.#scratch,
      starts: Int32Array.from(this.#starts),
    };
  }

  /** For each of the 3^s ways in which two bits can meet: the bits of a, then the bits of the result. */
  #ternary(bits: readonly number[]): void {
    const total = 3 ** bits.length;
    const ofResult: number[] = [];
    for (let way = 0; way < total; way++) {
      let [a, result, rest] = [0, 0, way];
      for (const bit of bits) {
        const digit = rest % 3;
        rest = (rest - digit) / 3;
        if (digit === 1) a |= bit;
        if (digit !== 0) result |= bit;
      }
      this.#pool.push(a);
      ofResult.push(result);
    }
    for (const result of ofResult) this.#pool.push(result);
  }

  #table(bits: readonly number[]): Table {
    const at = this.#top;
    const size = 2 ** bits.length;
    this.#top += size;
    this.#largest = Math.max(this.#largest, size);
    return { at, bits };
  }
}
