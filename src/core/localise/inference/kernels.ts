/**
 * Table operations in the non-negative basis: bit z of an index says "some absorbed cause has made region z hurt".
 *
 * Absorbing a cause multiplies, for each region it reaches, by [[off, 0], [on, off + on]] (rows: new off, on;
 * columns: old off, on) when the cause is active, and by the identity when not. Every entry is a sum of products
 * of non-negative numbers, so no digits cancel. Bits that are new to the table lie on top; there the old table
 * counts as "off".
 *
 * The order of every sum is that of `kernel/eliminate.c`, so that both give the same bits.
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
  if (op.k === 2 && isPlain(t, op)) absorbTwo(t, op);
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
  return op.k === 2 && isPlain(t, op) ? absorbTwoBack(t, op) : absorbManyBack(t, op);
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
    active += t00 * h00 + t01 * h01 + (t10 * h10 + t11 * h11);
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
