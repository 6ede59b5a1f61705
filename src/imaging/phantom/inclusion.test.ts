import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axialStrain, squeeze } from './inclusion.ts';
import { displacement, displacementBetween } from './motion.ts';

const lump = { x: 20, y: 15, radius: 4, stiffness: 3, echo: 0 };
const at = fc.record({
  x: fc.double({ min: 1, max: 39, noNaN: true }),
  y: fc.double({ min: 1, max: 29, noNaN: true }),
});
const stiffness = fc.double({ min: 0.2, max: 8, noNaN: true });

test('without a lump tissue shortens along the beam and widens across it by the same part', () => {
  // 1 % of 10 mm depth is 0.1 mm towards the skin; 5 mm right of the middle moves 0.05 mm right.
  const moved = squeeze({ x: 25, y: 10 }, 0.01, 20, undefined);
  expect(moved.x).toBeCloseTo(0.05, 12);
  expect(moved.y).toBeCloseTo(-0.1, 12);
});

test('a lump three times as stiff strains half as much as its surroundings far away', () => {
  // Incompressible circle: surroundings : inclusion = (1 + 3)/2 = 2.
  expect(axialStrain({ x: 21, y: 14 }, 0.01, lump)).toBeCloseTo(0.005, 12);
  expect(axialStrain({ x: 20, y: 5000 }, 0.01, lump)).toBeCloseTo(0.01, 6);
});

test('strain is the slope of the displacement, everywhere and for every stiffness', () => {
  fc.assert(
    fc.property(at, stiffness, (place, stiff) => {
      const inclusion = { ...lump, stiffness: stiff };
      const step = 1e-5;
      // The slope jumps at the rim, where a difference quotient has no meaning.
      fc.pre(Math.abs(Math.hypot(place.x - 20, place.y - 15) - 4) > 10 * step);
      const up = squeeze({ x: place.x, y: place.y - step }, 0.01, 20, inclusion);
      const down = squeeze({ x: place.x, y: place.y + step }, 0.01, 20, inclusion);
      expect((up.y - down.y) / (2 * step)).toBeCloseTo(axialStrain(place, 0.01, inclusion), 8);
    }),
  );
});

test('tissue neither tears nor overlaps at the rim, and does not change its volume', () => {
  const turn = fc.double({ min: 0, max: 6.28, noNaN: true });
  fc.assert(
    fc.property(turn, stiffness, (angle, stiff) => {
      const inclusion = { ...lump, stiffness: stiff };
      const rim = (r: number) =>
        squeeze({ x: 20 + r * Math.cos(angle), y: 15 + r * Math.sin(angle) }, 0.01, 20, inclusion);
      expect(rim(4 + 1e-9).x).toBeCloseTo(rim(4 - 1e-9).x, 8);
      expect(rim(4 + 1e-9).y).toBeCloseTo(rim(4 - 1e-9).y, 8);
      const step = 1e-4;
      const place = { x: 20 + 6 * Math.cos(angle), y: 15 + 6 * Math.sin(angle) };
      const dx =
        squeeze({ ...place, x: place.x + step }, 0.01, 20, inclusion).x -
        squeeze({ ...place, x: place.x - step }, 0.01, 20, inclusion).x;
      const dy =
        squeeze({ ...place, y: place.y + step }, 0.01, 20, inclusion).y -
        squeeze({ ...place, y: place.y - step }, 0.01, 20, inclusion).y;
      expect((dx + dy) / (2 * step)).toBeCloseTo(0, 8);
    }),
  );
});

test('a lump as stiff as its surroundings is mechanically invisible', () => {
  fc.assert(
    fc.property(at, (place) => {
      const none = squeeze(place, 0.02, 20, undefined);
      const same = squeeze(place, 0.02, 20, { ...lump, stiffness: 1 });
      expect(same.x).toBeCloseTo(none.x, 12);
      expect(same.y).toBeCloseTo(none.y, 12);
    }),
  );
});

const tissue = { seed: 1, width: 40, depth: 30, texture: 'speckle', inclusion: lump } as const;

test('what moved between two moments is found from where it is seen in the first', () => {
  fc.assert(
    fc.property(at, (rest) => {
      const from = { strain: 0.01, slip: { x: 0.3, y: 0.1 } };
      const to = { strain: 0.03, jerk: { x: 20, y: 15, amplitude: 0.5, direction: 30, reach: 4 } };
      const [a, b] = [displacement(tissue, from, rest), displacement(tissue, to, rest)];
      const seen = { x: rest.x + a.x, y: rest.y + a.y };
      const moved = displacementBetween(tissue, { from, to }, seen);
      expect(moved.x).toBeCloseTo(b.x - a.x, 6);
      expect(moved.y).toBeCloseTo(b.y - a.y, 6);
    }),
  );
});

test('a twitch is largest at its place and a drag largest at the needle', () => {
  const jerk = { x: 20, y: 15, amplitude: 0.4, direction: 90, reach: 4 };
  expect(displacement(tissue, { jerk }, { x: 20, y: 15 }).y).toBeCloseTo(0.4, 12);
  // One standard deviation away: 0.4 × exp(−1/2) = 0.2426.
  expect(displacement(tissue, { jerk }, { x: 24, y: 15 }).y).toBeCloseTo(0.2426, 4);
  const drag = { shaft: { from: { x: 0, y: 0 }, to: { x: 30, y: 0 } }, along: 0.5, reach: 1 };
  expect(displacement(tissue, { drag }, { x: 10, y: 0 })).toEqual({ x: 0.5, y: 0 });
  expect(displacement(tissue, { drag }, { x: 10, y: 3 }).x).toBeCloseTo(0.5 * Math.exp(-4.5), 12);
});
