import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadKernels, type Kernels } from '../kernels/load.ts';
import { distanceField, NOWHERE, openDistance, type Mask } from './distance.ts';

let kernels: Kernels | undefined;
beforeAll(async () => {
  kernels = await loadKernels();
});

/** What the distance is by definition: look at every marked pixel. */
function byHand({ data, width, height }: Mask, sx: number, sy: number): number[] {
  const marked = [...data].flatMap((m, n) => (m === 0 ? [] : [[n % width, Math.floor(n / width)] as const]));
  return Array.from({ length: width * height }, (_, n) =>
    marked.reduce(
      (least, [x, y]) =>
        Math.min(least, Math.hypot(sx * (x - (n % width)), sy * (y - Math.floor(n / width)))),
      NOWHERE,
    ),
  );
}

const masks = fc
  .record({
    width: fc.integer({ min: 1, max: 23 }),
    height: fc.integer({ min: 1, max: 19 }),
    few: fc.boolean(),
  })
  .chain(({ width, height, few }) =>
    fc
      .array(fc.integer({ min: 0, max: few ? 20 : 3 }), {
        minLength: width * height,
        maxLength: width * height,
      })
      .map((cells): Mask => ({ width, height, data: Uint8Array.from(cells, (c) => (c === 0 ? 255 : 0)) })),
  );

test('a distance is what a ruler says, in both languages and with pixels that are not square', () => {
  const spacing = fc.constantFrom({ x: 1, y: 1 }, { x: 0.0625, y: 0.0625 }, { x: 0.2, y: 0.07 });
  fc.assert(
    fc.property(masks, spacing, (mask, by) => {
      const truth = byHand(mask, by.x, by.y);
      const plain = distanceField(mask, by);
      const quick = openDistance(mask, kernels)(mask, by);
      truth.forEach((d, n) => {
        if (d === NOWHERE) {
          expect(plain[n]).toBe(NOWHERE);
          expect(quick[n]).toBeGreaterThanOrEqual(NOWHERE * 0.999);
        } else {
          expect(Math.abs(plain[n]! - d)).toBeLessThan(1e-4);
          expect(Math.abs(quick[n]! - d)).toBeLessThan(1e-4);
        }
      });
    }),
    { numRuns: 300 },
  );
});

test('the kernel and its twin agree within 0.001 px on a full frame', () => {
  const [width, height] = [641, 479];
  const data = new Uint8Array(width * height);
  for (let n = 0; n < 40; n++) data[((n * 7919) % height) * width + ((n * 104_729) % width)] = 1;
  const mask = { width, height, data };
  const [plain, quick] = [distanceField(mask), openDistance(mask, kernels)(mask)];
  const worst = plain.reduce((most, d, n) => Math.max(most, Math.abs(d - quick[n]!)), 0);
  expect(worst).toBeLessThan(1e-3);
});
