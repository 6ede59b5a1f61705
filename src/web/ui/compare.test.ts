import { expect, test } from 'vitest';
import { differences } from './compare.ts';

test('only the fields that differ are named, each with both texts', () => {
  expect(
    differences(
      { job: 'roofer', weights: [{ value: 70 }, { value: 71 }], same: 1 },
      { job: 'baker', weights: [{ value: 70 }], same: 1, new: true },
    ),
  ).toEqual([
    { path: ['job'], mine: 'roofer', theirs: 'baker' },
    { path: ['weights', 2], mine: '71' },
    { path: ['new'], theirs: 'true' },
  ]);
  expect(differences({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toEqual([]);
});

test('a list in the place of a value is one difference', () => {
  expect(differences({ a: [1, 2] }, { a: 'one' })).toEqual([{ path: ['a'], mine: '1, 2', theirs: 'one' }]);
});
