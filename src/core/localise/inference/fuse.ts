import type { Tables } from './kernels.ts';

/**
 * One or-convolution of a table with a small one on up to two shared bits.
 *
 * Two bits can meet in three ways, and way d of bit i counts d · 3^i in the index of a weight:
 * 0, both off; 1, a on and b either; 2, a off and b on. The weight of way 1 is the sum over b, so nothing is
 * subtracted. Result x collects `weight[way] · a[y]` over the ways that lead from y to x.
 */
export interface Fuse {
  /** Where in the arena a and the result start. */
  from: number;
  to: number;
  /** Entries of a. */
  size: number;
  /** All bits that are not free to run: the shared ones, also those beyond the second. */
  mask: number;
  /** Where in the scratch the 3^n weights are; backward, also where their adjoints go. */
  at: number;
  /** Add to the result instead of setting it. */
  isMore: boolean;
}

/** Set or add to the result; the shared bits are the first `n` masks of the tables. */
export function fuse(t: Tables, op: Fuse, n: number): void {
  if (n === 2) fuseTwo(t, op);
  else if (n === 1) fuseOne(t, op);
  else fuseNone(t, op);
}

/** Add to the adjoint of a, and replace the weights by their adjoints. */
export function fuseBack(t: Tables, op: Fuse, n: number): void {
  if (n === 2) fuseTwoBack(t, op);
  else if (n === 1) fuseOneBack(t, op);
  else fuseNoneBack(t, op);
}

function fuseNone({ value, scratch }: Tables, { from, to, size, at, isMore }: Fuse): void {
  const c0 = scratch[at]!;
  for (let r = 0; r < size; r++) value[to + r] = (isMore ? value[to + r]! : 0) + c0 * value[from + r]!;
}

function fuseNoneBack({ value, adjoint, scratch }: Tables, { from, to, size, at }: Fuse): void {
  const c0 = scratch[at]!;
  let s0 = 0;
  for (let r = 0; r < size; r++) {
    const o = adjoint[to + r]!;
    s0 += value[from + r]! * o;
    adjoint[from + r] = adjoint[from + r]! + c0 * o;
  }
  scratch[at] = s0;
}

function fuseOne(t: Tables, { from, to, size, mask, at, isMore }: Fuse): void {
  const { value, scratch, masks } = t;
  const A = masks[0]!;
  const c0 = scratch[at]!;
  const c1 = scratch[at + 1]!;
  const c2 = scratch[at + 2]!;
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    const a0 = value[from + r]!;
    const a1 = value[from + (r | A)]!;
    value[to + r] = (isMore ? value[to + r]! : 0) + c0 * a0;
    value[to + (r | A)] = (isMore ? value[to + (r | A)]! : 0) + (c1 * a1 + c2 * a0);
  }
}

function fuseOneBack(t: Tables, { from, to, size, mask, at }: Fuse): void {
  const { value, adjoint, scratch, masks } = t;
  const A = masks[0]!;
  const c0 = scratch[at]!;
  const c1 = scratch[at + 1]!;
  const c2 = scratch[at + 2]!;
  let s0 = 0,
    s1 = 0,
    s2 = 0;
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    const a0 = value[from + r]!;
    const a1 = value[from + (r | A)]!;
    const o0 = adjoint[to + r]!;
    const o1 = adjoint[to + (r | A)]!;
    adjoint[from + r] = adjoint[from + r]! + (c0 * o0 + c2 * o1);
    adjoint[from + (r | A)] = adjoint[from + (r | A)]! + c1 * o1;
    s0 += a0 * o0;
    s1 += a1 * o1;
    s2 += a0 * o1;
  }
  scratch[at] = s0;
  scratch[at + 1] = s1;
  scratch[at + 2] = s2;
}

function fuseTwo(t: Tables, { from, to, size, mask, at, isMore }: Fuse): void {
  const { value, scratch, masks } = t;
  const A = masks[0]!;
  const B = masks[1]!;
  const all = A | B;
  const [c0, c1, c2] = [scratch[at]!, scratch[at + 1]!, scratch[at + 2]!];
  const [c3, c4, c5] = [scratch[at + 3]!, scratch[at + 4]!, scratch[at + 5]!];
  const [c6, c7, c8] = [scratch[at + 6]!, scratch[at + 7]!, scratch[at + 8]!];
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    const a0 = value[from + r]!;
    const a1 = value[from + (r | A)]!;
    const a2 = value[from + (r | B)]!;
    const a3 = value[from + (r | all)]!;
    value[to + r] = (isMore ? value[to + r]! : 0) + c0 * a0;
    value[to + (r | A)] = (isMore ? value[to + (r | A)]! : 0) + (c1 * a1 + c2 * a0);
    value[to + (r | B)] = (isMore ? value[to + (r | B)]! : 0) + (c3 * a2 + c6 * a0);
    value[to + (r | all)] = (isMore ? value[to + (r | all)]! : 0) + (c4 * a3 + c7 * a1 + (c5 * a2 + c8 * a0));
  }
}

function fuseTwoBack(t: Tables, { from, to, size, mask, at }: Fuse): void {
  const { value, adjoint, scratch, masks } = t;
  const A = masks[0]!;
  const B = masks[1]!;
  const all = A | B;
  const [c0, c1, c2] = [scratch[at]!, scratch[at + 1]!, scratch[at + 2]!];
  const [c3, c4, c5] = [scratch[at + 3]!, scratch[at + 4]!, scratch[at + 5]!];
  const [c6, c7, c8] = [scratch[at + 6]!, scratch[at + 7]!, scratch[at + 8]!];
  let [s0, s1, s2, s3, s4, s5, s6, s7, s8] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    const a0 = value[from + r]!;
    const a1 = value[from + (r | A)]!;
    const a2 = value[from + (r | B)]!;
    const a3 = value[from + (r | all)]!;
    const o0 = adjoint[to + r]!;
    const o1 = adjoint[to + (r | A)]!;
    const o2 = adjoint[to + (r | B)]!;
    const o3 = adjoint[to + (r | all)]!;
    adjoint[from + r]! += c0 * o0 + c2 * o1 + (c6 * o2 + c8 * o3);
    adjoint[from + (r | A)]! += c1 * o1 + c7 * o3;
    adjoint[from + (r | B)]! += c3 * o2 + c5 * o3;
    adjoint[from + (r | all)]! += c4 * o3;
    s0 += a0 * o0;
    s1 += a1 * o1;
    s2 += a0 * o1;
    s3 += a2 * o2;
    s6 += a0 * o2;
    s4 += a3 * o3;
    s7 += a1 * o3;
    s5 += a2 * o3;
    s8 += a0 * o3;
  }
  scratch[at] = s0;
  scratch[at + 1] = s1;
  scratch[at + 2] = s2;
  scratch[at + 3] = s3;
  scratch[at + 4] = s4;
  scratch[at + 5] = s5;
  scratch[at + 6] = s6;
  scratch[at + 7] = s7;
  scratch[at + 8] = s8;
}
