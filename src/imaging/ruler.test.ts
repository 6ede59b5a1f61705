import { expect, test } from 'vitest';
import type { Frame } from './frame.ts';
import { makePhantom, takeFrame } from './phantom/phantom.ts';
import { findRuler } from './ruler.ts';

const tissue = takeFrame(makePhantom({ width: 300, height: 240 }, { seed: 4, texture: 'muscle' }), {
  seed: 1,
  noise: 25,
});

/** Tissue on a black page with marks of 2 × 6 px every `step` px down the right border. */
function screen(step: number, count: number): Frame {
  const [width, height] = [400, 300];
  const data = new Uint8Array(width * height);
  for (let y = 0; y < 240; y++) data.set(tissue.data.subarray(y * 300, (y + 1) * 300), (y + 20) * width + 20);
  for (let n = 0; n < count; n++)
    for (let dy = 0; dy < 2; dy++)
      data.fill(
        230,
        (Math.round(20 + n * step) + dy) * width + 372,
        (Math.round(20 + n * step) + dy) * width + 378,
      );
  return { data, width, height };
}

test('a ruler beside the picture is found with its spacing, also when that is no whole number', () => {
  for (const [step, count] of [
    [20, 12],
    [28.4, 9],
    [11.36, 20],
  ] as const) {
    const found = findRuler(screen(step, count));
    if (!found.ok) throw new Error(`${step}: ${found.error.code}`);
    expect(found.value.direction).toBe('down');
    expect(found.value.marks).toHaveLength(count);
    expect(Math.abs(found.value.spacing - step)).toBeLessThan(0.05);
  }
});

test('tissue alone, a black picture and four marks are no ruler', () => {
  expect(findRuler(tissue).ok).toBe(false);
  expect(findRuler({ width: 100, height: 100, data: new Uint8Array(10_000) }).ok).toBe(false);
  expect(findRuler(screen(40, 4)).ok).toBe(false);
});

test('speckle is not taken for a ruler on any of twenty pictures', () => {
  for (let seed = 0; seed < 20; seed++) {
    const other = makePhantom(
      { width: 160, height: 120 },
      { seed, texture: seed % 2 === 0 ? 'speckle' : 'muscle' },
    );
    expect(findRuler(takeFrame(other, { seed, noise: 20 })).ok, `seed ${seed}`).toBe(false);
  }
});
