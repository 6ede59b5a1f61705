import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day } from '../../kit/time.ts';
import { activityMean, distressOf, functionSeries, painSeries, peg } from './scored.ts';
import type { Scores } from './scores.ts';
import { widespread, WIDESPREAD_AREA_IDS, type WidespreadAnswers } from './widespread.ts';

const day = '2030-01-02' as Day;

test('the PEG is the mean of its three items, with the band of the mean', () => {
  // (7 + 5 + 6) / 3 = 6; bands 0–3.9, 4–6.9, 7–10.
  expect(peg({ pain: 7, enjoyment: 5, activity: 6 })).toMatchObject({ mean: 6, band: 'moderate' });
  expect(peg({ pain: 7, enjoyment: 7, activity: 7 })?.band).toBe('severe');
  expect(peg({ pain: 4, enjoyment: 4, activity: 3 })).toMatchObject({ band: 'mild' });
});

describe('SR-123 a skipped item is not 0: then there is no score', () => {
  test('PEG, PHQ-4 and severity of symptoms', () => {
    expect(peg({ pain: 7, activity: 6 })).toBeUndefined();
    expect(distressOf({ day, phq4: { 'anxiety-1': 3, 'anxiety-2': 3, 'depression-1': 3 } })).toBeUndefined();
    expect(distressOf({ day })).toBeUndefined();
    const some: WidespreadAnswers = {
      areas: WIDESPREAD_AREA_IDS,
      severity: { fatigue: 3, unrefreshed: 3, cognitive: 3 },
      symptoms: { headaches: 'present', depression: 'present' },
      threeMonths: 'present',
    };
    expect(widespread(some).severity).toBeUndefined();
    expect(widespread(some)).toMatchObject({ criteria: 'unknown', missing: ['severity of symptoms'] });
  });

  test('no activity rated is no mean', () => {
    expect(activityMean([])).toBeUndefined();
    expect(
      activityMean([
        { activity: 'stairs', rating: 3 },
        { activity: 'sleep', rating: 4 },
      ]),
    ).toBe(3.5);
  });
});

describe('the 2016 criteria of fibromyalgia', () => {
  // Wolfe 2016: index ≥ 7 and severity ≥ 5, or index 4–6 and severity ≥ 9; four of five regions; three months.
  const answers = (count: number, severity: number): WidespreadAnswers => {
    // The first four areas of different regions, then any: left arm, right arm, left leg, right leg, neck, …
    const order = [
      'upper-arm-left',
      'upper-arm-right',
      'upper-leg-left',
      'upper-leg-right',
      'neck',
      'jaw-left',
      'jaw-right',
      'chest',
    ] as const;
    const rated = Math.min(9, severity);
    const more = severity - rated;
    return {
      areas: order.slice(0, count),
      severity: {
        fatigue: Math.min(3, rated),
        unrefreshed: Math.min(3, Math.max(0, rated - 3)),
        cognitive: Math.max(0, rated - 6),
      },
      symptoms: {
        headaches: more > 0 ? 'present' : 'absent',
        'abdominal-pain': more > 1 ? 'present' : 'absent',
        depression: more > 2 ? 'present' : 'absent',
      },
      threeMonths: 'present',
    };
  };
  test.each([
    [7, 5, 'present'],
    [7, 4, 'absent'],
    [6, 9, 'present'],
    [6, 8, 'absent'],
    [4, 9, 'present'],
    [3, 12, 'absent'],
    [8, 12, 'present'],
  ] as const)('index %i with severity %i: %s', (index, severity, criteria) => {
    expect(widespread(answers(index, severity))).toMatchObject({
      index,
      severity,
      total: index + severity,
      criteria,
    });
  });

  test('seven areas in three regions are not widespread: jaw, chest and belly are in no region', () => {
    const areas = [
      'neck',
      'upper-back',
      'lower-back',
      'chest',
      'abdomen',
      'jaw-left',
      'upper-arm-left',
    ] as const;
    expect(widespread({ ...answers(7, 9), areas })).toMatchObject({
      index: 7,
      regions: 2,
      criteria: 'absent',
    });
  });

  test('an open answer leaves it open, unless another settles it', () => {
    const open = { ...answers(7, 9), threeMonths: 'unknown' as const };
    expect(widespread(open).criteria).toBe('unknown');
    expect(widespread({ ...open, areas: ['neck'] }).criteria).toBe('absent');
    expect(widespread(undefined)).toMatchObject({ criteria: 'unknown' });
  });

  test('one area more never lowers the index, and 0 to 19 is its range', () => {
    fc.assert(
      fc.property(
        fc.subarray([...WIDESPREAD_AREA_IDS]),
        fc.constantFrom(...WIDESPREAD_AREA_IDS),
        (areas, one) => {
          const before = widespread({ areas }).index ?? -1;
          const after = widespread({ areas: [...areas, one] }).index ?? -1;
          expect(after).toBeGreaterThanOrEqual(before);
          expect(after).toBeLessThanOrEqual(19);
        },
      ),
    );
  });
});

test('means over different activities are no series, and function is turned so that higher is worse', () => {
  const scores: readonly Scores[] = [
    { day, activities: [{ activity: 'Stairs', rating: 2 }] },
    { day: '2030-02-02' as Day, activities: [{ activity: 'stairs ', rating: 8 }], pain: { now: 3 } },
    { day: '2030-03-02' as Day, activities: [{ activity: 'sleep', rating: 9 }] },
  ];
  // 10 − 2 = 8, then 10 − 8 = 2 on one scale; sleep is another.
  expect(functionSeries(scores).map((s) => [s.scale, s.value])).toEqual([
    ['PSFS limitation (stairs)', 8],
    ['PSFS limitation (stairs)', 2],
    ['PSFS limitation (sleep)', 1],
  ]);
  expect(painSeries(scores)).toEqual([{ day: '2030-02-02', scale: 'NRS now', value: 3 }]);
});
