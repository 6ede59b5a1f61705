import type { Site } from '../../../core/atlas/muscle.ts';
import { placedAt } from '../../../core/atlas/body-view.ts';
import type { Marker } from '../../ui/body-map/markers.tsx';
import { viewOf } from '../../ui/body-map/views.ts';

/**
 * Crosses where the sites are. Exactly where the row places them in the view that it names; the whole-body view of
 * the same side shows a close-up's sites by the same fraction of the same region's box.
 */
export function siteMarkers(sites: readonly Site[], chosen: string | undefined): readonly Marker[] {
  return sites.flatMap((site, i) => {
    const { view, region, u, v } = site.at;
    const views = [view, ...(WHOLE[view] === undefined ? [] : [WHOLE[view]])];
    return views.flatMap((id) => {
      const shown = viewOf(id).regions.get(region);
      if (shown === undefined) return [];
      const [x, y] = placedAt(shown, u, v);
      const isChosen = site.entry.id === chosen;
      return [{ id: site.entry.id, view: id, x, y, label: `${i + 1}, ${site.entry.label}`, isChosen }];
    });
  });
}

/** The whole-body view that shows the same side as a close-up. */
const WHOLE: Readonly<Record<string, string>> = {
  'head-front': 'front',
  'head-back': 'back',
  'head-left': 'left',
  'head-right': 'right',
};
