import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Instant } from '../../kit/time.ts';
import type { Calibration } from '../calibration.ts';
import { mm, px, type Point } from '../frame.ts';
import { loadKernels, type Kernels } from '../kernels/load.ts';
import { openDistance } from './distance.ts';
import { drifted, isFrozen, NO_DRIFT, staleness, tipDistance } from './live.ts';
import { ASSUMED_MARGINS, OVERSHOOT, planPath, type PlanRequest } from './plan.ts';
import { fill, outlineOf, signedDistance, type Structure } from './structures.ts';

const size = { width: 320, height: 240 };
const calibration: Calibration = {
  source: 'dicom',
  x: mm(0.125),
  y: mm(0.125),
  error: 0.01,
  region: { x: 0, y: 0, width: 320, height: 240 },
};
const drawn = { by: 'user-7', at: '2030-01-02T03:04:05.000Z' as Instant };
const vessel = (x: number, y: number, r = 8): Structure => ({
  id: 'v1',
  kind: 'vessel',
  name: 'artery',
  shape: {
    form: 'region',
    outline: [
      { x: x - r, y: y - r },
      { x: x + r, y: y - r },
      { x: x + r, y: y + r },
      { x: x - r, y: y + r },
    ],
  },
  ...drawn,
});
const pleura = (y: number): Structure => ({
  id: 'p1',
  kind: 'pleura',
  name: 'pleura',
  shape: {
    form: 'surface',
    line: [
      { x: 40, y },
      { x: 280, y },
    ],
  },
  ...drawn,
});
const base: PlanRequest = {
  size,
  calibration,
  structures: [],
  target: { x: 160, y: 80 },
  skin: px(0),
  needle: { length: mm(40), diameter: mm(0.3) },
  margins: ASSUMED_MARGINS,
  uncertainty: { tip: mm(0), annotation: mm(0), calibration: mm(0) },
  isThoracic: false,
  isStale: false,
};
let kernels: Kernels | undefined;
beforeAll(async () => {
  kernels = await loadKernels();
});
const planned = (change: Partial<PlanRequest>) => {
  const got = planPath({ ...base, ...change }, openDistance(size, kernels));
  if (!got.ok) throw new Error(got.error.code);
  return got.value;
};

test('a thoracic site without a marked pleura is refused: not marked is not absent', () => {
  expect(planPath({ ...base, isThoracic: true })).toMatchObject({ ok: false, error: { code: 'no-pleura' } });
  expect(planPath({ ...base, isThoracic: true, structures: [vessel(250, 100)] })).toMatchObject({
    error: { code: 'no-pleura' },
  });
  expect(planPath({ ...base, isThoracic: true, structures: [pleura(220)] }).ok).toBe(true);
});

test('structures drawn before the probe moved are refused', () => {
  expect(planPath({ ...base, isStale: true })).toMatchObject({ error: { code: 'stale' } });
});

test('a target outside the frame, above the skin or outside the calibrated region is refused', () => {
  for (const target of [
    { x: -1, y: 50 },
    { x: 400, y: 50 },
    { x: 100, y: 0 },
    { x: 100, y: 300 },
    { x: NaN, y: 50 },
  ])
    expect(planPath({ ...base, target })).toMatchObject({ error: { code: 'outside' } });
  const small = { ...calibration, region: { x: 0, y: 0, width: 100, height: 240 } };
  expect(planPath({ ...base, calibration: small })).toMatchObject({ error: { code: 'outside' } });
});

test('a structure of too few points, or a margin that is no length, is refused and named', () => {
  const line: Structure = { ...pleura(200), shape: { form: 'surface', line: [{ x: 3, y: 200 }] } };
  expect(planPath({ ...base, structures: [vessel(250, 100), line] })).toMatchObject({
    error: { code: 'bad-outline', at: 'structures[1]' },
  });
  const margins = { ...ASSUMED_MARGINS, nerve: mm(NaN) };
  expect(planPath({ ...base, margins })).toMatchObject({ error: { code: 'bad-number', at: 'nerve' } });
  expect(planPath({ ...base, uncertainty: { ...base.uncertainty, tip: mm(-1) } })).toMatchObject({
    error: { code: 'bad-number', at: 'tip' },
  });
});

test('a pleura nearer to the target than its margin and the overshoot leaves no path', () => {
  // Target 10 mm deep, pleura 15 mm deep: even at 15 degrees the overshoot ends 4 sin 15° = 1.04 mm deeper,
  // 3.96 mm from the pleura and not 10.
  const plan = planned({ structures: [pleura(120)], isThoracic: true });
  expect(plan.verdict).toBe('no-path-meets-the-margins');
  for (const entry of plan.entries) expect(entry.clearance).toBeLessThan(0.4);
});

test('entries go to the shallow side of a deep pleura, and length and angle are those of the triangle', () => {
  // Pleura 28 mm deep: 18 mm below the target, margin 10 mm kept by every entry.
  const plan = planned({ structures: [pleura(224)], isThoracic: true });
  expect(plan.verdict).toBe('margins-kept');
  for (const { from, angle, length } of plan.entries) {
    const [dx, dy] = [(160 - from.x) * 0.125, 10];
    expect(length).toBeCloseTo(Math.hypot(dx, dy), 9);
    expect(angle).toBeCloseTo((Math.atan2(dy, Math.abs(dx)) * 180) / Math.PI, 9);
    expect(angle).toBeGreaterThanOrEqual(15);
    expect(angle).toBeLessThanOrEqual(75);
    expect(length).toBeLessThanOrEqual(40);
  }
});

test('a needle too short for every entry is told so', () => {
  const plan = planned({ needle: { length: mm(9), diameter: mm(0.3) } });
  expect(plan).toMatchObject({ verdict: 'no-entry-reaches-the-target', entries: [] });
});

test('margins grow by twice the sum of the uncertainties', () => {
  const plan = planned({ uncertainty: { tip: mm(0.9), annotation: mm(0.5), calibration: mm(0.2) } });
  // 2 × (0.9 + 0.5 + 0.2) = 3.2.
  expect(plan.margins.pleura).toBeCloseTo(13.2, 9);
  expect(plan.margins.bone).toBeCloseTo(5.2, 9);
});

const place = fc.record({ x: fc.integer({ min: 20, max: 300 }), y: fc.integer({ min: 20, max: 220 }) });
const targets = fc.record({ x: fc.integer({ min: 60, max: 260 }), y: fc.integer({ min: 30, max: 150 }) });

test('the clearance that is shown is never better than the truth', () => {
  fc.assert(
    fc.property(place, fc.integer({ min: 1, max: 25 }), targets, (at, r, target) => {
      const structure = vessel(at.x, at.y, r);
      const plan = planned({ structures: [structure], target });
      const outline = outlineOf(structure, size)!;
      for (const { from, clearance, length, nearest } of plan.entries) {
        const share = (length + OVERSHOOT) / length;
        let least = Infinity;
        for (let k = 0; k <= 400; k++) {
          const t = (share * k) / 400;
          const on: Point = { x: from.x + t * (target.x - from.x), y: from.y + t * (target.y - from.y) };
          least = Math.min(least, signedDistance(on, outline, { x: 0.125, y: 0.125 }));
        }
        // Through a structure the depth does not matter any more: it is shown as touching it.
        const truth = Math.max(0, least);
        expect(clearance).toBeLessThanOrEqual((truth - 0.15) / 3 + 1e-6);
        expect(nearest!.distance).toBeLessThanOrEqual(truth + 1e-6);
        if (least < 0.15) expect(clearance).toBeLessThan(0);
        // And not needlessly worse: within 0.75 mm of it, where the path stays outside.
        if (least > 0) expect(nearest!.distance).toBeGreaterThan(least - 0.75);
      }
    }),
    { numRuns: 40 },
  );
});

test('one more structure, or a wider margin, never makes any entry better', () => {
  const entries = (change: Partial<PlanRequest>) =>
    new Map(planned(change).entries.map((entry) => [entry.from.x, entry.clearance]));
  fc.assert(
    fc.property(place, place, fc.double({ min: 0, max: 6, noNaN: true }), (a, b, more) => {
      const first = { ...vessel(a.x, a.y), id: 'a' };
      const few = entries({ structures: [first] });
      const many = entries({ structures: [first, { ...vessel(b.x, b.y), id: 'b' }] });
      const wide = entries({
        structures: [first],
        margins: { ...ASSUMED_MARGINS, vessel: mm(3 + more) },
      });
      expect([...many.keys()].sort()).toEqual([...few.keys()].sort());
      for (const [x, clearance] of few) {
        expect(many.get(x)!).toBeLessThanOrEqual(clearance);
        if (clearance >= 0) expect(wide.get(x)!).toBeLessThanOrEqual(clearance + 1e-9);
      }
    }),
    { numRuns: 25 },
  );
});

test('the best entry is first: more clearance up to twice the margin, then the shorter way', () => {
  const { entries } = planned({ structures: [vessel(120, 40)] });
  for (let n = 1; n < entries.length; n++) {
    const [a, b] = [Math.min(2, entries[n - 1]!.clearance), Math.min(2, entries[n]!.clearance)];
    expect(a > b || (a === b && entries[n - 1]!.length <= entries[n]!.length)).toBe(true);
  }
});

test('signed distances to a square, by hand', () => {
  const square = outlineOf(vessel(100, 100, 10), size)!;
  const one = { x: 1, y: 1 };
  expect(signedDistance({ x: 100, y: 100 }, square, one)).toBe(-10);
  expect(signedDistance({ x: 115, y: 100 }, square, one)).toBe(5);
  // Off a corner by 3 and 4 px: 5.
  expect(signedDistance({ x: 113, y: 114 }, square, one)).toBe(5);
  expect(signedDistance({ x: 100, y: 115 }, square, { x: 1, y: 0.2 })).toBeCloseTo(1, 12);
});

test('behind the pleura is inside it, however far to the side', () => {
  const outline = outlineOf(pleura(200), size)!;
  for (const x of [0, 100, 319]) {
    expect(signedDistance({ x, y: 210 }, outline, { x: 1, y: 1 })).toBe(-10);
    expect(signedDistance({ x, y: 150 }, outline, { x: 1, y: 1 })).toBe(50);
  }
});

test('a nerve thinner than a pixel is still marked', () => {
  const thin = [
    { x: 10.4, y: 10.3 },
    { x: 60.4, y: 30.3 },
    { x: 60.4, y: 30.4 },
  ];
  const { data } = fill(thin, size);
  expect(data[30 * 320 + 60]).toBe(1);
  for (let x = 11; x <= 60; x++)
    expect(Array.from({ length: 40 }, (_, y) => data[y * 320 + x]).includes(1)).toBe(true);
});

const view = { size, calibration };

test('the live tip warns by the far side of its circle', () => {
  // The square's right border is at 108 px; the tip at 148 is 40 px = 5 mm away, margin 3 mm.
  const at = (radius: number) =>
    tipDistance({ at: { x: 148, y: 100 }, radius: px(radius) }, [vessel(100, 100)], ASSUMED_MARGINS, view)!;
  expect(at(8).distance).toBeCloseTo(5, 9);
  expect(at(8)).toMatchObject({ structure: 'v1', level: 'clear' });
  expect(at(24)).toMatchObject({ level: 'near' });
  expect(at(40)).toMatchObject({ level: 'inside' });
  expect(tipDistance({ at: { x: 1, y: 1 }, radius: px(1) }, [], ASSUMED_MARGINS, view)).toBeUndefined();
});

test('of several structures the one nearest to its own margin is named', () => {
  // Vessel 5 mm away with margin 3; pleura 8 mm away with margin 10.
  const tip = { at: { x: 148, y: 100 }, radius: px(8) };
  expect(tipDistance(tip, [vessel(100, 100), pleura(164)], ASSUMED_MARGINS, view)).toMatchObject({
    structure: 'p1',
    level: 'near',
  });
});

test('an outline that cannot be measured is never clear', () => {
  const broken: Structure = { ...vessel(100, 100), shape: { form: 'region', outline: [] } };
  const tip = { at: { x: 148, y: 100 }, radius: px(8) };
  expect(tipDistance(tip, [broken], ASSUMED_MARGINS, view)?.level).toBe('inside');
  expect(tipDistance(tip, [vessel(300, 200), broken], ASSUMED_MARGINS, view)?.level).toBe('inside');
});

const field = (u: number, v: number) => ({
  cols: 4,
  rows: 4,
  u: new Float32Array(16).fill(u),
  v: new Float32Array(16).fill(v),
});

test('drawings are fresh until the probe has moved by 1 mm, tracking was lost, or two minutes went by', () => {
  // 5 frames of 1.5 px = 7.5 px = 0.94 mm; a sixth is 1.125 mm.
  let drift = NO_DRIFT;
  for (let n = 0; n < 5; n++) drift = drifted(drift, field(1.5, 0));
  expect(staleness(drift, 10, calibration)).toBe('fresh');
  expect(staleness(drift, 121, calibration)).toBe('too-old');
  expect(staleness(drift, NaN, calibration)).toBe('too-old');
  expect(staleness(drifted(drift, field(1.5, 0)), 10, calibration)).toBe('probe-moved');
  expect(staleness(drifted(drift, field(-1.5, 0)), 10, calibration)).toBe('fresh');
  expect(staleness(drifted(NO_DRIFT, undefined), 1, calibration)).toBe('tracking-lost');
  expect(staleness(drifted(NO_DRIFT, field(NaN, 0)), 1, calibration)).toBe('probe-moved');
});

test('a picture older than 200 ms, or from the future, is not live', () => {
  expect(isFrozen(1000, 1033)).toBe(false);
  expect(isFrozen(1000, 1201)).toBe(true);
  expect(isFrozen(1000, 900)).toBe(true);
  expect(isFrozen(NaN, 900)).toBe(true);
});
