import clipping from 'polygon-clipping';
import { bodyView } from '../../src/content/bodymap/neutral.ts';
import { lassoCoverage, Painting } from '../../src/core/localise/geometry/painting.ts';
import { rasterOf } from '../../src/core/localise/geometry/raster.ts';
import { Scanner } from '../../src/core/localise/geometry/scan.ts';
import { drawingToRegions, Rasters } from '../../src/core/localise/drawing.ts';
import { seededRandom } from '../../src/kit/random.ts';
import { fastest, rounded, type Bench, type Figure } from './bench.ts';

const view = bodyView('front');
const raster = rasterOf(view);

/** A line that wanders over the trunk like a finger, in pixels: some three pixels between two events. */
function wander(segments: number): readonly (readonly [number, number])[] {
  const random = seededRandom(3);
  let [x, y, heading] = [raster.width / 2, raster.height / 3, 0];
  return Array.from({ length: segments + 1 }, () => {
    heading += (random() - 0.5) * 0.8;
    if (
      x < raster.width * 0.3 ||
      x > raster.width * 0.7 ||
      y < raster.height * 0.15 ||
      y > raster.height * 0.6
    )
      heading = Math.atan2(raster.height * 0.35 - y, raster.width / 2 - x);
    x += 3 * Math.cos(heading);
    y += 3 * Math.sin(heading);
    return [x, y] as const;
  });
}

/** A round lasso over the trunk with a wobbling edge. */
function loop(vertices: number): Float64Array {
  const ring = new Float64Array(2 * vertices);
  for (let i = 0; i < vertices; i++) {
    const turn = (2 * Math.PI * i) / vertices;
    const radius = raster.width * 0.14 * (1 + 0.15 * Math.sin(5 * turn));
    ring[2 * i] = raster.width / 2 + radius * Math.cos(turn);
    ring[2 * i + 1] = raster.height * 0.3 + 1.6 * radius * Math.sin(turn);
  }
  return ring;
}

function brush(): readonly Figure[] {
  const line = wander(400);
  const pen = { radius: 12, value: 5 };
  const stroke = (): void => {
    const sheet = new Painting(raster);
    for (let i = 1; i < line.length; i++)
      sheet.segment(line[i - 1]![0], line[i - 1]![1], line[i]![0], line[i]![1], pen);
  };
  const empty = fastest(60, () => new Painting(raster));
  const all = fastest(60, stroke);
  return [
    { name: 'drawing/brush/segment', value: rounded((1000 * (all - empty)) / 400), unit: 'µs' },
    { name: 'drawing/brush/replay-400', value: rounded(all), unit: 'ms' },
  ];
}

function lasso(): readonly Figure[] {
  const ring = loop(200);
  const scanner = new Scanner(raster.width, raster.height);
  const time = fastest(300, () => lassoCoverage(raster, scanner, ring));
  const found = lassoCoverage(raster, scanner, ring);
  const pairs = (values: ArrayLike<number>, unit: number): [number, number][] =>
    Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i]! * unit, values[2 * i + 1]! * unit]);
  const shapes = [...view.regions.values()].map(({ rings }) =>
    rings.map((r): [number, number][][] => [pairs(r, 1)]),
  );
  const lassoed: [number, number][][] = [pairs(ring, raster.pixel)];
  const clip = (): number[] =>
    // Rings by the even-odd rule: the symmetric difference of its rings is the region.
    shapes.map((rings) => area(clipping.intersection(clipping.xor(rings[0]!, ...rings.slice(1)), lassoed)));
  const whole = shapes.map((rings) => area(clipping.xor(rings[0]!, ...rings.slice(1))));
  const exact = clip();
  const errors = exact
    .map((a, i) => Math.abs(a / whole[i]! - found[i + 1]!))
    .filter((_, i) => raster.sizes[i + 1]! > 400);
  const peer = fastest(3, clip);
  return [
    {
      name: 'drawing/lasso/200',
      value: rounded(1000 * time),
      unit: 'µs',
      peer: 'polygon-clipping',
      ratio: rounded(peer / time),
    },
    {
      name: 'drawing/lasso/error',
      value: rounded(Math.max(...errors)),
      unit: 'largest error of a share, regions above 400 pixels',
      peer: 'polygon-clipping',
    },
  ];
}

/** Area of polygons with holes, by the shoelace formula; rings close themselves. */
function area(polygons: readonly (readonly (readonly (readonly [number, number])[])[])[]): number {
  const ringArea = (r: readonly (readonly [number, number])[]): number =>
    Math.abs(
      r.reduce((sum, [x, y], i) => {
        const [nx, ny] = r[(i + 1) % r.length]!;
        return sum + x * ny - nx * y;
      }, 0),
    ) / 2;
  return polygons.reduce(
    (sum, [outer, ...holes]) => sum + ringArea(outer ?? []) - holes.reduce((a, h) => a + ringArea(h), 0),
    0,
  );
}

function whole(): readonly Figure[] {
  const rasters = new Rasters([view]);
  rasters.get('front');
  const points = wander(200).map(([x, y]) => [x * raster.pixel, y * raster.pixel] as const);
  const strokes = [
    { view: 'front', tool: 'brush', radius: 12 * raster.pixel, points, intensity: 6 },
  ] as const;
  return [
    {
      name: 'drawing/regions',
      value: rounded(fastest(60, () => drawingToRegions(rasters, strokes))),
      unit: 'ms',
    },
    { name: 'drawing/raster', value: rounded(fastest(5, () => rasterOf(view))), unit: 'ms' },
  ];
}

export const benches: readonly Bench[] = [
  { name: 'drawing/brush', run: brush },
  { name: 'drawing/lasso', run: lasso },
  { name: 'drawing/whole', run: whole },
];
