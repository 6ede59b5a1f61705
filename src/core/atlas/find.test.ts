import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { findMuscles, findRegions } from './find.ts';

const atlas = shippedAtlas();
const muscles = (query: string): readonly string[] => findMuscles(atlas.muscles, query).map(({ id }) => id);

test('a muscle is found by its English, Latin and common name, in any order of words', () => {
  expect(muscles('temporalis')).toContain('temporalis');
  expect(muscles('SPLENIUS capitis')).toContain('splenius-capitis');
  expect(muscles('capitis splenius')).toEqual(muscles('splenius capitis'));
  expect(muscles('no such muscle')).toEqual([]);
});

test('a place is found with its side', () => {
  expect(findRegions(atlas.regions, 'temple left').map(({ id }) => id)).toEqual(['temple-left']);
});

test('an empty search finds everything', () => {
  expect(muscles('')).toHaveLength(atlas.muscles.length);
});
