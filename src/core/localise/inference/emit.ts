import { CodeWriter } from './code-writer.ts';
import type { Reach } from './reach.ts';
import { absorbCost, joinCost, type Bucket, type Group } from './tree.ts';

/**
 * Operations of a plan. Tables are named by their offset in the arena; offset 0 holds the constant 1.
 * Causes, links and regions count from 0 within the plan.
 *
 * - absorb: `flags, cause, k, from, bits, to, bits'`, then k times `link, bit`
 * - join:   `flags, a, bits, b, bits, to, shared, new`, then per shared bit its mask in a and in b, then per new bit
 *   its mask in b
 * - close:  `flags, leak, from, bits, bit of the region or -1, to`
 * - scale:  `from, size`: divide by the largest entry when that is small
 */
export const OPS = { absorb: 0, join: 1, close: 2, scale: 3 } as const;

/** Add to the result instead of setting it. */
export const ADD = 1;
/** Of an absorption: the result has the cause active only, weighed by its odds. */
export const ACTIVE = 2;
/** Of an absorption: no cause at all, the table only gets more bits. */
export const WIDEN = 4;

/**
 * Every operation, and where the answer is.
 *
 * A slot is a leak with what one or more exclusive causes add to it: `region, isWeighed`, then `cause, link` each.
 * Weighed by their odds they are all that reach this region alone; otherwise it is one that is carried and weighed
 * where it ends.
 */
export interface Program {
  readonly code: Int32Array;
  /** Where each operation starts in the code. */
  readonly starts: Int32Array;
  /** Leak `m + s` of the closings is slot s, m being the number of regions. It is `slots` from `slotStarts[s]` on. */
  readonly slotStarts: Int32Array;
  readonly slots: Int32Array;
  /** Entries of all tables together. */
  readonly arena: number;
  /** Entries of the largest table. */
  readonly largest: number;
  /** Scratch that the widest operation needs, in entries. */
  readonly scratch: number;
  /** Tables of one entry: weight of no exclusive cause, and of exactly one; -1 when there is none. */
  readonly none: number;
  readonly one: number;
  /** Modelled floating-point operations of one forward pass at one level. */
  readonly cost: number;
}

/** 2^k and 3^k, by lookup: `**` calls the C library. */
const TWO = Float64Array.from({ length: 256 }, (_, k) => 2 ** k);
const THREE = Float64Array.from({ length: 64 }, (_, k) => 3 ** k);

/** Cost of dispatching one operation, in floating-point operations. */
const DISPATCH = 40;
/** Lanes of a message: no exclusive cause active so far; one, dealt with; otherwise the cause that is carried. */
const NONE = -2;
const ONE = -1;

/** Tables over the same regions, one per lane. The first is always `NONE`. */
interface Part {
  /** Region of each bit, lowest first. */
  readonly bits: readonly number[];
  readonly lanes: readonly number[];
  readonly at: readonly number[];
}

const UNIT: Part = { bits: [], lanes: [NONE], at: [0] };

/** Everything that is not in the buckets. */
export interface Rest {
  readonly order: Int32Array;
  /** Exclusive causes that are carried to the root. */
  readonly rootEnds: readonly number[];
  /** Per region: exclusive causes that reach it alone. */
  readonly lone: readonly (readonly number[])[];
  /** Count operations without writing them. */
  readonly isDry: boolean;
  /** Give up above this cost. */
  readonly budget: number;
}

/** Write the program of an order, or (dry) only count what it costs; undefined when that is above the budget. */
export function emit(reach: Reach, buckets: readonly Bucket[], rest: Rest): Program | undefined {
  const out = new Emitter(reach, rest.order.length, rest.isDry);
  const inbox: Part[][] = [];
  for (let v = 0; v <= buckets.length; v++) inbox.push([]);
  for (const v of rest.order) {
    const message = out.bucket(buckets[v]!, v, inbox[v]!, rest.lone[v]!);
    inbox[buckets[v]!.parent]!.push(message);
    if (out.cost > rest.budget) return undefined;
  }
  return out.root(inbox[buckets.length]!, rest.rootEnds);
}

/** Writes operations and gives every table its place in the arena. */
class Emitter {
  cost = 0;
  readonly #reach: Reach;
  readonly #regions: number;
  readonly #isDry: boolean;
  readonly #out = new CodeWriter();
  readonly #slotStarts: number[] = [0];
  readonly #slots: number[] = [];
  #top = 1;
  #largest = 1;
  #scratch = 1;

  constructor(reach: Reach, regions: number, isDry: boolean) {
    this.#reach = reach;
    this.#regions = regions;
    this.#isDry = isDry;
  }

  /** Everything that happens in one bucket; returns its message. */
  bucket(bucket: Bucket, v: number, parts: Part[], lone: readonly number[]): Part {
    for (const group of bucket.groups) parts.push(this.#small(group, 0));
    let table = this.#joinAll(parts);
    for (const t of bucket.alone) table = this.#absorbEach(table, t);
    if (bucket.exclusive.length + bucket.exclusiveAlone.length + bucket.ends.length > 0)
      table = this.#end(table, bucket);
    return this.#close(table, v, bucket, lone);
  }

  root(parts: readonly Part[], ends: readonly number[]): Program {
    let table = parts[0] ?? UNIT;
    for (let i = 1; i < parts.length; i++) {
      const from = this.#top;
      table = this.#join(table, parts[i]!);
      this.#scale(from);
    }
    let one = laneAt(table, ONE);
    for (const t of ends) one = this.#absorb(ACTIVE, t, laneAt(table, t), [], [], one, []);
    return {
      ...this.#out.finish(),
      slotStarts: new Int32Array(this.#slotStarts),
      slots: new Int32Array(this.#slots),
      arena: this.#top,
      largest: this.#largest,
      scratch: this.#scratch,
      none: table.at[0]!,
      one,
      cost: this.cost,
    };
  }

  /** A small table of a group: each cause may be active, or (exclusive) exactly one is. */
  #small(group: Group, flags: number): Part {
    const { start, region } = this.#reach;
    const bits: number[] = [];
    let at = flags === ACTIVE ? -1 : 0;
    const causes = group.causes;
    if (flags === ACTIVE) {
      for (const t of causes)
        for (let q = start[t]!; q < start[t + 1]!; q++) if (!bits.includes(region[q]!)) bits.push(region[q]!);
      for (const t of causes) at = this.#absorb(ACTIVE, t, 0, [], bits, at, this.#linksInto(t, bits));
      return { bits, lanes: [NONE], at: [at] };
    }
    // Widest first, so that the narrow ones add nothing.
    if (causes.length > 1) causes.sort((a, b) => start[b + 1]! - start[b]! - (start[a + 1]! - start[a]!));
    let old: readonly number[] = bits;
    for (const t of causes) {
      const next = this.#widened(old, t);
      at = this.#absorb(0, t, at, old, next, -1, this.#linksInto(t, next));
      old = next;
    }
    return { bits: old, lanes: [NONE], at: [at] };
  }

  #widened(bits: readonly number[], t: number): readonly number[] {
    const { start, region } = this.#reach;
    let next: number[] | undefined;
    for (let q = start[t]!; q < start[t + 1]!; q++)
      if (!bits.includes(region[q]!)) (next ??= [...bits]).push(region[q]!);
    return next ?? bits;
  }

  #absorbEach({ bits, lanes, at }: Part, t: number): Part {
    const next = this.#widened(bits, t);
    const links = this.#linksInto(t, next);
    const out: number[] = [];
    for (let i = 0; i < at.length; i++) out.push(this.#absorb(0, t, at[i]!, bits, next, -1, links));
    return { bits: next, lanes, at: out };
  }

  /**
   * The links of a cause into the regions of a table: link and bit in turn, by ascending bit, so that the kernels can
   * rely on it; new bits come on top and so come last.
   */
  #linksInto(t: number, bits: readonly number[]): readonly number[] {
    const { start, region } = this.#reach;
    const links: number[] = [];
    for (let q = start[t]!, end = start[t + 1]!; q < end; q++) {
      const bit = bits.indexOf(region[q]!);
      if (bit < 0) continue;
      let i = links.length;
      links.push(q, bit);
      for (; i > 0 && links[i - 1]! > bit; i -= 2) {
        links[i] = links[i - 2]!;
        links[i + 1] = links[i - 1]!;
      }
      links[i] = q;
      links[i + 1] = bit;
    }
    return links;
  }

  /**
   * Absorb a cause by its links into the regions of the table that it goes to. Returns where the result is. An active
   * one goes to `to` when that is a table already.
   */
  #absorb(
    flags: number,
    t: number,
    from: number,
    old: readonly number[],
    bits: readonly number[],
    to: number,
    links: readonly number[],
  ): number {
    const k = links.length / 2;
    const at = to >= 0 ? to : this.#table(bits.length);
    this.cost += absorbCost(k) * TWO[bits.length]! + DISPATCH;
    const scratch = (k + 1) * TWO[k]!;
    if (scratch > this.#scratch) this.#scratch = scratch;
    if (this.#isDry) return at;
    const out = this.#out;
    const code = out.begin(8 + links.length);
    let i = out.length;
    code[i++] = OPS.absorb;
    code[i++] = flags | (to >= 0 ? ADD : 0);
    code[i++] = t;
    code[i++] = k;
    code[i++] = from;
    code[i++] = old.length;
    code[i++] = at;
    code[i++] = bits.length;
    for (let q = 0; q < links.length; q++) code[i++] = links[q]!;
    out.length = i;
    return at;
  }

  /** Exclusive causes that end here go into the lane of "exactly one". */
  #end(table: Part, bucket: Bucket): Part {
    const groups = bucket.exclusive.map((group) => this.#small(group, ACTIVE));
    const wide = this.#widenEach(table, groups, bucket.exclusiveAlone);
    const { bits } = wide;
    let one = laneAt(wide, ONE);
    for (const group of groups) one = this.#joinLane(fit(bits, group.bits), wide.at[0]!, group.at[0]!, one);
    for (const t of bucket.exclusiveAlone)
      one = this.#absorb(ACTIVE, t, wide.at[0]!, bits, bits, one, this.#linksInto(t, bits));
    for (const t of bucket.ends)
      one = this.#absorb(ACTIVE, t, laneAt(wide, t), bits, bits, one, this.#linksInto(t, bits));
    const lanes = wide.lanes.filter((lane) => lane >= 0 && !bucket.ends.includes(lane));
    return {
      bits,
      lanes: [NONE, ONE, ...lanes],
      at: [wide.at[0]!, one, ...lanes.map((t) => laneAt(wide, t))],
    };
  }

  /** Room for regions that no cause here but exclusive ones reaches. */
  #widenEach(table: Part, groups: readonly Part[], alone: readonly number[]): Part {
    let bits = table.bits;
    for (const t of alone) bits = this.#widened(bits, t);
    const fresh = groups.flatMap((g) => g.bits).filter((r) => !bits.includes(r));
    if (fresh.length > 0) bits = [...new Set([...bits, ...fresh])];
    if (bits === table.bits) return table;
    const at = table.at.map((from) => this.#absorb(WIDEN, 0, from, table.bits, bits, -1, []));
    return { bits, lanes: table.lanes, at };
  }

  #joinAll(parts: Part[]): Part {
    if (parts.length === 0) return UNIT;
    let base = 0;
    for (let i = 1; i < parts.length; i++) {
      const [p, b] = [parts[i]!, parts[base]!];
      if (p.bits.length > b.bits.length || (p.bits.length === b.bits.length && p.at.length > b.at.length))
        base = i;
    }
    let table = parts.splice(base, 1)[0]!;
    while (parts.length > 0) table = this.#join(table, parts.splice(fewestNew(table, parts), 1)[0]!);
    return table;
  }

  /** Every lane of either, the other's "none so far" standing in where it lacks one. */
  #join(a: Part, b: Part): Part {
    const lanes: number[] = [];
    const at: number[] = [];
    const [noneA, noneB] = [a.at[0]!, b.at[0]!];
    const how = fit(a.bits, b.bits);
    const add = (lane: number, inA: number, inB: number, to: number): number => {
      const joined = this.#joinLane(how, inA, inB, to);
      if (to < 0) {
        lanes.push(lane);
        at.push(joined);
      }
      return joined;
    };
    add(NONE, noneA, noneB, -1);
    const [oneA, oneB] = [laneAt(a, ONE), laneAt(b, ONE)];
    let one = -1;
    if (oneA >= 0) one = add(ONE, oneA, noneB, -1);
    if (oneB >= 0) add(ONE, noneA, oneB, one);
    for (let i = 0; i < a.lanes.length; i++) {
      const lane = a.lanes[i]!;
      if (lane < 0) continue;
      const inB = laneAt(b, lane);
      add(lane, a.at[i]!, inB < 0 ? noneB : inB, -1);
    }
    for (let i = 0; i < b.lanes.length; i++) {
      const lane = b.lanes[i]!;
      if (lane >= 0 && laneAt(a, lane) < 0) add(lane, noneA, b.at[i]!, -1);
    }
    return { bits: how.bits, lanes, at };
  }

  #joinLane({ bits, inA, inB, shared, fresh }: Fit, atA: number, atB: number, to: number): number {
    const s = shared.length / 2;
    const at = to >= 0 ? to : this.#table(bits.length);
    this.cost += joinCost(s) * TWO[bits.length]! + THREE[s]! + DISPATCH;
    if (2 * THREE[s]! > this.#scratch) this.#scratch = 2 * THREE[s]!;
    if (this.#isDry) return at;
    const out = this.#out;
    const code = out.begin(9 + shared.length + fresh.length);
    let i = out.length;
    code[i++] = OPS.join;
    code[i++] = to >= 0 ? ADD : 0;
    code[i++] = atA;
    code[i++] = inA;
    code[i++] = atB;
    code[i++] = inB;
    code[i++] = at;
    code[i++] = s;
    code[i++] = fresh.length;
    for (let q = 0; q < shared.length; q++) code[i++] = shared[q]!;
    for (let q = 0; q < fresh.length; q++) code[i++] = fresh[q]!;
    out.length = i;
    return at;
  }

  /** Sum out the region, in every lane; what carried causes do to it goes into its leak. */
  #close(table: Part, v: number, bucket: Bucket, lone: readonly number[]): Part {
    const { bits } = table;
    const none = table.at[0]!;
    const first = this.#top;
    const bit = bits.indexOf(v);
    const left = bit < 0 ? bits : bits.filter((r) => r !== v);
    const lanes: number[] = [];
    const at: number[] = [];
    const add = (lane: number, leak: number, from: number): void => {
      lanes.push(lane);
      at.push(this.#closeLane(leak, from, bits.length, bit, -1));
    };
    add(NONE, v, none);
    let one = laneAt(table, ONE);
    if (one >= 0) {
      add(ONE, v, one);
      one = at[1]!;
    }
    if (lone.length > 0) {
      const slot = this.#slot(v, 1, lone);
      if (one < 0) add(ONE, slot, none);
      else this.#closeLane(slot, none, bits.length, bit, one);
    }
    for (let i = 0; i < table.lanes.length; i++) {
      const t = table.lanes[i]!;
      if (t >= 0) add(t, this.#reaches(t, v) ? this.#slot(v, 0, [t]) : v, table.at[i]!);
    }
    for (const t of bucket.starts) add(t, this.#slot(v, 0, [t]), none);
    this.#scale(first);
    return { bits: left, lanes, at };
  }

  #closeLane(leak: number, from: number, bits: number, bit: number, to: number): number {
    const at = to >= 0 ? to : this.#table(bit < 0 ? bits : bits - 1);
    this.cost += 3 * TWO[bits]! + DISPATCH / 2;
    if (this.#isDry) return at;
    const out = this.#out;
    const code = out.begin(7);
    let i = out.length;
    code[i++] = OPS.close;
    code[i++] = to >= 0 ? ADD : 0;
    code[i++] = leak;
    code[i++] = from;
    code[i++] = bits;
    code[i++] = bit;
    code[i++] = at;
    out.length = i;
    return at;
  }

  #reaches(t: number, v: number): boolean {
    return this.#linkInto(t, v) >= 0;
  }

  #linkInto(t: number, v: number): number {
    const { start, region } = this.#reach;
    for (let q = start[t]!; q < start[t + 1]!; q++) if (region[q] === v) return q;
    return -1;
  }

  #slot(v: number, isWeighed: 0 | 1, causes: readonly number[]): number {
    if (this.#isDry) return v;
    this.#slots.push(v, isWeighed);
    for (const t of causes) this.#slots.push(t, this.#linkInto(t, v));
    return this.#regions + this.#slotStarts.push(this.#slots.length) - 2;
  }

  /** Divide every table from one place on, when that is needed. */
  #scale(from: number): void {
    if (this.#isDry) return;
    const out = this.#out;
    const code = out.begin(3);
    let i = out.length;
    code[i++] = OPS.scale;
    code[i++] = from;
    code[i++] = this.#top - from;
    out.length = i;
  }

  #table(bits: number): number {
    const at = this.#top;
    const size = TWO[bits]!;
    this.#top += size;
    if (size > this.#largest) this.#largest = size;
    return at;
  }
}

/** How two tables meet. */
interface Fit {
  /** Regions of the result. */
  readonly bits: readonly number[];
  /** Bits of either. */
  readonly inA: number;
  readonly inB: number;
  /** Masks of the regions that both have, in one and in the other, in turn. */
  readonly shared: readonly number[];
  /** Masks of those that only the second has. */
  readonly fresh: readonly number[];
}

function fit(a: readonly number[], b: readonly number[]): Fit {
  const shared: number[] = [];
  const fresh: number[] = [];
  let bits: number[] | undefined;
  for (let i = 0; i < b.length; i++) {
    const inA = a.indexOf(b[i]!);
    if (inA >= 0) shared.push(1 << inA, 1 << i);
    else {
      (bits ??= [...a]).push(b[i]!);
      fresh.push(1 << i);
    }
  }
  return { bits: bits ?? a, inA: a.length, inB: b.length, shared, fresh };
}

/** Where a lane's table is; -1 when there is none. */
function laneAt({ lanes, at }: Part, lane: number): number {
  for (let i = 0; i < lanes.length; i++) if (lanes[i] === lane) return at[i]!;
  return -1;
}

/** Index of the part that adds the fewest bits to a table. */
function fewestNew(table: Part, parts: readonly Part[]): number {
  if (parts.length === 1) return 0;
  let best = 0;
  let fewest = Infinity;
  for (let i = 0; i < parts.length; i++) {
    let fresh = 0;
    for (const v of parts[i]!.bits) if (!table.bits.includes(v)) fresh++;
    if (fresh < fewest) [best, fewest] = [i, fresh];
  }
  return best;
}
