import { join, joinBack, type Join } from './join.ts';
import { absorb, absorbBack, type Absorb, type Tables } from './kernels.ts';
import { OPS, type Plan, type Wide, type WideCause } from './plan.ts';
import type { Level, Question } from './question.ts';

/** What one run of a plan says about one level and one state of the conditioned causes. */
export interface Run {
  /** Natural logarithm of the weight of all evidence in this state. */
  logWeight: number;
  /** P(active), per cause. */
  readonly active: Float64Array;
  /** P(active and at work), per link. */
  readonly link: Float64Array;
  /** P(unknown reason at work), per painted region. */
  readonly leak: Float64Array;
}

/** The tables after a forward pass. */
export interface Forward {
  /** Natural logarithm of the weight of the evidence and the hypothesis in this level. */
  readonly logWeight: number;
  readonly value: Float64Array;
  /** Per painted region: weights of "nothing outside the tables made it hurt" and "something did". */
  readonly off: Float64Array;
  readonly on: Float64Array;
  /** The two before each single-region cause, and before each link of the hypothesis, in pairs. */
  readonly before: Float64Array;
  readonly beforeWide: Float64Array;
}

/** Below this a message is rescaled, so that no product of messages underflows. */
const SMALL = 2 ** -60;

/**
 * Runs plans. Owns the tables and reuses them, so nothing is allocated between two runs of like size.
 *
 * Forward, it computes the weight of the evidence; backward, the derivative of its logarithm by every weight,
 * which times the weight is a posterior. One object must not be used by two runs at once.
 */
export class Eliminator {
  readonly #tables: Tables = {
    value: new Float64Array(0),
    adjoint: new Float64Array(0),
    scratch: new Float64Array(0),
    weights: new Float64Array(512),
    masks: new Int32Array(256),
    shares: new Float64Array(256),
    offsets: new Int32Array(0),
  };
  readonly #absorb: Absorb = { from: 0, old: 0, to: 0, size: 0, w0: 0, w1: 0, k: 0 };
  readonly #join: Join = {
    a: 0,
    aBits: 0,
    b: 0,
    bBits: 0,
    to: 0,
    shared: 0,
    mask: 0,
    pool: new Int32Array(0),
    at: 0,
    step: { from: 0, to: 0, size: 0, mask: 0, at: 0, isMore: false },
  };
  /** Per painted region: weights of "nothing outside the tables made it hurt" and "something did". */
  #off = new Float64Array(0);
  #on = new Float64Array(0);
  /** The two without the hypothesis in hand. */
  #baseOff = new Float64Array(0);
  #baseOn = new Float64Array(0);
  /** Adjoints of the first two. */
  #offBack = new Float64Array(0);
  #onBack = new Float64Array(0);
  /** Sums over hypotheses, each by its weight: adjoints of the second two, and of the small tables. */
  #offSum = new Float64Array(0);
  #onSum = new Float64Array(0);
  #smallSum = new Float64Array(0);
  /** The weights as they were before each single-region cause was folded in, and before each wide link. */
  #before = new Float64Array(0);
  #beforeWide = new Float64Array(0);
  /** Factor by which the message of each region was scaled. */
  #scale = new Float64Array(0);
  /** Weight of the hypothesis that no exclusive cause is active, on the scale of the sums. */
  #none = 0;
  #logScale = 0;
  #product = 1;

  /**
   * Run one level and write what it says to `out`. Causes that reach no painted region are not written.
   *
   * The small tables and the single-region causes do not depend on which cause of the exclusive group is active:
   * they are made once, and their adjoints are the weighted sums over all hypotheses.
   */
  run(question: Question, level: Level, plan: Plan, out: Run): void {
    this.#reserve(plan);
    this.#clear(plan, out);
    this.#foldSingles(question, level, plan);
    this.#forward(question, level, plan, 0, plan.split);
    let reference = -Infinity;
    let total = 0;
    for (let h = -1; h < plan.wide.length; h++) {
      const wide = plan.wide[h];
      this.#logScale = 0;
      this.#product = 1;
      this.#foldWide(question, level, wide);
      this.#forward(question, level, plan, plan.split, plan.starts.length);
      const prior = wide === undefined ? 1 + this.#untouchedOdds(level, plan) : 1;
      const log = this.#logScale + Math.log(this.#product) + Math.log(prior);
      if (log > reference + 200) {
        const shrink = Math.exp(reference - log);
        this.#rescale(plan, out, shrink);
        total *= shrink;
        this.#none = this.#none * shrink;
        reference = log;
      }
      const weight = Math.exp(log - reference);
      total += weight;
      if (wide === undefined) this.#none = weight;
      this.#backward(question, level, plan, out, weight);
      if (wide !== undefined) this.#unfoldWide(question, level, wide, out, weight);
      this.#collect(plan, weight);
    }
    this.#rescale(plan, out, 1 / total);
    this.#spreadUntouched(level, plan, out, total);
    this.#backwardSmall(question, level, plan, out);
    this.#unfoldSingles(question, level, plan, out);
    out.logWeight = reference + Math.log(total);
  }

  /**
   * Forward only, for one hypothesis (undefined: no cause of the exclusive group that the drawing tells from none).
   * The result looks into the tables and holds until the next run.
   */
  forward(question: Question, level: Level, plan: Plan, wide: Wide | undefined): Forward {
    this.#reserve(plan);
    this.#foldSingles(question, level, plan);
    this.#forward(question, level, plan, 0, plan.split);
    this.#logScale = 0;
    this.#product = 1;
    this.#foldWide(question, level, wide);
    this.#forward(question, level, plan, plan.split, plan.starts.length);
    const prior = wide === undefined ? 1 + this.#untouchedOdds(level, plan) : 1;
    return {
      logWeight: this.#logScale + Math.log(this.#product) + Math.log(prior),
      value: this.#tables.value,
      off: this.#off,
      on: this.#on,
      before: this.#before,
      beforeWide: this.#beforeWide,
    };
  }

  #clear(plan: Plan, out: Run): void {
    this.#offSum.fill(0, 0, plan.painted.length);
    this.#onSum.fill(0, 0, plan.painted.length);
    this.#smallSum.fill(0, 0, plan.smallTop);
    for (const i of plan.direct) out.active[i] = 0;
    for (const e of plan.directLinks) out.link[e] = 0;
    for (const { members } of plan.wide)
      for (const { cause, links } of members) {
        out.active[cause] = 0;
        for (const { link } of links) out.link[link] = 0;
      }
  }

  /** Multiply everything that is summed over hypotheses. */
  #rescale(plan: Plan, out: Run, factor: number): void {
    for (let j = 0; j < plan.painted.length; j++) {
      this.#offSum[j] = this.#offSum[j]! * factor;
      this.#onSum[j] = this.#onSum[j]! * factor;
    }
    for (let i = 0; i < plan.smallTop; i++) this.#smallSum[i] = this.#smallSum[i]! * factor;
    for (const i of plan.direct) out.active[i] = out.active[i]! * factor;
    for (const e of plan.directLinks) out.link[e] = out.link[e]! * factor;
    for (const { members } of plan.wide)
      for (const { cause, links } of members) {
        out.active[cause] = out.active[cause]! * factor;
        for (const { link } of links) out.link[link] = out.link[link]! * factor;
      }
  }

  #collect(plan: Plan, weight: number): void {
    const { adjoint } = this.#tables;
    for (let j = 0; j < plan.painted.length; j++) {
      this.#offSum[j] = this.#offSum[j]! + weight * this.#offBack[j]!;
      this.#onSum[j] = this.#onSum[j]! + weight * this.#onBack[j]!;
    }
    const { small } = plan;
    for (let s = 0; s < small.length; s += 2)
      for (let i = small[s]!, end = i + small[s + 1]!; i < end; i++)
        this.#smallSum[i] = this.#smallSum[i]! + weight * adjoint[i]!;
  }

  /** Odds, all together, of the exclusive causes that reach no painted region: the drawing cannot tell them from none. */
  #untouchedOdds(level: Level, plan: Plan): number {
    let sum = 0;
    for (const i of plan.idle) sum += level.w1[i]!;
    return sum;
  }

  #spreadUntouched(level: Level, plan: Plan, out: Run, total: number): void {
    const none = this.#none / total / (1 + this.#untouchedOdds(level, plan));
    for (const i of plan.idle) out.active[i] = none * level.w1[i]!;
  }

  #reserve(plan: Plan): void {
    const t = this.#tables;
    if (t.value.length < plan.arena) {
      t.value = new Float64Array(Math.ceil(plan.arena * 1.25));
      t.adjoint = new Float64Array(t.value.length);
    }
    if (t.scratch.length < plan.scratch) t.scratch = new Float64Array(plan.scratch);
    if (t.offsets.length < plan.largest) t.offsets = new Int32Array(plan.largest);
    t.value[0] = 1;
    const m = plan.painted.length;
    if (this.#off.length < m) {
      this.#off = new Float64Array(m);
      this.#on = new Float64Array(m);
      this.#baseOff = new Float64Array(m);
      this.#baseOn = new Float64Array(m);
      this.#offBack = new Float64Array(m);
      this.#onBack = new Float64Array(m);
      this.#offSum = new Float64Array(m);
      this.#onSum = new Float64Array(m);
      this.#scale = new Float64Array(m);
    }
    if (this.#smallSum.length < plan.smallTop) this.#smallSum = new Float64Array(2 * plan.smallTop);
    if (this.#before.length < 2 * plan.singles.length)
      this.#before = new Float64Array(4 * plan.singles.length);
    if (this.#beforeWide.length < 2 * plan.wideLinks) this.#beforeWide = new Float64Array(2 * plan.wideLinks);
  }

  /** Multiply the running product and move it into the logarithm before it can underflow. */
  #times(factor: number): void {
    this.#product *= factor;
    if (this.#product < SMALL || this.#product > 1 / SMALL) {
      this.#logScale += Math.log(this.#product);
      this.#product = 1;
    }
  }

  #foldSingles(question: Question, level: Level, plan: Plan): void {
    const { linkOff, linkOn } = question;
    const [off, on, before] = [this.#baseOff, this.#baseOn, this.#before];
    for (let j = 0; j < plan.painted.length; j++) {
      off[j] = question.leak0[j]!;
      on[j] = question.leak1[j]!;
    }
    let at = 0;
    for (const { cause, link, region } of plan.singles) {
      const e0 = off[region]!;
      const e1 = on[region]!;
      const a0 = linkOff[link]!;
      const a1 = linkOn[link]!;
      const w0 = level.w0[cause]!;
      const w1 = level.w1[cause]!;
      before[at++] = e0;
      before[at++] = e1;
      off[region] = e0 * (w0 + w1 * a0);
      on[region] = e1 * (w0 + w1 * (a0 + a1)) + e0 * (w1 * a1);
    }
  }

  #foldWide(question: Question, level: Level, wide: Wide | undefined): void {
    const { linkOff, linkOn } = question;
    const [off, on, before] = [this.#off, this.#on, this.#beforeWide];
    off.set(this.#baseOff);
    on.set(this.#baseOn);
    if (wide === undefined) return;
    const [first, second] = wide.members;
    if (second !== undefined) {
      const { region } = first!.links[0]!;
      off[region] = 0;
      on[region] = 0;
    } else {
      // The odds of the only cause go with its first region.
      const { region } = first!.links[0]!;
      off[region] = off[region]! * level.w1[first!.cause]!;
      on[region] = on[region]! * level.w1[first!.cause]!;
    }
    let at = 0;
    for (const { cause, links } of wide.members) {
      const odds = second === undefined ? 1 : level.w1[cause]!;
      for (const { link, region } of links) {
        const e0 = second === undefined ? off[region]! : odds * this.#baseOff[region]!;
        const e1 = second === undefined ? on[region]! : odds * this.#baseOn[region]!;
        before[at++] = e0;
        before[at++] = e1;
        const rest = second === undefined ? 0 : 1;
        off[region] = rest * off[region]! + e0 * linkOff[link]!;
        on[region] = rest * on[region]! + (e1 * (linkOff[link]! + linkOn[link]!) + e0 * linkOn[link]!);
      }
    }
  }

  #forward(question: Question, level: Level, plan: Plan, first: number, end: number): void {
    const { code, starts } = plan;
    for (let i = first; i < end; i++) {
      const at = starts[i]!;
      const operation = code[at]!;
      if (operation === OPS.absorb) {
        this.#readAbsorb(question, level, code, at);
        absorb(this.#tables, this.#absorb);
      } else if (operation === OPS.join) {
        this.#readJoin(plan, at);
        join(this.#tables, this.#join);
      } else this.#close(question, code, at);
    }
  }

  #readAbsorb(question: Question, level: Level, code: Int32Array, at: number): number {
    const op = this.#absorb;
    const { weights, masks } = this.#tables;
    const cause = code[at + 1]!;
    const k = code[at + 2]!;
    op.k = k;
    op.from = code[at + 3]!;
    op.old = 1 << code[at + 4]!;
    op.to = code[at + 5]!;
    op.size = 1 << code[at + 6]!;
    op.w0 = level.w0[cause]!;
    op.w1 = level.w1[cause]!;
    for (let q = 0, i = at + 7; q < k; q++, i += 2) {
      const link = code[i]!;
      weights[2 * q] = question.linkOff[link]!;
      weights[2 * q + 1] = question.linkOn[link]!;
      masks[q] = 1 << code[i + 1]!;
    }
    return k;
  }

  #readJoin(plan: Plan, at: number): void {
    const op = this.#join;
    const { code } = plan;
    op.a = code[at + 1]!;
    op.aBits = code[at + 2]!;
    op.b = code[at + 3]!;
    op.bBits = code[at + 4]!;
    op.to = code[at + 5]!;
    op.shared = code[at + 7]!;
    op.mask = code[at + 8]!;
    op.pool = plan.pool;
    op.at = code[at + 9]!;
  }

  /** Sum out "did any cause make the region hurt", which is known or half known from the drawing. */
  #close(question: Question, code: Int32Array, at: number): void {
    const { value } = this.#tables;
    const region = code[at + 1]!;
    const from = code[at + 2]!;
    const bits = code[at + 3]!;
    const to = code[at + 5]!;
    const lambda1 = question.lambda1[region]!;
    const c0 = question.lambda0[region]! * this.#off[region]! + lambda1 * this.#on[region]!;
    const c1 = lambda1 * (this.#off[region]! + this.#on[region]!);
    this.#scale[region] = 1;
    if (bits === 0) {
      value[to] = c0 * value[from]!;
      this.#times(value[to]);
      return;
    }
    const half = 1 << code[at + 4]!;
    let largest = 0;
    let out = to;
    for (let base = from; base < from + (1 << bits); base += 2 * half)
      for (let i = base; i < base + half; i++) {
        const sum = c0 * value[i]! + c1 * value[i + half]!;
        value[out++] = sum;
        if (sum > largest) largest = sum;
      }
    if (bits === 1) {
      this.#times(value[to]!);
    } else if (largest < SMALL && largest > 0) {
      const scale = 1 / largest;
      this.#scale[region] = scale;
      this.#logScale += Math.log(largest);
      for (let i = to; i < out; i++) value[i] = value[i]! * scale;
    }
  }

  /** Through the large tables. What single causes say is added by the weight of the hypothesis. */
  #backward(question: Question, level: Level, plan: Plan, out: Run, weight: number): void {
    const { code, starts } = plan;
    for (let i = starts.length - 1; i >= plan.split; i--) {
      const at = starts[i]!;
      const operation = code[at]!;
      if (operation === OPS.absorb) {
        const k = this.#readAbsorb(question, level, code, at);
        const cause = code[at + 1]!;
        out.active[cause] = out.active[cause]! + weight * absorbBack(this.#tables, this.#absorb);
        for (let q = 0; q < k; q++) {
          const link = code[at + 7 + 2 * q]!;
          out.link[link] = out.link[link]! + weight * this.#tables.shares[q]!;
        }
      } else if (operation === OPS.join) {
        this.#readJoin(plan, at);
        joinBack(this.#tables, this.#join);
      } else this.#closeBack(question, code, at);
    }
  }

  /** Through the small tables, once, from the sums over all hypotheses. */
  #backwardSmall(question: Question, level: Level, plan: Plan, out: Run): void {
    const { code, starts, small } = plan;
    for (let s = 0; s < small.length; s += 2) {
      const from = small[s]!;
      this.#tables.adjoint.set(this.#smallSum.subarray(from, from + small[s + 1]!), from);
    }
    for (let i = plan.split - 1; i >= 0; i--) {
      const at = starts[i]!;
      const k = this.#readAbsorb(question, level, code, at);
      out.active[code[at + 1]!] = absorbBack(this.#tables, this.#absorb);
      for (let q = 0; q < k; q++) out.link[code[at + 7 + 2 * q]!] = this.#tables.shares[q]!;
    }
  }

  #closeBack(question: Question, code: Int32Array, at: number): void {
    const { value, adjoint } = this.#tables;
    const region = code[at + 1]!;
    const from = code[at + 2]!;
    const bits = code[at + 3]!;
    const to = code[at + 5]!;
    const lambda0 = question.lambda0[region]!;
    const lambda1 = question.lambda1[region]!;
    const c0 = lambda0 * this.#off[region]! + lambda1 * this.#on[region]!;
    const c1 = lambda1 * (this.#off[region]! + this.#on[region]!);
    // A message without bits is the value of its component: the logarithm's derivative starts here.
    if (bits <= 1) adjoint[to] = 1 / value[to]!;
    let [g0, g1] = [0, 0];
    if (bits === 0) {
      g0 = value[from]! * adjoint[to]!;
    } else {
      const half = 1 << code[at + 4]!;
      const scale = this.#scale[region]!;
      let i = to;
      for (let base = from; base < from + (1 << bits); base += 2 * half)
        for (let x = base; x < base + half; x++) {
          const o = adjoint[i++]! * scale;
          g0 += value[x]! * o;
          g1 += value[x + half]! * o;
          adjoint[x] = c0 * o;
          adjoint[x + half] = c1 * o;
        }
    }
    this.#offBack[region] = lambda0 * g0 + lambda1 * g1;
    this.#onBack[region] = lambda1 * (g0 + g1);
  }

  #unfoldWide(question: Question, level: Level, wide: Wide, out: Run, weight: number): void {
    const [first, second] = wide.members;
    if (second === undefined) this.#unfoldOne(question, level, first!, out, weight);
    else this.#unfoldMany(question, level, wide, out, weight);
  }

  #unfoldOne(question: Question, level: Level, { cause, links }: WideCause, out: Run, weight: number): void {
    const { linkOff, linkOn } = question;
    const [offBack, onBack, before] = [this.#offBack, this.#onBack, this.#beforeWide];
    let at = 2 * links.length;
    for (let i = links.length - 1; i >= 0; i--) {
      const { link, region } = links[i]!;
      const e1 = before[--at]!;
      const e0 = before[--at]!;
      const a0 = linkOff[link]!;
      const a1 = linkOn[link]!;
      const d0 = offBack[region]!;
      const d1 = onBack[region]!;
      out.link[link] = out.link[link]! + weight * (a1 * (d1 * (e1 + e0)));
      offBack[region] = d0 * a0 + d1 * a1;
      onBack[region] = d1 * (a0 + a1);
    }
    const { region } = links[0]!;
    offBack[region] = offBack[region]! * level.w1[cause]!;
    onBack[region] = onBack[region]! * level.w1[cause]!;
    out.active[cause] = weight;
  }

  /** Causes that share their only region: each gets its part of what they weigh together. */
  #unfoldMany(question: Question, level: Level, { members }: Wide, out: Run, weight: number): void {
    const { linkOff, linkOn } = question;
    const { region } = members[0]!.links[0]!;
    const d0 = this.#offBack[region]!;
    const d1 = this.#onBack[region]!;
    let [off, on, at] = [0, 0, 0];
    for (const { cause, links } of members) {
      const { link } = links[0]!;
      const e0 = this.#beforeWide[at++]!;
      const e1 = this.#beforeWide[at++]!;
      const a0 = linkOff[link]!;
      const a1 = linkOn[link]!;
      out.active[cause] = weight * (d0 * (e0 * a0) + d1 * (e1 * (a0 + a1) + e0 * a1));
      out.link[link] = out.link[link]! + weight * (a1 * (d1 * (e1 + e0)));
      off += level.w1[cause]! * (d0 * a0 + d1 * a1);
      on += level.w1[cause]! * (d1 * (a0 + a1));
    }
    this.#offBack[region] = off;
    this.#onBack[region] = on;
  }

  #unfoldSingles(question: Question, level: Level, plan: Plan, out: Run): void {
    const { linkOff, linkOn } = question;
    const [offBack, onBack, before] = [this.#offSum, this.#onSum, this.#before];
    let at = 2 * plan.singles.length;
    for (let i = plan.singles.length - 1; i >= 0; i--) {
      const { cause, link, region } = plan.singles[i]!;
      const e1 = before[--at]!;
      const e0 = before[--at]!;
      const a0 = linkOff[link]!;
      const a1 = linkOn[link]!;
      const w0 = level.w0[cause]!;
      const w1 = level.w1[cause]!;
      const d0 = offBack[region]!;
      const d1 = onBack[region]!;
      out.active[cause] = w1 * (d1 * (e1 * (a0 + a1) + e0 * a1) + d0 * (e0 * a0));
      out.link[link] = w1 * a1 * (d1 * (e1 + e0));
      offBack[region] = d0 * (w0 + w1 * a0) + d1 * (w1 * a1);
      onBack[region] = d1 * (w0 + w1 * (a0 + a1));
    }
    for (let j = 0; j < plan.painted.length; j++) out.leak[j] = question.leak1[j]! * onBack[j]!;
  }
}
