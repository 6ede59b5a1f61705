import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MODALITIES } from '../../core/decide/candidacy.ts';
import { ROLES } from '../../core/episode.ts';
import { scopeOf, type ScopeRow } from '../../core/treat/scope.ts';
import { printComplaint } from '../../kit/complaint.ts';
import type { Day } from '../../kit/time.ts';
import sources from '../sources.json' with { type: 'json' };
import { checkScope, scopeRows } from './scope.ts';

const day = '2026-11-21' as Day;
const answer = (
  place: string | undefined,
  role: ScopeRow['role'],
  procedure: ScopeRow['procedure'],
): string => scopeOf(scopeRows, { place, role, procedure, day }).answer;

test('every row is whole, has a source and names a place', () => {
  expect(checkScope(new Set(sources.map((s) => s.id))).map(printComplaint)).toEqual([]);
});

test('nobody who treats nobody may record a procedure, anywhere', () => {
  for (const role of ['owner', 'front-desk', 'researcher'] as const)
    for (const procedure of MODALITIES)
      for (const place of [undefined, 'US-CO', 'DE']) expect(answer(place, role, procedure)).toBe('no');
});

test('a physiotherapist needles where the list of that state says so; elsewhere it is not known, which is not yes', () => {
  expect(answer('US-CO', 'physiotherapist', 'dry-needling')).toBe('yes');
  expect(answer('US-NY', 'physiotherapist', 'dry-needling')).toBe('no');
  expect(answer('US-WA', 'physiotherapist', 'dry-needling')).toBe('unknown');
  expect(answer(undefined, 'physiotherapist', 'dry-needling')).toBe('unknown');
});

const row = (id: string, change: Partial<ScopeRow>): ScopeRow => ({
  id,
  place: '*',
  role: 'physician',
  procedure: 'manual',
  answer: 'yes',
  because: 'b',
  source: 'tautband',
  status: 'unreviewed',
  ...change,
});
const asked = { place: 'US-NY', role: 'physician', procedure: 'manual', day } as const;

test('the row of the place outweighs the country, and the country every place; of two equal rows no wins', () => {
  const all = [row('a', {}), row('b', { place: 'US', answer: 'no' }), row('c', { place: 'US-NY' })];
  expect(scopeOf(all, asked).rows.map((r) => r.id)).toEqual(['c']);
  expect(scopeOf(all, { ...asked, place: 'US-CA' })).toMatchObject({ answer: 'no', rows: [{ id: 'b' }] });
  expect(scopeOf(all, { ...asked, place: 'DE' })).toMatchObject({ answer: 'yes', rows: [{ id: 'a' }] });
  const torn = [row('a', { place: 'US-NY' }), row('b', { place: 'US-NY', answer: 'no' })];
  expect(scopeOf(torn, asked).answer).toBe('no');
});

test('a row counts from its first to its last day', () => {
  const all = [row('a', { validFrom: '2026-01-01' as Day, validTo: '2026-06-30' as Day })];
  const on = (d: string): string => scopeOf(all, { ...asked, day: d as Day }).answer;
  expect(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map(on)).toEqual([
    'unknown',
    'yes',
    'yes',
    'unknown',
  ]);
});

test('an answer always names the rows that give it, and without rows it is unknown', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(undefined, ...new Set(scopeRows.map((r) => r.place)), 'FR', 'US-WA'),
      fc.constantFrom(...ROLES),
      fc.constantFrom(...MODALITIES),
      (place, role, procedure) => {
        const { answer: said, rows } = scopeOf(scopeRows, { place, role, procedure, day });
        expect(rows.length === 0).toBe(said === 'unknown');
        if (said === 'yes') expect(rows.every((r) => r.answer === 'yes')).toBe(true);
      },
    ),
  );
});
