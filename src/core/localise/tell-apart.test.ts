import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { localise } from './localise.ts';
import { compileNetwork } from './network.ts';
import type { LocaliseRequest } from './request.ts';
import { itemsOf, tellApart } from './tell-apart.ts';

const atlas = shippedAtlas();
const network = compileNetwork(atlas);
const request: LocaliseRequest = {
  regions: ['occiput-right', 'temple-right', 'suboccipital-right'].map((id) => ({ id })),
  findings: [],
};
const ranking = (of: LocaliseRequest) => {
  const answer = localise(network, of, 'bars');
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};
const [one, other] = ranking(request).ranked.map(({ site }) => site) as [string, string];

test('two sites: a sign at the first speaks for it, the same sign at the second against it', () => {
  const apart = tellApart(network, request, [one, other]);
  const at = (about: string) => apart.tellers.find((t) => t.about === about && t.sign === 'recognised-pain')!;
  expect(at(one).ifPresent).toBeGreaterThan(apart.first);
  expect(at(one).ifAbsent).toBeLessThan(apart.first);
  expect(at(other).ifPresent).toBeLessThan(apart.first);
  // Worked by hand from the stated rates of recognised pain, .75 active, .12 latent, .093 neither, latent given inactive
  // by how often the site is met: odds of the first times .75 over .75 of neither.
  const latent = network.causes[network.causeIndex.get(one)!]!.latent;
  const off = (1 - latent) * 0.093 + latent * 0.12;
  const odds = (apart.first / (1 - apart.first)) * (0.75 / off);
  expect(at(one).ifPresent).toBeCloseTo(odds / (1 + odds), 8);
});

test('what the two answers say on average is what is thought now', () => {
  for (const { ifPresent, ifAbsent, gain } of tellApart(network, request, [one, other]).tellers) {
    const { first } = tellApart(network, request, [one, other]);
    expect(Math.min(ifPresent, ifAbsent)).toBeLessThan(first);
    expect(Math.max(ifPresent, ifAbsent)).toBeGreaterThan(first);
    expect(gain).toBeGreaterThan(0);
  }
});

test('turning the pair around turns the answer around', () => {
  const [there, back] = [
    tellApart(network, request, [one, other]),
    tellApart(network, request, [other, one]),
  ];
  expect(back.first).toBeCloseTo(1 - there.first, 12);
  expect(back.tellers.map(({ about, sign }) => [about, sign])).toEqual(
    there.tellers.map(({ about, sign }) => [about, sign]),
  );
  expect(back.tellers[0]!.ifPresent).toBeCloseTo(1 - there.tellers[0]!.ifPresent, 12);
});

test('a muscle against another explanation: its questions count, and one that was answered is not asked again', () => {
  const explanation = ranking(request).alternatives[0]!.id;
  const items = itemsOf(network, explanation);
  expect(items.length).toBeGreaterThan(1);
  const apart = tellApart(network, request, [one, explanation]);
  const asked = apart.tellers.find(({ item }) => item !== undefined)!;
  const answers = [{ explanation, item: asked.item!, answer: 'absent' as const }];
  const after = tellApart(network, { ...request, answers }, [one, explanation]);
  expect(after.tellers.map(({ item }) => item)).not.toContain(asked.item);
  const unknown = [{ explanation, item: asked.item!, answer: 'unknown' as const }];
  expect(tellApart(network, { ...request, answers: unknown }, [one, explanation])).toEqual(apart);
});

test('regions that nobody asked about are named when one of the two alone usually reaches them', () => {
  expect(tellApart(network, request, [one, other]).regions).toEqual([]);
  const asked = request.regions.map(({ id }) => id);
  const far = ['gluteus-minimus-posterior-1-right', one] as const;
  const { regions } = tellApart(network, { ...request, asked }, far);
  expect(regions.length).toBeGreaterThan(0);
  for (const { first, second } of regions) expect(first >= 0.3).not.toBe(second >= 0.3);
});
