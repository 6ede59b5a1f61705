import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyView, VIEW_IDS } from '../../content/bodymap/neutral.ts';
import { contains } from '../atlas/body-view.ts';
import { drawingToRegions, overlap, paint, Rasters, type DrawnStroke } from './drawing.ts';
import { lassoCoverage, Painting } from './geometry/painting.ts';
import { rasterOf } from './geometry/raster.ts';
import { Scanner } from './geometry/scan.ts';

const views = VIEW_IDS.map((id) => bodyView(id));
const rasters = new Rasters(views);
const front = bodyView('front');
const pole = (view: string, region: string): [number, number] => {
  const [x, y] = bodyView(view).regions.get(region)!.pole;
  return [x, y];
};
const stroke = (over: Partial<DrawnStroke>): DrawnStroke => ({
  view: 'front',
  tool: 'brush',
  radius: 60,
  points: [pole('front', 'chest-upper-left')],
  ...over,
});

describe('raster', () => {
  test('a pixel carries the region that its centre lies in, in every view', () => {
    for (const view of views) {
      const raster = rasters.get(view.id);
      let wrong = 0;
      for (let i = 0; i < 400; i++) {
        // A fixed lattice that visits the whole picture.
        const x = (i * 7919) % raster.width;
        const y = (i * 104_729) % raster.height;
        const label = raster.labels[y * raster.width + x]!;
        const inside = [...view.regions.values()].filter((r) =>
          contains(r, (x + 0.5) * raster.pixel, (y + 0.5) * raster.pixel),
        );
        if ((raster.regions[label - 1] ?? undefined) !== inside[0]?.id) wrong++;
      }
      expect(wrong, view.id).toBe(0);
    }
  });

  test('every region of every view has pixels, and as many as its area says', () => {
    for (const view of views) {
      const raster = rasters.get(view.id);
      [...view.regions.values()].forEach(({ id, area }, i) => {
        const measured = raster.sizes[i + 1]! * raster.pixel ** 2;
        expect(measured, `${view.id} ${id}`).toBeGreaterThan(0);
        // The stored area is in blocks of 100 units and its outline is smooth; ours is flattened and in pixels.
        const tolerance = 0.01 * area + 8 * raster.pixel * Math.sqrt(area);
        expect(Math.abs(measured - area), `${view.id} ${id}`).toBeLessThan(tolerance);
      });
    }
  });
});

describe('brush', () => {
  const raster = rasterOf(front);
  const spot = fc.tuple(
    fc.double({ min: 0, max: raster.width, noNaN: true }),
    fc.double({ min: 0, max: raster.height, noNaN: true }),
  );

  test('a segment paints exactly the pixels whose centres are within the radius of it', () => {
    fc.assert(
      fc.property(
        spot,
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.double({ min: -30, max: 30, noNaN: true }),
        fc.double({ min: 0.5, max: 20, noNaN: true }),
        ([x0, y0], dx, dy, radius) => {
          const sheet = new Painting(raster);
          sheet.segment(x0, y0, x0 + dx, y0 + dy, { radius, value: 5 });
          for (let y = Math.max(0, Math.floor(y0 - 60)); y < Math.min(raster.height, y0 + 60); y++)
            for (let x = Math.max(0, Math.floor(x0 - 60)); x < Math.min(raster.width, x0 + 60); x++) {
              // Distance from the pixel's centre to the segment, by projection.
              const [px, py] = [x + 0.5 - x0, y + 0.5 - y0];
              const along =
                dx * dx + dy * dy === 0
                  ? 0
                  : Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy)));
              const distance = Math.hypot(px - along * dx, py - along * dy);
              if (Math.abs(distance - radius) < 1e-6) continue;
              expect(sheet.mask[y * raster.width + x]! > 0).toBe(distance < radius);
            }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('counts per region are the counts of the mask, whatever was painted, lassoed, tapped and erased', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 6000 }), fc.integer({ min: 0, max: 10_400 }));
    const strokes = fc.array(
      fc.record({
        view: fc.constant('front'),
        tool: fc.constantFrom('brush', 'lasso', 'eraser', 'tap'),
        radius: fc.integer({ min: 10, max: 300 }),
        points: fc.array(point, { minLength: 1, maxLength: 6 }),
        intensity: fc.integer({ min: 1, max: 10 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(strokes, (list) => {
        const sheet = paint(rasters, list).get('front')!;
        const painted = new Int32Array(sheet.painted.length);
        const ratings = new Int32Array(sheet.painted.length);
        sheet.mask.forEach((value, i) => {
          const label = sheet.raster.labels[i]!;
          if (value > 0) painted[label]!++;
          if (value > 0 && value <= 10) ratings[label]! += value;
        });
        expect(sheet.painted).toEqual(painted);
        expect(sheet.ratings).toEqual(ratings);
      }),
      { numRuns: 15 },
    );
  });
});

describe('drawing', () => {
  test('one dab on the chest covers part of one region, with its rating', () => {
    const { regions, asked } = drawingToRegions(rasters, [stroke({ intensity: 6, radius: 150 })]);
    expect(regions.map(({ id }) => id)).toEqual(['chest-upper-left']);
    expect(regions[0]!.intensity).toBe(6);
    // A disc of radius 150 has π · 22,500 = 70,686 square units.
    const share = 70_686 / front.regions.get('chest-upper-left')!.area;
    expect(regions[0]!.coverage! / share).toBeGreaterThan(0.9);
    expect(regions[0]!.coverage! / share).toBeLessThan(1.1);
    expect(asked).toHaveLength(front.regions.size);
  });

  test('a tap covers the whole region and nothing else', () => {
    const { regions } = drawingToRegions(rasters, [stroke({ tool: 'tap' })]);
    expect(regions).toEqual([{ id: 'chest-upper-left', coverage: 1 }]);
  });

  test('what is painted and then erased is not painted', () => {
    const strokes = [stroke({}), stroke({ tool: 'eraser', radius: 80 })];
    expect(drawingToRegions(rasters, strokes).regions).toEqual([]);
  });

  test('views that nobody touched were not asked about', () => {
    const { asked } = drawingToRegions(rasters, [
      stroke({ view: 'hand-palmar-left', points: [pole('hand-palmar-left', 'palm-left')] }),
    ]);
    expect(asked).toContain('palm-left');
    expect(asked).not.toContain('chest-upper-left');
  });

  test('a lasso covers what exact geometry says, to one percent of the region', () => {
    // A rectangle in the middle of a region's box, against a lattice of 1,000 × 1,000 sample points per region.
    const raster = rasters.get('front');
    for (const region of [...front.regions.values()].slice(0, 40)) {
      const [left, top, right, bottom] = region.box;
      // A leaning quadrilateral: no hand draws lines along the pixels.
      const [w, h] = [right - left, bottom - top];
      const corners = [
        [left + 0.21 * w, top - 0.1 * h],
        [right - 0.07 * w, top + 0.05 * h],
        [right - 0.3 * w, bottom - 0.33 * h],
        [left + 0.1 * w, bottom - 0.4 * h],
      ] as const;
      const ring = corners.flatMap(([x, y]) => [x / raster.pixel, y / raster.pixel]);
      const isInside = (x: number, y: number): boolean =>
        corners.every(([ax, ay], i) => {
          const [bx, by] = corners[(i + 1) % 4]!;
          return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0;
        });
      const label = raster.regions.indexOf(region.id) + 1;
      const found = lassoCoverage(raster, new Scanner(raster.width, raster.height), ring)[label]!;
      if (raster.sizes[label]! < 1500) continue;
      let [inside, hit] = [0, 0];
      for (let i = 0; i < 200; i++)
        for (let k = 0; k < 200; k++) {
          const [x, y] = [
            left + ((i + 0.5) / 200) * (right - left),
            top + ((k + 0.5) / 200) * (bottom - top),
          ];
          if (!contains(region, x, y)) continue;
          inside++;
          if (isInside(x, y)) hit++;
        }
      expect(Math.abs(found - hit / inside), region.id).toBeLessThan(0.01);
    }
  });

  test('two drawings agree by the paint they share over all their paint', () => {
    // Two bands one pixel-row apart of the same length overlap by what their heights share: 100 to 300 against 200 to 400
    // units tall share a third.
    const band = (y: number): DrawnStroke =>
      stroke({
        tool: 'lasso',
        points: [
          [1000, y],
          [3000, y],
          [3000, y + 2000],
          [1000, y + 2000],
        ],
      });
    const one = paint(rasters, [band(2000)]).get('front')!;
    const two = paint(rasters, [band(3000)]).get('front')!;
    expect(overlap(one, two)).toBeCloseTo(1 / 3, 2);
    expect(overlap(one, one)).toBe(1);
  });
});
