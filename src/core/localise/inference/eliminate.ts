import { ACTIVE, ADD, OPS, WIDEN } from './emit.ts';
import { join, joinBack, type Join } from './join.ts';
import { absorb, absorbBack, type Absorb, type Tables } from './kernels.ts';
import { foldLeaks, unfoldLeaks } from './leaks.ts';
import type { Plan } from './plan.ts';
import { room, type Runner, type Workspace } from './workspace.ts';

/** Below this a message is rescaled, so that no product of messages underflows. */
export const SMALL = 2 ** -60;

/**
 * Runs plans, one level of severity at a time. Owns the tables and reuses them, so nothing is allocated between two
 * runs of like size.
 *
 * Forward, it computes the weight of the evidence; backward, the derivative of its logarithm by every weight,
 * which times the weight is a posterior. The twin in TypeScript of `kernel/eliminate.c`: it says what that computes,
 * and stands in for it where WebAssembly is missing.
 */
export class Eliminator implements Runner {
  readonly #tables: Tables = {
    value: new Float64Array(0),
    adjoint: new Float64Array(0),
    scratch: new Float64Array(0),
    weights: new Float64Array(512),
    masks: new Int32Array(256),
    shares: new Float64Array(256),
    offsets: new Int32Array(0),
  };
  readonly #absorb: Absorb = { from: 0, old: 0, to: 0, size: 0, w0: 0, w1: 0, k: 0, isMore: false };
  readonly #join: Join = {
    a: 0,
    aBits: 0,
    b: 0,
    bBits: 0,
    to: 0,
    shared: 0,
    mask: 0,
    code: new Int32Array(0),
    at: 0,
    isMore: false,
    step: { from: 0, to: 0, size: 0, mask: 0, at: 0, isMore: false },
  };
  /** Factor by which the tables of each operation were scaled; read for scalings only. */
  #scale = new Float64Array(0);

  /** Room to write the question into. Holds until the next call. */
  reserve(plan: Plan, levels: number): Workspace {
    const t = this.#tables;
    if (t.value.length < plan.arena) {
      t.value = new Float64Array(Math.ceil(plan.arena * 1.25));
      t.adjoint = new Float64Array(t.value.length);
    }
    if (t.scratch.length < plan.scratch) t.scratch = new Float64Array(plan.scratch);
    if (t.offsets.length < plan.largest) t.offsets = new Int32Array(plan.largest);
    if (this.#scale.length < plan.starts.length) this.#scale = new Float64Array(plan.starts.length);
    t.value[0] = 1;
    return room(plan, levels);
  }

  /** Answer the question in the workspace: fills its results. */
  run(plan: Plan, space: Workspace): void {
    for (let s = 0; s < space.levels; s++) {
      space.logWeight[s] = this.forward(plan, space, s);
      this.#backward(plan, space, s);
      unfoldLeaks(plan, space, s);
    }
  }

  /** The tables of the last run of one level. */
  get value(): Float64Array {
    return this.#tables.value;
  }

  /** Logarithm of the weight of the evidence at one level; leaves the tables and leaks as they were on the way. */
  forward(plan: Plan, space: Workspace, s: number): number {
    foldLeaks(plan, space, s);
    const { value } = this.#tables;
    const { code, starts } = plan;
    let exponent = 0;
    for (let i = 0; i < starts.length; i++) {
      const at = starts[i]!;
      const operation = code[at]!;
      if (operation === OPS.absorb) {
        this.#readAbsorb(space, code, at, s);
        absorb(this.#tables, this.#absorb);
      } else if (operation === OPS.join) {
        this.#readJoin(code, at);
        join(this.#tables, this.#join);
      } else if (operation === OPS.close) this.#close(space, code, at);
      else exponent += this.#rescale(code, at, i);
    }
    const one = plan.one < 0 ? 0 : value[plan.one]!;
    return Math.log(value[plan.none]! * space.idle[s]! + one) + Math.LN2 * exponent;
  }

  #backward(plan: Plan, space: Workspace, s: number): void {
    const { value, adjoint } = this.#tables;
    const { code, starts } = plan;
    adjoint.fill(0, 0, plan.arena);
    space.offBack.fill(0);
    space.onBack.fill(0);
    const total = value[plan.none]! * space.idle[s]! + (plan.one < 0 ? 0 : value[plan.one]!);
    space.none[s] = value[plan.none]! / total;
    adjoint[plan.none] = space.idle[s]! / total;
    if (plan.one >= 0) adjoint[plan.one] = 1 / total;
    for (let i = starts.length - 1; i >= 0; i--) {
      const at = starts[i]!;
      const operation = code[at]!;
      if (operation === OPS.absorb) this.#absorbBack(space, code, at, s);
      else if (operation === OPS.join) {
        this.#readJoin(code, at);
        joinBack(this.#tables, this.#join);
      } else if (operation === OPS.close) this.#closeBack(space, code, at);
      else if (this.#scale[i] !== 1)
        for (let x = code[at + 1]!, end = x + code[at + 2]!; x < end; x++) adjoint[x]! *= this.#scale[i]!;
    }
  }

  #readAbsorb(space: Workspace, code: Int32Array, at: number, s: number): number {
    const op = this.#absorb;
    const { weights, masks } = this.#tables;
    const flags = code[at + 1]!;
    const cause = code[at + 2]! * space.stride + s;
    const k = code[at + 3]!;
    op.k = k;
    op.from = code[at + 4]!;
    op.old = 1 << code[at + 5]!;
    op.to = code[at + 6]!;
    op.size = 1 << code[at + 7]!;
    op.isMore = (flags & ADD) !== 0;
    op.w0 = (flags & ACTIVE) !== 0 ? 0 : (flags & WIDEN) !== 0 ? 1 : space.w0[cause]!;
    op.w1 = (flags & WIDEN) !== 0 ? 0 : space.w1[cause]!;
    for (let q = 0, i = at + 8; q < k; q++, i += 2) {
      const link = code[i]!;
      weights[2 * q] = space.off[link]!;
      weights[2 * q + 1] = space.on[link]!;
      masks[q] = 1 << code[i + 1]!;
    }
    return k;
  }

  #absorbBack(space: Workspace, code: Int32Array, at: number, s: number): void {
    const k = this.#readAbsorb(space, code, at, s);
    const found = absorbBack(this.#tables, this.#absorb);
    if ((code[at + 1]! & WIDEN) !== 0) return;
    space.active[code[at + 2]! * space.stride + s]! += found;
    const { shares } = this.#tables;
    for (let q = 0; q < k; q++) space.link[code[at + 8 + 2 * q]! * space.stride + s]! += shares[q]!;
  }

  #readJoin(code: Int32Array, at: number): void {
    const op = this.#join;
    op.isMore = (code[at + 1]! & ADD) !== 0;
    op.a = code[at + 2]!;
    op.aBits = code[at + 3]!;
    op.b = code[at + 4]!;
    op.bBits = code[at + 5]!;
    op.to = code[at + 6]!;
    op.shared = code[at + 7]!;
    op.code = code;
    op.at = at + 9;
    op.mask = 0;
    for (let i = 0; i < op.shared; i++) op.mask |= code[op.at + 2 * i]!;
  }

  /** Sum out "did any cause make the region hurt", which is known or half known from the drawing. */
  #close(space: Workspace, code: Int32Array, at: number): void {
    const { value } = this.#tables;
    const leak = code[at + 2]!;
    const from = code[at + 3]!;
    const bit = code[at + 5]!;
    const to = code[at + 6]!;
    const region = space.regionOf(leak);
    const [off, on, lambda1] = [space.leakOff[leak]!, space.leakOn[leak]!, space.lambda1[region]!];
    const c0 = space.lambda0[region]! * off + lambda1 * on;
    const c1 = lambda1 * (off + on);
    const isMore = (code[at + 1]! & ADD) !== 0;
    const end = from + (1 << code[at + 4]!);
    let out = to;
    if (bit < 0) {
      for (let x = from; x < end; x++, out++) value[out] = (isMore ? value[out]! : 0) + c0 * value[x]!;
      return;
    }
    const half = 1 << bit;
    for (let base = from; base < end; base += 2 * half)
      for (let x = base; x < base + half; x++, out++)
        value[out] = (isMore ? value[out]! : 0) + (c0 * value[x]! + c1 * value[x + half]!);
  }

  #closeBack(space: Workspace, code: Int32Array, at: number): void {
    const { value, adjoint } = this.#tables;
    const leak = code[at + 2]!;
    const from = code[at + 3]!;
    const bit = code[at + 5]!;
    const region = space.regionOf(leak);
    const [off, on] = [space.leakOff[leak]!, space.leakOn[leak]!];
    const [lambda0, lambda1] = [space.lambda0[region]!, space.lambda1[region]!];
    const c0 = lambda0 * off + lambda1 * on;
    const c1 = lambda1 * (off + on);
    const end = from + (1 << code[at + 4]!);
    let out = code[at + 6]!;
    let [g0, g1] = [0, 0];
    if (bit < 0)
      for (let x = from; x < end; x++) {
        const o = adjoint[out++]!;
        g0 += value[x]! * o;
        adjoint[x]! += c0 * o;
      }
    else {
      const half = 1 << bit;
      for (let base = from; base < end; base += 2 * half)
        for (let x = base; x < base + half; x++) {
          const o = adjoint[out++]!;
          g0 += value[x]! * o;
          g1 += value[x + half]! * o;
          adjoint[x]! += c0 * o;
          adjoint[x + half]! += c1 * o;
        }
    }
    space.offBack[leak]! += lambda0 * g0 + lambda1 * g1;
    space.onBack[leak]! += lambda1 * (g0 + g1);
  }

  /** Take a power of two out of a block whose largest entry is far from 1; returns its exponent. Exact. */
  #rescale(code: Int32Array, at: number, i: number): number {
    const { value } = this.#tables;
    const from = code[at + 1]!;
    const end = from + code[at + 2]!;
    let largest = 0;
    for (let x = from; x < end; x++) if (value[x]! > largest) largest = value[x]!;
    this.#scale[i] = 1;
    if (!(largest > 0) || (largest > SMALL && largest < 1 / SMALL)) return 0;
    const exponent = exponentOf(largest);
    const scale = 2 ** -exponent;
    this.#scale[i] = scale;
    for (let x = from; x < end; x++) value[x]! *= scale;
    return exponent;
  }
}

const BITS = new DataView(new ArrayBuffer(8));

/** The power of two in a positive number, not beyond what can be divided by in one step. */
function exponentOf(value: number): number {
  BITS.setFloat64(0, value);
  const exponent = ((BITS.getUint32(0) >>> 20) & 0x7ff) - 1023;
  return Math.min(1000, Math.max(-1000, exponent));
}
