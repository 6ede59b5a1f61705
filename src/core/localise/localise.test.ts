import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import type { Explanation } from '../atlas/atlas.ts';
import type { Site } from '../atlas/muscle.ts';
import { mirrorId } from '../atlas/region.ts';
import { printComplaint } from '../../kit/complaint.ts';
import { localise, type Detail } from './localise.ts';
import { compileNetwork, meanPrior } from './network.ts';
import { parseRequest } from './parse.ts';
import { SIGNS, type LocaliseRequest } from './request.ts';
import type { Ranking } from './ranking.ts';

const atlas = shippedAtlas();
const network = compileNetwork(atlas);
const regionIds = atlas.regions.map(({ id }) => id);

function rank(request: Partial<LocaliseRequest>, detail: Detail = 'bars'): Ranking {
  const result = localise(network, { regions: [], findings: [], ...request }, detail);
  if (!result.ok) throw new Error(result.error.complaints.map(printComplaint).join('; '));
  return result.value;
}
const paint = (...ids: readonly string[]): LocaliseRequest['regions'] => ids.map((id) => ({ id }));

const drawings = fc
  .uniqueArray(fc.constantFrom(...regionIds), { minLength: 1, maxLength: 9 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          intensity: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
        }),
      ),
    ),
  )
  .map((rows) => rows.map(({ id, intensity }) => (intensity === undefined ? { id } : { id, intensity })));

test('back of the head and temple: the muscles that the textbooks name come first', () => {
  const { ranked } = rank({ regions: paint('occiput-left', 'suboccipital-left', 'temple-left') });
  const expected =
    /suboccipital|rectus-capitis|obliquus-capitis|trapezius|splenius|semispinalis|temporalis|sternocleidomastoid/;
  for (const site of ranked.slice(0, 4)) expect(site.muscle).toMatch(expected);
  for (const site of ranked.slice(0, 4)) expect(site.side).toBe('left');
});

test('each proposed site explains at least one painted region, with shares that no more than add up to the pain', () => {
  const { ranked } = rank({ regions: paint('occiput-left', 'temple-left', 'vertex-left') });
  for (const { explains, probability } of ranked)
    for (const { share } of explains) expect(share).toBeLessThanOrEqual(probability + 1e-12);
});

test('before anything is painted, the expected number of active sites is the stated mean', () => {
  const sum = atlas.sites.reduce((total, _, i) => total + meanPrior(network, i), 0);
  expect(sum).toBeCloseTo(network.parameters.meanActive.value, 9);
});

test('painting the mirror image gives the mirror image of the ranking, what lies or is described on one side left out', () => {
  const isSymmetric = ({ side, links }: Explanation): boolean =>
    side !== 'midline' ||
    links.every(({ region, strength }) =>
      links.some((other) => other.region === mirrorId(region) && other.strength === strength),
    );
  const explanations = atlas.explanations.filter(isSymmetric);
  expect(explanations.length).toBeGreaterThan(250);
  const isOnBoth = ({ entry }: Site): boolean =>
    entry.side === undefined && entry.patterns.every(({ areas }) => areas.every((a) => a.side === undefined));
  const sites = atlas.sites.filter(isOnBoth);
  expect(sites.length).toBeGreaterThan(600);
  const symmetric = compileNetwork({ ...atlas, sites, explanations });
  const answer = (regions: LocaliseRequest['regions']): Ranking => {
    const result = localise(symmetric, { regions, findings: [] }, 'bars');
    if (!result.ok) throw new Error(printComplaint(result.error.complaints[0]!));
    return result.value;
  };
  fc.assert(
    fc.property(drawings, (regions) => {
      const plain = answer(regions);
      const mirrored = answer(regions.map((row) => ({ ...row, id: mirrorId(row.id) })));
      const bySite = new Map(mirrored.ranked.map((site) => [site.site, site.probability]));
      for (const { site, probability } of plain.ranked)
        expect(bySite.get(mirrorId(site))).toBeCloseTo(probability, 10);
    }),
    { numRuns: 40 },
  );
});

test('the order in which regions and findings are given does not matter, to the bit', () => {
  const findings = SIGNS.map((sign) => ({ site: atlas.sites[0]!.id, sign, answer: 'present' as const }));
  fc.assert(
    fc.property(drawings, (regions) => {
      expect(rank({ regions: [...regions].reverse(), findings: [...findings].reverse() })).toEqual(
        rank({ regions, findings }),
      );
    }),
    { numRuns: 25 },
  );
});

test('recognised pain never lowers the site where it was found, and its absence never raises it', () => {
  fc.assert(
    fc.property(drawings, fc.nat(), (regions, pick) => {
      const before = rank({ regions }).ranked;
      const site = before[pick % Math.max(1, before.length)];
      if (site === undefined) return;
      const after = (answer: 'present' | 'absent'): number =>
        rank({ regions, findings: [{ site: site.site, sign: 'recognised-pain', answer }] }).ranked.find(
          (s) => s.site === site.site,
        )!.probability;
      expect(after('present')).toBeGreaterThanOrEqual(site.probability);
      expect(after('absent')).toBeLessThanOrEqual(site.probability);
    }),
    { numRuns: 40 },
  );
});

test('unknown is not absent: a sign recorded as unknown changes nothing', () => {
  const regions = paint('temple-left');
  const { site } = rank({ regions }).ranked[0]!;
  const withUnknown = rank({ regions, findings: [{ site, sign: 'taut-band', answer: 'unknown' }] });
  expect(withUnknown.ranked.map((s) => s.probability)).toEqual(
    rank({ regions }).ranked.map((s) => s.probability),
  );
});

test('a region that was not asked about says nothing; one left empty speaks against', () => {
  const { ranked } = rank({ regions: paint('temple-left') });
  const withMiss = ranked.find(({ misses }) => misses.length > 0)!;
  const blind = rank({ regions: paint('temple-left'), asked: ['temple-left'] });
  const same = blind.ranked.find(({ site }) => site === withMiss.site)!;
  expect(same.misses).toEqual([]);
  expect(same.probability).toBeGreaterThan(withMiss.probability);
});

test('the effect of a finding is what asking again without it gives', () => {
  const regions = paint('occiput-left', 'temple-left');
  const [first, second] = rank({ regions }).ranked;
  const findings = [
    { site: first!.site, sign: 'recognised-pain', answer: 'absent' },
    { site: first!.site, sign: 'spot-tenderness', answer: 'present' },
    { site: second!.site, sign: 'referred-pain', answer: 'present', regions: [second!.explains[0]!.region] },
  ] as const;
  const all = rank({ regions, findings });
  for (const finding of findings) {
    const rest = rank({ regions, findings: findings.filter((f) => f !== finding) });
    const effect = all.ranked
      .find((s) => s.site === finding.site)!
      .findings.find((f) => f.sign === finding.sign)!;
    const again = rest.ranked.find((s) => s.site === finding.site)!.probability;
    expect(effect.without).toBeCloseTo(again, 12);
  }
});

test('what is said to change the order does change it, to the stated probability', () => {
  const regions = paint('occiput-left', 'temple-left');
  const { wouldChange } = rank({ regions }, 'full');
  expect(wouldChange.length).toBeGreaterThan(0);
  for (const { site, sign, answer, first, becomes } of wouldChange) {
    const after = rank({ regions, findings: [{ site, sign, answer }] }).ranked;
    expect(after[0]!.site).toBe(first);
    expect(after.find((s) => s.site === site)!.probability).toBeCloseTo(becomes, 12);
  }
});

test('two neighbouring regions drawn in full are not each a slip beside the other', () => {
  // Whatever made them hurt, someone must answer for it: the shares of all causes and of the unknown add up.
  const { ranked, alternatives, unexplained } = rank({
    regions: [{ id: 'lumbar-left' }, { id: 'lumbar-spine' }],
  });
  const causes = [...ranked, ...alternatives];
  for (const region of ['lumbar-left', 'lumbar-spine']) {
    const shares = causes.flatMap((s) => s.explains.filter((e) => e.region === region).map((e) => e.share));
    const leak = unexplained.find((u) => u.region === region)?.leak ?? 0;
    expect(shares.reduce((a, b) => a + b, leak)).toBeGreaterThan(0.8);
  }
});

test.each([
  [
    { regions: [] },
    'regions: expected at least one painted region (a blank drawing is missing data, not no pain), got none',
  ],
  [
    { regions: [{ id: 'tempel-left' }] },
    'regions[0].id: expected a region of the body map, got "tempel-left"',
  ],
  [
    { regions: [{ id: 'temple-left', intensity: 11 }] },
    'regions[0].intensity: expected a rating from 1 to 10, got 11',
  ],
  [
    { regions: [{ id: 'temple-left', intensity: 0 }] },
    'regions[0].intensity: expected a rating from 1 to 10, got 0',
  ],
  [
    { regions: [{ id: 'temple-left' }, { id: 'temple-left' }] },
    'regions[1].id: expected each only once, and regions[0].id is the same, got "temple-left"',
  ],
  [
    { regions: [{ id: 'temple-left' }], findings: [{ site: 'x', sign: 'taut-band', answer: 'maybe' }] },
    'findings[0].answer: expected one of present, absent, unknown, got "maybe"',
  ],
  [
    { regions: [{ id: 'temple-left' }], findings: [{ site: 'x', sign: 'taut', answer: 'absent' }] },
    'findings[0].sign: expected one of spot-tenderness, recognised-pain, taut-band, referred-pain, local-twitch, got "taut"',
  ],
  [
    { regions: [{ id: 'temple-left' }], findings: [{ site: 'x', sign: 'taut-band', answer: 'absent' }] },
    `findings[0].site: expected a site of atlas ${atlas.version}, got "x"`,
  ],
  [
    { regions: [{ id: 'temple-left' }], asked: ['occiput-left'] },
    'regions[0].id: expected a region that is also in asked, got "temple-left"',
  ],
  [{ regions: 'temple' }, 'regions: expected a list, got "temple"'],
  [
    { painted: [] },
    'painted: expected no such field, only regions, findings, answers, asked, again, againAsked, got []',
  ],
  [null, 'input: expected an object, got null'],
])('wrong input %j is answered with what was expected, got, and where', (input, message) => {
  const read = parseRequest(input);
  const result = read.ok ? localise(network, read.value) : read;
  expect(result.ok).toBe(false);
  if (!result.ok) expect(printComplaint(result.error.complaints[0]!)).toBe(message);
});

test('a stranger’s megabytes of faults are answered with the first twenty', () => {
  const read = parseRequest({ regions: Array.from({ length: 200_000 }, () => ({ id: 7 })) });
  expect(read.ok ? 0 : read.error.complaints.length).toBe(20);
});
