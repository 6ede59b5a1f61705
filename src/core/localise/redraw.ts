import { seededRandom, type Random } from '../../kit/random.ts';
import type { Probability } from '../../kit/probability.ts';
import type { SiteId } from '../atlas/muscle.ts';
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
 * The 5th to 95th percentile of each site's probability over simulated redrawings of the same pain.
 *
 * Each painted region is left out, and each empty neighbour of paint taken in, as often as the parameters say that
 * hands do. Seeded: the same request gets the same intervals. Takes as long as `REDRAWS` rankings.
 */
export function redrawIntervals(
  network: Network,
  request: LocaliseRequest,
  redraws = REDRAWS,
): ReadonlyMap<SiteId, RedrawInterval> {
  const random = seededRandom(request.regions.length);
  const runs = Array.from({ length: redraws }, () => {
    const regions = redrawn(network, request, random);
    const asked = request.asked ?? network.atlas.regions.map(({ id }) => id);
    return network.solver.solve(observe(network, { ...request, regions, asked }).question).active;
  });
  const at = (values: readonly number[], share: number): Probability =>
    (values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0) as Probability;
  return new Map(
    network.atlas.sites.map(({ id }, i) => {
      const sorted = runs.map((active) => active[i] ?? 0).sort((a, b) => a - b);
      return [id, { low: at(sorted, CUT), high: at(sorted, 1 - CUT) }];
    }),
  );
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
  network: Network,
  a: readonly PaintedRegion[],
  b: readonly PaintedRegion[],
): number {
  const area = (rows: readonly PaintedRegion[]): ReadonlyMap<string, number> =>
    new Map(rows.map(({ id, coverage }) => [id, coverage ?? 1]));
  const [inA, inB] = [area(a), area(b)];
  let [both, either] = [0, 0];
  for (const { id, surface } of network.atlas.regions) {
    const [p, q] = [inA.get(id) ?? 0, inB.get(id) ?? 0];
    both += surface * Math.min(p, q);
    either += surface * Math.max(p, q);
  }
  return either === 0 ? 1 : both / either;
}
