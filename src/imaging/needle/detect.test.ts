import { beforeAll, expect, test } from 'vitest';
import type { Frame, Segment } from '../frame.ts';
import { loadKernels, type Kernels } from '../kernels/load.ts';
import { makePhantom, PHANTOM_PIXEL, takeFrame } from '../phantom/phantom.ts';
import { ANY_ANGLE, needles, plainNeedle } from './detect.ts';
import { openNeedle } from './needle-kernel.ts';
import { bestPieces, slants } from './scan.ts';
import { FOUND, TIP_P90 } from './track.ts';

const SIZE = { width: 640, height: 480 };
let kernels: Kernels | undefined;
beforeAll(async () => {
  kernels = await loadKernels();
});

const frameWith = (seed: number, texture: 'speckle' | 'muscle', shaft?: Segment, contrast = 14): Frame =>
  takeFrame(makePhantom(SIZE, { seed, texture }), {
    seed,
    noise: 20,
    ...(shaft === undefined ? {} : { needle: { shaft, contrast, seed } }),
  });

/** Eight needles from either side and the top, 20 to 65 degrees. */
const SHAFTS: readonly Segment[] = [
  { from: { x: -1, y: 3 }, to: { x: 18, y: 14 } },
  { from: { x: 41, y: 4 }, to: { x: 20, y: 20 } },
  { from: { x: 8, y: -1 }, to: { x: 17, y: 18 } },
  { from: { x: 32, y: -1 }, to: { x: 24, y: 15 } },
  { from: { x: -1, y: 8 }, to: { x: 22, y: 17 } },
  { from: { x: 41, y: 8 }, to: { x: 15, y: 18 } },
  { from: { x: -1, y: 1 }, to: { x: 12, y: 22 } },
  { from: { x: 41, y: 2 }, to: { x: 26, y: 24 } },
];

test('a clear needle is found on its line, and its tip within the circle that is drawn', () => {
  const engine = openNeedle(SIZE, kernels);
  expect(engine.engine).toBe('wasm');
  let inside = 0;
  SHAFTS.forEach((shaft, n) => {
    const [best] = needles(frameWith(500 + n, n % 2 === 0 ? 'muscle' : 'speckle', shaft), engine);
    expect(best, `${n}`).toBeDefined();
    const [dx, dy] = [shaft.to.x - shaft.from.x, shaft.to.y - shaft.from.y];
    const slope = (Math.atan2(dy, dx) * 180) / Math.PI;
    expect(Math.abs(best!.angle - (slope > 90 ? slope - 180 : slope)), `${n}`).toBeLessThan(1);
    expect(best!.score).toBeGreaterThan(FOUND);
    expect(best!.fromBorder).toBe(true);
    const tip = { x: shaft.to.x / PHANTOM_PIXEL - 0.5, y: shaft.to.y / PHANTOM_PIXEL - 0.5 };
    if (Math.hypot(best!.tip.x - tip.x, best!.tip.y - tip.y) <= TIP_P90) inside++;
  });
  expect(inside).toBeGreaterThanOrEqual(7);
});

test('even speckle without a needle is below the threshold', () => {
  const engine = openNeedle(SIZE, kernels);
  for (let seed = 520; seed < 526; seed++)
    expect(needles(frameWith(seed, 'speckle'), engine)[0]?.score ?? 0).toBeLessThan(FOUND);
});

test('TypeScript and WebAssembly find the same needles within 0.001 px', () => {
  const quick = openNeedle(SIZE, kernels);
  SHAFTS.slice(0, 4).forEach((shaft, n) => {
    const frame = frameWith(540 + n, 'muscle', shaft, 8 + n);
    const [a, b] = [needles(frame, plainNeedle()), needles(frame, quick)];
    expect(b.length).toBe(a.length);
    a.forEach((one, k) => {
      expect(Math.abs(one.tip.x - b[k]!.tip.x)).toBeLessThan(1e-3);
      expect(Math.abs(one.tip.y - b[k]!.tip.y)).toBeLessThan(1e-3);
      expect(Math.abs(one.score - b[k]!.score)).toBeLessThan(1e-2);
    });
  });
});

test('the evidence of both is the same on frames of odd sizes', () => {
  for (const size of [
    { width: 133, height: 101 },
    { width: 64, height: 66 },
    { width: 322, height: 243 },
  ]) {
    const frame = takeFrame(makePhantom(size, { seed: 9, texture: 'muscle' }), { seed: 9 });
    const [a, b] = [plainNeedle().evidence(frame), openNeedle(size, kernels).evidence(frame)];
    expect([b.width, b.height]).toEqual([a.width, a.height]);
    expect(b.data).toEqual(a.data);
  }
});

test('a flat picture, black or white, holds no needle', () => {
  for (const grey of [0, 255]) {
    const frame = { ...SIZE, data: new Uint8Array(SIZE.width * SIZE.height).fill(grey) };
    expect(needles(frame, openNeedle(SIZE, kernels))).toEqual([]);
  }
});

test('the best piece of a line is its largest sum, by hand', () => {
  // One row of evidence: 1 −1 1 1 −1: the best piece is 1 + 1 = 2.
  const map = { width: 5, height: 1, data: Int16Array.from([64, -64, 64, 64, -64]) };
  const flat = { angle: 0, along: 'columns' as const, shift: new Int32Array(5), offsets: 1, step: 1 };
  expect([...bestPieces(map, flat)]).toEqual([2 * 64]);
});

test('every pixel of the map lies on exactly one line of each family', () => {
  const size = { width: 40, height: 30 };
  for (const family of slants(size, ANY_ANGLE)) {
    const [steps, across] = family.along === 'columns' ? [40, 30] : [30, 40];
    expect(family.shift.length).toBe(steps);
    for (const shift of family.shift) {
      expect(shift).toBeGreaterThanOrEqual(0);
      expect(shift + across).toBeLessThanOrEqual(family.offsets);
    }
  }
});
