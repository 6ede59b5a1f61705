import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { SiteId } from '../../../core/atlas/muscle.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import type { RankedSite } from '../../../core/localise/ranking.ts';
import type { Marker } from '../../ui/body-map/markers.tsx';
import { placesOf } from '../../ui/body-map/places.ts';
import { siteName } from '../../../core/atlas/site-name.ts';

/** As many as can be told apart on a small screen. */
const NUMBERED = 3;

/** Numbered markers of the leading sites and of the one that is opened, on every view that can show them. */
export function markersOf(
  atlas: Atlas,
  ranked: readonly RankedSite[],
  opened: SiteId | undefined,
): readonly Marker[] {
  const byId = new Map(atlas.sites.map((site) => [site.id, site]));
  return ranked.flatMap(({ site: id }, i) => {
    const site = byId.get(id);
    if (site === undefined || (i >= NUMBERED && id !== opened)) return [];
    return placesOf(site).map((place) => ({
      ...place,
      id,
      text: String(i + 1),
      label: `${i + 1}, ${siteName(site)}`,
      isChosen: id === opened,
    }));
  });
}

/** Regions where the opened site usually hurts, painted or not. */
export function patternOf(ranked: readonly RankedSite[], opened: SiteId | undefined): ReadonlySet<RegionId> {
  const site = ranked.find(({ site: id }) => id === opened);
  return new Set([...(site?.explains ?? []), ...(site?.misses ?? [])].map(({ region }) => region));
}
