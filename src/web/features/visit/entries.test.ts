import { expect, test } from 'vitest';
import type { RankedSite } from '../../../core/localise/ranking.ts';
import { entriesOf, holdPlaces } from './entries.ts';

const site = (id: string): RankedSite => ({ site: id }) as RankedSite;
const ranked = ['a', 'b', 'c', 'd', 'e', 'f'].map(site);
const ids = (entries: ReturnType<typeof entriesOf>): string[][] =>
  entries.map(({ sites }) => sites.map((s) => s.site));

test('sites that the drawing cannot tell apart stand together where the first of them stands', () => {
  const groups = [{ sites: ['b', 'd'], isIdentical: true }];
  expect(ids(entriesOf({ ranked, groups }, 4, new Set()))).toEqual([['a'], ['b', 'd'], ['c']]);
});

test('what was examined stays on the list however improbable, without those that it resembles', () => {
  const groups = [{ sites: ['e', 'f'], isIdentical: false }];
  expect(ids(entriesOf({ ranked, groups }, 2, new Set(['f'])))).toEqual([['a'], ['b'], ['f']]);
});

test('a large group does not use up the list', () => {
  const groups = [{ sites: ['a', 'b', 'c', 'd', 'e'], isIdentical: true }];
  expect(ids(entriesOf({ ranked, groups }, 4, new Set()))).toEqual([['a', 'b', 'c', 'd', 'e'], ['f']]);
});

test('while the finger paints nobody moves: newcomers take the places of those who left', () => {
  expect(holdPlaces([], ['a', 'b'])).toEqual(['a', 'b']);
  expect(holdPlaces(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual(['a', 'b', 'c']);
  expect(holdPlaces(['a', 'b', 'c'], ['x', 'c', 'a'])).toEqual(['a', 'x', 'c']);
  expect(holdPlaces(['a', 'b', 'c'], ['a'])).toEqual(['a']);
});
