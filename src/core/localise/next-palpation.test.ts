import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { localise } from './localise.ts';
import { compileNetwork } from './network.ts';
import { allGains, informationGain, palpationCost } from './gain-table.ts';
import { nextPalpations } from './next-palpation.ts';
import type { LocaliseRequest } from './request.ts';

const network = compileNetwork(shippedAtlas());
const request: LocaliseRequest = { regions: [{ id: 'occiput-left' }, { id: 'temple-left' }], findings: [] };

test('a coin that shows the cause tells one bit, one that ignores it tells none', () => {
  expect(informationGain(0.5, 1, 0)).toBe(1);
  expect(informationGain(0.3, 0.6, 0.6)).toBeCloseTo(0, 15);
});

test('the gain is what the definition gives: entropy of the cause before, less its mean entropy after', () => {
  const h = (p: number): number => (p <= 0 || p >= 1 ? 0 : -p * Math.log2(p) - (1 - p) * Math.log2(1 - p));
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(share, share, share, (p, a, b) => {
      const present = p * a + (1 - p) * b;
      const after = present * h((p * a) / present) + (1 - present) * h((p * (1 - a)) / (1 - present));
      expect(informationGain(p, a, b)).toBeCloseTo(h(p) - after, 12);
    }),
  );
});

test('what is said of either answer is what the ranking says after it', () => {
  for (const { site, sign, ifPresent, ifAbsent } of nextPalpations(network, request).slice(0, 4))
    for (const [answer, stated] of [
      ['present', ifPresent],
      ['absent', ifAbsent],
    ] as const) {
      const after = localise(network, { ...request, findings: [{ site, sign, answer }] }, 'bars');
      if (!after.ok) throw new Error('refused');
      expect(after.value.ranked.find((s) => s.site === site)!.probability).toBeCloseTo(stated, 12);
    }
});

test('a sign that was answered is not asked for again', () => {
  const [first] = nextPalpations(network, request);
  const findings = [{ site: first!.site, sign: first!.sign, answer: 'absent' as const }];
  for (const next of nextPalpations(network, { ...request, findings }))
    expect(next.site === first!.site && next.sign === first!.sign).toBe(false);
});

test('the chance of an answer and both outcomes average to what is believed now', () => {
  for (const { chance, ifPresent, ifAbsent, site } of nextPalpations(network, request)) {
    const ranked = localise(network, request, 'bars');
    if (!ranked.ok) throw new Error('refused');
    const now = ranked.value.ranked.find((s) => s.site === site)?.probability;
    if (now !== undefined) expect(chance * ifPresent + (1 - chance) * ifAbsent).toBeCloseTo(now, 12);
  }
});

test('palpating through the mouth or the rectum costs more than a flat hand', () => {
  const cost = (grip: string): number[] =>
    network.atlas.sites.filter(({ entry }) => entry.palpation.grip === grip).map(palpationCost);
  expect(Math.min(...cost('intraoral'))).toBeGreaterThan(Math.max(...cost('flat')));
  expect(Math.min(...cost('internal'))).toBeGreaterThan(Math.max(...cost('flat')));
});

test('the table of gains is right to a hundred-thousandth of a bit, and what it proposes is the best of all', () => {
  const active = network.causes.map((_, i) => ((i * 0.618_034) % 1) ** 3);
  const out = new Float64Array(network.atlas.sites.length);
  allGains(network.gains, Float64Array.from(active), out);
  network.atlas.sites.forEach((site, i) => {
    const latent = network.causes[i]!.latent;
    const exact = Math.max(
      ...network.parameters.signs.map((rates) =>
        informationGain(active[i]!, rates.active, (1 - latent) * rates.none + latent * rates.latent),
      ),
    );
    expect(Math.abs(out[i]! * palpationCost(site) - exact)).toBeLessThan(2e-5);
  });
});
