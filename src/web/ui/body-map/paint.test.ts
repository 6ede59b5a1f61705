import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyView } from '../../../content/bodymap/neutral.ts';
import { regionAt } from '../../../core/atlas/body-view.ts';
import type { Stroke } from '../../../core/episode.ts';
import { eraseRegion, paintRuns, strokePath, tapOn, tappedRegion, type Point } from './paint.ts';

const stroke = (tool: Stroke['tool'], ...points: Point[]): Stroke => ({
  view: 'front',
  tool,
  radius: 10,
  ...(tool === 'eraser' ? {} : { intensity: 5 }),
  points,
});

test('an eraser takes away only what was painted before it', () => {
  const first = stroke('brush', [0, 0], [50, 0]);
  const rubber = stroke('eraser', [25, 0]);
  const second = stroke('brush', [20, 0], [30, 0]);
  expect(paintRuns([first, rubber, second])).toEqual([
    { strokes: [first], erasers: [rubber] },
    { strokes: [second], erasers: [] },
  ]);
});

test('an eraser far from the paint changes nothing', () => {
  const paint = stroke('brush', [0, 0], [50, 0]);
  // The paint reaches x = 60, the eraser begins at 90.
  expect(paintRuns([paint, stroke('eraser', [100, 0])])).toEqual([{ strokes: [paint], erasers: [] }]);
});

test('a touch paints a dot, and a lasso is closed', () => {
  expect(strokePath('brush', [[7, 9]])).toBe('M7 9h0');
  const corner: Point[] = [
    [0, 0],
    [10, 0],
    [10, 10],
  ];
  expect(strokePath('lasso', corner)).toBe('M0,0 10,0 10,10Z');
});

test('a painted line begins and ends where the finger did', () => {
  const point = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 9999 }));
  fc.assert(
    fc.property(fc.array(point, { minLength: 2, maxLength: 60 }), (points) => {
      const d = strokePath('brush', points);
      expect(d.startsWith(`M${points[0]!.join(' ')}`)).toBe(true);
      expect(d.endsWith(`L${points.at(-1)!.join(' ')}`)).toBe(true);
    }),
  );
});

test('every stroke of paint is in exactly one run, in the order painted', () => {
  const any = fc.array(fc.constantFrom<Stroke['tool']>('brush', 'lasso', 'eraser'), { maxLength: 30 });
  fc.assert(
    fc.property(any, (tools) => {
      const strokes = tools.map((tool, i) => stroke(tool, [i, 0], [i + 5, 5]));
      expect(paintRuns(strokes).flatMap((run) => run.strokes)).toEqual(
        strokes.filter((s) => s.tool !== 'eraser'),
      );
    }),
  );
});

test('a region marked by keyboard is the region that the tap falls on', () => {
  for (const id of ['front', 'back', 'left', 'hand-dorsal-right']) {
    const view = bodyView(id);
    for (const region of view.regions.keys()) {
      const tap = tapOn(view, region, 4);
      expect(tap && tappedRegion(view, tap), `${region} on ${id}`).toBe(region);
    }
  }
});

test('clearing a region by keyboard covers nearly all of it and hardly any of its neighbours', () => {
  const view = bodyView('back');
  for (const region of ['occiput-left', 'upper-trapezius-right', 'lumbar-left', 'calf-upper-right']) {
    const strokes = eraseRegion(view, region);
    const under = (x: number, y: number): boolean =>
      strokes.some(({ radius, points: [a, b] }) => {
        const nearest = Math.min(Math.max(x, a![0]), b![0]);
        return Math.hypot(x - nearest, y - a![1]) <= radius;
      });
    const [left, top, right, bottom] = view.regions.get(region)!.box;
    let [inside, cleared, spilled] = [0, 0, 0];
    for (let x = left - 100; x <= right + 100; x += 7)
      for (let y = top - 100; y <= bottom + 100; y += 7) {
        const isHere = regionAt(view, x, y)?.id === region;
        if (isHere) inside += 1;
        if (isHere && under(x, y)) cleared += 1;
        if (!isHere && under(x, y)) spilled += 1;
      }
    expect(cleared / inside, region).toBeGreaterThan(0.9);
    expect(spilled / inside, region).toBeLessThan(0.12);
  }
});
