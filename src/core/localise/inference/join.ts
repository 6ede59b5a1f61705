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
  pool: Int32Array;
  /** Offset in the pool of: bits of a per way, bits of the result per way, then the order of b. */
  at: number;
  /** Scratch for the kernel's operands. */
  readonly step: Fuse;
}

/** Shared bits that one kernel handles; the ways of further bits call it once each. */
const FUSED = 3;

/**
 * Join by the 3^s ways in which s shared bits can meet: off with off; on with either; off with on.
 *
 * Each way takes one entry of b, or for "on with either" the sum over that bit of b, so all weights stay
 * non-negative. (The transform that needs s · 2^s steps subtracts.)
 */
export function join(t: Tables, op: Join): void {
  const op2 = prepare(t, op);
  const ways = 3 ** op.shared;
  const inner = 3 ** Math.min(FUSED, op.shared);
  const blocks = 1 << (op.bBits - op.shared);
  for (let block = 0; block < blocks; block++) {
    const to = op.to + (block << op.aBits);
    const weights = spread(t, op, block);
    for (let way = 0; way < ways; way += inner) {
      const a = op.pool[op.at + way]!;
      const result = op.pool[op.at + ways + way]!;
      op2.from = op.a + a;
      op2.to = to + result;
      op2.at = weights + way;
      // Ways that reach a result from an "off" come after the one that reaches it from "on".
      op2.isMore = a !== result;
      fuse(t, op2, Math.min(FUSED, op.shared));
    }
  }
}

/** Pull the adjoint back through a join, to both tables. */
export function joinBack(t: Tables, op: Join): void {
  const op2 = prepare(t, op);
  const ways = 3 ** op.shared;
  const inner = 3 ** Math.min(FUSED, op.shared);
  const blocks = 1 << (op.bBits - op.shared);
  t.adjoint.fill(0, op.a, op.a + (1 << op.aBits));
  for (let block = 0; block < blocks; block++) {
    const to = op.to + (block << op.aBits);
    const weights = spread(t, op, block);
    for (let way = 0; way < ways; way += inner) {
      op2.from = op.a + op.pool[op.at + way]!;
      op2.to = to + op.pool[op.at + ways + way]!;
      op2.at = weights + way;
      fuseBack(t, op2, Math.min(FUSED, op.shared));
    }
    gather(t, op, block, weights);
  }
}

function prepare(t: Tables, op: Join): Fuse {
  const { step } = op;
  step.size = 1 << op.aBits;
  step.mask = op.mask;
  for (let bit = 0, ways = 1; bit < Math.min(FUSED, op.shared); bit++, ways *= 3) {
    // Way 1 of a bit alone is "a on": its entry in the pool is the mask of that bit.
    t.masks[bit] = op.pool[op.at + ways]!;
  }
  return step;
}

/** The 3^s weights of one block of b, in scratch; returns where they start. */
function spread(t: Tables, op: Join, block: number): number {
  const { value, scratch } = t;
  const order = op.at + 2 * 3 ** op.shared + (block << op.shared);
  const room = 3 ** op.shared;
  let [now, next] = [0, room];
  for (let u = 0; u < 1 << op.shared; u++) scratch[now + u] = value[op.b + op.pool[order + u]!]!;
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

/** The transpose of `spread`: adjoints of the weights, summed into adjoints of b. */
function gather(t: Tables, op: Join, block: number, from: number): void {
  const { adjoint, scratch } = t;
  const order = op.at + 2 * 3 ** op.shared + (block << op.shared);
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
  for (let u = 0; u < 1 << op.shared; u++) adjoint[op.b + op.pool[order + u]!] = scratch[now + u]!;
}
