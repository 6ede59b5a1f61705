import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkMotion,
  KPA_PER_KG_CM2,
  motionGained,
  pressureChange,
  pressureThreshold,
  type Motion,
  type PressureThreshold,
} from './measures.ts';

const of = (unit: 'kPa' | 'kg/cm2', ...readings: readonly number[]): PressureThreshold => {
  const result = pressureThreshold({ unit, readings });
  if (!result.ok) throw new Error(result.error.map((c) => c.at).join());
  return result.value;
};

test('three repetitions give the mean and the spread', () => {
  // (200 + 230 + 260) / 3 = 230; deviations -30, 0, 30: sqrt(1800 / 2) = 30.
  expect(of('kPa', 200, 230, 260)).toEqual({
    mean: 230,
    deviation: 30,
    range: 60,
    repetitions: 3,
    complete: true,
  });
});

test('one reading is shown, and is not a threshold yet', () => {
  expect(of('kPa', 210)).toEqual({ mean: 210, range: 0, repetitions: 1, complete: false });
});

test('kilograms on a square centimetre and kilopascals are two ways to say one pressure', () => {
  // 2.5 kg/cm² = 2.5 × 98.0665 = 245.16625 kPa.
  expect(of('kg/cm2', 2.5, 2.5, 2.5).mean).toBeCloseTo(245.16625, 9);
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.1, max: 20, noNaN: true }), { minLength: 1, maxLength: 3 }),
      (kg) => {
        const a = of('kg/cm2', ...kg);
        const b = of('kPa', ...kg.map((k) => k * KPA_PER_KG_CM2));
        expect(a).toEqual(b);
        expect(a.mean).toBeGreaterThanOrEqual(Math.min(...kg) * KPA_PER_KG_CM2 * (1 - 1e-12));
        expect(a.mean).toBeLessThanOrEqual(Math.max(...kg) * KPA_PER_KG_CM2 * (1 + 1e-12));
      },
    ),
  );
});

test('no reading, a fourth one and an impossible one are refused', () => {
  for (const readings of [[], [200, 200, 200, 200], [0, 200, 200], [200, NaN], [9000]])
    expect(pressureThreshold({ unit: 'kPa', readings }).ok, String(readings)).toBe(false);
  // 245 typed with the wrong unit would be 24,026 kPa.
  expect(pressureThreshold({ unit: 'kg/cm2', readings: [245] }).ok).toBe(false);
});

test('a change within the noise of measuring says so', () => {
  expect(pressureChange(of('kPa', 200, 200, 200), of('kPa', 240, 240, 240))).toEqual({
    kPa: 40,
    percent: 20,
    beyondNoise: false,
  });
  expect(pressureChange(of('kPa', 200, 200, 200), of('kPa', 260, 260, 260)).beyondNoise).toBe(true);
});

test('movement is gained only when it was measured both times', () => {
  const rotation: Motion = { movement: 'cervical rotation', side: 'left', unit: 'degree', before: 55 };
  expect(motionGained(rotation)).toBeUndefined();
  expect(motionGained({ ...rotation, after: 68 })).toBe(13);
  expect(motionGained({ ...rotation, before: 0, after: 0 })).toBe(0);
});

test('a movement without a name, a measurement, or within reach is a complaint', () => {
  const at = (motion: Motion): readonly string[] => checkMotion(motion, 'm').map((c) => c.at);
  expect(at({ movement: 'opening', side: 'midline', unit: 'mm', before: 38 })).toEqual([]);
  expect(at({ movement: ' ', side: 'midline', unit: 'mm', before: -1 })).toEqual(['m.movement', 'm.before']);
  expect(at({ movement: 'flexion', side: 'left', unit: 'degree' })).toEqual(['m']);
  expect(at({ movement: 'flexion', side: 'left', unit: 'degree', after: 400 })).toEqual(['m.after']);
});
