import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { SiteId } from '../../../core/atlas/muscle.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import { linksOfCause } from '../../../core/localise/expected.ts';
import type { RankedSite } from '../../../core/localise/ranking.ts';
import { placesOf } from '../../ui/body-map/places.ts';
import type { Marker } from '../../ui/body-map/markers.tsx';
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

/** Regions that the opened site or explanation can make hurt, painted or not. */
export function patternOf(atlas: Atlas, opened: string | undefined): ReadonlySet<RegionId> {
  return new Set(opened === undefined ? [] : linksOfCause(atlas, opened).map(({ region }) => region));
}
