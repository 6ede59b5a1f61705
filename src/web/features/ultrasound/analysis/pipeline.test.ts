import { beforeAll, expect, test } from 'vitest';
import { mm } from '../../../../imaging/frame.ts';
import { loadKernels, type Kernels } from '../../../../imaging/kernels/load.ts';
import { makePhantom, takeFrame, type View } from '../../../../imaging/phantom/phantom.ts';
import { openPipeline } from './pipeline.ts';
import type { Analysed, Settings } from './shared.ts';

const [WIDTH, HEIGHT] = [320, 240];
const phantom = makePhantom({ width: WIDTH, height: HEIGHT }, { seed: 31, texture: 'speckle' });
const ALL: Settings = { strain: true, needle: true, resolution: 'normal', keep: 8, drawing: 0 };
let kernels: Kernels | undefined;
beforeAll(async () => {
  kernels = await loadKernels();
});

const watch = (views: readonly View[], settings: Settings, fps = 30): readonly (Analysed | undefined)[] => {
  const pipeline = openPipeline(kernels, settings, () => 0);
  return views.map((view, n) => {
    const grey = takeFrame(phantom, view).data;
    const outcome = pipeline.take({ grey, width: WIDTH, height: HEIGHT, at: (n * 1000) / fps }, 0);
    return outcome.kind === 'analysed' ? outcome.analysed : undefined;
  });
};
const press = (n: number): View => ({ seed: 60 + n, noise: 26, motion: { strain: 0.006 * n } });

test('a repeated frame is counted and changes nothing that was measured', () => {
  const views = [0, 0, 1, 1, 2, 2, 3, 3].map(press);
  const seen = watch(views, ALL);
  expect(seen.map((a) => a === undefined)).toEqual([false, true, false, true, false, true, false, true]);
  const last = seen[6]!;
  expect(last.strain?.map).toBeDefined();
  expect(last.strain?.frozen).toBeUndefined();
  expect(last.rate.duplicates).toBe(3);
});

test('drift is measured only while something is drawn, and follows the probe', () => {
  const slide = [0, 1, 2, 3].map((n): View => ({
    seed: n,
    noise: 26,
    motion: { slip: { x: 0.25 * n, y: 0 } },
  }));
  expect(watch(slide, ALL).at(-1)?.drift).toMatchObject({ x: 0, y: 0, unknown: 0 });
  // 0.75 mm at 0.0625 mm per pixel are 12 px.
  expect(watch(slide, { ...ALL, drawing: 1 }).at(-1)?.drift.x).toBeCloseTo(12, 0);
});

test('a local twitch becomes a candidate, and below 30 frames a second nothing is looked for', () => {
  const twitch = { x: mm(0.0625), y: mm(0.0625) };
  const jerk = (n: number): number => (n < 36 || n > 39 ? 0 : 0.9 * Math.sin(((n - 35) * Math.PI) / 5));
  const views = Array.from({ length: 50 }, (_, n): View => ({
    seed: 900 + n,
    noise: 26,
    motion: { jerk: { x: 10, y: 7.5, amplitude: jerk(n), direction: 70, reach: 2 } },
  }));
  const settings = { ...ALL, strain: false, needle: false, twitch };
  const events = watch(views, settings, 60).flatMap((a) =>
    a?.twitch?.ok === true && a.twitch.value.event !== undefined ? [a.twitch.value.event] : [],
  );
  expect(events).toHaveLength(1);
  expect(events[0]?.verdict).toBe('unreviewed');
  const slow = watch(views, settings, 20);
  expect(slow.at(-1)?.twitch).toMatchObject({ ok: false, error: { code: 'too-slow' } });
});

test('a picture too small to be followed is refused', () => {
  const pipeline = openPipeline(kernels, ALL, () => 0);
  const outcome = pipeline.take({ grey: new Uint8Array(32 * 32), width: 32, height: 32, at: 0 }, 0);
  expect(outcome).toEqual({ kind: 'too-small', got: '32 x 32' });
});
