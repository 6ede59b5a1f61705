import { placedAt } from '../../../core/atlas/body-view.ts';
import type { Site } from '../../../core/atlas/muscle.ts';
import type { Marker } from './markers.tsx';
import { VIEW_GROUPS } from './view-groups.ts';
import { viewOf } from './views.ts';

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
