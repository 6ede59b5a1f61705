import type { RankingSite } from '../atlas/ranking-atlas.ts';
import type { SiteEntry, SiteId } from '../atlas/muscle.ts';
import type { TriggerPoint } from './life.ts';

type SiteWithSatellites = Pick<RankingSite, 'id' | 'side'> & {
  readonly entry: Pick<SiteEntry, 'id' | 'satellites'>;
};

/**
 * Points of the patient whose satellite a point may be, because the atlas lists its site among those that often become
 * active with theirs, on the same side. An opinion of textbooks, to be shown as one.
 */
export function likelyParents(
  point: TriggerPoint,
  points: readonly TriggerPoint[],
  sites: ReadonlyMap<SiteId, SiteWithSatellites>,
): readonly TriggerPoint[] {
  const own = sites.get(point.site);
  if (own === undefined) return [];
  return points.filter((other) => {
    const site = sites.get(other.site);
    return (
      other.id !== point.id &&
      site !== undefined &&
      site.entry.satellites.includes(own.entry.id) &&
      (site.side === own.side || site.side === 'midline' || own.side === 'midline')
    );
  });
}
