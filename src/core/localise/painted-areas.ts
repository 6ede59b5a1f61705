import type { RankingAtlas } from '../atlas/ranking-atlas.ts';
import type { RegionId } from '../atlas/region.ts';

interface BodyOf {
  readonly atlas: Pick<RankingAtlas, 'regions'>;
  readonly regionIndex: ReadonlyMap<RegionId, number>;
}

/** The painted regions, as indices, in groups that touch. */
export function paintedAreas(
  map: BodyOf,
  painted: ArrayLike<number> & Iterable<number>,
): readonly (readonly number[])[] {
  const left = new Set(painted);
  const areas: number[][] = [];
  for (const start of painted) {
    if (!left.delete(start)) continue;
    const area = [start];
    // The list grows while it is walked: every region added is visited in its turn.
    for (const at of area) for (const next of neighboursOf(map, at)) if (left.delete(next)) area.push(next);
    areas.push(area);
  }
  return areas;
}

const neighbours = new WeakMap<BodyOf['atlas']['regions'], readonly (readonly number[])[]>();

/** Regions that touch one, as indices. */
export function neighboursOf({ atlas, regionIndex }: BodyOf, region: number): readonly number[] {
  let all = neighbours.get(atlas.regions);
  if (all === undefined) {
    all = atlas.regions.map((row) => row.neighbours.map((id) => regionIndex.get(id) ?? -1));
    neighbours.set(atlas.regions, all);
  }
  return all[region] ?? [];
}
