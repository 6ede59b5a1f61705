import { bodyRegions, bodyView } from '../../../content/bodymap/neutral.ts';
import type { BodyView } from '../../../core/atlas/body-view.ts';
import type { Region, RegionId } from '../../../core/atlas/region.ts';
import { VIEW_GROUPS } from './view-groups.ts';

const expanded = new Map<string, BodyView>();
const byId: ReadonlyMap<RegionId, Region> = new Map(bodyRegions.map((r) => [r.id, r]));

/** One view of the neutral adult, expanded once: the same object every time, so that pictures need no redraw. */
export function viewOf(id: string): BodyView {
  const known = expanded.get(id);
  if (known !== undefined) return known;
  const view = bodyView(id);
  expanded.set(id, view);
  return view;
}

/** The region with this id. Throws when there is none: ids on the screen are ours. */
export function regionOf(id: RegionId): Region {
  const region = byId.get(id);
  if (region === undefined) throw new Error(`no region ${id} in the body map`);
  return region;
}

/** How much of a region a view shows, against the view that shows most of it: 0 to 1. */
function shownShare(view: string, region: RegionId): number {
  const size = (id: string): number =>
    (viewOf(id).regions.get(region)?.area ?? 0) / (viewOf(id).unit * viewOf(id).unit);
  const most = Math.max(...Object.values(VIEW_GROUPS).flat().map(size));
  return most === 0 ? 0 : size(view) / most;
}

/** A close-up that shows this much of what a whole-body view shows is the better picture. */
const CLOSE_ENOUGH = 0.8;

/** The view that shows some weighted regions best, a close-up where it shows nearly all of them. */
export function clearestViewOf(weights: ReadonlyMap<RegionId, number>): string {
  const shown = (view: string): number =>
    [...weights].reduce((sum, [region, weight]) => sum + weight * shownShare(view, region), 0);
  const best = (views: readonly string[]): { view: string; shown: number } =>
    views.map((view) => ({ view, shown: shown(view) })).reduce((a, b) => (b.shown > a.shown ? b : a));
  const { body, ...closeUps } = VIEW_GROUPS;
  const [whole, close] = [best(body), best(Object.values(closeUps).flat())];
  return close.shown >= CLOSE_ENOUGH * whole.shown ? close.view : whole.view;
}
