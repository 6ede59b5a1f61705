import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import { placedAt } from '../../../core/atlas/body-view.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import type { RankedSite } from '../../../core/localise/ranking.ts';
import { VIEW_GROUPS } from '../../ui/body-map/view-groups.ts';
import { viewOf } from '../../ui/body-map/views.ts';
import type { Marker } from '../../ui/body-map/markers.tsx';
import { siteName } from './site-name.ts';

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

/**
 * Where a site is drawn. Exactly where its row places it, in the view that it names; on the whole-body views that
 * show its region well it stands in the middle of that region, which is only as exact as the region is small.
 */
export function placesOf(site: Site): readonly Pick<Marker, 'view' | 'x' | 'y'>[] {
  const { view, region, u, v } = site.at;
  const shown = viewOf(view).regions.get(region);
  const exact = shown === undefined ? [] : [{ view, at: placedAt(shown, u, v) }];
  const others = VIEW_GROUPS.body
    .filter((id) => id !== view)
    .flatMap((id) => {
      const there = viewOf(id).regions.get(region);
      return there === undefined || there.pole[2] < LEAST_RADIUS ? [] : [{ view: id, at: there.pole }];
    });
  return [...exact, ...others].map(({ view: id, at: [x, y] }) => ({ view: id, x, y }));
}

/** Inscribed radius of a region, view units, below which a whole-body view shows only a sliver of it. */
const LEAST_RADIUS = 70;

/** Regions where the opened site usually hurts, painted or not. */
export function patternOf(ranked: readonly RankedSite[], opened: SiteId | undefined): ReadonlySet<RegionId> {
  const site = ranked.find(({ site: id }) => id === opened);
  return new Set([...(site?.explains ?? []), ...(site?.misses ?? [])].map(({ region }) => region));
}
