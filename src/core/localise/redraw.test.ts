import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { seededRandom } from '../../kit/random.ts';
import { groupsOf } from './groups.ts';
import { localise } from './localise.ts';
import { compileNetwork } from './network.ts';
import { SHIPPED_PARAMETERS } from './parameters.ts';
import { agreement, agreementOf, redrawIntervals, redrawn, Redrawing } from './redraw.ts';
import type { Ranking } from './ranking.ts';
import type { LocaliseRequest } from './request.ts';

const atlas = shippedAtlas();
const network = compileNetwork(atlas);
const paint = (...ids: readonly string[]): LocaliseRequest['regions'] => ids.map((id) => ({ id }));
const regions = paint('occiput-left', 'temple-left', 'suboccipital-left');
function rank(request: LocaliseRequest): Ranking {
  const result = localise(network, request, 'bars');
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

test('two drawings of the same area agree fully, of different areas not at all, of nested areas by their share', () => {
  expect(agreement(network, regions, regions)).toBe(1);
  expect(agreement(network, paint('temple-left'), paint('heel-plantar-left'))).toBe(0);
  const surface = (id: string): number => atlas.regions.find((r) => r.id === id)!.surface;
  const share = surface('temple-left') / (surface('temple-left') + surface('occiput-left'));
  expect(agreement(network, paint('temple-left'), paint('temple-left', 'occiput-left'))).toBeCloseTo(
    share,
    12,
  );
});

test('two drawings are compared where both had the chance to show something', () => {
  const request = {
    regions: paint('temple-left', 'heel-plantar-left'),
    findings: [],
    again: paint('temple-left'),
  };
  const share = agreement(network, paint('temple-left', 'heel-plantar-left'), paint('temple-left'));
  expect(agreementOf(atlas, request)).toBe(share);
  expect(agreementOf(atlas, { ...request, againAsked: ['temple-left', 'occiput-left'] })).toBe(1);
  expect(agreementOf(atlas, { regions, findings: [] })).toBeUndefined();
  expect(agreementOf(atlas, { ...request, again: [], againAsked: ['hand'] })).toBeUndefined();
});

test('a second drawing that agrees makes the interval of the leader narrower', () => {
  const leader = rank({ regions, findings: [] }).ranked[0]!.site;
  const width = (request: LocaliseRequest): number => {
    const { low, high } = redrawIntervals(network, request, 60).get(leader)!;
    return high - low;
  };
  expect(width({ regions, findings: [], again: regions })).toBeLessThan(width({ regions, findings: [] }));
});

test('one redrawing at a time gives the same intervals as all at once', () => {
  const redrawing = new Redrawing(network, { regions, findings: [] }, 5);
  let steps = 1;
  while (redrawing.step()) steps++;
  expect(steps).toBe(5);
  expect(redrawing.intervals()).toEqual(redrawIntervals(network, { regions, findings: [] }, 5));
});

test('what both drawings show weighs more than what one shows, and that more than what none shows', () => {
  const first = paint('occiput-left', 'temple-left');
  const leader = (again: LocaliseRequest['regions']): number => {
    // A site that reaches the temple and not the back of the head.
    const ranked = rank({ regions: first, findings: [], again }).ranked;
    return ranked.find(({ site }) => site === 'temporalis-1-left')!.probability;
  };
  expect(leader(first)).toBeGreaterThan(leader(paint('occiput-left')));
  expect(leader(paint('occiput-left'))).toBeGreaterThan(
    rank({ regions: paint('occiput-left'), findings: [], again: paint('occiput-left') }).ranked.find(
      ({ site }) => site === 'temporalis-1-left',
    )?.probability ?? 0,
  );
});

test('a view that was not drawn a second time is neither confirmed nor contradicted by the second drawing', () => {
  const first = paint('temple-left', 'heel-plantar-left');
  const once = rank({ regions: first, findings: [] });
  // The heel was painted once and never looked at again; the temple was painted twice.
  const looked = atlas.regions.filter(({ part }) => part === 'head').map(({ id }) => id);
  const twice = { regions: first, findings: [], again: paint('temple-left') };
  const leader = once.ranked.find(({ explains }) =>
    explains.some(({ region }) => region.startsWith('heel')),
  )!;
  const heel = ({ ranked }: Ranking): number =>
    ranked.find(({ site }) => site === leader.site)!.probability / leader.probability;
  expect(heel(rank({ ...twice, againAsked: looked }))).toBeCloseTo(1, 1);
  expect(heel(rank(twice))).toBeLessThan(0.95);
  expect(localise(network, { ...twice, againAsked: ['heel-plantar-left'] })).toMatchObject({
    error: { code: 'repeated', complaints: [{ at: 'again[0].id' }] },
  });
});

test('intervals over redraws are the same every time, lie in order, and are wide where the drawing is thin', () => {
  const request = { regions, findings: [] };
  const intervals = redrawIntervals(network, request);
  expect(redrawIntervals(network, request)).toEqual(intervals);
  for (const { low, high } of intervals.values()) expect(low).toBeLessThanOrEqual(high);
  const { ranked } = rank(request);
  const leader = intervals.get(ranked[0]!.site)!;
  expect(leader.high - leader.low).toBeGreaterThan(0.02);
});

test('hands that always draw the same give intervals without width', () => {
  const parameters = {
    ...SHIPPED_PARAMETERS,
    omission: { ...SHIPPED_PARAMETERS.omission, value: 0 },
    spill: { ...SHIPPED_PARAMETERS.spill, value: 0 },
  };
  for (const { low, high } of redrawIntervals(
    compileNetwork(atlas, parameters),
    { regions, findings: [] },
    3,
  ).values())
    expect(low).toBe(high);
});

test('a redrawing is never blank and stays within what was asked', () => {
  const random = seededRandom(1);
  const asked = ['occiput-left', 'temple-left', 'suboccipital-left', 'forehead-left'];
  for (let i = 0; i < 200; i++) {
    const again = redrawn(network, { regions, findings: [], asked }, random);
    expect(again.length).toBeGreaterThan(0);
    for (const { id } of again) expect(asked).toContain(id);
  }
});

test('muscles with one and the same pattern are named as a group, not as a ranking', () => {
  // Three of the deep suboccipital muscles have the same pattern in the atlas.
  const { ranked } = rank({ regions: paint('occiput-left', 'temple-left'), findings: [] });
  const groups = groupsOf(network, ranked);
  const deep = groups.find(({ sites }) => sites.includes('obliquus-capitis-superior-1-left'))!;
  expect(deep.sites).toContain('obliquus-capitis-inferior-1-left');
  expect(deep.sites.length).toBeGreaterThan(1);
});

test('the sentence names what is explained, what is missing and what the hands found', () => {
  const request = { regions: paint('occiput-left', 'temple-left'), findings: [] };
  const [first] = rank(request).ranked;
  expect(first!.because).toMatch(/could make .*back of head.* hurt; .*empty\.$/);
  const found = rank({
    ...request,
    findings: [{ site: first!.site, sign: 'recognised-pain', answer: 'present' }],
  }).ranked.find(({ site }) => site === first!.site)!;
  expect(found.because).toMatch(/recognised pain raises it from \d+ % to \d+ %\.$/);
});
