import { describe, expect, test } from 'vitest';
import type { SiteFinding } from '../localise/request.ts';
import { agreement, type AnsweredTwice } from './agreement.ts';
import { DC_TMD_MYALGIA, delphi2018, DELPHI_DEFAULT, TRAVELL_SIMONS_1999, classify } from './criteria.ts';
import { criteriaFor, forPoints, judge, NOTHING_EXAMINED, signsAt, type Examination } from './examination.ts';
import { wouldSettle } from './settle.ts';
import { sideBySide } from './sides.ts';
import { ANSWERS, type Answer } from '../answer.ts';

const MASSETER = 'masseter-superficial-1-left';
const found = (site: string, sign: SiteFinding['sign'], answer: Answer): SiteFinding => ({
  site,
  sign,
  answer,
});

describe('SR-110 the criteria that judge a site are named, and open signs are never read as absent', () => {
  test('signs of both records and the history of the jaw come together', () => {
    const examination: Examination = {
      ...NOTHING_EXAMINED,
      sites: [{ site: MASSETER, signs: { nodule: 'present' } }],
      jaw: { 'jaw-pain-30-days': 'present' },
    };
    const signs = signsAt(MASSETER, [found(MASSETER, 'taut-band', 'absent')], examination);
    expect([...signs]).toEqual([
      ['jaw-pain-30-days', 'present'],
      ['taut-band', 'absent'],
      ['nodule', 'present'],
    ]);
    expect(signs.get('spot-tenderness')).toBeUndefined();
  });

  test('a set that was made for the jaw judges jaw muscles, and Delphi the others', () => {
    const jaw = { ...NOTHING_EXAMINED, criteria: 'dc-tmd-myalgia' as const };
    expect(criteriaFor(jaw, 'masseter-superficial').id).toBe('dc-tmd-myalgia');
    expect(criteriaFor(jaw, 'infraspinatus').id).toBe('delphi-2018');
  });

  test('the threshold of the visit decides', () => {
    const findings = [
      found('infraspinatus-1-left', 'taut-band', 'present'),
      found('infraspinatus-1-left', 'spot-tenderness', 'present'),
      found('infraspinatus-1-left', 'referred-pain', 'absent'),
      found('infraspinatus-1-left', 'recognised-pain', 'present'),
    ];
    const verdictAt = (threshold: 2 | 3): string | undefined =>
      judge(
        findings,
        { ...NOTHING_EXAMINED, delphi: { threshold, spotInBand: true } },
        () => 'infraspinatus',
      )[0]?.verdict;
    expect([verdictAt(2), verdictAt(3)]).toEqual(['active', 'not-met']);
  });

  test('a site of which only the threshold was measured is not judged away', () => {
    const examination: Examination = {
      ...NOTHING_EXAMINED,
      sites: [{ site: MASSETER, pressure: { unit: 'kPa', readings: [200] } }],
    };
    expect(judge([], examination, () => 'masseter-superficial').map((j) => j.verdict)).toEqual([
      'not-enough-known',
    ]);
  });
});

describe('which sign would settle it', () => {
  const delphi = delphi2018(DELPHI_DEFAULT);

  test('of a recognised tender spot the band alone settles it, either way', () => {
    const signs = new Map<string, Answer>([
      ['spot-tenderness', 'present'],
      ['recognised-pain', 'present'],
    ]);
    // Band present: two of three with the spot in the band, recognised: active. Absent: the spot lies in no band.
    expect(wouldSettle(delphi, signs)).toEqual([
      { sign: 'taut-band', ifPresent: 'active', ifAbsent: 'not-met' },
    ]);
  });

  test('what settles it in fact settles it, for every combination of signs and each set', () => {
    const names = [
      'taut-band',
      'spot-tenderness',
      'referred-pain',
      'recognised-pain',
      'nodule',
      'end-range-pain',
    ];
    for (const criteria of [delphi, TRAVELL_SIMONS_1999, DC_TMD_MYALGIA])
      for (let code = 0; code < 3 ** names.length; code++) {
        const signs = new Map(names.map((s, i) => [s, ANSWERS[Math.floor(code / 3 ** i) % 3]!] as const));
        const would = wouldSettle(criteria, signs);
        if (classify(criteria, signs).verdict !== 'not-enough-known') expect(would).toEqual([]);
        for (const { sign, ifPresent, ifAbsent } of would) {
          expect(signs.get(sign) ?? 'unknown').toBe('unknown');
          expect(classify(criteria, new Map([...signs, [sign, 'present' as const]])).verdict).toBe(ifPresent);
          expect(classify(criteria, new Map([...signs, [sign, 'absent' as const]])).verdict).toBe(ifAbsent);
          expect([ifPresent, ifAbsent]).not.toEqual(['not-enough-known', 'not-enough-known']);
        }
      }
  });
});

test('left and right stand side by side, and what was not examined is absent, not normal', () => {
  const examination: Examination = {
    ...NOTHING_EXAMINED,
    sites: [
      { site: 'infraspinatus-1-left', pressure: { unit: 'kPa', readings: [200, 230, 260] } },
      { site: 'infraspinatus-1-right', pressure: { unit: 'kPa', readings: [300, 300, 300] } },
      { site: 'teres-minor-1-right', signs: { nodule: 'present' } },
    ],
  };
  const judged = judge([], examination, () => 'infraspinatus');
  // 300 − 230 = 70 kPa, more than the 55 of measuring alone.
  expect(sideBySide(judged, examination.sites)).toMatchObject([
    { left: 'infraspinatus-1-left', difference: 70, beyondNoise: true },
    { left: 'teres-minor-1-left', at: { left: {}, right: { verdict: 'not-enough-known' } } },
  ]);
  expect(sideBySide(judged, examination.sites)[1]).not.toHaveProperty('difference');
});

describe('agreement of two examiners', () => {
  const pairs = (both: number, first: number, second: number, neither: number): readonly AnsweredTwice[] =>
    (
      [
        [both, 'present', 'present'],
        [first, 'present', 'absent'],
        [second, 'absent', 'present'],
        [neither, 'absent', 'absent'],
      ] as const
    ).flatMap(([n, a, b]) =>
      Array.from({ length: n }, () => ({ site: 's', sign: 'taut-band' as const, first: a, second: b })),
    );

  test('Cohen’s kappa by hand', () => {
    // 20, 5, 10, 15 of 50: observed .70; expected (25×30 + 25×20)/2500 = .50; kappa = .20/.50 = .40.
    // Standard error sqrt(.7×.3 / (50×.25)) = sqrt(.0168) = .12961; × 1.959964 = .25404.
    const { kappa, interval, same } = agreement(pairs(20, 5, 10, 15));
    expect(kappa).toBeCloseTo(0.4, 12);
    expect(interval?.[0]).toBeCloseTo(0.14596, 4);
    expect(interval?.[1]).toBeCloseTo(0.65404, 4);
    expect(same).toBe(35);
  });

  test('no pairs, too few, and pairs that are all alike, have no kappa', () => {
    expect(agreement([])).not.toHaveProperty('kappa');
    expect(agreement(pairs(3, 2, 2, 2))).toMatchObject({ n: 9, same: 5 });
    expect(agreement(pairs(3, 2, 2, 2))).not.toHaveProperty('kappa');
    expect(agreement(pairs(30, 0, 0, 0))).not.toHaveProperty('kappa');
  });
});

test('a myalgia of the jaw makes no trigger point: the lives of points are judged by Delphi', () => {
  const jaw: Examination = {
    ...NOTHING_EXAMINED,
    criteria: 'dc-tmd-myalgia',
    jaw: { 'jaw-pain-30-days': 'present', 'jaw-use-changes-pain': 'present' },
  };
  const findings = [
    found(MASSETER, 'spot-tenderness', 'present'),
    found(MASSETER, 'recognised-pain', 'present'),
  ];
  const verdicts = (examination: Examination): readonly (readonly [string, string])[] =>
    judge(findings, examination, () => 'masseter-superficial').map((j) => [j.criteria, j.verdict]);
  expect(verdicts(jaw)).toEqual([['dc-tmd-myalgia', 'active']]);
  expect(verdicts(forPoints(jaw))).toEqual([['delphi-2018', 'not-enough-known']]);
});
