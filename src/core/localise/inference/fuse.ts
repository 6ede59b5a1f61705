import type { Tables } from './kernels.ts';

/**
 * One or-convolution of a table with a small one on up to three shared bits.
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
  /** All bits that are not free to run: the shared ones, also those beyond the third. */
  mask: number;
  /** Where in the scratch the 3^n weights are; backward, also where their adjoints go. */
  at: number;
  /** Add to the result instead of setting it. */
  isMore: boolean;
}

/** Set or add to the result; the shared bits are the first `n` masks of the tables. */
export function fuse(t: Tables, op: Fuse, n: number): void {
  if (n === 3) fuseThree(t, op);
  else if (n === 2) fuseTwo(t, op);
  else if (n === 1) fuseOne(t, op);
  else fuseNone(t, op);
}

/** Add to the adjoint of a, and replace the weights by their adjoints. */
export function fuseBack(t: Tables, op: Fuse, n: number): void {
  if (n === 3) fuseThreeBack(t, op);
  else if (n === 2) fuseTwoBack(t, op);
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
  const c0 = scratch[at]!;
  const c1 = scratch[at + 1]!;
  const c2 = scratch[at + 2]!;
  const c3 = scratch[at + 3]!;
  const c4 = scratch[at + 4]!;
  const c5 = scratch[at + 5]!;
  const c6 = scratch[at + 6]!;
  const c7 = scratch[at + 7]!;
  const c8 = scratch[at + 8]!;
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    const a0 = value[from + r]!;
    const a1 = value[from + (r | A)]!;
    const a2 = value[from + (r | B)]!;
    const a3 = value[from + (r | all)]!;
    value[to + r] = (isMore ? value[to + r]! : 0) + c0 * a0;
    value[to + (r | A)] = (isMore ? value[to + (r | A)]! : 0) + (c1 * a1 + c2 * a0);
    value[to + (r | B)] = (isMore ? value[to + (r | B)]! : 0) + (c3 * a2 + c6 * a0);
    value[to + (r | all)] = (isMore ? value[to + (r | all)]! : 0) + (c4 * a3 + c7 * a1 + c5 * a2 + c8 * a0);
  }
}

function fuseTwoBack(t: Tables, { from, to, size, mask, at }: Fuse): void {
  const { value, adjoint, scratch, masks } = t;
  const A = masks[0]!;
  const B = masks[1]!;
  const all = A | B;
  const c0 = scratch[at]!;
  const c1 = scratch[at + 1]!;
  const c2 = scratch[at + 2]!;
  const c3 = scratch[at + 3]!;
  const c4 = scratch[at + 4]!;
  const c5 = scratch[at + 5]!;
  const c6 = scratch[at + 6]!;
  const c7 = scratch[at + 7]!;
  const c8 = scratch[at + 8]!;
  let s0 = 0,
    s1 = 0,
    s2 = 0,
    s3 = 0,
    s4 = 0,
    s5 = 0,
    s6 = 0,
    s7 = 0,
    s8 = 0;
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    const a0 = value[from + r]!;
    const a1 = value[from + (r | A)]!;
    const a2 = value[from + (r | B)]!;
    const a3 = value[from + (r | all)]!;
    const o0 = adjoint[to + r]!;
    const o1 = adjoint[to + (r | A)]!;
    const o2 = adjoint[to + (r | B)]!;
    const o3 = adjoint[to + (r | all)]!;
    adjoint[from + r] = adjoint[from + r]! + (c0 * o0 + c2 * o1 + c6 * o2 + c8 * o3);
    adjoint[from + (r | A)] = adjoint[from + (r | A)]! + (c1 * o1 + c7 * o3);
    adjoint[from + (r | B)] = adjoint[from + (r | B)]! + (c3 * o2 + c5 * o3);
    adjoint[from + (r | all)] = adjoint[from + (r | all)]! + c4 * o3;
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

function fuseThree(t: Tables, { from, to, size, mask, at, isMore }: Fuse): void {
  const { value, scratch, masks } = t;
  const A = masks[0]!;
  const B = masks[1]!;
  const C = masks[2]!;
  const all = A | B | C;
  const c0 = scratch[at]!;
  const c1 = scratch[at + 1]!;
  const c2 = scratch[at + 2]!;
  const c3 = scratch[at + 3]!;
  const c4 = scratch[at + 4]!;
  const c5 = scratch[at + 5]!;
  const c6 = scratch[at + 6]!;
  const c7 = scratch[at + 7]!;
  const c8 = scratch[at + 8]!;
  const c9 = scratch[at + 9]!;
  const c10 = scratch[at + 10]!;
  const c11 = scratch[at + 11]!;
  const c12 = scratch[at + 12]!;
  const c13 = scratch[at + 13]!;
  const c14 = scratch[at + 14]!;
  const c15 = scratch[at + 15]!;
  const c16 = scratch[at + 16]!;
  const c17 = scratch[at + 17]!;
  const c18 = scratch[at + 18]!;
  const c19 = scratch[at + 19]!;
  const c20 = scratch[at + 20]!;
  const c21 = scratch[at + 21]!;
  const c22 = scratch[at + 22]!;
  const c23 = scratch[at + 23]!;
  const c24 = scratch[at + 24]!;
  const c25 = scratch[at + 25]!;
  const c26 = scratch[at + 26]!;
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    const a0 = value[from + r]!;
    const a1 = value[from + (r | A)]!;
    const a2 = value[from + (r | B)]!;
    const a3 = value[from + (r | A | B)]!;
    const a4 = value[from + (r | C)]!;
    const a5 = value[from + (r | A | C)]!;
    const a6 = value[from + (r | B | C)]!;
    const a7 = value[from + (r | all)]!;
    value[to + r] = (isMore ? value[to + r]! : 0) + c0 * a0;
    value[to + (r | A)] = (isMore ? value[to + (r | A)]! : 0) + (c1 * a1 + c2 * a0);
    value[to + (r | B)] = (isMore ? value[to + (r | B)]! : 0) + (c3 * a2 + c6 * a0);
    value[to + (r | A | B)] =
      (isMore ? value[to + (r | A | B)]! : 0) + (c4 * a3 + c7 * a1 + c5 * a2 + c8 * a0);
    value[to + (r | C)] = (isMore ? value[to + (r | C)]! : 0) + (c9 * a4 + c18 * a0);
    value[to + (r | A | C)] =
      (isMore ? value[to + (r | A | C)]! : 0) + (c10 * a5 + c19 * a1 + c11 * a4 + c20 * a0);
    value[to + (r | B | C)] =
      (isMore ? value[to + (r | B | C)]! : 0) + (c12 * a6 + c21 * a2 + c15 * a4 + c24 * a0);
    value[to + (r | all)] =
      (isMore ? value[to + (r | all)]! : 0) +
      (c13 * a7 + c22 * a3 + c16 * a5 + c25 * a1 + c14 * a6 + c23 * a2 + c17 * a4 + c26 * a0);
  }
}

function fuseThreeBack(t: Tables, { from, to, size, mask, at }: Fuse): void {
  const { value, adjoint, scratch, masks } = t;
  const A = masks[0]!;
  const B = masks[1]!;
  const C = masks[2]!;
  const all = A | B | C;
  const c0 = scratch[at]!;
  const c1 = scratch[at + 1]!;
  const c2 = scratch[at + 2]!;
  const c3 = scratch[at + 3]!;
  const c4 = scratch[at + 4]!;
  const c5 = scratch[at + 5]!;
  const c6 = scratch[at + 6]!;
  const c7 = scratch[at + 7]!;
  const c8 = scratch[at + 8]!;
  const c9 = scratch[at + 9]!;
  const c10 = scratch[at + 10]!;
  const c11 = scratch[at + 11]!;
  const c12 = scratch[at + 12]!;
  const c13 = scratch[at + 13]!;
  const c14 = scratch[at + 14]!;
  const c15 = scratch[at + 15]!;
  const c16 = scratch[at + 16]!;
  const c17 = scratch[at + 17]!;
  const c18 = scratch[at + 18]!;
  const c19 = scratch[at + 19]!;
  const c20 = scratch[at + 20]!;
  const c21 = scratch[at + 21]!;
  const c22 = scratch[at + 22]!;
  const c23 = scratch[at + 23]!;
  const c24 = scratch[at + 24]!;
  const c25 = scratch[at + 25]!;
  const c26 = scratch[at + 26]!;
  let s0 = 0,
    s1 = 0,
    s2 = 0,
    s3 = 0,
    s4 = 0,
    s5 = 0,
    s6 = 0,
    s7 = 0,
    s8 = 0,
    s9 = 0,
    s10 = 0,
    s11 = 0,
    s12 = 0,
    s13 = 0,
    s14 = 0,
    s15 = 0,
    s16 = 0,
    s17 = 0,
    s18 = 0,
    s19 = 0,
    s20 = 0,
    s21 = 0,
    s22 = 0,
    s23 = 0,
    s24 = 0,
    s25 = 0,
    s26 = 0;
  for (let r = 0; r < size; r = ((r | mask) + 1) & ~mask) {
    const a0 = value[from + r]!;
    const a1 = value[from + (r | A)]!;
    const a2 = value[from + (r | B)]!;
    const a3 = value[from + (r | A | B)]!;
    const a4 = value[from + (r | C)]!;
    const a5 = value[from + (r | A | C)]!;
    const a6 = value[from + (r | B | C)]!;
    const a7 = value[from + (r | all)]!;
    const o0 = adjoint[to + r]!;
    const o1 = adjoint[to + (r | A)]!;
    const o2 = adjoint[to + (r | B)]!;
    const o3 = adjoint[to + (r | A | B)]!;
    const o4 = adjoint[to + (r | C)]!;
    const o5 = adjoint[to + (r | A | C)]!;
    const o6 = adjoint[to + (r | B | C)]!;
    const o7 = adjoint[to + (r | all)]!;
    adjoint[from + r] =
      adjoint[from + r]! +
      (c0 * o0 + c2 * o1 + c6 * o2 + c8 * o3 + c18 * o4 + c20 * o5 + c24 * o6 + c26 * o7);
    adjoint[from + (r | A)] = adjoint[from + (r | A)]! + (c1 * o1 + c7 * o3 + c19 * o5 + c25 * o7);
    adjoint[from + (r | B)] = adjoint[from + (r | B)]! + (c3 * o2 + c5 * o3 + c21 * o6 + c23 * o7);
    adjoint[from + (r | A | B)] = adjoint[from + (r | A | B)]! + (c4 * o3 + c22 * o7);
    adjoint[from + (r | C)] = adjoint[from + (r | C)]! + (c9 * o4 + c11 * o5 + c15 * o6 + c17 * o7);
    adjoint[from + (r | A | C)] = adjoint[from + (r | A | C)]! + (c10 * o5 + c16 * o7);
    adjoint[from + (r | B | C)] = adjoint[from + (r | B | C)]! + (c12 * o6 + c14 * o7);
    adjoint[from + (r | all)] = adjoint[from + (r | all)]! + c13 * o7;
    s0 += a0 * o0;
    s1 += a1 * o1;
    s2 += a0 * o1;
    s3 += a2 * o2;
    s6 += a0 * o2;
    s4 += a3 * o3;
    s7 += a1 * o3;
    s5 += a2 * o3;
    s8 += a0 * o3;
    s9 += a4 * o4;
    s18 += a0 * o4;
    s10 += a5 * o5;
    s19 += a1 * o5;
    s11 += a4 * o5;
    s20 += a0 * o5;
    s12 += a6 * o6;
    s21 += a2 * o6;
    s15 += a4 * o6;
    s24 += a0 * o6;
    s13 += a7 * o7;
    s22 += a3 * o7;
    s16 += a5 * o7;
    s25 += a1 * o7;
    s14 += a6 * o7;
    s23 += a2 * o7;
    s17 += a4 * o7;
    s26 += a0 * o7;
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
  scratch[at + 9] = s9;
  scratch[at + 10] = s10;
  scratch[at + 11] = s11;
  scratch[at + 12] = s12;
  scratch[at + 13] = s13;
  scratch[at + 14] = s14;
  scratch[at + 15] = s15;
  scratch[at + 16] = s16;
  scratch[at + 17] = s17;
  scratch[at + 18] = s18;
  scratch[at + 19] = s19;
  scratch[at + 20] = s20;
  scratch[at + 21] = s21;
  scratch[at + 22] = s22;
  scratch[at + 23] = s23;
  scratch[at + 24] = s24;
  scratch[at + 25] = s25;
  scratch[at + 26] = s26;
}
