import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  angleBetween,
  calibrate,
  calibrateByClicks,
  calibrationsOf,
  lengthOf,
  printLength,
  type Calibration,
} from './calibration.ts';
import { mm } from './frame.ts';

const region = { x: 100, y: 50, width: 600, height: 400 };
const dicom: Calibration = { source: 'dicom', x: mm(0.1), y: mm(0.2), error: 0.01, region };

test('without a calibration a length is in pixels', () => {
  const length = lengthOf({ x: 0, y: 0 }, { x: 30, y: 40 }, undefined);
  expect(length).toEqual({ unit: 'px', value: 50 });
  expect(printLength(length)).toBe('50 px');
});

test('with one it is in millimetres, each axis by its own size', () => {
  // 30 px × 0.1 = 3 mm and 20 px × 0.2 = 4 mm: 5 mm.
  const length = lengthOf({ x: 200, y: 100 }, { x: 230, y: 120 }, dicom);
  expect(length.unit).toBe('mm');
  expect(length.value).toBeCloseTo(5, 12);
  expect(printLength(length)).toBe('5.0 mm');
});

test('outside the calibrated region a length stays in pixels, whatever the calibration says', () => {
  const anywhere = fc.record({
    x: fc.integer({ min: -200, max: 1000 }),
    y: fc.integer({ min: -200, max: 800 }),
  });
  const inside = ({ x, y }: { x: number; y: number }) => x >= 100 && x <= 700 && y >= 50 && y <= 450;
  fc.assert(
    fc.property(anywhere, anywhere, (a, b) => {
      expect(lengthOf(a, b, dicom).unit).toBe(inside(a) && inside(b) ? 'mm' : 'px');
    }),
  );
});

test('a ruler nobody confirmed, and sizes that cannot be, are refused', () => {
  expect(calibrate({ ...dicom, source: 'ruler' })).toMatchObject({ error: { code: 'not-confirmed' } });
  expect(calibrate({ ...dicom, source: 'ruler', confirmedBy: 'user-7' }).ok).toBe(true);
  for (const bad of [0, -0.1, NaN])
    expect(calibrate({ ...dicom, x: mm(bad) })).toMatchObject({ error: { code: 'not-positive' } });
  for (const bad of [0.0049, 4.1, Infinity])
    expect(calibrate({ ...dicom, y: mm(bad) })).toMatchObject({ error: { code: 'implausible' } });
});

test('two clicks 113.6 px apart on marks 10 mm apart are 0.088 mm per pixel', () => {
  const got = calibrateByClicks(
    { from: { x: 10, y: 10 }, to: { x: 10, y: 123.6 }, by: 'user-7' },
    mm(10),
    region,
  );
  if (!got.ok) throw new Error(got.error.code);
  expect(got.value.x).toBeCloseTo(0.08803, 5);
  expect(got.value.y).toBe(got.value.x);
  expect(got.value.error).toBeCloseTo(2 / 113.6, 9);
  const near = calibrateByClicks(
    { from: { x: 10, y: 10 }, to: { x: 10, y: 40 }, by: 'user-7' },
    mm(10),
    region,
  );
  expect(near).toMatchObject({ error: { code: 'too-short' } });
});

test('an angle is the angle in tissue, not on the screen', () => {
  expect(angleBetween({ x: 0, y: 0 }, { x: 10, y: 10 }, undefined)).toBeCloseTo(45, 12);
  // 10 px × 0.1 = 1 mm across and 10 px × 0.2 = 2 mm deep: atan 2 = 63.435 degrees.
  expect(angleBetween({ x: 0, y: 0 }, { x: 10, y: 10 }, dicom)).toBeCloseTo(63.4349, 4);
  expect(angleBetween({ x: 10, y: 0 }, { x: 0, y: 10 }, undefined)).toBeCloseTo(-45, 12);
});

test('of a DICOM file only tissue regions measured in centimetres calibrate, each for itself', () => {
  const tissue = {
    spatialFormat: 1,
    dataType: 1,
    unitsX: 3,
    unitsY: 3,
    deltaX: 0.00625,
    deltaY: -0.00625,
    location: { x0: 10, y0: 20, x1: 649, y1: 499 },
  };
  const all = [
    tissue,
    { ...tissue, spatialFormat: 2, unitsX: 4 },
    { ...tissue, spatialFormat: 3, dataType: 3 },
    { ...tissue, unitsX: 0 },
    { ...tissue, deltaX: 0 },
  ];
  const got = calibrationsOf(all);
  expect(got).toHaveLength(1);
  expect(got[0]!.x).toBeCloseTo(0.0625, 12);
  expect(got[0]!.y).toBeCloseTo(0.0625, 12);
  expect(got[0]!.region).toEqual({ x: 10, y: 20, width: 640, height: 480 });
});
