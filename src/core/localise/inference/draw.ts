import type { Random } from '../../../kit/random.ts';
import { Eliminator } from './eliminate.ts';
import { ACTIVE, OPS, WIDEN } from './emit.ts';
import type { Plan } from './plan.ts';
import type { Graph, Level, Question } from './question.ts';
import { pose } from './solver.ts';
import type { Workspace } from './workspace.ts';

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
  const space = eliminator.reserve(plan, question.levels.length);
  pose(question, plan, space);
  const free = isFree(graph, plan);
  const logs = question.levels.map(
    (level, s) => eliminator.forward(plan, space, s) + Math.log(level.share) + freeLog(free, level),
  );
  const high = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - high));
  const wanted = new Int32Array(logs.length);
  for (let i = 0; i < n; i++) wanted[pick(weights, random)]! += 1;
  const writers = writersOf(plan);
  return question.levels.flatMap((level, s) => {
    if (wanted[s] === 0) return [];
    eliminator.forward(plan, space, s);
    const scene = { level, s, plan, space, value: eliminator.value, writers, free, random };
    return Array.from({ length: wanted[s]! }, () => ({ level: s, active: new Backward(scene).causes() }));
  });
}

/** Causes that reach no painted region and are not exclusive: independent of the drawing within a level. */
function isFree(graph: Graph, plan: Plan): Uint8Array {
  const free = new Uint8Array(graph.linkStart.length - 1);
  for (const i of plan.apart) free[i] = 1;
  return free;
}

const freeLog = (free: Uint8Array, { w0, w1 }: Level): number =>
  free.reduce((sum, is, i) => (is === 1 ? sum + Math.log(w0[i]! + w1[i]!) : sum), 0);

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

/** Operations that write each table, by its place: one that sets it, then those that add to it. */
function writersOf({ code, starts }: Plan): ReadonlyMap<number, readonly number[]> {
  const writers = new Map<number, number[]>();
  for (const at of starts) {
    if (code[at] === OPS.scale) continue;
    const to = code[at + 6]!;
    const list = writers.get(to);
    if (list === undefined) writers.set(to, [at]);
    else list.push(at);
  }
  return writers;
}

interface Scene {
  readonly level: Level;
  /** Number of the level. */
  readonly s: number;
  readonly plan: Plan;
  readonly space: Workspace;
  readonly value: Float64Array;
  readonly writers: ReadonlyMap<number, readonly number[]>;
  readonly free: Uint8Array;
  readonly random: Random;
}

/** One way in which an entry of a table came about: entries of the tables it was made from, and a choice. */
interface Way {
  readonly weight: number;
  readonly sources: readonly (readonly [table: number, entry: number])[];
  /** Of an absorption: active. Of a closing: the tables made the region hurt. */
  readonly isOn: boolean;
}

/** Walks a plan backwards and chooses, at each operation, which of its ways led to the chosen entry of its result. */
class Backward {
  readonly #scene: Scene;
  /** Chosen entry of each table that matters in this state, by the table's place. */
  readonly #entry = new Map<number, number>();
  /** Per region, 1 when something outside the tables made it hurt. */
  readonly #outside: Uint8Array;
  /** Active causes, as the network counts them. */
  readonly #active: number[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#outside = new Uint8Array(scene.plan.painted.length);
  }

  causes(): readonly number[] {
    const { free, plan, level, random } = this.#scene;
    this.#root();
    const chosen = new Map<number, number>();
    for (let i = plan.starts.length - 1; i >= 0; i--) {
      const at = plan.starts[i]!;
      if (plan.code[at] === OPS.scale) continue;
      const to = plan.code[at + 6]!;
      const entry = this.#entry.get(to);
      if (entry === undefined) continue;
      if (!chosen.has(to)) chosen.set(to, this.#writer(to, entry));
      if (chosen.get(to) === at) this.#undo(at, entry);
    }
    this.#singles();
    for (let i = 0; i < free.length; i++)
      if (free[i] === 1 && random() * (level.w0[i]! + level.w1[i]!) < level.w1[i]!) this.#active.push(i);
    return this.#active.sort((a, b) => a - b);
  }

  /** One of the exclusive causes that reach the drawing, or one that the drawing cannot tell from none, or none. */
  #root(): void {
    const { plan, space, value, level, s, random } = this.#scene;
    const one = plan.one < 0 ? 0 : value[plan.one]!;
    if (pick([value[plan.none]! * space.idle[s]!, one], random) === 1) {
      this.#entry.set(plan.one, 0);
      return;
    }
    this.#entry.set(plan.none, 0);
    const idle = pick([1, ...Array.from(plan.idle, (i) => level.w1[i]!)], random);
    if (idle > 0) this.#active.push(plan.idle[idle - 1]!);
  }

  /** Which of the operations that add up to a table's entry it came from. */
  #writer(to: number, entry: number): number {
    const list = this.#scene.writers.get(to) ?? [];
    if (list.length === 1) return list[0]!;
    const weights = list.map((at) => this.#ways(at, entry).reduce((sum, { weight }) => sum + weight, 0));
    return list[pick(weights, this.#scene.random)]!;
  }

  #ways(at: number, entry: number): readonly Way[] {
    const { code } = this.#scene.plan;
    if (code[at] === OPS.close) return this.#closings(at, entry);
    return code[at] === OPS.join ? this.#joins(at, entry) : this.#absorptions(at, entry);
  }

  #undo(at: number, entry: number): void {
    const { plan, random } = this.#scene;
    const ways = this.#ways(at, entry);
    const { sources, isOn } =
      ways[
        pick(
          ways.map(({ weight }) => weight),
          random,
        )
      ]!;
    for (const [table, x] of sources) this.#entry.set(table, x);
    if (plan.code[at] === OPS.close) this.#leak(plan.code[at + 2]!, isOn);
    else if (plan.code[at] === OPS.absorb && isOn) this.#active.push(plan.causes[plan.code[at + 2]!]!);
  }

  #closings(at: number, entry: number): readonly Way[] {
    const { space, plan, value } = this.#scene;
    const { code } = plan;
    const leak = code[at + 2]!;
    const from = code[at + 3]!;
    const bit = code[at + 5]!;
    const region = space.regionOf(leak);
    const [off, on] = [space.leakOff[leak]!, space.leakOn[leak]!];
    const [l0, l1] = [space.lambda0[region]!, space.lambda1[region]!];
    const way = (x: number, c: number, isOn: boolean): Way => ({
      weight: c * value[from + x]!,
      sources: [[from, x]],
      isOn,
    });
    if (bit < 0) return [way(entry, l0 * off + l1 * on, false)];
    const low = ((entry >> bit) << (bit + 1)) | (entry & ((1 << bit) - 1));
    return [way(low, l0 * off + l1 * on, false), way(low | (1 << bit), l1 * (off + on), true)];
  }

  /** Whether anything outside the tables made the region hurt, and which exclusive cause did. */
  #leak(leak: number, isOn: boolean): void {
    const { space, plan, s, random } = this.#scene;
    const region = space.regionOf(leak);
    const [off, on] = [space.leakOff[leak]!, space.leakOn[leak]!];
    const [l0, l1] = [space.lambda0[region]!, space.lambda1[region]!];
    let hurt = isOn ? pick([off, on], random) : pick([l0 * off, l1 * on], random);
    if (leak >= plan.painted.length) {
      const { slotStarts, slots } = plan;
      const i = leak - plan.painted.length;
      const slot = slots.subarray(slotStarts[i], slotStarts[i + 1]);
      const [e0, e1] = [space.leakOff[region]!, space.leakOn[region]!];
      const members: { t: number; before: number; weight: number }[] = [];
      for (let k = 2; k < slot.length; k += 2) {
        const [t, q] = [slot[k]!, slot[k + 1]!];
        const [a0, a1] = [space.off[q]!, space.on[q]!];
        const w = slot[1] === 1 ? space.w1[t * space.stride + s]! : 1;
        members.push({ t, before: 0, weight: w * e0 * (hurt === 1 ? a1 : a0) });
        if (hurt === 1) members.push({ t, before: 1, weight: w * e1 * (a0 + a1) });
      }
      const { t, before } =
        members[
          pick(
            members.map(({ weight }) => weight),
            random,
          )
        ]!;
      // One that is carried is told active where it ends.
      if (slot[1] === 1) this.#active.push(plan.causes[t]!);
      hurt = before;
    }
    this.#outside[region] = hurt;
  }

  /** Every pair of entries whose "or" is the chosen result. */
  #joins(at: number, entry: number): readonly Way[] {
    const { plan, value } = this.#scene;
    const { code } = plan;
    const [a, aBits, b, bBits, shared] = [2, 3, 4, 5, 7].map((k) => code[at + k]!) as [
      number,
      number,
      number,
      number,
      number,
    ];
    let inB = b;
    const fresh = entry >> aBits;
    for (let i = 0; i < bBits - shared; i++) if ((fresh >> i) & 1) inB += code[at + 9 + 2 * shared + i]!;
    const low = entry & ((1 << aBits) - 1);
    const ways: Way[] = [];
    // Digit by digit: an "off" was off in both, an "on" in either or both.
    const walk = (i: number, x: number, y: number): void => {
      if (i === shared) {
        ways.push({
          weight: value[a + x]! * value[y]!,
          sources: [
            [a, x],
            [b, y - b],
          ],
          isOn: false,
        });
        return;
      }
      const [maskA, maskB] = [code[at + 9 + 2 * i]!, code[at + 10 + 2 * i]!];
      walk(i + 1, x, y);
      if ((entry & maskA) === 0) return;
      walk(i + 1, x, y + maskB);
      walk(i + 1, x & ~maskA, y + maskB);
    };
    walk(0, low, inB);
    return ways;
  }

  #absorptions(at: number, entry: number): readonly Way[] {
    const { plan, space, value, s } = this.#scene;
    const { code } = plan;
    const flags = code[at + 1]!;
    const cause = code[at + 2]! * space.stride + s;
    const k = code[at + 3]!;
    const from = code[at + 4]!;
    const old = 1 << code[at + 5]!;
    const ways: Way[] = [];
    const inactive = (flags & WIDEN) !== 0 ? 1 : space.w0[cause]!;
    if ((flags & ACTIVE) === 0 && entry < old)
      ways.push({ weight: inactive * value[from + entry]!, sources: [[from, entry]], isOn: false });
    if ((flags & WIDEN) !== 0) return ways;
    // Active: each link's bit, if on, was on before or came on by this link.
    for (let came = 0; came < 1 << k; came++) {
      let before = entry;
      let weight = space.w1[cause]!;
      for (let q = 0; q < k && weight > 0; q++) {
        const link = code[at + 8 + 2 * q]!;
        const bit = 1 << code[at + 9 + 2 * q]!;
        const isNew = ((came >> q) & 1) === 1;
        if ((entry & bit) === 0) weight *= isNew ? 0 : space.off[link]!;
        else if (isNew) {
          before &= ~bit;
          weight *= space.on[link]!;
        } else weight *= space.off[link]! + space.on[link]!;
      }
      if (weight > 0 && before < old)
        ways.push({ weight: weight * value[from + before]!, sources: [[from, before]], isOn: true });
    }
    return ways;
  }

  /** Undo the folding of single-region causes, last folded first. */
  #singles(): void {
    const { plan, space, s, random } = this.#scene;
    for (let i = plan.singles.length - 3; i >= 0; i -= 3) {
      const [t, q, region] = [plan.singles[i]!, plan.singles[i + 1]!, plan.singles[i + 2]!];
      const [e0, e1] = [space.before[i]!, space.before[i + 1]!];
      const [a0, a1] = [space.off[q]!, space.on[q]!];
      const [w0, w1] = [space.w0[t * space.stride + s]!, space.w1[t * space.stride + s]!];
      // Off: inactive, or active with the link off. On: the region hurt before (inactive, active), or by this link.
      const chosen =
        this.#outside[region] === 0
          ? pick([w0, w1 * a0], random)
          : pick([e1 * w0, e1 * w1 * (a0 + a1), e0 * w1 * a1], random);
      if (chosen > 0) this.#active.push(plan.causes[t]!);
      if (chosen === 2) this.#outside[region] = 0;
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
