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

/** A cause of the exclusive group that reaches painted regions. */
export interface WideCause {
  readonly cause: number;
  readonly links: readonly { readonly link: number; readonly region: number }[];
}

/**
 * One hypothesis more to run: a cause of the exclusive group, or all those that reach the same single painted region.
 * The evidence is linear in the weights of one region, so the latter add up and take one run together.
 */
export interface Wide {
  readonly members: readonly WideCause[];
}

/**
 * How to eliminate the painted regions: a list of table operations with every size and place fixed.
 *
 * Depends on the set of painted regions only, so intensities and findings reuse it.
 */
export interface Plan {
  readonly painted: Int32Array;
  readonly singles: readonly Single[];
  readonly wide: readonly Wide[];
  /** Links of all of them. */
  readonly wideLinks: number;
  /** Causes absorbed into the large tables, and their links. */
  readonly direct: Int32Array;
  readonly directLinks: Int32Array;
  /** Causes of the exclusive group that reach no painted region. */
  readonly idle: Int32Array;
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
  /** Number of the first operation that depends on the hypothesis; those before it make the small tables. */
  readonly split: number;
  /** Offset and size of each small table, in pairs; all lie below `smallTop`. */
  readonly small: Int32Array;
  readonly smallTop: number;
  /** Bits of the largest table. */
  readonly width: number;
  /** Modelled floating-point operations of one forward pass, over all hypotheses. */
  readonly cost: number;
}

/**
 * Operations of a plan. Tables are named by their offset in the arena; offset 0 holds the constant 1.
 *
 * - absorb: `cause, k, from, bits, to, bits'`, then k times `link, bit`
 * - join:   `a, bits, b, bits, to, bits', shared, mask of shared bits in a, offset in the pool`
 * - close:  `region, from, bits, bit of the region, to`
 */
export const OPS = { absorb: 0, join: 1, close: 2 } as const;

/** Above this modelled cost it pays to try other orders. */
const RESTART_COST = 2e5;
const RESTART_UNIT = 4e5;
const MOST_RESTARTS = 300;
const SPREADS = [0.15, 0.35, 0.7] as const;
/** No order of a graph this far above any budget will bring it below. */
const HOPELESS_COST = 1e11;
/** Tables wider than this are never written down. */
const MOST_BITS = 26;
/** Modelled cost above which a plan has no program: it is for sampling only. */
export const MOST_PLANNED = 1e9;

/** Plan the elimination of a set of painted regions (ascending network indices). */
export function planFor(graph: Graph, painted: Int32Array): Plan {
  const reach = reachOf(graph, painted);
  const singles: Single[] = [];
  const shared: Reach[] = [];
  const exclusive: WideCause[] = [];
  for (const r of reach) {
    const [first] = r.links;
    if (graph.isExclusive[r.cause] === 1) exclusive.push(r);
    else if (r.links.length > 1) shared.push(r);
    else if (first !== undefined) singles.push({ cause: r.cause, ...first });
  }
  const wide = hypotheses(exclusive);
  let best = order(painted.length, shared, 0);
  const runs = 1 + wide.length;
  const restarts = Math.min(MOST_RESTARTS, Math.ceil((best.cost * runs) / RESTART_UNIT));
  if (best.cost > RESTART_COST && best.cost < HOPELESS_COST) best = order(painted.length, shared, restarts);
  const cost = best.cost * runs;
  const program = cost <= MOST_PLANNED ? emit(best.elimination, best.buckets) : NO_PROGRAM;
  return {
    painted,
    singles,
    wide,
    wideLinks: exclusive.reduce((sum, { links }) => sum + links.length, 0),
    idle: idleOf(graph, exclusive),
    touched: Int32Array.from(reach, (r) => r.cause),
    ...program,
    width: best.elimination.width,
    cost,
  };
}

/** Causes that reach one painted region only, by region; every other by itself. */
function hypotheses(exclusive: readonly WideCause[]): readonly Wide[] {
  const single = new Map<number, WideCause[]>();
  const wide: Wide[] = [];
  for (const cause of exclusive) {
    const [first] = cause.links;
    if (cause.links.length > 1 || first === undefined) {
      wide.push({ members: [cause] });
      continue;
    }
    const members = single.get(first.region);
    if (members !== undefined) members.push(cause);
    else {
      const fresh = [cause];
      single.set(first.region, fresh);
      wide.push({ members: fresh });
    }
  }
  return wide;
}

function idleOf(graph: Graph, exclusive: readonly WideCause[]): Int32Array {
  const busy = new Set(exclusive.map(({ cause }) => cause));
  const idle: number[] = [];
  graph.isExclusive.forEach((flag, i) => {
    if (flag === 1 && !busy.has(i)) idle.push(i);
  });
  return Int32Array.from(idle);
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
  readonly buckets: readonly Bucket[];
  readonly cost: number;
}

/** The cheapest of the greedy order and some random variations of it. */
function order(size: number, shared: readonly Reach[], restarts: number): Ordered {
  const graph = touchGraph(size, shared);
  let best = ordered(minFill(graph), shared);
  const random = seededRandom(size);
  for (let i = 0; i < restarts; i++) {
    const spread = SPREADS[i % SPREADS.length]!;
    const other = ordered(minFill(graph, { random, spread }), shared);
    if (other.cost < best.cost) best = other;
  }
  return best;
}

function ordered(elimination: Elimination, shared: readonly Reach[]): Ordered {
  if (elimination.width > MOST_BITS) return { elimination, buckets: [], cost: 4 ** elimination.width };
  const buckets = bucketsOf(elimination, shared);
  return { elimination, buckets, cost: modelledCost(elimination, buckets) };
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

const bucketOf = (reach: Reach, rank: Int32Array): number => {
  let first = reach.links[0]!.region;
  for (const { region } of reach.links) if (rank[region]! < rank[first]!) first = region;
  return first;
};

/** Causes of one bucket whose regions lie within few: they make one small table, joined in one go. */
interface Group {
  /** Regions by their place among those of the bucket. */
  scope: number;
  readonly causes: Reach[];
}

/** What a bucket holds: its regions, and its causes in groups. */
interface Bucket {
  readonly bits: number;
  readonly groups: readonly Group[];
}

/** More regions than this in one small table, and joining it costs more than absorbing its causes one by one. */
const MOST_GROUPED = 4;
/** Cost of dispatching one operation, in floating-point operations. */
const DISPATCH = 40;

const absorbCost = (links: number, bits: number): number => (1.5 * links + 2) * 2 ** bits + DISPATCH;
const joinCost = (shared: number, bits: number): number => 2 * 1.5 ** shared * 2 ** bits + DISPATCH;

/** Sort the causes into the buckets of an order. */
function bucketsOf({ order, scopes }: Elimination, shared: readonly Reach[]): readonly Bucket[] {
  const rank = rankOf(order);
  const waiting: Reach[][] = Array.from(order, () => []);
  for (const reach of shared) waiting[bucketOf(reach, rank)]!.push(reach);
  const place = new Int32Array(order.length);
  return waiting.map((causes, v) => {
    let bits = 0;
    place[v] = bits++;
    for (let w = 0; w < scopes.words; w++)
      for (let row = scopes.rows[v * scopes.words + w]!; row !== 0; row &= row - 1)
        place[(w << 5) + 31 - Math.clz32(row & -row)] = bits++;
    return { bits, groups: groupsOf(causes, place) };
  });
}

function groupsOf(causes: readonly Reach[], place: Int32Array): readonly Group[] {
  const groups: Group[] = [];
  for (const cause of causes) {
    let scope = 0;
    for (const { region } of cause.links) scope |= 1 << place[region]!;
    const same = groups.find((g) => g.scope === scope);
    if (same === undefined) groups.push({ scope, causes: [cause] });
    else same.causes.push(cause);
  }
  for (let merged = true; merged;) merged = mergeTwo(groups);
  return groups;
}

/** Merge the first two groups whose joint table is cheaper to join than the two are. */
function mergeTwo(groups: Group[]): boolean {
  for (let i = 0; i < groups.length; i++)
    for (let k = i + 1; k < groups.length; k++) {
      const [a, b] = [groups[i]!, groups[k]!];
      const both = a.scope | b.scope;
      const bits = popcount(both);
      if (bits > MOST_GROUPED) continue;
      if (1.5 ** bits >= 1.5 ** popcount(a.scope) + 1.5 ** popcount(b.scope)) continue;
      a.scope = both;
      a.causes.push(...b.causes);
      groups.splice(k, 1);
      return true;
    }
  return false;
}

/** Whether a group makes a table of its own, or its only cause goes straight into the large one. */
const isGrouped = (group: Group): boolean => group.causes.length > 1 || popcount(group.scope) <= MOST_GROUPED;

/** Floating-point operations of one forward pass, tables taken at their final size. */
function modelledCost(elimination: Elimination, buckets: readonly Bucket[]): number {
  const { order } = elimination;
  const rank = rankOf(order);
  let cost = 0;
  const largest = new Int32Array(order.length);
  for (const v of order) {
    const { bits, groups } = buckets[v]!;
    cost += 3 * 2 ** bits + DISPATCH;
    groups.forEach((group, i) => {
      const own = popcount(group.scope);
      const at = isGrouped(group) ? own : bits;
      for (const { links } of group.causes) cost += absorbCost(links.length, at);
      const isBase = i === 0 && largest[v] === 0;
      if (isGrouped(group) && !isBase) cost += joinCost(own, bits);
    });
    const parent = firstOf(elimination, rank, v);
    if (parent < 0) continue;
    // Every child but the largest is joined on all its bits; charged when it is known not to be the largest.
    const small = Math.min(largest[parent]!, bits - 1);
    largest[parent] = Math.max(largest[parent]!, bits - 1);
    if (small > 0) cost += joinCost(small, buckets[parent]!.bits);
  }
  return cost;
}

interface Table {
  readonly at: number;
  /** Vertex of each bit, lowest first. */
  readonly bits: readonly number[];
}

type Program = Pick<
  Plan,
  | 'code'
  | 'pool'
  | 'arena'
  | 'largest'
  | 'scratch'
  | 'starts'
  | 'split'
  | 'small'
  | 'smallTop'
  | 'direct'
  | 'directLinks'
>;

function emit(elimination: Elimination, buckets: readonly Bucket[]): Program {
  const { order } = elimination;
  const rank = rankOf(order);
  const messages: Table[][] = Array.from(order, () => []);
  const out = new Emitter();
  const alone: Reach[][] = Array.from(order, () => []);
  for (const v of order)
    for (const group of buckets[v]!.groups)
      if (isGrouped(group)) messages[v]!.push(out.absorbAll(group.causes));
      else alone[v]!.push(...group.causes);
  out.endSmall(messages.flat());
  for (const v of order) {
    const parts = messages[v]!;
    parts.sort((a, b) => b.bits.length - a.bits.length);
    let table = parts.shift() ?? { at: 0, bits: [] };
    while (parts.length > 0) table = out.join(table, parts.splice(fewestNew(table, parts), 1)[0]!);
    for (const cause of alone[v]!) table = out.absorb(table, cause);
    const message = out.close(table, v);
    if (message.bits.length > 0) messages[firstInTable(message, rank)]!.push(message);
  }
  return out.program(alone.flat());
}

const NO_PROGRAM: Program = {
  code: new Int32Array(0),
  pool: new Int32Array(0),
  arena: 0,
  largest: 0,
  scratch: 0,
  starts: new Int32Array(0),
  split: 0,
  small: new Int32Array(0),
  smallTop: 0,
  direct: new Int32Array(0),
  directLinks: new Int32Array(0),
};

const firstInTable = (message: Table, rank: Int32Array): number =>
  message.bits.reduce((first, u) => (rank[u]! < rank[first]! ? u : first));

/** Index of the part that adds the fewest bits to a table. */
function fewestNew(table: Table, parts: readonly Table[]): number {
  let best = 0;
  let fewest = Infinity;
  parts.forEach(({ bits }, i) => {
    let fresh = 0;
    for (const v of bits) if (!table.bits.includes(v)) fresh++;
    if (fresh < fewest) [best, fewest] = [i, fresh];
  });
  return best;
}

/** Writes operations and gives every table its place in the arena. */
class Emitter {
  readonly #code: number[] = [];
  readonly #pool: number[] = [];
  readonly #starts: number[] = [];
  readonly #small: number[] = [];
  #split = 0;
  #smallTop = 1;
  #top = 1;
  #largest = 1;
  #scratch = 1;

  /** A table of its own for some causes, widest first so that the narrow ones add nothing. */
  absorbAll(causes: readonly Reach[]): Table {
    const sorted = causes.length === 1 ? causes : [...causes].sort((a, b) => b.links.length - a.links.length);
    let table: Table = { at: 0, bits: [] };
    for (const cause of sorted) table = this.absorb(table, cause);
    return table;
  }

  absorb(table: Table, { cause, links }: Reach): Table {
    const bits = [...table.bits];
    const old = bits.length;
    // Bits in ascending order, so that the kernels can rely on it; new bits come on top and so come last.
    const operands = links.map(({ link, region }) => {
      const bit = bits.indexOf(region);
      return { link, bit: bit < 0 ? bits.push(region) - 1 : bit };
    });
    operands.sort((a, b) => a.bit - b.bit);
    const to = this.#table(bits);
    this.#scratch = Math.max(this.#scratch, (links.length + 1) * 2 ** links.length);
    this.#starts.push(this.#code.length);
    this.#code.push(OPS.absorb, cause, links.length, table.at, old, to.at, bits.length);
    for (const { link, bit } of operands) this.#code.push(link, bit);
    return to;
  }

  join(a: Table, b: Table): Table {
    const bits = [...a.bits];
    const shared: number[] = [];
    const fresh: number[] = [];
    const inA: number[] = [];
    b.bits.forEach((v, i) => {
      const at = a.bits.indexOf(v);
      if (at < 0) {
        bits.push(v);
        fresh.push(1 << i);
      } else {
        shared.push(1 << i);
        inA.push(1 << at);
      }
    });
    const pool = this.#pool.length;
    this.#ternary(inA);
    // Where each entry of b, new bits outermost and shared bits innermost, stands in b.
    this.#subsets([...shared, ...fresh]);
    const to = this.#table(bits);
    const mask = inA.reduce((m, bit) => m | bit, 0);
    this.#scratch = Math.max(this.#scratch, 2 * 3 ** shared.length);
    this.#starts.push(this.#code.length);
    this.#code.push(OPS.join, a.at, a.bits.length, b.at, b.bits.length, to.at, bits.length);
    this.#code.push(shared.length, mask, pool);
    return to;
  }

  close(table: Table, region: number): Table {
    const bit = table.bits.indexOf(region);
    const to = this.#table(table.bits.filter((u) => u !== region));
    this.#starts.push(this.#code.length);
    this.#code.push(OPS.close, region, table.at, table.bits.length, bit, to.at);
    return to;
  }

  /** All small tables are written; what follows depends on the hypothesis. */
  endSmall(tables: readonly Table[]): void {
    this.#split = this.#starts.length;
    this.#smallTop = this.#top;
    for (const { at, bits } of tables) this.#small.push(at, 2 ** bits.length);
  }

  program(direct: readonly Reach[]): Program {
    return {
      split: this.#split,
      small: Int32Array.from(this.#small),
      smallTop: this.#smallTop,
      direct: Int32Array.from(direct, (r) => r.cause),
      directLinks: Int32Array.from(direct.flatMap((r) => r.links.map((l) => l.link))),
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
    for (const onResult of [0, 1]) {
      const start = this.#pool.push(0) - 1;
      let done = 1;
      for (const bit of bits) {
        for (let x = 0; x < done; x++) this.#pool.push(this.#pool[start + x]! | bit);
        for (let x = 0; x < done; x++) this.#pool.push(this.#pool[start + x]! | (onResult * bit));
        done *= 3;
      }
    }
  }

  #subsets(bits: readonly number[]): void {
    const start = this.#pool.push(0) - 1;
    bits.forEach((bit, i) => {
      for (let x = 0; x < 1 << i; x++) this.#pool.push(this.#pool[start + x]! | bit);
    });
  }

  #table(bits: readonly number[]): Table {
    const at = this.#top;
    const size = 2 ** bits.length;
    this.#top += size;
    this.#largest = Math.max(this.#largest, size);
    return { at, bits };
  }
}
