import { shippedAtlas } from '../../src/content/atlas/load.ts';
import { bodyView, VIEW_IDS } from '../../src/content/bodymap/neutral.ts';
import { bars } from '../../src/core/localise/bars.ts';
import { Rasters, type DrawnStroke } from '../../src/core/localise/drawing.ts';
import { LiveDrawing } from '../../src/core/localise/live-drawing.ts';
import { compileNetwork } from '../../src/core/localise/network.ts';
import { redrawIntervals } from '../../src/core/localise/redraw.ts';
import { quantile, rounded, type Bench, type Figure } from './bench.ts';

const network = compileNetwork(shippedAtlas());

/** Movements of one stroke: one per frame of a second's painting. */
const MOVEMENTS = 60;

/** A stroke on the back from the middle of one region to the middle of another, in so many movements. */
function strokeBetween(from: string, to: string): DrawnStroke {
  const { regions } = bodyView('back');
  const [[x0, y0], [x1, y1]] = [from, to].map((id) => regions.get(id)?.pole ?? [0, 0, 0]) as [
    [number, number, number],
    [number, number, number],
  ];
  const points = Array.from(
    { length: MOVEMENTS },
    (_, i) => [x0 + ((x1 - x0) * i) / MOVEMENTS, y0 + ((y1 - y0) * i) / MOVEMENTS] as const,
  );
  return { view: 'back', tool: 'brush', radius: 140, intensity: 6, points };
}

const STROKES = [
  strokeBetween('occiput-right', 'posterior-neck-right'),
  strokeBetween('posterior-neck-right', 'upper-trapezius-right'),
  strokeBetween('upper-trapezius-right', 'interscapular-right'),
];

/** From one movement of the finger to the bars that answer it, without the browser: regions, then all probabilities. */
function follow(): readonly Figure[] {
  const rasters = new Rasters(VIEW_IDS.map((id) => bodyView(id)));
  const took: number[] = [];
  // The first round makes tables and warms the code up; it is not measured.
  for (let round = 0; round < 4; round++) {
    const live = new LiveDrawing(rasters);
    let finished: readonly DrawnStroke[] = [];
    for (const stroke of STROKES) {
      for (let n = 1; n <= stroke.points.length; n++) {
        const started = performance.now();
        const drawn = live.regions(finished, { ...stroke, points: stroke.points.slice(0, n) });
        if (drawn.regions.length > 0) bars(network, { ...drawn, findings: [] });
        if (round > 0) took.push(performance.now() - started);
      }
      finished = [...finished, stroke];
    }
  }
  return ([0.5, 0.95, 0.99] as const).map((share) => ({
    name: `follow/movement/p${100 * share}`,
    value: rounded(quantile(took, share)),
    unit: 'ms',
  }));
}

/** The spans across the bars of a typical drawing: twenty redrawings. */
function spans(): readonly Figure[] {
  const regions = ['temple-right', 'occiput-right', 'posterior-neck-right', 'upper-trapezius-right'];
  const request = { regions: regions.map((id) => ({ id, coverage: 0.8 })), findings: [] };
  const took = Array.from({ length: 10 }, () => {
    const started = performance.now();
    redrawIntervals(network, request);
    return performance.now() - started;
  });
  return [{ name: 'follow/spans', value: rounded(quantile(took, 0.5)), unit: 'ms' }];
}

export const benches: readonly Bench[] = [
  { name: 'follow/movement', run: follow },
  { name: 'follow/spans', run: spans },
];
