import { bodyRegions, bodyView } from '../../../content/bodymap/neutral.ts';
import type { BodyView } from '../../../core/atlas/body-view.ts';
import type { Region, RegionId } from '../../../core/atlas/region.ts';

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

/** The whole-body view that shows most of a region. */
export function bestViewOf(id: RegionId): string {
  const views = ['front', 'back', 'left', 'right'];
  const area = (view: string): number => viewOf(view).regions.get(id)?.area ?? 0;
  return views.reduce((best, view) => (area(view) > area(best) ? view : best));
}
