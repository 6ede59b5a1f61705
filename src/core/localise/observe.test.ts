import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { seededRandom, type Random } from '../../kit/random.ts';
import { compileNetwork } from './network.ts';
import { observe } from './observe.ts';
import type { LocaliseRequest, PaintedRegion } from './request.ts';

const network = compileNetwork(shippedAtlas());
const ids = network.atlas.regions.map(({ id }) => id);

/** Drawings of few and many regions, rated alike, apart or not at all, on all views or some, once or twice. */
function anyRequest(random: Random): LocaliseRequest {
  const pick = (n: number): number => Math.floor(random() * n);
  const asked = pick(2) === 0 ? undefined : ids.filter((_, j) => (j + pick(3)) % 2 === 0);
  const from = asked ?? ids;
  const rating = pick(3);
  const painted = (): readonly PaintedRegion[] => {
    const chosen = new Set(Array.from({ length: 1 + pick(12) }, () => from[pick(from.length)]!));
    return [...chosen].map((id) => ({
      id,
      ...(rating > 0 && { intensity: rating === 1 ? 6 : 1 + pick(10) }),
      ...(pick(2) === 0 && { coverage: 0.05 + 0.95 * random() }),
    }));
  };
  const sites = network.atlas.sites;
  const site = sites[pick(sites.length)]!;
  return {
    regions: painted(),
    findings:
      pick(2) === 0
        ? []
        : [
            { site: site.id, sign: 'recognised-pain', answer: 'present' },
            { site: site.id, sign: 'referred-pain', answer: 'present', regions: [site.links[0]!.region] },
          ],
    ...(asked !== undefined && { asked }),
    ...(pick(3) === 0 && { again: painted() }),
  };
}

test('what is kept between questions never shows: each is asked as if it were the first', () => {
  const random = seededRandom(31);
  for (let i = 0; i < 300; i++) {
    const request = anyRequest(random);
    // A copy of the network is another network: nothing is kept for it.
    const first = observe({ ...network }, request);
    const later = observe(network, request);
    const { painted } = first.question;
    expect(later.state).toEqual(first.state);
    expect(later.question.levels).toEqual(first.question.levels);
    for (const part of ['painted', 'lambda0', 'lambda1', 'leak0', 'leak1'] as const)
      expect(later.question[part]).toEqual(first.question[part]);
    for (const j of painted)
      for (let at = network.regionStart[j]!; at < network.regionStart[j + 1]!; at++) {
        const e = network.regionLinks[at]!;
        expect(later.question.linkOff[e]).toBe(first.question.linkOff[e]);
        expect(later.question.linkOn[e]).toBe(first.question.linkOn[e]);
      }
  }
});

test('an empty region that was asked about weighs as its link and the omissions of drawings say', () => {
  // One painted region; every cause that reaches it also pays for each empty region: (1 - w (1 - omission)) per link.
  const painted = ids.indexOf('occiput-left');
  const { question, omission } = observe(network, { regions: [{ id: 'occiput-left' }], findings: [] });
  for (let at = network.regionStart[painted]!; at < network.regionStart[painted + 1]!; at++) {
    const cause = network.linkCause[network.regionLinks[at]!]!;
    let expected = 1;
    for (const { region, strength } of network.causes[cause]!.links)
      if (region !== 'occiput-left') expected *= 1 - strength * (1 - omission);
    const [level] = question.levels;
    expect(level!.w1[cause]! / network.prior1[0]![cause]!).toBeCloseTo(expected, 12);
  }
});
