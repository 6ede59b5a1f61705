import { seededRandom, type Random } from '../../../kit/random.ts';
import type { Graph, Level, Posterior, Question } from './question.ts';
import { reachOf, type Reach } from './reach.ts';

/** An answer by sampling, with how far it may be off. */
export interface SampledPosterior extends Posterior {
  /** About 95 % of all probabilities are nearer to the truth than this; from how far the chains disagree. */
  readonly error: number;
}

/** Sweeps over all causes, all chains together: about a second for a body painted all over. */
const SWEEPS = 20_000;
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
 * Each sweep draws the level and then every cause that reaches a painted region, given all others. What is
 * averaged is the probability of each draw and not the draw. Seeded by the number of the chain: the same
 * question always gets the same answer. `logEvidence` is not estimated and is NaN.
 */
export function sample(graph: Graph, question: Question, sweeps = SWEEPS): SampledPosterior {
  const scene = sceneOf(graph, question);
  const chains = Array.from({ length: CHAINS }, (_, c) =>
    read(scene, new Chain(scene, seededRandom(1 + c)).run(Math.ceil(sweeps / CHAINS))),
  );
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
  chains: readonly ChainAnswer[],
  s: number,
  otherwise: Float64Array,
): Posterior['levels'][number] {
  const probability = chains.reduce((sum, c) => sum + c.shares[s]!, 0) / chains.length;
  if (probability === 0) return { probability, active: otherwise };
  const active = otherwise.map(
    (_, i) => chains.reduce((sum, c) => sum + c.byLevel[s]![i]!, 0) / chains.length / probability,
  );
  return { probability, active };
}

/** What one chain found, for every cause, link and painted region. `byLevel` sums to `active`. */
interface ChainAnswer {
  readonly active: Float64Array;
  readonly link: Float64Array;
  readonly leak: Float64Array;
  readonly shares: Float64Array;
  readonly byLevel: readonly Float64Array[];
}

/** The question without what never changes while chains run. Causes and links as `Reach` counts them. */
interface Scene extends Reach {
  readonly graph: Graph;
  readonly question: Question;
  /** Per link: its cause active, weight of "not at work", and of either. */
  readonly off: Float64Array;
  readonly any: Float64Array;
  /** Per level and cause: odds, and their logarithm. */
  readonly odds: readonly Float64Array[];
  readonly logOdds: readonly Float64Array[];
  /** Per level: log weight of all causes that are not exclusive being inactive, and of what the drawing does not touch. */
  readonly logRest: readonly number[];
  /** Per level: what the exclusive causes that reach no painted region weigh together. */
  readonly idleOdds: readonly number[];
  readonly idle: Int32Array;
  readonly free: Int32Array;
  readonly exclusive: Int32Array;
}

function sceneOf(graph: Graph, question: Question): Scene {
  const reach = reachOf(graph, question.painted);
  const { causes, links } = reach;
  const isExclusive = (t: number): boolean => graph.isExclusive[causes[t]!] === 1;
  const isTouched = new Uint8Array(graph.isExclusive.length);
  for (const i of causes) isTouched[i] = 1;
  const apart = [...isTouched.keys()].filter((i) => isTouched[i] === 0);
  const idle = Int32Array.from(apart.filter((i) => graph.isExclusive[i] === 1));
  const odds = question.levels.map(({ w0, w1 }) => Float64Array.from(causes, (i) => w1[i]! / w0[i]!));
  const places = [...causes.keys()];
  return {
    ...reach,
    graph,
    question,
    off: Float64Array.from(links, (e) => question.linkOff[e]!),
    any: Float64Array.from(links, (e) => question.linkOff[e]! + question.linkOn[e]!),
    odds,
    // A cause that must be active weighs the same in every state: its weight is in `logRest`.
    logOdds: odds.map((row) => row.map((o) => (o === Infinity ? 0 : Math.log(o)))),
    logRest: question.levels.map(({ share, w0, w1 }) => {
      let log = Math.log(share);
      for (const i of apart) if (graph.isExclusive[i] === 0) log += Math.log(w0[i]! + w1[i]!);
      for (const i of causes) log += Math.log(w0[i] === 0 ? w1[i]! : w0[i]!);
      return log;
    }),
    idleOdds: question.levels.map(({ w1 }) => idle.reduce((sum, i) => sum + w1[i]!, 0)),
    idle,
    free: Int32Array.from(places.filter((t) => !isExclusive(t))),
    exclusive: Int32Array.from(places.filter(isExclusive)),
  };
}

/** Sums over the sweeps of one chain that were kept. */
interface Sums {
  sweeps: number;
  /** Per level: sweeps spent in it, and the sum of P(no exclusive cause told apart) there. */
  readonly times: Float64Array;
  readonly none: Float64Array;
  /** Per level: sum of P(active), by cause. */
  readonly chance: readonly Float64Array[];
  /** Sum of P(at work), by link while its cause is active, and by painted region for unknown reasons. */
  readonly link: Float64Array;
  readonly leak: Float64Array;
}

class Chain {
  readonly #scene: Scene;
  readonly #random: Random;
  readonly #isActive: Uint8Array;
  readonly #chance: Float64Array;
  /**
   * Per painted region, of what was drawn there given the state of all causes: the part that grows when nothing is at
   * work, the rest, and 1 over their sum. A cause that is active multiplies the first by `off`, the second by `any`.
   */
  readonly #quiet: Float64Array;
  readonly #loud: Float64Array;
  readonly #inverse: Float64Array;
  readonly #logs: Float64Array;
  /** P(no exclusive cause that is told apart from none | all others). */
  #none = 1;
  #chosen = -1;
  #level = 0;

  constructor(scene: Scene, random: Random) {
    this.#scene = scene;
    this.#random = random;
    const m = scene.question.painted.length;
    this.#isActive = new Uint8Array(scene.causes.length);
    this.#chance = new Float64Array(scene.causes.length);
    this.#quiet = new Float64Array(m);
    this.#loud = new Float64Array(m);
    this.#inverse = new Float64Array(m);
    this.#logs = new Float64Array(scene.odds.length);
  }

  run(sweeps: number): Sums {
    const { odds, causes, links, free } = this.#scene;
    const levels = odds.length;
    const sums: Sums = {
      sweeps: 0,
      times: new Float64Array(levels),
      none: new Float64Array(levels),
      chance: odds.map(() => new Float64Array(causes.length)),
      link: new Float64Array(links.length),
      leak: new Float64Array(this.#quiet.length),
    };
    const skip = Math.floor(sweeps * BURN_IN);
    for (let sweep = 0; sweep < sweeps; sweep++) {
      if (sweep % REFRESH === 0) this.#refresh();
      // The level first: what is collected after a sweep was drawn at the level it is filed under.
      if (levels > 1 && sweep > 0) this.#drawLevel();
      const prior = odds[this.#level]!;
      for (let k = 0; k < free.length; k++) this.#draw(free[k]!, prior);
      this.#drawExclusive(prior);
      if (sweep >= skip) this.#collect(sums);
    }
    return sums;
  }

  #refresh(): void {
    const { lambda0, lambda1, leak0, leak1 } = this.#scene.question;
    for (let j = 0; j < this.#quiet.length; j++) {
      this.#quiet[j] = (lambda0[j]! - lambda1[j]!) * leak0[j]!;
      this.#loud[j] = lambda1[j]! * (leak0[j]! + leak1[j]!);
      this.#inverse[j] = 1 / (this.#quiet[j]! + this.#loud[j]!);
    }
    for (let t = 0; t < this.#isActive.length; t++) if (this.#isActive[t] === 1) this.#switch(t, true);
  }

  /** How much likelier the drawing is with a cause active than with it inactive, all others as they are. */
  #ratio(t: number): number {
    const { start, region, off, any } = this.#scene;
    const [quiet, loud, inverse] = [this.#quiet, this.#loud, this.#inverse];
    const isActive = this.#isActive[t] === 1;
    let ratio = 1;
    for (let q = start[t]!, end = start[t + 1]!; q < end; q++) {
      const j = region[q]!;
      if (isActive) ratio /= (quiet[j]! / off[q]! + loud[j]! / any[q]!) * inverse[j]!;
      else ratio *= (quiet[j]! * off[q]! + loud[j]! * any[q]!) * inverse[j]!;
    }
    return ratio;
  }

  #draw(t: number, prior: Float64Array): void {
    const odds = prior[t]! * this.#ratio(t);
    // A region that nothing else explains gives infinite odds: the cause must be active.
    const chance = odds === Infinity ? 1 : odds / (1 + odds);
    this.#chance[t] = chance;
    const now = this.#random() < chance ? 1 : 0;
    if (now === this.#isActive[t]) return;
    this.#isActive[t] = now;
    this.#switch(t, now === 1);
  }

  #switch(t: number, now: boolean): void {
    const { start, region, off, any } = this.#scene;
    for (let q = start[t]!, end = start[t + 1]!; q < end; q++) {
      const j = region[q]!;
      this.#quiet[j] = now ? this.#quiet[j]! * off[q]! : this.#quiet[j]! / off[q]!;
      this.#loud[j] = now ? this.#loud[j]! * any[q]! : this.#loud[j]! / any[q]!;
      this.#inverse[j] = 1 / (this.#quiet[j] + this.#loud[j]);
    }
  }

  /** The exclusive group is one draw: none of them or one. Those that reach no painted region count with none. */
  #drawExclusive(prior: Float64Array): void {
    const { exclusive, idleOdds } = this.#scene;
    this.#none = 1 / (1 + idleOdds[this.#level]!);
    if (exclusive.length === 0) return;
    if (this.#chosen >= 0) {
      this.#isActive[this.#chosen] = 0;
      this.#switch(this.#chosen, false);
    }
    let total = 1 + idleOdds[this.#level]!;
    let must = -1;
    for (let k = 0; k < exclusive.length; k++) {
      const t = exclusive[k]!;
      const odds = prior[t]! * this.#ratio(t);
      // A region that nothing else explains: one that reaches it must be active.
      if (odds === Infinity && must < 0) must = t;
      this.#chance[t] = odds;
      total += odds;
    }
    let rest = this.#random() * total;
    this.#chosen = must;
    for (let k = 0; k < exclusive.length; k++) {
      const t = exclusive[k]!;
      rest -= this.#chance[t]!;
      if (this.#chosen < 0 && rest < 0) this.#chosen = t;
      this.#chance[t] = must < 0 ? this.#chance[t]! / total : t === must ? 1 : 0;
    }
    this.#none = 1 / total;
    if (this.#chosen < 0) return;
    this.#isActive[this.#chosen] = 1;
    this.#switch(this.#chosen, true);
  }

  #drawLevel(): void {
    const { logRest, logOdds, idleOdds } = this.#scene;
    const logs = this.#logs;
    let high = -Infinity;
    for (let s = 0; s < logs.length; s++) {
      let log = logRest[s]! + (this.#chosen < 0 ? Math.log(1 + idleOdds[s]!) : 0);
      const own = logOdds[s]!;
      for (let t = 0; t < own.length; t++) if (this.#isActive[t] === 1) log += own[t]!;
      logs[s] = log;
      if (log > high) high = log;
    }
    let total = 0;
    for (let s = 0; s < logs.length; s++) total += logs[s] = Math.exp(logs[s]! - high);
    let rest = this.#random() * total;
    this.#level = logs.length - 1;
    for (let s = 0; s < logs.length; s++) {
      rest -= logs[s]!;
      if (rest >= 0) continue;
      this.#level = s;
      break;
    }
  }

  #collect(sums: Sums): void {
    const { start, region, off, any, question } = this.#scene;
    const s = this.#level;
    const own = sums.chance[s]!;
    sums.sweeps++;
    sums.times[s]! += 1;
    sums.none[s]! += this.#none;
    for (let t = 0; t < own.length; t++) own[t]! += this.#chance[t]!;
    for (let t = 0; t < own.length; t++) {
      if (this.#isActive[t] === 0) continue;
      for (let q = start[t]!; q < start[t + 1]!; q++)
        sums.link[q]! += this.#atWork(region[q]!) * (1 - off[q]! / any[q]!);
    }
    const { leak0, leak1 } = question;
    for (let j = 0; j < sums.leak.length; j++)
      sums.leak[j]! += this.#atWork(j) * (leak1[j]! / (leak0[j]! + leak1[j]!));
  }

  /** P(what reaches a region made it hurt) over P(… | it hurts): what each link at work has of its own share. */
  #atWork(j: number): number {
    return this.#loud[j]! * this.#inverse[j]!;
  }
}

/** Sums as means, for every cause and link of the network. */
function read(scene: Scene, { sweeps, times, none, chance, link, leak }: Sums): ChainAnswer {
  const { graph, question, causes, links, idle } = scene;
  const byLevel = question.levels.map((level, s) => {
    const row = apart(level, times[s]! / sweeps);
    causes.forEach((i, t) => (row[i] = chance[s]![t]! / sweeps));
    for (const i of idle) row[i] = (none[s]! / sweeps) * level.w1[i]!;
    return row;
  });
  const all = new Float64Array(graph.linkRegion.length);
  links.forEach((e, q) => (all[e] = link[q]! / sweeps));
  return {
    active: byLevel[0]!.map((_, i) => byLevel.reduce((sum, row) => sum + row[i]!, 0)),
    link: all,
    leak: leak.map((sum) => sum / sweeps),
    shares: times.map((n) => n / sweeps),
    byLevel,
  };
}

/** Causes that the drawing does not touch are what they were, for as long as the chain was at this level. */
const apart = ({ w0, w1 }: Level, share: number): Float64Array =>
  w1.map((on, i) => (share * on) / (w0[i]! + on));
