import { expect, test } from 'vitest';
import { printComplaint } from '../../kit/complaint.ts';
import type { Source } from '../../core/atlas/source.ts';
import { bodyRegions, bodyView, VIEW_IDS } from '../bodymap/neutral.ts';
import { rules } from '../decide/rules.ts';
import { checkExplanations, checkMuscles, checkSourceRows, type Known } from './check.ts';
import { explanationRows, muscleRows, sourceRows } from './load.ts';

const known: Known = {
  sources: sourceRows as readonly Source[],
  regions: bodyRegions,
  view: (id) => (VIEW_IDS.includes(id) ? bodyView(id) : undefined),
};

test('every source row is well formed and named once', () => {
  expect(checkSourceRows(sourceRows).map(printComplaint)).toEqual([]);
});

test('every muscle, site and pattern that ships is well formed, placed, sourced and resolvable', () => {
  expect(checkMuscles(muscleRows, known).map(printComplaint)).toEqual([]);
});

test('every explanation other than muscle is well formed, sourced, and calls for rules that exist', () => {
  const flags = new Set(rules.map((r) => r.id));
  expect(checkExplanations(explanationRows, known, flags).map(printComplaint)).toEqual([]);
});
