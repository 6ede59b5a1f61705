import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { compileNetwork } from './network.ts';
import { SHIPPED_PARAMETERS } from './parameters.ts';
import { unfounded } from './witness.ts';

const network = compileNetwork(shippedAtlas());
const { stray, spill, smear, omission } = SHIPPED_PARAMETERS;
const at = (id: string): number => network.regionIndex.get(id)!;
/** Ratios by region id, of regions with the coverages that one or two drawings gave them. */
function ratios(
  rows: Readonly<Record<string, readonly (number | undefined)[]>>,
): Readonly<Record<string, number>> {
  const found = unfounded(
    network,
    Object.entries(rows).map(([id, coverages]) => ({ region: at(id), coverages })),
  );
  return Object.fromEntries(Object.keys(rows).map((id, k) => [id, found[k]!]));
}

test('a region that was tapped is meant, whatever is painted beside it', () => {
  const found = ratios({ 'knee-medial-left': [undefined], 'knee-anterior-left': [undefined] });
  expect(Object.values(found)).toEqual([stray.value, stray.value]);
});

test('paint with nothing beside it is a stray mark as rarely when it fills a region as when it fills a third', () => {
  expect(ratios({ 'heel-plantar-left': [1], 'temple-right': [0.35] })).toEqual({
    'heel-plantar-left': stray.value,
    'temple-right': stray.value,
  });
});

test('of one painted area one region is meant and the others may be painted across', () => {
  // The front of the knee touches both other regions; they touch only it (and nothing else is painted).
  const found = ratios({ 'knee-medial-left': [1], 'knee-anterior-left': [1], 'knee-lateral-left': [1] });
  expect(found).toEqual({
    'knee-medial-left': smear.value,
    'knee-anterior-left': stray.value,
    'knee-lateral-left': smear.value,
  });
});

test('two neighbours that are each alone with the other are not both passed for a slip', () => {
  const found = Object.values(ratios({ 'knee-medial-left': [1], 'knee-anterior-left': [1] }));
  expect(found.sort((a, b) => a - b)).toEqual([stray.value, smear.value]);
});

test('the edge of a stroke beside other paint says less than a region painted across, and a sliver nothing', () => {
  const found = ratios({
    'knee-anterior-left': [1],
    'knee-medial-left': [0.35],
    'knee-lateral-left': [0.02],
  });
  expect(found['knee-medial-left']).toBeCloseTo(Math.max(spill.value, smear.value), 12);
  expect(found['knee-lateral-left']).toBe(1);
});

test('what both drawings show is a slip in both; what one leaves out is a slip in one, and forgotten in the other', () => {
  const found = ratios({ 'knee-anterior-left': [1, 1], 'knee-medial-left': [1, 0] });
  expect(found['knee-anterior-left']).toBeCloseTo(smear.value ** 2, 12);
  expect(found['knee-medial-left']).toBeCloseTo(smear.value / omission.value, 12);
});
