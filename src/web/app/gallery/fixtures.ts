import { viewOf } from '../../ui/body-map/views.ts';
import { placedAt } from '../../../core/atlas/body-view.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import type { Marker } from '../../ui/body-map/markers.tsx';
import type { Stroke } from '../../../core/episode.ts';

/** Invented strengths, for the look only. */
export const HEAT: ReadonlyMap<RegionId, number> = new Map([
  ['temple-right', 0.75],
  ['occiput-right', 0.3],
  ['suboccipital-right', 0.85],
  ['lateral-neck-right', 0.7],
  ['posterior-neck-right', 0.9],
  ['mastoid-right', 0.5],
  ['upper-trapezius-right', 0.95],
  ['jaw-right', 0.25],
  ['lumbar-left', 0.35],
  ['sacroiliac-left', 0.7],
  ['buttock-upper-left', 0.9],
  ['buttock-lower-left', 0.55],
  ['hip-lateral-left', 0.6],
  ['thigh-posterior-upper-left', 0.4],
  ['thigh-lateral-upper-left', 0.5],
  ['thigh-lateral-lower-left', 0.3],
  ['calf-upper-left', 0.2],
]);

/** Invented strokes on the back. */
export const STROKES: readonly Stroke[] = [
  stroke('brush', 8, [3300, 1050], [3330, 1130], [3290, 1220], [3250, 1330], [3230, 1500]),
  stroke('brush', 5, [3320, 1700], [3480, 1800], [3700, 1860], [3900, 1930]),
  stroke('brush', 3, [2600, 4150], [2500, 4400], [2420, 4700], [2440, 5000]),
  { ...stroke('lasso', 10, [3450, 2200], [3700, 2150], [3820, 2500], [3650, 2800], [3470, 2600]), radius: 0 },
  { view: 'back', tool: 'eraser', radius: 70, points: [[3600, 2440]] },
];

function stroke(tool: Stroke['tool'], intensity: number, ...points: Stroke['points'][number][]): Stroke {
  return { view: 'back', tool, radius: 130, intensity, points };
}

/** Two sites on the back, one of them chosen. */
export const MARKERS: readonly Marker[] = [
  place('upper-trapezius-right', 0.4, 0.5, '1'),
  place('buttock-upper-left', 0.6, 0.4, '2'),
  place('interscapular-left', 0.5, 0.5),
];

function place(region: RegionId, u: number, v: number, text?: string): Marker {
  const shown = viewOf('back').regions.get(region);
  const [x, y] = shown === undefined ? [0, 0] : placedAt(shown, u, v);
  return {
    id: region,
    view: 'back',
    x,
    y,
    label: region,
    ...(text !== undefined && { text }),
    isChosen: text === '1',
  };
}
