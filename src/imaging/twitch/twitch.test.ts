import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instant } from '../../kit/time.ts';
import { mm, type Frame } from '../frame.ts';
import type { Field } from '../strain/tracker.ts';
import { LEAST_FPS, review, twitchDetector, type TwitchEvent, type TwitchReading } from './detector.ts';
import { frameMeter } from './frame-rate.ts';
import { residual, sharedMotion } from './residual.ts';

const WIDTH = 320;
const [COLS, ROWS] = [40, 60];
/** A field made by hand: movement in px at the centre of each 8 by 4 px cell. */
function fieldOf(move: (x: number, y: number) => readonly [number, number]): Field {
  const all = Array.from({ length: COLS * ROWS }, (_, c) =>
    move(((c % COLS) + 0.5) * 8, (Math.floor(c / COLS) + 0.5) * 4),
  );
  return {
    cols: COLS,
    rows: ROWS,
    u: Float32Array.from(all, (m) => m[0]),
    v: Float32Array.from(all, (m) => m[1]),
  };
}
const roi = { x: 160, y: 120, radius: 110 };
const pixel = { x: mm(0.0625), y: mm(0.0625) };
const number = fc.double({ min: -3, max: 3, noNaN: true });
const slope = fc.double({ min: -0.02, max: 0.02, noNaN: true });

test('whatever the whole picture does together leaves nothing behind', () => {
  fc.assert(
    fc.property(fc.tuple(number, slope, slope, number, slope), ([a, b, c, d, e]) => {
      const field = fieldOf((x, y) => [a + b * x + c * y, d + c * x + e * y]);
      const shared = sharedMotion(field, WIDTH);
      expect(shared.u[0]).toBeCloseTo(a, 2);
      expect(shared.u[1]).toBeCloseTo(b, 4);
      expect(shared.v[2]).toBeCloseTo(e, 4);
      expect(residual(field, WIDTH, roi, undefined).high).toBeLessThan(1e-2);
    }),
    { numRuns: 50 },
  );
});

/** A patch of 40 px around the middle that moves by `size`. */
const patch = (x: number, y: number, size: number): number =>
  size * Math.exp(-((x - 160) ** 2 + (y - 120) ** 2) / (2 * 40 ** 2));

test('a twitching patch stands out although the whole picture moves five times as far', () => {
  const field = fieldOf((x, y) => [5 + patch(x, y, 1), -3 + 0.01 * y]);
  const { high, area } = residual(field, WIDTH, roi, undefined);
  expect(high).toBeGreaterThan(0.7);
  expect(high).toBeLessThan(1.05);
  expect(area(0.5)).toBeGreaterThan(3000);
});

test('what moves with the needle is masked, also ahead of the tip', () => {
  const shaft = { from: { x: 0, y: 120 }, to: { x: 160, y: 120 } };
  const dragged = fieldOf((x, y) => (Math.abs(y - 120) < 30 && x < 220 ? [3, 0] : [0, 0]));
  const mask = { shaft, beside: 48, beyond: 80 };
  expect(residual(dragged, WIDTH, roi, undefined).high).toBeGreaterThan(2);
  expect(residual(dragged, WIDTH, roi, mask).high).toBeLessThan(0.1);
});

test('a detector is refused below 30 different frames a second, without a rate, and without millimetres', () => {
  const view = { width: WIDTH, roi, pixel };
  expect(twitchDetector(view, 29.9)).toMatchObject({ ok: false, error: { code: 'too-slow', got: '29.9' } });
  expect(twitchDetector(view, NaN)).toMatchObject({ error: { code: 'too-slow' } });
  expect(twitchDetector(view, undefined)).toMatchObject({ error: { code: 'rate-unknown' } });
  expect(twitchDetector({ ...view, pixel: undefined }, 60)).toMatchObject({
    error: { code: 'not-calibrated' },
  });
  expect(twitchDetector(view, LEAST_FPS).ok).toBe(true);
});

/** Run speeds (mm/s of the middle of the patch) through a detector at 50 frames a second. */
function run(speeds: readonly number[]): readonly TwitchReading[] {
  const opened = twitchDetector({ width: WIDTH, roi, pixel }, 50);
  if (!opened.ok) throw new Error(opened.error.code);
  // 1 px per 20 ms frame is 0.0625 × 50 = 3.125 mm/s.
  return speeds.map((speed, n) => {
    const field = fieldOf((x, y) => [patch(x, y, speed / 3.125), 0]);
    return opened.value({ ms: 20 * n, field, since: 20, needle: undefined });
  });
}
const rest = (count: number): number[] => Array<number>(count).fill(0.5);
const events = (readings: readonly TwitchReading[]): readonly TwitchEvent[] =>
  readings.flatMap(({ event }) => (event === undefined ? [] : [event]));

test('a movement of 100 ms is one event, with its onset, length, speed and area', () => {
  const found = events(run([...rest(20), 25, 30, 25, 20, 15, ...rest(20)]));
  expect(found).toHaveLength(1);
  const [event] = found;
  // Frames 20 to 24: it begins in frame 20 (400 ms) and has ended in frame 25 (500 ms).
  expect(event).toMatchObject({ id: 1, onset: 400, duration: 100, uniqueFps: 50, verdict: 'unreviewed' });
  expect(event!.peak).toBeGreaterThan(20);
  expect(event!.peak).toBeLessThan(31);
  expect(event!.area).toBeGreaterThan(5);
});

test('one spoilt frame is no event', () => {
  expect(events(run([...rest(20), 200, ...rest(20)]))).toEqual([]);
});

test('a movement of half a second is a contraction, not a twitch', () => {
  expect(events(run([...rest(30), ...Array<number>(26).fill(40), ...rest(20)]))).toEqual([]);
});

test('nothing begins within 300 ms of an onset, and something does afterwards', () => {
  const burst = [30, 30, 30];
  // Onsets at frames 20 and 28 (160 ms later), then at frame 45.
  const found = events(
    run([...rest(20), ...burst, ...rest(5), ...burst, ...rest(14), ...burst, ...rest(10)]),
  );
  expect(found.map(({ onset }) => onset)).toEqual([400, 900]);
});

test('steady movement is no event, however fast: it is the usual', () => {
  expect(events(run(Array<number>(80).fill(30)))).toEqual([]);
});

test('an event stays unreviewed until a person confirms or rejects it, and only that one changes', () => {
  const found = events(run([...rest(20), 30, 30, 30, ...rest(20), 30, 30, 30, ...rest(5)]));
  const by = { by: 'user-7', at: '2030-01-02T03:04:05.000Z' as Instant };
  expect(found.map(({ verdict }) => verdict)).toEqual(['unreviewed', 'unreviewed']);
  const after = review(found, 2, 'rejected', by);
  expect(after.map(({ verdict }) => verdict)).toEqual(['unreviewed', 'rejected']);
  expect(after[1]!.reviewed).toEqual(by);
  expect(review(found, 99, 'confirmed', by)).toEqual(found);
});

const frame = (seed: number): Frame => ({
  width: 64,
  height: 64,
  data: Uint8Array.from(
    { length: 4096 },
    (_, n) => (Math.imul(n + 1 + 5000 * seed, 2_654_435_761) >>> 13) & 255,
  ),
});

test('60 frames a second of a machine that draws 20 are 20', () => {
  const meter = frameMeter();
  let rate = meter(frame(0), 0);
  for (let n = 1; n <= 180; n++) rate = meter(frame(Math.floor(n / 3)), (1000 * n) / 60);
  expect(rate.arriving).toBeCloseTo(60, 0);
  expect(rate.unique).toBeCloseTo(20, 0);
  expect(rate.duplicates).toBe(120);
  expect(rate.dropped).toBe(0);
});

test('a gap counts as the frames it swallowed', () => {
  const meter = frameMeter();
  let ms = 0;
  let rate = meter(frame(0), ms);
  for (let n = 1; n < 60; n++) {
    // After frame 30 three frames are missing.
    ms += n === 30 ? 4 * 20 : 20;
    rate = meter(frame(n), ms);
  }
  expect(rate.dropped).toBe(3);
  expect(rate.unique).toBeLessThan(50);
});

test('a rate is not known before half a second', () => {
  const meter = frameMeter();
  expect(meter(frame(0), 0).unique).toBeUndefined();
  expect(meter(frame(1), 400).unique).toBeUndefined();
  expect(meter(frame(2), 500).unique).toBeCloseTo(4, 6);
});
