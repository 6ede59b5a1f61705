import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differs, frameRate, type Rate } from './frame-rate.ts';

const picture = (seed: number): Uint8Array =>
  Uint8Array.from({ length: 5000 }, (_, n) => (n * (seed + 3) * 7919) & 255);
const watch = (frames: readonly (readonly [number, number])[]): Rate => {
  const see = frameRate();
  const rates = frames.map(([seed, at]) => see(picture(seed), at));
  return rates[rates.length - 1]!;
};

test('thirty new frames a second are thirty, whatever is sent', () => {
  // 60 frames a second of which each second one repeats: intervals of 1000/60 ms.
  const frames = Array.from({ length: 121 }, (_, n) => [n >> 1, (n * 1000) / 60] as const);
  const rate = watch(frames);
  expect(rate.delivered).toBeCloseTo(60, 0);
  expect(rate.unique).toBeCloseTo(30, 0);
  expect(rate.duplicates).toBe(60);
  expect(rate.dropped).toBe(0);
});

test('a rate is not shown before half a second has passed', () => {
  expect(
    watch([
      [1, 0],
      [2, 33],
      [3, 66],
    ]).unique,
  ).toBeUndefined();
});

test('a gap of three intervals is two dropped frames', () => {
  const times = [0, 40, 80, 120, 160, 200, 240, 280, 400, 440];
  expect(watch(times.map((at, n) => [n, at] as const)).dropped).toBe(2);
});

test('noise of a lossy encoder does not make a frame new', () => {
  const noise = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 5000, maxLength: 5000 });
  const flat = new Uint8Array(5000).fill(100);
  fc.assert(
    fc.property(noise, (steps) => {
      expect(
        differs(
          flat,
          flat.map((v, n) => v + steps[n]!),
        ),
      ).toBe(false);
    }),
    { numRuns: 20 },
  );
  expect(differs(picture(1), picture(2))).toBe(true);
  expect(differs(flat, flat.subarray(1))).toBe(true);
});
