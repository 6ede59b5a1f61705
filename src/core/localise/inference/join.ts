import { fuse, fuseBack, type Fuse } from './fuse.ts';
import type { Tables } from './kernels.ts';

/** One join of two tables on the regions that they share: a result is "on" where either is. */
export interface Join {
  a: number;
  aBits: number;
  b: number;
  bBits: number;
  to: number;
  shared: number;
  /** Mask of the shared bits in a. */
  mask: number;
  /** The masks of the shared bits in a and b, in turn, and then of the other bits of b, from here in the code. */
  code: Int32Array;
  at: number;
  /** Add to the result instead of setting it. */
  isMore: boolean;
  /** Scratch for the kernel's operands. */
  readonly step: Fuse;
}

/** Shared bits that one kernel handles; the ways of further bits call it once each. */
const FUSED = 2;

/**
 * Join by the 3^s ways in which s shared bits can meet: off with off; on with either; off with on.
 *
 * Each way takes one entry of b, or for "on with either" the sum over that bit of b, so all weights stay
 * non-negative. (The transform that needs s · 2^s steps subtracts.)
 */
export function join(t: Tables, op: Join): void {
  const n = prepare(t, op);
  const blocks = 1 << (op.bBits - op.shared);
  for (let block = 0; block < blocks; block++) {
    const weights = spread(t, op, block);
    outer(t, op, n, op.to + (block << op.aBits), weights);
  }
}

/** Pull the adjoint back through a join, to both tables. */
export function joinBack(t: Tables, op: Join): void {
  const n = prepare(t, op);
  const blocks = 1 << (op.bBits - op.shared);
  for (let block = 0; block < blocks; block++) {
    const weights = spread(t, op, block);
    outerBack(t, op, n, op.to + (block << op.aBits), weights);
    gather(t, op, block, weights);
  }
}

/** Hands the first shared bits to the kernel; returns how many. */
function prepare(t: Tables, op: Join): number {
  const { step, code, at } = op;
  const n = Math.min(FUSED, op.shared);
  step.size = 1 << op.aBits;
  step.mask = op.mask;
  for (let bit = 0; bit < n; bit++) t.masks[bit] = code[at + 2 * bit]!;
  return n;
}

/**
 * All ways of the bits that the kernel does not handle, one call of it for each. Ways that reach a result from an
 * "off" come after the one that reaches it from "on".
 */
function outer(t: Tables, op: Join, n: number, to: number, weights: number): void {
  const inner = 3 ** n;
  const { step } = op;
  for (let way = 0, ways = 3 ** (op.shared - n); way < ways; way++) {
    const [inA, inResult] = wayOf(op, n, way);
    step.from = op.a + inA;
    step.to = to + inResult;
    step.at = weights + way * inner;
    step.isMore = op.isMore || inA !== inResult;
    fuse(t, step, n);
  }
}

function outerBack(t: Tables, op: Join, n: number, to: number, weights: number): void {
  const inner = 3 ** n;
  const { step } = op;
  for (let way = 0, ways = 3 ** (op.shared - n); way < ways; way++) {
    const [inA, inResult] = wayOf(op, n, way);
    step.from = op.a + inA;
    step.to = to + inResult;
    step.at = weights + way * inner;
    fuseBack(t, step, n);
  }
}

/** Bits of a and of the result in one way of the shared bits from the n-th on. */
function wayOf({ code, at, shared }: Join, n: number, way: number): readonly [number, number] {
  let [inA, inResult] = [0, 0];
  for (let bit = n, rest = way; bit < shared; bit++, rest = Math.floor(rest / 3)) {
    const mask = code[at + 2 * bit]!;
    if (rest % 3 === 1) inA |= mask;
    if (rest % 3 > 0) inResult |= mask;
  }
  return [inA, inResult];
}

/** Where the entry of b with these shared bits (u) and new bits (block) is. */
function entryOf({ b, code, at, shared, bBits }: Join, block: number, u: number): number {
  let entry = b;
  for (let bit = 0; bit < shared; bit++) if ((u >> bit) & 1) entry += code[at + 2 * bit + 1]!;
  for (let bit = 0; bit < bBits - shared; bit++)
    if ((block >> bit) & 1) entry += code[at + 2 * shared + bit]!;
  return entry;
}

/** The 3^s weights of one block of b, in scratch; returns where they start. */
function spread(t: Tables, op: Join, block: number): number {
  const { value, scratch } = t;
  const room = 3 ** op.shared;
  let [now, next] = [0, room];
  for (let u = 0; u < 1 << op.shared; u++) scratch[now + u] = value[entryOf(op, block, u)]!;
  for (let bit = 0, done = 1; bit < op.shared; bit++, done *= 3) {
    for (let high = 0; high < 1 << (op.shared - bit - 1); high++)
      for (let x = 0; x < done; x++) {
        const low = scratch[now + 2 * high * done + x]!;
        const on = scratch[now + (2 * high + 1) * done + x]!;
        scratch[next + 3 * high * done + x] = low;
        scratch[next + (3 * high + 1) * done + x] = low + on;
        scratch[next + (3 * high + 2) * done + x] = on;
      }
    [now, next] = [next, now];
  }
  return now;
}

/** The transpose of `spread`: adjoints of the weights, added to adjoints of b. */
function gather(t: Tables, op: Join, block: number, from: number): void {
  const { adjoint, scratch } = t;
  const room = 3 ** op.shared;
  let [now, next] = [from, room - from];
  for (let bit = op.shared - 1; bit >= 0; bit--) {
    const done = 3 ** bit;
    for (let high = 0; high < 1 << (op.shared - bit - 1); high++)
      for (let x = 0; x < done; x++) {
        const low = scratch[now + 3 * high * done + x]!;
        const either = scratch[now + (3 * high + 1) * done + x]!;
        const on = scratch[now + (3 * high + 2) * done + x]!;
        scratch[next + 2 * high * done + x] = low + either;
        scratch[next + (2 * high + 1) * done + x] = either + on;
      }
    [now, next] = [next, now];
  }
  for (let u = 0; u < 1 << op.shared; u++) adjoint[entryOf(op, block, u)]! += scratch[now + u]!;
}
