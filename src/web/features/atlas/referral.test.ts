import { expect, test } from 'vitest';
import { shippedAtlas } from '../../../content/atlas/load.ts';
import { heatOf, referrersTo } from './referral.ts';

const atlas = shippedAtlas();

test('what refers to a place is listed strongest first, on the side of the patient that was asked', () => {
  const list = referrersTo(atlas, 'temple-right');
  expect(list.length).toBeGreaterThan(0);
  expect(list.map(({ link }) => link.region).every((region) => region === 'temple-right')).toBe(true);
  const strengths = list.map(({ link }) => link.strength);
  expect(strengths).toEqual(strengths.toSorted((a, b) => b - a));
  expect(list.some(({ from }) => from.muscle.id === 'temporalis' && from.side === 'right')).toBe(true);
});

test('where several sites of a muscle refer to one place, the heat map shows the strongest', () => {
  const sites = atlas.sites.filter(({ muscle, side }) => muscle.id === 'temporalis' && side === 'left');
  const heat = heatOf(sites);
  for (const site of sites)
    for (const { region, strength } of site.links) expect(heat.get(region)).toBeGreaterThanOrEqual(strength);
});
