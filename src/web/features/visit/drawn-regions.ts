import { VIEW_IDS } from '../../../content/bodymap/neutral.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import type { Stroke } from '../../../core/episode.ts';
import { drawingToRegions, Rasters, type DrawnRegions } from '../../../core/localise/drawing.ts';
import { LiveDrawing } from '../../../core/localise/live-drawing.ts';
import { viewOf } from '../../ui/body-map/views.ts';

let rasters: Rasters | undefined;

/** The tables of every view: made on first use and kept; they never change. */
const tables = (): Rasters => (rasters ??= new Rasters(VIEW_IDS.map(viewOf)));

/** Which regions the strokes cover. */
export function drawnRegions(strokes: readonly Stroke[]): DrawnRegions {
  return drawingToRegions(tables(), strokes);
}

/** Regions painted on other views: tinted on this one, so that nobody paints them twice. By rating. */
export function paintedElsewhere(strokes: readonly Stroke[], view: string): ReadonlyMap<RegionId, number> {
  const others = drawnRegions(strokes.filter((stroke) => stroke.view !== view));
  return new Map(others.regions.map(({ id, intensity }) => [id, intensity ?? 5]));
}

/** Follows one drawing while its strokes grow. */
export function followDrawing(): LiveDrawing {
  return new LiveDrawing(tables());
}

/** Make the table of a view before the finger comes down on it. */
export function warmUp(view: string): void {
  tables().get(view);
}
