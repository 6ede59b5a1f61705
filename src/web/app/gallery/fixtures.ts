import { viewOf } from '../../ui/body-map/views.ts';
import { placedAt } from '../../../core/atlas/body-view.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import type { Marker } from '../../ui/body-map/markers.tsx';
import type { ActorId, ClinicId, PatientId, PatientSummary, Stroke } from '../../../core/episode.ts';
import type { LocaliseRequest } from '../../../core/localise/request.ts';
import type { Day, Instant } from '../../../kit/time.ts';

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

/** An invented drawing with one finding, and pain that no muscle explains. */
export const REQUEST: LocaliseRequest = {
  regions: [
    { id: 'temple-right', intensity: 7, coverage: 0.8 },
    { id: 'occiput-right', intensity: 6, coverage: 0.5 },
    { id: 'umbilical', intensity: 3, coverage: 0.4 },
  ],
  findings: [
    { site: 'temporalis-1-right', sign: 'recognised-pain', answer: 'present' },
    { site: 'temporalis-1-right', sign: 'taut-band', answer: 'absent' },
  ],
};

const KEPT = {
  clinicId: '01890a5d-ac96-7774-8cce-b302099a8057' as ClinicId,
  version: 1,
  at: '2026-01-02T03:04:05.678Z' as Instant,
  by: '01890a5d-ac96-7774-8cce-b302099a8058' as ActorId,
};

/** Invented patients. */
export const PATIENTS: readonly PatientSummary[] = [
  { label: 'Demo 1', birthYear: 1968, visits: 3, lastVisit: '2026-11-03' as Day },
  { label: 'A label as long as a label may be, which is eighty characters and so it wraps.', visits: 0 },
].map(({ visits, lastVisit, ...patient }, i) => ({
  patient: { ...KEPT, kind: 'patient', id: `p${i}` as PatientId, synthetic: true, ...patient },
  visits,
  ...(lastVisit !== undefined && { lastVisit }),
}));
