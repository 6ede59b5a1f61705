import { expect, test } from 'vitest';
import { printComplaint } from '../../kit/complaint.ts';
import { shippedAtlas } from '../atlas/load.ts';
import { checkDepths } from './depths.ts';

test('every needle depth is about muscles of the atlas, sourced, and says a ceiling or that there is none', () => {
  const { sources, muscles } = shippedAtlas();
  const complaints = checkDepths(new Set(sources.map((s) => s.id)), new Set(muscles.map((m) => m.id)));
  expect(complaints.map(printComplaint)).toEqual([]);
});
