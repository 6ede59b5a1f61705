import { popcount, type Elimination } from './order.ts';
import type { Reach } from './reach.ts';

/** One region's turn: what is put together before it is summed out. */
export interface Bucket {
  /** Size of the largest table, in bits: the region and everything that stands in its way. */
  readonly width: number;
  /** The bucket that gets the result; the number of regions (the root) when nothing is left. */
  readonly parent: number;
  /** Causes whose first region this is, in groups that make one small table each. */
  readonly groups: readonly Group[];
  /** Causes that are absorbed into the large table one by one. */
  readonly alone: readonly number[];
  /** The same for causes of the exclusive group all of whose regions are at hand here. */
  readonly exclusive: readonly Group[];
  readonly exclusiveAlone: readonly number[];
  /** Exclusive causes that are carried from here on, and those carried this far that end here. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Causes whose regions lie close together. */
export interface Group {
  /** Regions by their place among those of the bucket. */
  scope: number;
  /** Floating-point operations of one entry if its causes were absorbed one by one. */
  each: number;
  readonly causes: number[];
}

/** Operations per entry of the result: absorbing a cause with some links, joining a table on some shared bits. */
export const absorbCost = (links: number): number => 1.5 * links + 2;
const JOIN_COSTS = Float64Array.from({ length: 32 }, (_, k) => 2 * 1.5 ** k);
export const joinCost = (shared: number): number => JOIN_COSTS[shared]!;
/** 2^-k: a table lookup where `**` would call the C library for every pair of causes. */
const SHARES = Float64Array.from({ length: 256 }, (_, k) => 2 ** -k);

/** Causes to be placed: those that combine freely, and those of which at most one is active. */
export interface Shared {
  readonly free: readonly number[];
  readonly exclusive: readonly number[];
}

/**
 * The buckets of an order: which cause is dealt with in which, and how far each exclusive cause must be carried.
 *
 * An exclusive cause whose regions are all at hand in one bucket is absorbed there like any other, into the table
 * "exactly one of them is active". Otherwise it gets a table of its own from the first bucket that closes one of its
 * regions up to the first where all the others are at hand.
 */
export function bucketsOf(
  elimination: Elimination,
  reach: Reach,
  { free, exclusive }: Shared,
): { readonly buckets: readonly Bucket[]; readonly rootEnds: readonly number[] } {
  const { order, scopes } = elimination;
  const { words, rows } = scopes;
  const m = order.length;
  const rank = new Int32Array(m);
  for (let i = 0; i < m; i++) rank[order[i]!] = i;
  const waiting = lists(m);
  for (const t of free) waiting[firstRegion(reach, t, rank)]!.push(t);
  const carried = carry(elimination, reach, rank, exclusive);
  const place = new Int32Array(m);
  const buckets = waiting.map((causes, v): Bucket => {
    let bits = 0;
    let parent = m;
    place[v] = bits++;
    for (let w = 0; w < words; w++)
      for (let row = rows[v * words + w]!; row !== 0; row &= row - 1) {
        const u = (w << 5) + 31 - Math.clz32(row & -row);
        place[u] = bits++;
        if (parent === m || rank[u]! < rank[parent]!) parent = u;
      }
    const own = grouped(reach, causes, place, bits);
    const whole = grouped(reach, carried.whole[v]!, place, bits);
    return {
      width: bits,
      parent,
      groups: own.groups,
      alone: own.alone,
      exclusive: whole.groups,
      exclusiveAlone: whole.alone,
      starts: carried.starts[v]!,
      ends: carried.ends[v]!,
    };
  });
  return { buckets, rootEnds: carried.ends[m]! };
}

function firstRegion({ start, region }: Reach, t: number, rank: Int32Array): number {
  let first = region[start[t]!]!;
  for (let q = start[t]! + 1; q < start[t + 1]!; q++)
    if (rank[region[q]!]! < rank[first]!) first = region[q]!;
  return first;
}

interface Carried {
  readonly whole: readonly number[][];
  readonly starts: readonly number[][];
  /** One more than there are buckets: the root. */
  readonly ends: readonly number[][];
}

function carry(
  { order, scopes }: Elimination,
  { start, region }: Reach,
  rank: Int32Array,
  exclusive: readonly number[],
): Carried {
  const { words, rows } = scopes;
  const m = order.length;
  const out = { whole: lists(m + 1), starts: lists(m + 1), ends: lists(m + 1) };
  if (exclusive.length === 0) return out;
  // Per bucket: how many regions of the cause in hand are closed below it, plus those that it closes itself.
  const closed = new Int32Array(m + 1);
  const isOwn = new Uint8Array(m + 1);
  for (const t of exclusive) {
    closed.fill(0);
    isOwn.fill(0);
    const [from, to] = [start[t]!, start[t + 1]!];
    let at = m;
    for (let q = from; q < to; q++) {
      isOwn[region[q]!] = 1;
      at = Math.min(at, rank[region[q]!]!);
    }
    for (; at <= m; at++) {
      const v = at === m ? m : order[at]!;
      const below = closed[v]!;
      if (below === 0 && isOwn[v] === 0) continue;
      if (v === m) {
        out.ends[m]!.push(t);
        break;
      }
      const here = below + isOwn[v]!;
      let atHand = here;
      for (let q = from; q < to; q++)
        atHand += (rows[v * words + (region[q]! >> 5)]! >>> (region[q]! & 31)) & 1;
      if (atHand === to - from) {
        (below > 0 ? out.ends : out.whole)[v]!.push(t);
        break;
      }
      if (below === 0) out.starts[v]!.push(t);
      closed[parentOf(rows, words, rank, v)]! += here;
    }
  }
  return out;
}

/** Empty lists. */
export function lists(n: number): number[][] {
  const out: number[][] = [];
  for (let k = 0; k < n; k++) out.push([]);
  return out;
}

function parentOf(rows: Int32Array, words: number, rank: Int32Array, v: number): number {
  let parent = rank.length;
  for (let w = 0; w < words; w++)
    for (let row = rows[v * words + w]!; row !== 0; row &= row - 1) {
      const u = (w << 5) + 31 - Math.clz32(row & -row);
      if (parent === rank.length || rank[u]! < rank[parent]!) parent = u;
    }
  return parent;
}

/** Sort causes into small tables where that is cheaper than absorbing them one by one. */
function grouped(
  { start, region }: Reach,
  causes: readonly number[],
  place: Int32Array,
  width: number,
): { readonly groups: readonly Group[]; readonly alone: readonly number[] } {
  if (causes.length === 0) return NOTHING;
  const groups: Group[] = [];
  for (const t of causes) {
    let scope = 0;
    for (let q = start[t]!; q < start[t + 1]!; q++) scope |= 1 << place[region[q]!]!;
    const each = absorbCost(start[t + 1]! - start[t]!);
    const same = groups.find((g) => g.scope === scope);
    if (same === undefined) groups.push({ scope, each, causes: [t] });
    else {
      same.causes.push(t);
      same.each += each;
    }
  }
  for (let merged = groups.length > 1; merged;) merged = mergeTwo(groups, width);
  const alone: number[] = [];
  const small = groups.filter((g) => {
    if (tableCost(g.scope, g.each, width) <= g.each) return true;
    alone.push(...g.causes);
    return false;
  });
  return { groups: small, alone };
}

const NOTHING = { groups: [], alone: [] } as const;

/** Per entry of the large table: making the small one, and joining it. */
const tableCost = (scope: number, each: number, width: number): number => {
  const bits = popcount(scope);
  return joinCost(bits) + each * SHARES[width - bits]!;
};

/** Merge the first two groups that cost less together. */
function mergeTwo(groups: Group[], width: number): boolean {
  for (let i = 0; i < groups.length; i++)
    for (let k = i + 1; k < groups.length; k++) {
      const [a, b] = [groups[i]!, groups[k]!];
      const [scope, each] = [a.scope | b.scope, a.each + b.each];
      const apart = costOf(a.scope, a.each, width) + costOf(b.scope, b.each, width);
      if (tableCost(scope, each, width) >= apart) continue;
      a.scope = scope;
      a.each = each;
      a.causes.push(...b.causes);
      groups.splice(k, 1);
      return true;
    }
  return false;
}

const costOf = (scope: number, each: number, width: number): number =>
  Math.min(each, tableCost(scope, each, width));
