import { simulatePatient } from '../../src/core/learn/simulate.ts';
import type { Network } from '../../src/core/localise/network.ts';
import { agreement } from '../../src/core/localise/redraw.ts';
import type { PaintedRegion } from '../../src/core/localise/request.ts';
import type { Random } from '../../src/kit/random.ts';
import { isBearable, posteriorOf, type Drawn } from './calibration.ts';

/** How a simulated patient draws. */
export interface Hand {
  readonly name: string;
  /** P(a painful region is left out). */
  readonly omission: number;
  /** P(an empty neighbour of pain gets paint). */
  readonly spill: number;
  /** Whether the neighbour is then painted right across, or only run over at its edge. */
  readonly isWhole: boolean;
}

/** Two kinds of hands at the two degrees of carelessness whose redrawings are published. */
export const HANDS: readonly Hand[] = [
  { name: 'runs over edges', omission: 0.12, spill: 0.05, isWhole: false },
  { name: 'paints whole neighbours', omission: 0.12, spill: 0.05, isWhole: true },
  { name: 'runs over edges, careless', omission: 0.18, spill: 0.09, isWhole: false },
  { name: 'paints whole neighbours, careless', omission: 0.18, spill: 0.09, isWhole: true },
];

/** Draw what hurts with such a hand; never blank, since the patient does hurt. */
export function drawBy(
  hand: Hand,
  network: Network,
  painful: readonly string[],
  random: Random,
): readonly PaintedRegion[] {
  const { atlas, regionIndex } = network;
  const hurts = new Set(painful);
  const beside = new Set(painful.flatMap((id) => atlas.regions[regionIndex.get(id) ?? -1]?.neighbours ?? []));
  const full = (id: string): PaintedRegion => ({ id, coverage: 1 });
  const kept = painful.filter(() => random() >= hand.omission).map(full);
  const spilled = [...beside]
    .filter((id) => !hurts.has(id) && random() < hand.spill)
    .map((id) => (hand.isWhole ? full(id) : { id, coverage: 0.02 + 0.33 * random() }));
  const all = [...kept, ...spilled];
  return all.length > 0 ? all : painful.map(full);
}

/** Patients who draw once, and a second time without seeing the first. */
export function drawnBy(
  hand: Hand,
  network: Network,
  random: Random,
  n: number,
): readonly (Drawn & { readonly twice: Drawn['request'] })[] {
  const out: (Drawn & { readonly twice: Drawn['request'] })[] = [];
  while (out.length < n) {
    const patient = simulatePatient(network, random);
    const painful = network.atlas.regions.filter((_, j) => patient.painful[j] === 1).map(({ id }) => id);
    if (painful.length === 0) continue;
    const request = { regions: drawBy(hand, network, painful, random), findings: [] };
    const twice = { ...request, again: drawBy(hand, network, painful, random) };
    if (isBearable(network, request) && isBearable(network, twice)) out.push({ patient, request, twice });
  }
  return out;
}

/** What was said of sites above a threshold, and how much of it was true. */
export interface Honesty {
  readonly times: number;
  readonly said: number;
  readonly true: number;
}

/** Honesty above a threshold, over every site of every patient. */
export function honesty(network: Network, drawn: readonly Drawn[], above: number): Honesty {
  let [times, said, found] = [0, 0, 0];
  for (const { patient, request } of drawn) {
    const { active } = posteriorOf(network, request);
    network.atlas.sites.forEach((_, i) => {
      const p = active[i] ?? 0;
      if (p <= above) return;
      times++;
      said += p;
      found += patient.active[i] ?? 0;
    });
  }
  return { times, said: said / Math.max(1, times), true: found / Math.max(1, times) };
}

/** Mean agreement of the two drawings of each patient. */
export function meanAgreement(
  network: Network,
  drawn: readonly { readonly twice: Drawn['request'] }[],
): number {
  const sum = drawn.reduce((s, { twice }) => s + agreement(network, twice.regions, twice.again ?? []), 0);
  return sum / drawn.length;
}
