import { seededRandom, type Random } from '../../kit/random.ts';
import type { Probability } from '../../kit/probability.ts';
import type { RankingAtlas } from '../atlas/ranking-atlas.ts';
import type { Network } from './network.ts';
import { observe } from './observe.ts';
import type { LocaliseRequest, PaintedRegion } from './request.ts';

/** How far a bar would move were the same pain drawn again. */
export interface RedrawInterval {
  readonly low: Probability;
  readonly high: Probability;
}

/** Redrawings per interval: enough for the 5th and 95th percentile to be those of the second and next to last. */
const REDRAWS = 20;
const CUT = 0.05;

/**
 * Redraws the same pain again and again, one drawing at a time, so that whoever asks can do something else between.
 *
 * Each painted region is left out, and each empty neighbour of paint taken in, as often as the parameters say that
 * hands do; a second drawing is redrawn as the first is. Seeded: the same request gets the same intervals.
 */
export class Redrawing {
  readonly #network: Network;
  readonly #request: LocaliseRequest;
  readonly #random: Random;
  readonly #redraws: number;
  readonly #runs: Float64Array[] = [];

  constructor(network: Network, request: LocaliseRequest, redraws = REDRAWS) {
    this.#network = network;
    this.#request = request;
    this.#random = seededRandom(request.regions.length);
    this.#redraws = redraws;
  }

  /** Draw once more and rank that. False when there were enough. */
  step(): boolean {
    if (this.#runs.length >= this.#redraws) return false;
    const [network, request] = [this.#network, this.#request];
    const regions = redrawn(network, request, this.#random);
    const asked = request.asked ?? network.atlas.regions.map(({ id }) => id);
    const again = request.again === undefined ? undefined : redrawn(network, secondOf(request), this.#random);
    const drawn = { ...request, regions, asked, ...(again !== undefined && { again }) };
    this.#runs.push(network.solver.solve(observe(network, drawn).question).active.slice());
    return this.#runs.length < this.#redraws;
  }

  /** The 5th to 95th percentile of each cause's probability, sites and other explanations alike, over what was drawn. */
  intervals(): ReadonlyMap<string, RedrawInterval> {
    const at = (values: readonly number[], share: number): Probability =>
      (values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0) as Probability;
    return new Map(
      this.#network.causes.map(({ id }, i) => {
        const sorted = this.#runs.map((active) => active[i] ?? 0).sort((a, b) => a - b);
        return [id, { low: at(sorted, CUT), high: at(sorted, 1 - CUT) }];
      }),
    );
  }
}

/** All redrawings at once: takes as long as `REDRAWS` rankings. */
export function redrawIntervals(
  network: Network,
  request: LocaliseRequest,
  redraws = REDRAWS,
): ReadonlyMap<string, RedrawInterval> {
  const redrawing = new Redrawing(network, request, redraws);
  while (redrawing.step());
  return redrawing.intervals();
}

/** The second drawing as if it were the first. */
function secondOf({ again = [], againAsked, ...rest }: LocaliseRequest): LocaliseRequest {
  const asked = againAsked ?? rest.asked;
  return { regions: again, findings: [], ...(asked !== undefined && { asked }) };
}

/**
 * The same pain, drawn again: never blank, since the patient does hurt. A stroke that runs over an edge covers part of
 * the neighbour, never all of it.
 */
export function redrawn(
  network: Network,
  request: LocaliseRequest,
  random: Random,
): readonly PaintedRegion[] {
  const { omission, spill, leastCoverage, fullCoverage } = network.parameters;
  const partly = (): number => leastCoverage.value + random() * (fullCoverage.value - leastCoverage.value);
  const painted = new Set(request.regions.map(({ id }) => id));
  const asked = request.asked === undefined ? undefined : new Set(request.asked);
  const kept = request.regions.filter(() => random() >= omission.value);
  const beside = new Set(
    request.regions.flatMap(
      ({ id }) => network.atlas.regions[network.regionIndex.get(id) ?? -1]?.neighbours ?? [],
    ),
  );
  const spilled = [...beside].filter(
    (id) => !painted.has(id) && (asked?.has(id) ?? true) && random() < spill.value,
  );
  return [
    ...(kept.length > 0 ? kept : request.regions),
    ...spilled.map((id) => ({ id, coverage: partly() })),
  ];
}

/**
 * How well two drawings of the same pain agree, 0 to 1: shared area over all area, each region by its share of the
 * body surface and its coverage. Location only; two drawings of one size in different places agree by 0.
 */
export function agreement(
  { atlas }: { readonly atlas: RankingAtlas },
  a: readonly PaintedRegion[],
  b: readonly PaintedRegion[],
): number {
  const area = (rows: readonly PaintedRegion[]): ReadonlyMap<string, number> =>
    new Map(rows.map(({ id, coverage }) => [id, coverage ?? 1]));
  const [inA, inB] = [area(a), area(b)];
  let [both, either] = [0, 0];
  for (const { id, surface } of atlas.regions) {
    const [p, q] = [inA.get(id) ?? 0, inB.get(id) ?? 0];
    both += surface * Math.min(p, q);
    either += surface * Math.max(p, q);
  }
  return either === 0 ? 1 : both / either;
}

/**
 * Agreement of the two drawings of a request, over what both had the chance to show. Undefined when there is only one
 * drawing, or when they looked at different parts of the body.
 */
export function agreementOf(atlas: RankingAtlas, request: LocaliseRequest): number | undefined {
  const { regions, asked, again, againAsked = asked } = request;
  if (again === undefined) return undefined;
  const shown = (also: readonly string[] | undefined, row: PaintedRegion): boolean =>
    also?.includes(row.id) ?? true;
  const [a, b] = [regions.filter((r) => shown(againAsked, r)), again.filter((r) => shown(asked, r))];
  return a.length + b.length === 0 ? undefined : agreement({ atlas }, a, b);
}
