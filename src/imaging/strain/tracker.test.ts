import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadKernels, type Kernels } from '../kernels/load.ts';
import type { Frame } from '../frame.ts';
import { displacementBetween, type Motion } from '../phantom/motion.ts';
import { makePhantom, PHANTOM_PIXEL, takeFrame, type Phantom } from '../phantom/phantom.ts';
import { openTracker } from './tracker-kernel.ts';
import { CELL, fits, PLANS, plainTracker, type Field } from './tracker.ts';

const SIZE = { width: 320, height: 240 };
const LUMP = { x: 10, y: 7.5, radius: 3, stiffness: 3, echo: 0 };
let kernels: Kernels | undefined;
let phantom: Phantom;
let still: Frame;

beforeAll(async () => {
  kernels = await loadKernels();
  phantom = makePhantom(SIZE, { seed: 1, texture: 'speckle', inclusion: LUMP });
  still = takeFrame(phantom, { seed: 1 });
});

/** Root mean square error in px against the closed form, over the field without its outermost cells. */
function error(field: Field, motion: Motion): { readonly x: number; readonly y: number } {
  let [n, x, y] = [0, 0, 0];
  for (let j = 8; j < field.rows - 8; j++)
    for (let i = 4; i < field.cols - 4; i++) {
      const at = {
        x: (i + 0.5) * CELL.x * PHANTOM_PIXEL,
        y: (j + 0.5) * CELL.y * PHANTOM_PIXEL,
      };
      const truth = displacementBetween(phantom.tissue, { from: {}, to: motion }, at);
      x += ((field.u[j * field.cols + i] ?? 0) - truth.x / PHANTOM_PIXEL) ** 2;
      y += ((field.v[j * field.cols + i] ?? 0) - truth.y / PHANTOM_PIXEL) ** 2;
      n++;
    }
  return { x: Math.sqrt(x / n), y: Math.sqrt(y / n) };
}

const largest = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, n) => Math.max(most, Math.abs(value - (b[n] ?? NaN))), 0);

test('kernels load here, so the comparisons below compare two things', () => {
  expect(kernels).toBeDefined();
  expect(openTracker(SIZE, kernels).engine).toBe('wasm');
  expect(openTracker(SIZE, undefined).engine).toBe('typescript');
});

test('a frame against itself has not moved', () => {
  const field = openTracker(SIZE, kernels).track(still, { ...still }, PLANS.normal);
  expect(Math.max(...field.u.map(Math.abs), ...field.v.map(Math.abs))).toBe(0);
});

test('one percent squeeze around a hard lump is followed to a twentieth of a pixel along the beam', () => {
  const motion = { strain: 0.01 };
  const squeezed = takeFrame(phantom, { seed: 2, motion });
  const off = error(openTracker(SIZE, kernels).track(still, squeezed, PLANS.normal), motion);
  expect(off.y).toBeLessThan(0.05);
  expect(off.x).toBeLessThan(0.25);
});

test('a slip of the probe with noise, exchanged speckle and changed gain is followed to a tenth of a pixel', () => {
  const motion = { strain: 0.01, slip: { x: 0.3, y: -0.25 } };
  const first = takeFrame(phantom, { seed: 3, noise: 20 });
  const second = takeFrame(phantom, { seed: 4, noise: 20, exchanged: 0.05, gain: 1.02, motion });
  const off = error(openTracker(SIZE, kernels).track(first, second, PLANS.normal), motion);
  expect(off.y).toBeLessThan(0.1);
  expect(off.x).toBeLessThan(0.4);
});

test('brightness alone is not movement', () => {
  const brighter = { ...still, data: still.data.map((grey) => Math.min(255, grey + 6)) };
  const field = openTracker(SIZE, kernels).track(still, brighter, PLANS.normal);
  expect(Math.max(...field.v.map(Math.abs))).toBeLessThan(0.02);
});

test('TypeScript and WebAssembly agree within 0.001 px, for every plan, size and level', () => {
  const sizes = fc.record({
    width: fc.integer({ min: 64, max: 330 }),
    height: fc.integer({ min: 64, max: 250 }),
  });
  const plans = fc.constantFrom(...Object.values(PLANS));
  fc.assert(
    fc.property(
      sizes,
      plans,
      fc.constantFrom(0 as const, 1 as const),
      fc.nat(1e6),
      (size, plan, finest, seed) => {
        const block = makePhantom(size, { seed, texture: 'muscle' });
        const a = takeFrame(block, { seed, noise: 20 });
        const b = takeFrame(block, {
          seed: seed + 1,
          noise: 20,
          motion: { strain: 0.02, slip: { x: 0.4, y: 0.2 } },
        });
        const plain = plainTracker(size).track(a, b, plan, finest);
        const quick = openTracker(size, kernels).track(a, b, plan, finest);
        expect([quick.cols, quick.rows]).toEqual([plain.cols, plain.rows]);
        expect(largest(plain.u, quick.u)).toBeLessThan(1e-3);
        expect(largest(plain.v, quick.v)).toBeLessThan(1e-3);
      },
    ),
    { numRuns: 12, seed: 7 },
  );
});

test('a frame without any texture stays where it is instead of drifting', () => {
  const black = { ...still, data: new Uint8Array(still.data.length) };
  const field = openTracker(SIZE, kernels).track(black, { ...black }, PLANS.sharp);
  expect(field.v.every((value) => value === 0)).toBe(true);
});

test('a frame with no room for a window is refused with its size', () => {
  expect(fits({ width: 63, height: 480 })).toEqual({
    ok: false,
    error: { code: 'too-small', expected: 'at least 64 by 64 pixels', got: '63 by 480' },
  });
  expect(fits(SIZE).ok).toBe(true);
});
