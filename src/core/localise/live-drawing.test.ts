import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyView } from '../../content/bodymap/neutral.ts';
import { drawingToRegions, Rasters, STROKE_TOOLS, type DrawnStroke } from './drawing.ts';
import { LiveDrawing } from './live-drawing.ts';

const views = ['front', 'back'].map((id) => bodyView(id));
const rasters = new Rasters(views);

const anyStroke: fc.Arbitrary<DrawnStroke> = fc.record({
  view: fc.constantFrom('front', 'back'),
  tool: fc.constantFrom(...STROKE_TOOLS),
  radius: fc.integer({ min: 20, max: 200 }),
  intensity: fc.integer({ min: 1, max: 10 }),
  points: fc.array(fc.tuple(fc.integer({ min: 2000, max: 4000 }), fc.integer({ min: 800, max: 6000 })), {
    minLength: 1,
    maxLength: 12,
  }),
});

test('at every moment of a stroke the regions are those of the whole drawing so far', () => {
  fc.assert(
    fc.property(
      fc.array(anyStroke, { maxLength: 4 }),
      fc.array(anyStroke, { minLength: 1, maxLength: 3 }),
      (before, more) => {
        const live = new LiveDrawing(rasters);
        let finished: readonly DrawnStroke[] = before;
        for (const stroke of more) {
          for (let n = 1; n <= stroke.points.length; n++) {
            const growing = { ...stroke, points: stroke.points.slice(0, n) };
            expect(live.regions(finished, growing)).toEqual(
              drawingToRegions(rasters, [...finished, growing]),
            );
          }
          finished = [...finished, stroke];
        }
      },
    ),
    { numRuns: 10 },
  );
});

test('a stroke that was taken away leaves nothing behind', () => {
  const live = new LiveDrawing(rasters);
  const dot = (x: number): DrawnStroke => ({ view: 'front', tool: 'brush', radius: 90, points: [[x, 2400]] });
  const none: readonly DrawnStroke[] = [];
  live.regions(none, dot(2700));
  expect(live.regions(none, dot(3500))).toEqual(drawingToRegions(rasters, [dot(3500)]));
});
