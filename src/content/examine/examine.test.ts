import { expect, test } from 'vitest';
import { printComplaint } from '../../kit/complaint.ts';
import explanations from '../atlas/explanations.json' with { type: 'json' };
import sources from '../sources.json' with { type: 'json' };
import { checkMotions } from './motions.ts';
import { checkNeuro } from './neuro.ts';

const known = new Set(sources.map((s) => s.id));

test('every root, test and movement is well formed and sourced, and points at explanations that exist', () => {
  const complaints = [...checkNeuro(known, new Set(explanations.map((e) => e.id))), ...checkMotions(known)];
  expect(complaints.map(printComplaint)).toEqual([]);
});
