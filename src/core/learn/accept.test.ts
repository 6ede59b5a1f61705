import { expect, test } from 'vitest';
import { checkExplanations, checkMuscles } from '../../content/atlas/check.ts';
import { explanationRows, muscleRows, sourceRows } from '../../content/atlas/load.ts';
import { bodyRegions, bodyView, VIEW_IDS } from '../../content/bodymap/neutral.ts';
import { rules } from '../../content/decide/rules.ts';
import { printComplaint } from '../../kit/complaint.ts';
import { expandExplanations, expandSites } from '../atlas/atlas.ts';
import type { ExplanationEntry } from '../atlas/explanation.ts';
import type { MuscleEntry } from '../atlas/muscle.ts';
import type { Source } from '../atlas/source.ts';
import { acceptChanges } from './accept.ts';
import type { Change } from './proposal.ts';

const rows = {
  muscles: muscleRows as readonly MuscleEntry[],
  explanations: explanationRows as readonly ExplanationEntry[],
};
const changes: readonly Change[] = [
  { row: 'temporalis-1', region: 'temple-left', field: 'strength', from: '0.70', to: '0.42', cases: 61.4 },
  { row: 'temporalis-1', field: 'frequency', from: 'common', to: 'rare', cases: 61.4 },
  { row: 'migraine', field: 'base-rate', from: '0.020', to: '0.035', cases: 40 },
  { row: 'regional', field: 'severity', from: '0.30', to: '0.40', cases: 500 },
];
const next = acceptChanges(rows, changes, 'Dr Example');

test('an accepted strength is used on both sides, and every source keeps its own version of the pattern', () => {
  const strength = (id: string, region: string): number | undefined =>
    expandSites(next.muscles)
      .find((s) => s.id === id)
      ?.links.find((l) => l.region === region)?.strength;
  expect(strength('temporalis-1-left', 'temple-left')).toBe(0.42);
  expect(strength('temporalis-1-right', 'temple-right')).toBe(0.42);
  const before = rows.muscles.flatMap((m) => m.sites).find((s) => s.id === 'temporalis-1')!;
  const after = next.muscles.flatMap((m) => m.sites).find((s) => s.id === 'temporalis-1')!;
  expect(after.patterns).toEqual(before.patterns);
  expect(after.frequency).toBe('rare');
  expect(after.learned).toEqual([
    {
      region: 'temple-left',
      strength: 0.42,
      cases: 61,
      by: 'Dr Example',
      source: 'registry',
      status: 'unreviewed',
    },
  ]);
});

test('a base rate says what it replaced, by how many cases, and who accepted it', () => {
  const migraine = expandExplanations(next.explanations).find(({ id }) => id === 'migraine-left')!;
  expect(migraine.entry.baseRate).toMatchObject({ value: 0.035, source: 'registry' });
  expect(migraine.entry.baseRate?.reckoning).toBe(
    '40 expected cases of the registry, against 0.020 before; accepted by Dr Example',
  );
});

test('what was not accepted stays the same row, and what was accepted is content that passes every check', () => {
  const touched = next.muscles.filter((m) => !rows.muscles.includes(m)).map(({ id }) => id);
  expect(touched).toEqual(['temporalis']);
  expect(next.explanations.filter((e) => !rows.explanations.includes(e)).map(({ id }) => id)).toEqual([
    'migraine',
  ]);
  const known = {
    sources: sourceRows as readonly Source[],
    regions: bodyRegions,
    view: (id: string) => (VIEW_IDS.includes(id) ? bodyView(id) : undefined),
  };
  expect(checkMuscles(next.muscles, known).map(printComplaint)).toEqual([]);
  const flags = new Set(rules.map((r) => r.id));
  expect(checkExplanations(next.explanations, known, flags).map(printComplaint)).toEqual([]);
});

test('a strength that is accepted a second time replaces the first', () => {
  const again: Change = { ...changes[0]!, from: '0.42', to: '0.50', cases: 120 };
  const twice = acceptChanges(next, [again], 'Dr Other').muscles.flatMap((m) => m.sites);
  expect(twice.find((s) => s.id === 'temporalis-1')!.learned).toMatchObject([
    { strength: 0.5, by: 'Dr Other' },
  ]);
});
