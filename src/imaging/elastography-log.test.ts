import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instant } from '../kit/time.ts';
import { compareSides, repeated, type Acquisition } from './elastography-log.ts';

const log = (...ratios: number[]): Acquisition[] =>
  ratios.map((ratio, n) => ({
    at: `2030-01-02T03:04:0${n}.000Z` as Instant,
    ratio,
    standardError: 0.1,
    pairs: 12,
  }));

test('two acquisitions are not a measurement', () => {
  expect(repeated(log(1, 1.1))).toMatchObject({
    ok: false,
    error: { code: 'too-few-acquisitions', got: '2' },
  });
});

test('mean and coefficient of variation, worked by hand', () => {
  // 1, 1.2, 1.4: mean 1.2, sd √((0.04 + 0 + 0.04)/2) = 0.2, variation 0.2/1.2 = 0.16667.
  const got = repeated(log(1, 1.2, 1.4));
  if (!got.ok) throw new Error(got.error.code);
  expect(got.value.mean).toBeCloseTo(1.2, 12);
  expect(got.value.sd).toBeCloseTo(0.2, 12);
  expect(got.value.variation).toBeCloseTo(0.166667, 6);
});

test('the site is compared with the other side, with the error of both', () => {
  // Site mean 1.2, cv 1/6; other side 0.9, 1.0, 1.1: mean 1, cv 0.1. Ratio 1.2, error 1.2 √((1/36 + 0.01)/3) = 0.13466.
  const got = compareSides(log(1, 1.2, 1.4), log(0.9, 1, 1.1));
  if (!got.ok) throw new Error(got.error.code);
  expect(got.value.ratio).toBeCloseTo(1.2, 12);
  expect(got.value.standardError).toBeCloseTo(0.13466, 5);
  expect(compareSides(log(1, 1.2, 1.4), log(1))).toMatchObject({ error: { code: 'too-few-acquisitions' } });
});

test('an acquisition entered twice, or one that is no ratio, is refused', () => {
  const three = log(1, 1, 1);
  expect(repeated([...three, three[0]!])).toMatchObject({ error: { code: 'twice-the-same' } });
  for (const bad of [0, -1, NaN, Infinity])
    expect(repeated(log(1, 1, bad))).toMatchObject({ error: { code: 'not-a-ratio' } });
});

test('the order of acquisitions does not matter, and scaling all leaves the variation alone', () => {
  const ratios = fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: 3, maxLength: 9 });
  fc.assert(
    fc.property(ratios, fc.double({ min: 0.1, max: 9, noNaN: true }), (values, by) => {
      const [a, b, c] = [
        repeated(log(...values)),
        repeated(log(...[...values].reverse())),
        repeated(log(...values.map((v) => v * by))),
      ];
      if (!a.ok || !b.ok || !c.ok) throw new Error('refused');
      expect(b.value.mean).toBeCloseTo(a.value.mean, 9);
      expect(c.value.variation).toBeCloseTo(a.value.variation, 9);
    }),
  );
});
