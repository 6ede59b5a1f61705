import type { Random } from '../../../kit/random.ts';
import { Eliminator, type Forward } from './eliminate.ts';
import { OPS, type Plan, type Wide } from './plan.ts';
import type { Graph, Level, Question } from './question.ts';

/** One state of the whole patient, drawn from everything that is known. */
export interface Draw {
  /** Index of the level. */
  readonly level: number;
  /** Active causes, ascending. */
  readonly active: readonly number[];
}

/**
 * Draw joint states of all causes, exactly: forward tables, then backward choices through them.
 *
 * Marginals say how probable each cause is; these say which go together.
 */
export function drawStates(
  graph: Graph,
  question: Question,
  plan: Plan,
  { n, random }: { readonly n: number; readonly random: Random },
): readonly Draw[] {
  const eliminator = new Eliminator();
  const cells = question.levels.flatMap((level, s) =>
    [undefined, ...plan.wide].map((wide) => {
      const { logWeight } = eliminator.forward(question, level, plan, wide);
      return { s, wide, log: logWeight + Math.log(level.share) + untouchedLog(graph, plan, level) };
    }),
  );
  const high = Math.max(...cells.map(({ log }) => log));
  const weights = cells.map(({ log }) => Math.exp(log - high));
  const wanted = new Int32Array(cells.length);
  for (let i = 0; i < n; i++) wanted[pick(weights, random)]! += 1;
  return cells.flatMap(({ s, wide }, c) => {
    if (wanted[c] === 0) return [];
    const level = question.levels[s]!;
    const forward = eliminator.forward(question, level, plan, wide);
    return Array.from({ length: wanted[c]! }, () => ({
      level: s,
      active: new Backward({ graph, question, level, plan, wide, forward, random }).causes(),
    }));
  });
}

/** Causes that reach no painted region and are not exclusive: independent of the drawing within a level. */
function isFree(graph: Graph, plan: Plan): Uint8Array {
  const free = new Uint8Array(graph.linkStart.length - 1).fill(1);
  for (const i of plan.touched) free[i] = 0;
  for (const i of plan.idle) free[i] = 0;
  return free;
}

function untouchedLog(graph: Graph, plan: Plan, { w0, w1 }: Level): number {
  return isFree(graph, plan).reduce(
    (sum, free, i) => (free === 1 ? sum + Math.log(w0[i]! + w1[i]!) : sum),
    0,
  );
}

function pick(weights: ArrayLike<number>, random: Random): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  let rest = random() * total;
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i]!;
    if (rest < 0) return i;
  }
  return weights.length - 1;
}

interface Scene {
  readonly graph: Graph;
  readonly question: Question;
  readonly level: Level;
  readonly plan: Plan;
  readonly wide: Wide | undefined;
  readonly forward: Forward;
  readonly random: Random;
}

/** Walks a plan backwards and chooses, at each operation, which of its ways led to the chosen entry of its result. */
class Backward {
  readonly #scene: Scene;
  /** Chosen entry of each table, by the table's place. */
  readonly #entry = new Map<number, number>();
  readonly #active: number[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  causes(): readonly number[] {
    const { graph, plan, level, wide, random } = this.#scene;
    const { code, starts } = plan;
    const outside = new Uint8Array(plan.painted.length);
    for (let i = starts.length - 1; i >= 0; i--) {
      const at = starts[i]!;
      if (code[at] === OPS.close) outside[code[at + 1]!] = this.#close(at);
      else if (code[at] === OPS.join) this.#join(at);
      else this.#absorb(at);
    }
    if (wide === undefined) this.#idle();
    else this.#wide(wide, outside);
    this.#singles(outside);
    isFree(graph, plan).forEach((free, i) => {
      if (free === 1 && random() * (level.w0[i]! + level.w1[i]!) < level.w1[i]!) this.#active.push(i);
    });
    return this.#active.sort((a, b) => a - b);
  }

  /** One of the exclusive causes that the drawing cannot tell from none, or none. */
  #idle(): void {
    const { plan, level, random } = this.#scene;
    const chosen = pick([1, ...Array.from(plan.idle, (i) => level.w1[i]!)], random);
    if (chosen > 0) this.#active.push(plan.idle[chosen - 1]!);
  }

  /** Choose whether the tables made the region hurt, then whether anything outside them did; return the latter. */
  #close(at: number): number {
    const { question, plan, forward, random } = this.#scene;
    const { code } = plan;
    const region = code[at + 1]!;
    const from = code[at + 2]!;
    const bits = code[at + 3]!;
    const [off, on] = [forward.off[region]!, forward.on[region]!];
    const [l0, l1] = [question.lambda0[region]!, question.lambda1[region]!];
    const c0 = l0 * off + l1 * on;
    const c1 = l1 * (off + on);
    let isOn = false;
    if (bits === 0) this.#entry.set(from, 0);
    else {
      const bit = code[at + 4]!;
      const rest = this.#entry.get(code[at + 5]!) ?? 0;
      const low = ((rest >> bit) << (bit + 1)) | (rest & ((1 << bit) - 1));
      const high = low | (1 << bit);
      isOn = pick([c0 * forward.value[from + low]!, c1 * forward.value[from + high]!], random) === 1;
      this.#entry.set(from, isOn ? high : low);
    }
    return isOn ? pick([off, on], random) : pick([l0 * off, l1 * on], random);
  }

  #join(at: number): void {
    const { plan, forward, random } = this.#scene;
    const { code, pool } = plan;
    const [a, aBits, b, bBits, to] = [1, 2, 3, 4, 5].map((k) => code[at + k]!) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const shared = code[at + 7]!;
    const start = code[at + 9]!;
    const ways = 3 ** shared;
    const entry = this.#entry.get(to) ?? 0;
    const block = entry >> aBits;
    const result = entry & ((1 << aBits) - 1);
    const mask = code[at + 8]!;
    const choices: { a: number; b: number }[] = [];
    const weights: number[] = [];
    // Every pair of entries whose "or" is the chosen result: way 1 of a bit stands for b off and b on.
    for (let u = 0; u < 1 << shared; u++)
      for (let way = 0; way < ways; way++) {
        const inA = pool[start + way]!;
        if ((pool[start + ways + way]! ^ result) & mask) continue;
        if (!this.#meets(way, u, shared)) continue;
        const place = pool[start + 2 * ways + (block << shared) + u]!;
        const first = (result & ~mask) | inA;
        choices.push({ a: first, b: place });
        weights.push(forward.value[a + first]! * forward.value[b + place]!);
      }
    const chosen = choices[pick(weights, random)]!;
    this.#entry.set(a, chosen.a);
    if (bBits >= 0) this.#entry.set(b, chosen.b);
  }

  /** Whether entry u of b (shared bits) takes part in a way: 0 needs off, 2 needs on, 1 takes either. */
  #meets(way: number, u: number, shared: number): boolean {
    for (let bit = 0, rest = way; bit < shared; bit++, rest = Math.floor(rest / 3)) {
      const digit = rest % 3;
      const isOn = ((u >> bit) & 1) === 1;
      if ((digit === 0 && isOn) || (digit === 2 && !isOn)) return false;
    }
    return true;
  }

  #absorb(at: number): void {
    const { question, plan, level, forward, random } = this.#scene;
    const { code } = plan;
    const cause = code[at + 1]!;
    const k = code[at + 2]!;
    const from = code[at + 3]!;
    const old = 1 << code[at + 4]!;
    const entry = this.#entry.get(code[at + 5]!) ?? 0;
    const choices = [entry];
    const weights = [entry < old ? level.w0[cause]! * forward.value[from + entry]! : 0];
    // Active: each link's bit, if on, was on before or came on by this link.
    for (let came = 0; came < 1 << k; came++) {
      let before = entry;
      let weight = level.w1[cause]!;
      for (let q = 0; q < k && weight > 0; q++) {
        const link = code[at + 7 + 2 * q]!;
        const bit = 1 << code[at + 8 + 2 * q]!;
        const isNew = ((came >> q) & 1) === 1;
        if ((entry & bit) === 0) weight *= isNew ? 0 : question.linkOff[link]!;
        else if (isNew) {
          before &= ~bit;
          weight *= question.linkOn[link]!;
        } else weight *= question.linkOff[link]! + question.linkOn[link]!;
      }
      if (weight === 0 || before >= old) continue;
      choices.push(before);
      weights.push(weight * forward.value[from + before]!);
    }
    const chosen = pick(weights, random);
    if (chosen > 0) this.#active.push(cause);
    this.#entry.set(from, choices[chosen]!);
  }

  /** Which cause of the hypothesis it was, and what its links left for others to explain. */
  #wide({ members }: Wide, outside: Uint8Array): void {
    const { question, forward, random } = this.#scene;
    const { linkOff, linkOn } = question;
    const [only, second] = members;
    const before = forward.beforeWide;
    const either = (link: number): number => linkOff[link]! + linkOn[link]!;
    let chosen = 0;
    if (second !== undefined) {
      const { region } = only!.links[0]!;
      const weights = members.map(({ links }, k) => {
        const { link } = links[0]!;
        const [e0, e1] = [before[2 * k]!, before[2 * k + 1]!];
        return outside[region] === 0 ? e0 * linkOff[link]! : e1 * either(link) + e0 * linkOn[link]!;
      });
      chosen = pick(weights, random);
    }
    const { cause, links } = members[chosen]!;
    this.#active.push(cause);
    for (let i = links.length - 1; i >= 0; i--) {
      const { link, region } = links[i]!;
      if (outside[region] === 0) continue;
      const at = 2 * (second === undefined ? i : chosen);
      outside[region] = pick([before[at]! * linkOn[link]!, before[at + 1]! * either(link)], random);
    }
  }

  /** Undo the folding of single-region causes, last folded first. */
  #singles(outside: Uint8Array): void {
    const { question, plan, level, forward, random } = this.#scene;
    const { linkOff, linkOn } = question;
    for (let i = plan.singles.length - 1; i >= 0; i--) {
      const { cause, link, region } = plan.singles[i]!;
      const [e0, e1] = [forward.before[2 * i]!, forward.before[2 * i + 1]!];
      const [a0, a1] = [linkOff[link]!, linkOn[link]!];
      const [w0, w1] = [level.w0[cause]!, level.w1[cause]!];
      // Off: inactive, or active with the link off. On: the region hurt before (inactive, active), or by this link.
      const chosen =
        outside[region] === 0
          ? pick([w0, w1 * a0], random)
          : pick([e1 * w0, e1 * w1 * (a0 + a1), e0 * w1 * a1], random);
      if (chosen > 0) this.#active.push(cause);
      if (chosen === 2) outside[region] = 0;
    }
  }
}

/** Sets of causes that go together, with how often they were drawn, most often first; ties by the lower causes. */
export function topSets(
  draws: readonly Draw[],
  isCounted: (cause: number) => boolean,
): readonly { readonly causes: readonly number[]; readonly share: number }[] {
  const counts = new Map<string, { causes: readonly number[]; count: number }>();
  for (const { active } of draws) {
    const causes = active.filter(isCounted);
    const key = causes.join();
    const seen = counts.get(key);
    if (seen === undefined) counts.set(key, { causes, count: 1 });
    else seen.count++;
  }
  return [...counts.entries()]
    .sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1))
    .map(([, { causes, count }]) => ({ causes, share: count / draws.length }));
}
