import { expect, test } from 'vitest';
import { ATTRIBUTE_GROUPS, checkAttributes, rankingAttributes } from './ranking.ts';

// How many attributes each group of 45 CFR 170.315(b)(11)(iv)(B) has, (1) to (9).
const SIZES = {
  details: 4,
  purpose: 4,
  cautions: 2,
  development: 4,
  fairness: 2,
  external: 4,
  performance: 5,
  maintenance: 4,
  updates: 2,
};

test('every one of the 31 source attributes is filled, in the order of the rule', () => {
  expect(checkAttributes()).toEqual([]);
  expect(rankingAttributes.map(({ number }) => number)).toEqual(Array.from({ length: 31 }, (_, i) => i + 1));
  for (const group of ATTRIBUTE_GROUPS)
    expect(rankingAttributes.filter((row) => row.group === group).length, group).toBe(SIZES[group]);
  const order = rankingAttributes.map(({ group }) => ATTRIBUTE_GROUPS.indexOf(group));
  expect([...order].sort((a, b) => a - b)).toEqual(order);
});

test('what was never done on patients is not called done', () => {
  // External validation, fairness and outcomes: nobody has tested the ranking on patients.
  const state = (number: number): string | undefined =>
    rankingAttributes.find((row) => row.number === number)?.status;
  for (const number of [17, 18, 19, 20, 22, 23, 24, 25])
    expect(state(number), String(number)).toBe('not-done');
});
