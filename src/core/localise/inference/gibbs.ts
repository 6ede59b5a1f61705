import { seededRandom, type Random } from '../../../kit/random.ts';
import type { Graph, Level, Posterior, Question } from './question.ts';

/** An answer by sampling, with how far it may be off. */
export interface SampledPosterior extends Posterior {
  /** About 95 % of all probabilities are nearer to the truth than this; from how far the chains disagree. */
  readonly error: number;
}

/** Chains that know nothing of one another: their spread is the error that we state. */
const CHAINS = 4;
/** Share of each chain that is thrown away while it forgets where it started. */
const BURN_IN = 0.2;
/** Cached products drift by rounding; made anew after so many sweeps. */
const REFRESH = 16;
/** 97.5 % point of Student's t with three degrees of freedom: four chains. */
const T3 = 3.182;

/**
 * Answer a question whose tables would be too large, by Gibbs sampling.
 *
 * Each sweep draws every cause that reaches a painted region, given all others, and then the level. What is
 * averaged is the probability of each draw and not the draw. Seeded by nothing but the question's size: the same
 * question always gets the same answer. `logEvidence` is not estimated and is NaN.
 */
export function sample(graph: Graph, question: Question, sweeps = 10_000): SampledPosterior {
  const chains = Array.from({ length: CHAINS }, (_, c) => {
    const chain = new Chain(graph, question, seededRandom(1 + c));
    return chain.run(Math.ceil(sweeps / CHAINS));
  });
  const active = mean(chains.map((chain) => chain.active));
  let error = 0;
  for (let i = 0; i < active.length; i++) {
    const variance = chains.reduce((sum, c) => sum + (c.active[i]! - active[i]!) ** 2, 0) / (CHAINS - 1);
    error = Math.max(error, T3 * Math.sqrt(variance / CHAINS));
  }
  return {
    logEvidence: NaN,
    active,
    link: mean(chains.map((c) => c.link)),
    leak: mean(chains.map((c) => c.leak)),
    levels: question.levels.map((_, s) => levelOf(chains, s, active)),
    error,
  };
}

const mean = (arrays: readonly Float64Array[]): Float64Array =>
  arrays[0]!.map((_, i) => arrays.reduce((sum, a) => sum + a[i]!, 0) / arrays.length);

function levelOf(
  chains: readonly ChainResult[],
  s: number,
  otherwise: Float64Array,
): Posterior['levels'][number] {
  const probability = chains.reduce((sum, c) => sum + c.levelTime[s]!, 0) / chains.length;
  if (probability === 0) return { probability, active: otherwise };
  const active = otherwise.map(
    (_, i) => chains.reduce((sum, c) => sum + c.byLevel[s]![i]!, 0) / chains.length / probability,
  );
  return { probability, active };
}

interface ChainResult {
  readonly active: Float64Array;
  readonly link: Float64Array;
  readonly leak: Float64Array;
  /** Per level: share of sweeps spent in it, and the sum over those of P(active), over all sweeps. */
  readonly levelTime: Float64Array;
  readonly byLevel: readonly Float64Array[];
}

class Chain {
  readonly #graph: Graph;
  readonly #question: Question;
  readonly #random: Random;
  readonly #place: Int32Array;
  readonly #touched: Int32Array;
  readonly #isTouched: Uint8Array;
  readonly #isActive: Uint8Array;
  readonly #chance: Float64Array;
  /** Per painted region: weight of all causes off, and of all causes either way. */
  readonly #off: Float64Array;
  readonly #any: Float64Array;
  /** Log weight of what does not depend on the drawing, per level. */
  readonly #logOutside: readonly number[];
  /** Exclusive causes that reach a painted region, and those that do not. */
  readonly #exclusive: Int32Array;
  readonly #idle: Int32Array;
  /** P(no exclusive cause that is told apart from none | all others). */
  #none = 1;
  #level = 0;

  constructor(graph: Graph, question: Question, random: Random) {
    this.#graph = graph;
    this.#question = question;
    this.#random = random;
    const causes = graph.linkStart.length - 1;
    this.#place = new Int32Array(graph.regionStart.length - 1).fill(-1);
    question.painted.forEach((j, at) => (this.#place[j] = at));
    const touched: number[] = [];
    for (let i = 0; i < causes; i++)
      if (this.#linksOf(i).some((e) => this.#place[graph.linkRegion[e]!]! >= 0)) touched.push(i);
    this.#touched = Int32Array.from(touched);
    this.#isTouched = new Uint8Array(causes);
    for (const i of touched) this.#isTouched[i] = 1;
    this.#exclusive = Int32Array.from(touched.filter((i) => graph.isExclusive[i] === 1));
    this.#idle = Int32Array.from(
      [...graph.isExclusive.keys()].filter((i) => graph.isExclusive[i] === 1 && this.#isTouched[i] === 0),
    );
    this.#isActive = new Uint8Array(causes);
    this.#chance = new Float64Array(causes);
    this.#off = new Float64Array(question.painted.length);
    this.#any = new Float64Array(question.painted.length);
    this.#logOutside = question.levels.map(({ share, w0, w1 }) => {
      let log = Math.log(share);
      for (let i = 0; i < causes; i++)
        if (this.#isTouched[i] === 0 && graph.isExclusive[i] === 0) log += Math.log(w0[i]! + w1[i]!);
      return log;
    });
  }

  run(sweeps: number): ChainResult {
    const { levels, painted } = this.#question;
    const causes = this.#isActive.length;
    const result = {
      active: new Float64Array(causes),
      link: new Float64Array(this.#graph.linkRegion.length),
      leak: new Float64Array(painted.length),
      levelTime: new Float64Array(levels.length),
      byLevel: levels.map(() => new Float64Array(causes)),
    };
    const skip = Math.floor(sweeps * BURN_IN);
    for (let sweep = 0; sweep < sweeps; sweep++) {
      if (sweep % REFRESH === 0) this.#refresh();
      for (const i of this.#touched)
        if (this.#graph.isExclusive[i] === 0) this.#draw(i, levels[this.#level]!);
      this.#drawExclusive(levels[this.#level]!);
      this.#drawLevel();
      if (sweep >= skip) this.#collect(result);
    }
    const kept = sweeps - skip;
    for (const values of [result.active, result.link, result.leak, result.levelTime, ...result.byLevel])
      for (let i = 0; i < values.length; i++) values[i] = values[i]! / kept;
    return result;
  }

  #linksOf(i: number): readonly number[] {
    const links: number[] = [];
    for (let e = this.#graph.linkStart[i]!; e < this.#graph.linkStart[i + 1]!; e++) links.push(e);
    return links;
  }

  #refresh(): void {
    const { leak0, leak1, linkOff, linkOn } = this.#question;
    for (let j = 0; j < this.#off.length; j++) {
      this.#off[j] = leak0[j]!;
      this.#any[j] = leak0[j]! + leak1[j]!;
    }
    for (const i of this.#touched) {
      if (this.#isActive[i] === 0) continue;
      for (let e = this.#graph.linkStart[i]!; e < this.#graph.linkStart[i + 1]!; e++) {
        const j = this.#place[this.#graph.linkRegion[e]!]!;
        if (j < 0) continue;
        this.#off[j] = this.#off[j]! * linkOff[e]!;
        this.#any[j] = this.#any[j]! * (linkOff[e]! + linkOn[e]!);
      }
    }
  }

  /** Odds of a cause given everything else. */
  #odds(i: number, level: Level, was: boolean): number {
    const { lambda0, lambda1, linkOff, linkOn } = this.#question;
    const { linkStart, linkRegion } = this.#graph;
    let odds = level.w1[i]! / level.w0[i]!;
    for (let e = linkStart[i]!; e < linkStart[i + 1]!; e++) {
      const j = this.#place[linkRegion[e]!]!;
      if (j < 0) continue;
      const off = linkOff[e]!;
      const any = off + linkOn[e]!;
      const baseOff = was ? this.#off[j]! / off : this.#off[j]!;
      const baseAny = was ? this.#any[j]! / any : this.#any[j]!;
      const l0 = lambda0[j]!;
      const l1 = lambda1[j]!;
      odds *=
        (l0 * baseOff * off + l1 * (baseAny * any - baseOff * off)) /
        (l0 * baseOff + l1 * (baseAny - baseOff));
    }
    return odds;
  }

  #draw(i: number, level: Level): void {
    const was = this.#isActive[i] === 1;
    const odds = this.#odds(i, level, was);
    // A leak-free region that nothing else explains gives infinite odds: the cause must be active.
    const chance = odds === Infinity ? 1 : odds / (1 + odds);
    this.#chance[i] = chance;
    const now = this.#random() < chance;
    if (now !== was) this.#switch(i, now);
  }

  #switch(i: number, now: boolean): void {
    const { linkOff, linkOn } = this.#question;
    const { linkStart, linkRegion } = this.#graph;
    this.#isActive[i] = now ? 1 : 0;
    for (let e = linkStart[i]!; e < linkStart[i + 1]!; e++) {
      const j = this.#place[linkRegion[e]!]!;
      if (j < 0) continue;
      const off = linkOff[e]!;
      const any = off + linkOn[e]!;
      this.#off[j] = now ? this.#off[j]! * off : this.#off[j]! / off;
      this.#any[j] = now ? this.#any[j]! * any : this.#any[j]! / any;
    }
  }

  /** The exclusive group is one draw: none of them or one. Those that reach no painted region count with none. */
  #drawExclusive(level: Level): void {
    const group = this.#exclusive;
    if (group.length === 0) return;
    const last = group.find((i) => this.#isActive[i] === 1);
    if (last !== undefined) this.#switch(last, false);
    let total = 1 + this.#idleOdds(level);
    for (const i of group) {
      const odds = this.#odds(i, level, false);
      this.#chance[i] = odds;
      total += odds;
    }
    let rest = this.#random() * total;
    let next = -1;
    for (const i of group) {
      rest -= this.#chance[i]!;
      if (next < 0 && rest < 0) next = i;
      this.#chance[i] = this.#chance[i]! / total;
    }
    this.#none = 1 / total;
    if (next >= 0) this.#switch(next, true);
  }

  #idleOdds(level: Level): number {
    let sum = 0;
    for (const i of this.#idle) sum += level.w1[i]!;
    return sum;
  }

  #drawLevel(): void {
    const { levels } = this.#question;
    if (levels.length === 1) return;
    const logs = levels.map(({ w0, w1 }, s) => {
      let log = this.#logOutside[s]!;
      if (this.#exclusive.every((i) => this.#isActive[i] === 0))
        log += Math.log(1 + this.#idleOdds(levels[s]!));
      for (const i of this.#touched) log += Math.log(this.#isActive[i] === 1 ? w1[i]! : w0[i]!);
      return log;
    });
    const high = Math.max(...logs);
    const weights = logs.map((log) => Math.exp(log - high));
    let rest = this.#random() * weights.reduce((a, b) => a + b, 0);
    this.#level = weights.findIndex((w) => (rest -= w) < 0);
    if (this.#level < 0) this.#level = levels.length - 1;
  }

  #collect(result: ChainResult): void {
    const { lambda0, lambda1, leak0, leak1, linkOff, linkOn, levels } = this.#question;
    const { linkStart, linkRegion, isExclusive: exclusive } = this.#graph;
    const s = this.#level;
    const own = result.byLevel[s]!;
    const { w0, w1 } = levels[s]!;
    result.levelTime[s] = result.levelTime[s]! + 1;
    for (let i = 0; i < own.length; i++) {
      const alone = exclusive[i] === 1 ? this.#none * w1[i]! : w1[i]! / (w0[i]! + w1[i]!);
      const p = this.#isTouched[i] === 1 ? this.#chance[i]! : alone;
      own[i] = own[i]! + p;
      result.active[i] = result.active[i]! + p;
    }
    const onShare = (j: number): number =>
      (lambda1[j]! * this.#any[j]!) /
      (lambda0[j]! * this.#off[j]! + lambda1[j]! * (this.#any[j]! - this.#off[j]!));
    for (const i of this.#touched) {
      if (this.#isActive[i] === 0) continue;
      for (let e = linkStart[i]!; e < linkStart[i + 1]!; e++) {
        const j = this.#place[linkRegion[e]!]!;
        if (j >= 0) result.link[e] = result.link[e]! + (onShare(j) * linkOn[e]!) / (linkOff[e]! + linkOn[e]!);
      }
    }
    for (let j = 0; j < result.leak.length; j++)
      result.leak[j] = result.leak[j]! + (onShare(j) * leak1[j]!) / (leak0[j]! + leak1[j]!);
  }
}
