import { expect, test } from 'vitest';
import { makePhantom, PHANTOM_PIXEL, takeFrame } from './phantom.ts';

const SIZE = { width: 320, height: 240 };
const speckle = makePhantom(SIZE, { seed: 3, texture: 'speckle' });
const grey = (data: Uint8Array): number => data.reduce((sum, value) => sum + value, 0) / data.length;

test('the same seed gives the same frame, byte for byte, and another seed another', () => {
  const again = makePhantom(SIZE, { seed: 3, texture: 'speckle' });
  const view = { seed: 5, noise: 20, exchanged: 0.05 };
  expect(takeFrame(again, view).data).toEqual(takeFrame(speckle, view).data);
  expect(takeFrame(again, { ...view, seed: 6 }).data).not.toEqual(takeFrame(speckle, view).data);
});

test('even speckle has the mean and the spread of a Rayleigh envelope under 60 dB log compression', () => {
  // log-Rayleigh: 20 log10 of a Rayleigh envelope has mean −2.51 dB about its rms and sd 5.57 dB.
  // 60 dB over 255 greys and rms at 0.6 × 255 = 153: mean 153 − 10.7 = 142.3, sd 23.7.
  const { data } = takeFrame(speckle, { seed: 1 });
  const mean = grey(data);
  const sd = Math.sqrt(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length);
  expect(Math.abs(mean - 142.3)).toBeLessThan(3);
  expect(Math.abs(sd - 23.7)).toBeLessThan(3);
});

test('ten percent more gain is 3.5 grey values', () => {
  // 20 log10(1.1) = 0.828 dB; × 255/60 = 3.52.
  const more =
    grey(takeFrame(speckle, { seed: 1, gain: 1.1 }).data) - grey(takeFrame(speckle, { seed: 1 }).data);
  expect(Math.abs(more - 3.52)).toBeLessThan(0.15);
});

test('a lump 12 dB darker is 51 grey values darker', () => {
  const lump = { x: 10, y: 7.5, radius: 4, stiffness: 1, echo: -12 };
  const { data } = takeFrame(makePhantom(SIZE, { seed: 3, texture: 'speckle', inclusion: lump }), {
    seed: 1,
  });
  const patch = (x0: number): number => {
    let sum = 0;
    for (let y = 100; y < 140; y++) for (let x = x0; x < x0 + 40; x++) sum += data[y * 320 + x] ?? 0;
    return sum / 1600;
  };
  expect(Math.abs(patch(20) - patch(140) - 51)).toBeLessThan(8);
});

test('a needle is brightest along its line and ends at its tip', () => {
  const shaft = { from: { x: -1, y: 2 }, to: { x: 12, y: 9.5 } };
  const { data } = takeFrame(speckle, { seed: 1, needle: { shaft, contrast: 20, seed: 1 } });
  const bare = takeFrame(speckle, { seed: 1 }).data;
  const [ux, uy] = [13 / Math.hypot(13, 7.5), 7.5 / Math.hypot(13, 7.5)];
  const above = (along: number, off: number): number => {
    const x = shaft.from.x + along * ux - off * uy;
    const y = shaft.from.y + along * uy + off * ux;
    const at = Math.floor(y / PHANTOM_PIXEL) * 320 + Math.floor(x / PHANTOM_PIXEL);
    return (data[at] ?? 0) - (bare[at] ?? 0);
  };
  const mean = (from: number, to: number, off: number): number => {
    let sum = 0;
    for (let n = 0; n < 100; n++) sum += above(from + ((to - from) * n) / 100, off);
    return sum / 100;
  };
  expect(mean(2, 14.5, 0)).toBeGreaterThan(40);
  expect(mean(2, 14.5, 1.5)).toBeLessThan(8);
  expect(mean(2, 14.5, -1.5)).toBeLessThan(8);
  expect(Math.abs(mean(16.5, 18, 0))).toBeLessThan(8);
});

test('what is exchanged no longer correlates, and the rest still does', () => {
  const first = takeFrame(speckle, { seed: 1 }).data;
  const correlation = (exchanged: number): number => {
    const other = takeFrame(speckle, { seed: 2, exchanged }).data;
    const [a, b] = [grey(first), grey(other)];
    let [ab, aa, bb] = [0, 0, 0];
    first.forEach((value, n) => {
      const [p, q] = [value - a, (other[n] ?? 0) - b];
      ab += p * q;
      aa += p * p;
      bb += q * q;
    });
    return ab / Math.sqrt(aa * bb);
  };
  expect(correlation(0)).toBeCloseTo(1, 6);
  expect(correlation(0.05)).toBeGreaterThan(0.7);
  expect(correlation(1)).toBeLessThan(0.25);
});
