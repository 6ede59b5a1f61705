import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { printComplaint } from '../../kit/complaint.ts';
import { mirrorId } from '../atlas/region.ts';
import { localise } from './localise.ts';
import { compileNetwork, meanPrior } from './network.ts';
import type { Ranking } from './ranking.ts';
import { SIGNS, type LocaliseRequest } from './request.ts';
import { ABOVE } from './stands-above.ts';

const atlas = shippedAtlas();
const network = compileNetwork(atlas);
const regionIds = atlas.regions.map(({ id }) => id);
const dangerous = atlas.explanations.filter(({ entry }) => entry.dangerous);
const essentials = (id: string): readonly string[] =>
  atlas.explanations
    .find((e) => e.id === id)!
    .links.filter(({ kind }) => kind !== 'spillover')
    .map(({ region }) => region);

function rank(request: Partial<LocaliseRequest>): Ranking {
  const result = localise(network, { regions: [], findings: [], ...request });
  if (!result.ok) throw new Error(result.error.complaints.map(printComplaint).join('; '));
  return result.value;
}
const paint = (ids: readonly string[]): LocaliseRequest['regions'] => [...new Set(ids)].map((id) => ({ id }));
const above = (ranking: Ranking): readonly string[] => ranking.standsAbove.map(({ id }) => id);
const elsewhere = fc.uniqueArray(fc.constantFrom(...regionIds), { maxLength: 5 });

test('each explanation has, before anything is painted, the prior of its base rate or frequency; wide ones exclude one another', () => {
  atlas.explanations.forEach(({ entry, weight }, k) => {
    const i = atlas.sites.length + k;
    const prior = weight * (entry.baseRate?.value ?? network.parameters.explanation[entry.frequency].value);
    if (network.causes[i]!.isExclusive) expect(meanPrior(network, i)).toBeLessThan(prior);
    else expect(meanPrior(network, i)).toBeCloseTo(prior, 12);
  });
  const wide = network.causes.flatMap(({ isExclusive }, i) => (isExclusive ? [meanPrior(network, i)] : []));
  expect(wide.reduce((a, b) => a + b, 0)).toBeLessThan(1);
});

test('SR-55 an explanation above the threshold, or ahead of every muscle, stands above the muscles, and no other stands there as probable', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...regionIds), { minLength: 1, maxLength: 7 }), (painted) => {
      const { ranked, alternatives, standsAbove } = rank({ regions: paint(painted) });
      const first = ranked[0]?.probability ?? 0;
      const expected = alternatives.filter((a) => a.probability >= ABOVE || a.probability > first);
      const probable = standsAbove.filter(({ because }) => because === 'probable');
      expect(probable.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      expect(standsAbove.slice(0, probable.length)).toEqual(probable);
    }),
    { numRuns: 60 },
  );
});

test('SR-56 each dangerous explanation stands above the muscles when half of its essential areas are painted, whatever else is', () => {
  fc.assert(
    fc.property(fc.constantFrom(...dangerous), elsewhere, fc.nat(), ({ id }, others, turn) => {
      const all = essentials(id);
      const half = all.map((_, k) => all[(k + turn) % all.length]!).slice(0, Math.ceil(all.length / 2));
      expect(above(rank({ regions: paint([...half, ...others]) }))).toContain(id);
    }),
    { numRuns: 150 },
  );
});

test('SR-56 pain of one spot that is essential to a dangerous explanation raises it, for each of them and each such spot', () => {
  let cases = 0;
  for (const { id } of dangerous)
    for (const region of essentials(id)) {
      expect(above(rank({ regions: paint([region]) })), `${id} with only ${region} painted`).toContain(id);
      cases++;
    }
  expect(cases).toBeGreaterThan(150);
});

test('SR-57 pain elsewhere, not touching it, never hides a dangerous explanation', () => {
  const touches = (a: string, b: string): boolean =>
    atlas.regions.find(({ id }) => id === a)!.neighbours.includes(b);
  fc.assert(
    fc.property(fc.constantFrom(...dangerous), fc.nat(), elsewhere, ({ id }, pick, others) => {
      const all = essentials(id);
      const spot = all[pick % all.length]!;
      const apart = others.filter((region) => region !== spot && !touches(spot, region));
      expect(above(rank({ regions: paint([spot, ...apart]) }))).toContain(id);
    }),
    { numRuns: 120 },
  );
});

test('SR-57 two dangers at once both stand above, although wide explanations exclude one another', () => {
  const dangers = fc.constantFrom(...dangerous);
  fc.assert(
    fc.property(dangers, dangers, fc.nat(), (a, b, pick) => {
      const spots = [a, b].map(({ id }) => essentials(id)[pick % essentials(id).length]!);
      const touches = atlas.regions.find(({ id }) => id === spots[0])!.neighbours.includes(spots[1]!);
      fc.pre(!touches);
      expect(above(rank({ regions: paint(spots) }))).toEqual(expect.arrayContaining([a.id, b.id]));
    }),
    { numRuns: 120 },
  );
});

test('SR-53 no finding at any muscle, however clear, takes a dangerous explanation off the list', () => {
  fc.assert(
    fc.property(fc.constantFrom(...dangerous), fc.nat(), fc.nat(), ({ id }, pick, rank0) => {
      const all = essentials(id);
      const regions = paint([all[pick % all.length]!]);
      const before = rank({ regions });
      const site = before.ranked[rank0 % Math.max(1, before.ranked.length)];
      if (site === undefined) return;
      const findings = SIGNS.map((sign) => ({ site: site.site, sign, answer: 'present' as const }));
      const after = rank({ regions, findings });
      expect(above(after)).toContain(id);
      expect(after.alternatives.map((a) => a.id)).toContain(id);
    }),
    { numRuns: 60 },
  );
});

test('SR-54 every dangerous explanation calls for at least one red flag, and says what to ask, to examine and to do', () => {
  for (const { entry } of dangerous) {
    expect(
      entry.flags.filter((id) => id.startsWith('RF-')),
      entry.id,
    ).not.toEqual([]);
    expect(entry.ask.length, entry.id).toBeGreaterThanOrEqual(2);
    expect(entry.examine.length, entry.id).toBeGreaterThanOrEqual(1);
    expect(entry.then, entry.id).not.toBe('');
  }
});

test('a spot that is essential to no dangerous explanation raises none as dangerous', () => {
  const spots = new Set(dangerous.flatMap(({ id }) => essentials(id)));
  const calm = regionIds.filter((id) => !spots.has(id));
  expect(calm.length).toBeGreaterThan(60);
  for (const id of calm)
    expect(
      rank({ regions: paint([id]) }).standsAbove.filter(({ because }) => because === 'dangerous'),
      id,
    ).toEqual([]);
});

test('what stands above mirrors with the drawing, for explanations that exist on both sides', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...regionIds), { minLength: 1, maxLength: 5 }), (painted) => {
      const plain = rank({ regions: paint(painted) });
      const mirrored = rank({ regions: paint(painted.map(mirrorId)) });
      const paired = (r: Ranking): readonly string[] =>
        r.standsAbove
          .filter(({ side, because }) => side !== 'midline' && because === 'dangerous')
          .map(({ id }) => id);
      const dangerousOnes = new Set(paired(mirrored));
      const probable = new Set(mirrored.standsAbove.map(({ id }) => id));
      for (const id of paired(plain))
        expect(dangerousOnes.has(mirrorId(id)) || probable.has(mirrorId(id)), id).toBe(true);
    }),
    { numRuns: 40 },
  );
});
