import { VIEW_IDS } from '../../../content/bodymap/neutral.ts';
import type { Stroke } from '../../../core/episode.ts';
import { drawingToRegions, Rasters, type DrawnRegions } from '../../../core/localise/drawing.ts';
import { viewOf } from '../../ui/body-map/views.ts';

let rasters: Rasters | undefined;

/** Which regions the strokes cover. The tables for it are made on first use and kept; they never change. */
export function drawnRegions(strokes: readonly Stroke[]): DrawnRegions {
  rasters ??= new Rasters(VIEW_IDS.map(viewOf));
  return drawingToRegions(rasters, strokes);
}

/** Make the table of a view before the finger comes down on it. */
export function warmUp(view: string): void {
  rasters ??= new Rasters(VIEW_IDS.map(viewOf));
  rasters.get(view);
}
