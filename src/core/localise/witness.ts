import type { Network } from './network.ts';
import { neighboursOf, paintedAreas } from './painted-areas.ts';
import type { Parameters } from './parameters.ts';

/** What the drawings show of one painted region. */
export interface Painted {
  readonly region: number;
  /** Coverage in each drawing that had the chance to show it; 0 where one of two left the region out. */
  readonly coverages: readonly (number | undefined)[];
}

/**
 * P(painted like this | nothing hurts there) relative to P(… | it hurts), per row.
 *
 * Two drawings are two witnesses. One that left the region out says so as often as painful regions are forgotten.
 */
export function unfounded(network: Network, rows: readonly Painted[]): Float64Array {
  const places = placesOf(network, rows);
  const out = new Float64Array(rows.length).fill(1);
  rows.forEach(({ coverages }, k) => {
    for (const coverage of coverages)
      out[k] = (out[k] ?? 1) * inOneDrawing(network.parameters, coverage, places[k] ?? 'alone');
  });
  return out;
}

/**
 * Where a painted region lies in its painted area.
 *
 * - `alone`: no paint beside it
 * - `heart`: the region of its area that the hand must have meant, if it meant any: a hand runs over from somewhere
 * - `rim`: any other, which the hand may have painted across by mistake
 */
type Place = 'alone' | 'heart' | 'rim';

/**
 * One drawing cannot say which region the hand started from, and it started from one: the one with most paint round it, then
 * the one that more of the atlas reaches. Without that, two neighbours would each pass for a slip beside the other.
 * With two drawings nothing needs to be assumed: what was meant is in both.
 */
function placesOf(network: Network, rows: readonly Painted[]): readonly Place[] {
  const places = new Map<number, Place>();
  const single = new Set(rows.filter(({ coverages }) => coverages.length < 2).map(({ region }) => region));
  const regions = rows.map(({ region }) => region);
  const painted = new Set(regions);
  for (const area of paintedAreas(network, regions)) {
    const [only, ...others] = area;
    if (only !== undefined && others.length === 0) places.set(only, 'alone');
    const heart = others.length === 0 ? undefined : heartOf(network, area, painted);
    if (heart !== undefined && single.has(heart)) places.set(heart, 'heart');
  }
  return regions.map((region) => places.get(region) ?? 'rim');
}

function heartOf(
  network: Network,
  area: readonly number[],
  painted: ReadonlySet<number>,
): number | undefined {
  let heart: number | undefined;
  let most = -1;
  for (const region of area) {
    let around = 0;
    for (const next of neighboursOf(network, region)) if (painted.has(next)) around++;
    const [reach, best] = [network.reach[region] ?? 0, network.reach[heart ?? -1] ?? 0];
    const isMore = around !== most ? around > most : reach !== best ? reach > best : region < (heart ?? 0);
    if (isMore) [heart, most] = [region, around];
  }
  return heart;
}

/**
 * A region that was tapped or named says as much as stray marks are rare: a finger that taps does not run over. A sliver
 * of paint says nothing (1). Beside other paint the edge of a stroke often runs over, and now and then a whole
 * neighbour is painted across. Between the named points the logarithm of the ratio runs straight.
 */
function inOneDrawing(parameters: Parameters, coverage: number | undefined, place: Place): number {
  const { stray, spill, smear, omission, leastCoverage, fullCoverage, solidCoverage } = parameters;
  if (coverage === 0) return 1 / omission.value;
  if (coverage === undefined) return stray.value;
  const solid = place === 'rim' ? smear.value : stray.value;
  if (coverage >= solidCoverage.value) return solid;
  const edge = place === 'alone' ? stray.value : Math.max(spill.value, solid);
  if (coverage <= fullCoverage.value) return edge ** along(leastCoverage.value, fullCoverage.value, coverage);
  return edge * (solid / edge) ** along(fullCoverage.value, solidCoverage.value, coverage);
}

/** How far `x` is from `from` to `to`, in [0, 1]. */
function along(from: number, to: number, x: number): number {
  return Math.min(1, Math.max(0, (x - from) / (to - from)));
}
