/**
 * Table operations in the non-negative basis: bit z of an index says "some absorbed cause has made region z hurt".
 *
 * Absorbing a cause multiplies, for each region it reaches, by [[off, 0], [on, off + on]] (rows: new off, on;
 * columns: old off, on) when the cause is active, and by the identity when not. Every entry is a sum of products
 * of non-negative numbers, so no digits cancel. Bits that are new to the table lie on top; there the old table
 * counts as "off".
 */

/** What the kernels work on. Grown by its owner; never shared between two eliminations at a time. */
export interface Tables {
  value: Float64Array;
  /** Starts at 0 everywhere; the kernels add to it. */
  adjoint: Float64Array;
  scratch: Float64Array;
  /** Weights of the links of the cause in hand: off at 2q, on at 2q + 1. */
  readonly weights: Float64Array;
  /** Masks of its bits, ascending. */
  readonly masks: Int32Array;
  /** Responsibilities of its links, out of the backward kernels. */
  readonly shares: Float64Array;
  offsets: Int32Array;
}

/** One absorption: where from, where to. */
export interface Absorb {
  from: number;
  /** Size of the old table; indices at or above it are new bits. */
  old: number;
  to: number;
  /** Size of the new table. */
  size: number;
  w0: number;
  w1: number;
  /** Number of links. */
  k: number;
  /** Add to the result instead of setting it. */
  isMore: boolean;
}

/** Absorb a cause with any number of links. */
export function absorb(t: Tables, op: Absorb): void {
  const k = isPlain(t, op) ? op.k : 0;
  if (k === 2) absorbTwo(t, op);
  else if (k === 3) absorbThree(t, op);
  else absorbMany(t, op);
}

/** Whether all new bits of the table are the cause's own. */
function isPlain({ masks }: Tables, { k, old, size }: Absorb): boolean {
  let own = old;
  for (let q = 0; q < k; q++) if (masks[q]! >= old) own *= 2;
  return own === size;
}

/** Pull the adjoint back through an absorption; return P(cause active) and leave the links' shares in `t.shares`. */
export function absorbBack(t: Tables, op: Absorb): number {
  const k = isPlain(t, op) ? op.k : 0;
  if (k === 2) return absorbTwoBack(t, op);
  if (k === 3) return absorbThreeBack(t, op);
  return absorbManyBack(t, op);
}

function absorbTwo(t: Tables, op: Absorb): void {
  const { value, weights } = t;
  const { from, old, to, size, w0, w1, isMore } = op;
  const A = t.masks[0]!;
  const B = t.masks[1]!;
  const mask = A | B;
  const [hasA, hasB] = [A < old, B < old];
  const [a0, a1] = [weights[0]!, weights[1]!];
  const [b0, b1] = [w1 * weights[2]!, w1 * weights[3]!];
  const [as, bs] = [a0 + a1, b0 + b1];
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    const t00 = value[from + r]!;
    const t01 = hasA ? value[from + (r | A)]! : 0;
    const t10 = hasB ? value[from + (r | B)]! : 0;
    const t11 = hasA && hasB ? value[from + (r | mask)]! : 0;
    const u01 = a1 * t00 + as * t01;
    const u11 = a1 * t10 + as * t11;
    value[to + r] = (isMore ? value[to + r]! : 0) + (w0 * t00 + b0 * (a0 * t00));
    value[to + (r | A)] = (isMore ? value[to + (r | A)]! : 0) + (w0 * t01 + b0 * u01);
    value[to + (r | B)] =
      (isMore ? value[to + (r | B)]! : 0) + (w0 * t10 + (b1 * (a0 * t00) + bs * (a0 * t10)));
    value[to + (r | mask)] = (isMore ? value[to + (r | mask)]! : 0) + (w0 * t11 + (b1 * u01 + bs * u11));
  }
}

function absorbTwoBack(t: Tables, op: Absorb): number {
  const { value, adjoint, weights } = t;
  const { from, old, to, size, w0, w1 } = op;
  const A = t.masks[0]!;
  const B = t.masks[1]!;
  const mask = A | B;
  const [hasA, hasB] = [A < old, B < old];
  const [a0, a1] = [weights[0]!, weights[1]!];
  const [b0, b1] = [w1 * weights[2]!, w1 * weights[3]!];
  const [as, bs] = [a0 + a1, b0 + b1];
  let [active, shareA, shareB] = [0, 0, 0];
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    const t00 = value[from + r]!;
    const t01 = hasA ? value[from + (r | A)]! : 0;
    const t10 = hasB ? value[from + (r | B)]! : 0;
    const t11 = hasA && hasB ? value[from + (r | mask)]! : 0;
    const o00 = adjoint[to + r]!;
    const o01 = adjoint[to + (r | A)]!;
    const o10 = adjoint[to + (r | B)]!;
    const o11 = adjoint[to + (r | mask)]!;
    const g00 = b0 * o00 + b1 * o10;
    const g01 = b0 * o01 + b1 * o11;
    const g11 = bs * o11;
    const h00 = a0 * g00 + a1 * g01;
    const h01 = as * g01;
    const h10 = a0 * (bs * o10) + a1 * g11;
    const h11 = as * g11;
    active += t00 * h00 + t01 * h01 + t10 * h10 + t11 * h11;
    shareA += (t00 + t01) * g01 + (t10 + t11) * g11;
    shareB += a0 * (t00 + t10) * o10 + (a1 * (t00 + t10) + as * (t01 + t11)) * o11;
    adjoint[from + r]! += w0 * o00 + h00;
    if (hasA) adjoint[from + (r | A)]! += w0 * o01 + h01;
    if (hasB) adjoint[from + (r | B)]! += w0 * o10 + h10;
    if (hasA && hasB) adjoint[from + (r | mask)]! += w0 * o11 + h11;
  }
  t.shares[0] = a1 * shareA;
  t.shares[1] = b1 * shareB;
  return active;
}

function absorbThree(t: Tables, op: Absorb): void {
  const { value, weights } = t;
  const { from, old, to, size, w0, w1, isMore } = op;
  const A = t.masks[0]!;
  const B = t.masks[1]!;
  const C = t.masks[2]!;
  const mask = A | B | C;
  const [hasA, hasB, hasC] = [A < old, B < old, C < old];
  const [a0, a1, b0, b1] = [weights[0]!, weights[1]!, weights[2]!, weights[3]!];
  const [c0, c1] = [w1 * weights[4]!, w1 * weights[5]!];
  const [as, bs, cs] = [a0 + a1, b0 + b1, c0 + c1];
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    const t0 = value[from + r]!;
    const t1 = hasA ? value[from + (r | A)]! : 0;
    const t2 = hasB ? value[from + (r | B)]! : 0;
    const t3 = hasB && hasA ? value[from + (r | A | B)]! : 0;
    const t4 = hasC ? value[from + (r | C)]! : 0;
    const t5 = hasC && hasA ? value[from + (r | A | C)]! : 0;
    const t6 = hasC && hasB ? value[from + (r | B | C)]! : 0;
    const t7 = hasC && hasB && hasA ? value[from + (r | mask)]! : 0;
    const f0 = a0 * t0;
    const f1 = a1 * t0 + as * t1;
    const f2 = a0 * t2;
    const f3 = a1 * t2 + as * t3;
    const f4 = a0 * t4;
    const f5 = a1 * t4 + as * t5;
    const f6 = a0 * t6;
    const f7 = a1 * t6 + as * t7;
    const e0 = b0 * f0;
    const e1 = b0 * f1;
    const e2 = b1 * f0 + bs * f2;
    const e3 = b1 * f1 + bs * f3;
    value[to + r] = (isMore ? value[to + r]! : 0) + (w0 * t0 + c0 * e0);
    value[to + (r | A)] = (isMore ? value[to + (r | A)]! : 0) + (w0 * t1 + c0 * e1);
    value[to + (r | B)] = (isMore ? value[to + (r | B)]! : 0) + (w0 * t2 + c0 * e2);
    value[to + (r | A | B)] = (isMore ? value[to + (r | A | B)]! : 0) + (w0 * t3 + c0 * e3);
    value[to + (r | C)] = (isMore ? value[to + (r | C)]! : 0) + (w0 * t4 + (c1 * e0 + cs * (b0 * f4)));
    value[to + (r | A | C)] =
      (isMore ? value[to + (r | A | C)]! : 0) + (w0 * t5 + (c1 * e1 + cs * (b0 * f5)));
    value[to + (r | B | C)] =
      (isMore ? value[to + (r | B | C)]! : 0) + (w0 * t6 + (c1 * e2 + cs * (b1 * f4 + bs * f6)));
    value[to + (r | mask)] =
      (isMore ? value[to + (r | mask)]! : 0) + (w0 * t7 + (c1 * e3 + cs * (b1 * f5 + bs * f7)));
  }
}

function absorbThreeBack(t: Tables, op: Absorb): number {
  const { value, adjoint, weights } = t;
  const { from, old, to, size, w0, w1 } = op;
  const A = t.masks[0]!;
  const B = t.masks[1]!;
  const C = t.masks[2]!;
  const mask = A | B | C;
  const [hasA, hasB, hasC] = [A < old, B < old, C < old];
  const [a0, a1, b0, b1] = [weights[0]!, weights[1]!, weights[2]!, weights[3]!];
  const [c0, c1] = [w1 * weights[4]!, w1 * weights[5]!];
  const [as, bs, cs] = [a0 + a1, b0 + b1, c0 + c1];
  let [active, shareA, shareB, shareC] = [0, 0, 0, 0];
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    const t0 = value[from + r]!;
    const t1 = hasA ? value[from + (r | A)]! : 0;
    const t2 = hasB ? value[from + (r | B)]! : 0;
    const t3 = hasB && hasA ? value[from + (r | A | B)]! : 0;
    const t4 = hasC ? value[from + (r | C)]! : 0;
    const t5 = hasC && hasA ? value[from + (r | A | C)]! : 0;
    const t6 = hasC && hasB ? value[from + (r | B | C)]! : 0;
    const t7 = hasC && hasB && hasA ? value[from + (r | mask)]! : 0;
    const o0 = adjoint[to + r]!;
    const o1 = adjoint[to + (r | A)]!;
    const o2 = adjoint[to + (r | B)]!;
    const o3 = adjoint[to + (r | A | B)]!;
    const o4 = adjoint[to + (r | C)]!;
    const o5 = adjoint[to + (r | A | C)]!;
    const o6 = adjoint[to + (r | B | C)]!;
    const o7 = adjoint[to + (r | mask)]!;
    // g: the third link undone; h: the second and third; p: all three.
    const g0 = c0 * o0 + c1 * o4;
    const g1 = c0 * o1 + c1 * o5;
    const g2 = c0 * o2 + c1 * o6;
    const g3 = c0 * o3 + c1 * o7;
    const [g4, g5, g6, g7] = [cs * o4, cs * o5, cs * o6, cs * o7];
    const h1 = b0 * g1 + b1 * g3;
    const h3 = bs * g3;
    const h5 = b0 * g5 + b1 * g7;
    const h7 = bs * g7;
    const p0 = a0 * (b0 * g0 + b1 * g2) + a1 * h1;
    const p1 = as * h1;
    const p2 = a0 * (bs * g2) + a1 * h3;
    const p3 = as * h3;
    const p4 = a0 * (b0 * g4 + b1 * g6) + a1 * h5;
    const p5 = as * h5;
    const p6 = a0 * (bs * g6) + a1 * h7;
    const p7 = as * h7;
    active += t0 * p0 + t1 * p1 + t2 * p2 + t3 * p3 + (t4 * p4 + t5 * p5 + t6 * p6 + t7 * p7);
    shareA += (t0 + t1) * h1 + (t2 + t3) * h3 + (t4 + t5) * h5 + (t6 + t7) * h7;
    // f: the first link done; e: the first and second, off and on of the third taken together.
    const f02 = a0 * (t0 + t2);
    const f13 = a1 * (t0 + t2) + as * (t1 + t3);
    const f46 = a0 * (t4 + t6);
    const f57 = a1 * (t4 + t6) + as * (t5 + t7);
    shareB += f02 * g2 + f13 * g3 + f46 * g6 + f57 * g7;
    const f04 = a0 * (t0 + t4);
    const f15 = a1 * (t0 + t4) + as * (t1 + t5);
    const f26 = a0 * (t2 + t6);
    const f37 = a1 * (t2 + t6) + as * (t3 + t7);
    shareC += b0 * f04 * o4 + b0 * f15 * o5 + (b1 * f04 + bs * f26) * o6 + (b1 * f15 + bs * f37) * o7;
    adjoint[from + r]! += w0 * o0 + p0;
    if (hasA) adjoint[from + (r | A)]! += w0 * o1 + p1;
    if (hasB) {
      adjoint[from + (r | B)]! += w0 * o2 + p2;
      if (hasA) adjoint[from + (r | A | B)]! += w0 * o3 + p3;
    }
    if (hasC) {
      adjoint[from + (r | C)]! += w0 * o4 + p4;
      if (hasA) adjoint[from + (r | A | C)]! += w0 * o5 + p5;
      if (hasB) adjoint[from + (r | B | C)]! += w0 * o6 + p6;
      if (hasA && hasB) adjoint[from + (r | mask)]! += w0 * o7 + p7;
    }
  }
  t.shares[0] = a1 * shareA;
  t.shares[1] = b1 * shareB;
  t.shares[2] = c1 * shareC;
  return active;
}

/** Offsets of the 2^k combinations of the cause's bits. Returns all bits together. */
function fillOffsets(t: Tables, k: number): number {
  const { offsets, masks } = t;
  offsets[0] = 0;
  for (let q = 0; q < k; q++) {
    const half = 1 << q;
    for (let x = 0; x < half; x++) offsets[half + x] = offsets[x]! | masks[q]!;
  }
  return offsets[(1 << k) - 1]!;
}

/** One link applied to a block of 2^k entries in place. */
function apply(block: Float64Array, at: number, end: number, half: number, off: number, on: number): void {
  const sum = off + on;
  for (let base = at; base < end; base += 2 * half)
    for (let i = base; i < base + half; i++) {
      const low = block[i]!;
      block[i] = off * low;
      block[i + half] = on * low + sum * block[i + half]!;
    }
}

function absorbMany(t: Tables, op: Absorb): void {
  const { value, scratch, offsets, weights } = t;
  const { from, old, to, size, w0, w1, k, isMore } = op;
  const mask = fillOffsets(t, k);
  const block = 1 << k;
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    for (let x = 0; x < block; x++) {
      const i = r | offsets[x]!;
      scratch[x] = i < old ? w1 * value[from + i]! : 0;
    }
    for (let q = 0; q < k; q++) apply(scratch, 0, block, 1 << q, weights[2 * q]!, weights[2 * q + 1]!);
    for (let x = 0; x < block; x++) {
      const i = r | offsets[x]!;
      value[to + i] = (isMore ? value[to + i]! : 0) + (scratch[x]! + (i < old ? w0 * value[from + i]! : 0));
    }
  }
}

function absorbManyBack(t: Tables, op: Absorb): number {
  const { value, adjoint, scratch, offsets, shares, weights } = t;
  const { from, old, to, size, w0, w1, k } = op;
  const mask = fillOffsets(t, k);
  const block = 1 << k;
  const back = k * block;
  shares.fill(0, 0, k);
  let active = 0;
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    // Forward chain: block q of the scratch holds the table before link q.
    for (let x = 0; x < block; x++) {
      const i = r | offsets[x]!;
      scratch[x] = i < old ? value[from + i]! : 0;
      scratch[back + x] = w1 * adjoint[to + i]!;
    }
    for (let q = 0; q + 1 < k; q++) {
      const next = (q + 1) * block;
      scratch.copyWithin(next, q * block, next);
      apply(scratch, next, next + block, 1 << q, weights[2 * q]!, weights[2 * q + 1]!);
    }
    for (let q = k - 1; q >= 0; q--) shares[q]! += applyBack(t, { before: q * block, back, block, q });
    for (let x = 0; x < block; x++) {
      const i = r | offsets[x]!;
      if (i >= old) continue;
      active += value[from + i]! * scratch[back + x]!;
      adjoint[from + i]! += w0 * adjoint[to + i]! + scratch[back + x]!;
    }
  }
  return active;
}

interface Back {
  readonly before: number;
  readonly back: number;
  readonly block: number;
  readonly q: number;
}

/** One link undone on the adjoint of a block; returns its part of the link's share. */
function applyBack({ scratch, weights }: Tables, { before, back, block, q }: Back): number {
  const half = 1 << q;
  const off = weights[2 * q]!;
  const on = weights[2 * q + 1]!;
  let share = 0;
  for (let base = 0; base < block; base += 2 * half)
    for (let x = base; x < base + half; x++) {
      const high = scratch[back + x + half]!;
      share += (scratch[before + x]! + scratch[before + x + half]!) * high;
      scratch[back + x] = off * scratch[back + x]! + on * high;
      scratch[back + x + half] = (off + on) * high;
    }
  return on * share;
}
