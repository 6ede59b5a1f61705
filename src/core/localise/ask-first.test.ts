import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { printComplaint } from '../../kit/complaint.ts';
import { ANSWERS } from '../answer.ts';
import { URGENCIES } from '../atlas/explanation.ts';
import { LEAST_REACH } from './ask-first.ts';
import { localise } from './localise.ts';
import { compileNetwork } from './network.ts';
import type { Ranking } from './ranking.ts';
import { SIGNS, type LocaliseRequest } from './request.ts';

const atlas = shippedAtlas();
const network = compileNetwork(atlas);
const regionIds = atlas.regions.map(({ id }) => id);
const dangerous = atlas.explanations.filter(({ entry }) => entry.dangerous);

function rank(request: Partial<LocaliseRequest>): Ranking {
  const result = localise(network, { regions: [], findings: [], ...request }, 'bars');
  if (!result.ok) throw new Error(result.error.complaints.map(printComplaint).join('; '));
  return result.value;
}
const asked = ({ askFirst }: Ranking): readonly string[] =>
  askFirst.flatMap(({ dangers }) => dangers.flatMap(({ ids }) => ids));

/** Counted from the rows of the atlas alone: dangers that reach one of the regions in at least one in ten. */
const reaching = (regions: readonly string[]): readonly string[] =>
  dangerous
    .filter(({ links }) => links.some((l) => regions.includes(l.region) && l.strength >= LEAST_REACH))
    .map(({ id }) => id);

const regionsOf = (max: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...regionIds), { minLength: 1, maxLength: max });
const findings = fc.uniqueArray(
  fc.record({
    site: fc.constantFrom(...atlas.sites.map(({ id }) => id)),
    sign: fc.constantFrom(...SIGNS),
    answer: fc.constantFrom(...ANSWERS),
  }),
  { maxLength: 6, selector: ({ site, sign }) => `${site} ${sign}` },
);
const coverage = fc.option(fc.double({ min: 0.02, max: 1, noNaN: true }), { nil: undefined });

test('SR-93 every danger that reaches any painted region is asked about, whatever else is painted, found or drawn again', () => {
  fc.assert(
    fc.property(regionsOf(12), regionsOf(4), findings, coverage, (first, second, found, share) => {
      const paint = (ids: readonly string[]): LocaliseRequest['regions'] =>
        ids.map((id) => (share === undefined ? { id } : { id, coverage: share }));
      const ranking = rank({ regions: paint(first), again: paint(second), findings: found });
      expect(asked(ranking)).toEqual(expect.arrayContaining([...reaching([...first, ...second])]));
    }),
    { numRuns: 150 },
  );
});

test('SR-93 more paint and more findings never take a danger off the list', () => {
  fc.assert(
    fc.property(regionsOf(5), regionsOf(10), findings, (first, more, found) => {
      const small = rank({ regions: first.map((id) => ({ id })) });
      const large = rank({
        regions: [...new Set([...first, ...more])].map((id) => ({ id })),
        findings: found,
      });
      const reached = asked(small).filter((id) => reaching(first).includes(id));
      expect(asked(large)).toEqual(expect.arrayContaining(reached));
    }),
    { numRuns: 100 },
  );
});

test('SR-93 no answer against a danger, and no length of the list, takes it off', () => {
  fc.assert(
    fc.property(fc.constantFrom(...dangerous), fc.nat(), ({ id, entry, links }, pick) => {
      const strong = links.filter(({ strength }) => strength >= LEAST_REACH);
      const { region } = strong[pick % strong.length]!;
      const answers = entry.ask.map(({ speaks }, i) => ({
        explanation: id,
        item: `ask-${i + 1}`,
        answer: speaks === 'for' ? ('absent' as const) : ('present' as const),
      }));
      expect(asked(rank({ regions: [{ id: region }], answers }))).toContain(id);
    }),
    { numRuns: 80 },
  );
});

test('SR-58 one answer that speaks for a danger puts it on the list, wherever it hurts', () => {
  fc.assert(
    fc.property(fc.constantFrom(...dangerous), fc.constantFrom(...regionIds), ({ id, entry }, region) => {
      const item = entry.ask.findIndex(({ speaks }) => speaks === 'for');
      const answers = [{ explanation: id, item: `ask-${item + 1}`, answer: 'present' as const }];
      expect(asked(rank({ regions: [{ id: region }], answers }))).toContain(id);
    }),
    { numRuns: 80 },
  );
});

test('the list is ordered by urgency, each danger stands once, and each group names the rule that asks for it', () => {
  fc.assert(
    fc.property(regionsOf(10), (regions) => {
      const { askFirst } = rank({ regions: regions.map((id) => ({ id })) });
      const urgencies = askFirst.map(({ urgency }) => URGENCIES.indexOf(urgency));
      expect(urgencies).toEqual([...urgencies].sort((a, b) => a - b));
      const entries = askFirst.flatMap(({ dangers }) => dangers.map(({ entry }) => entry));
      expect(new Set(entries).size).toBe(entries.length);
      expect(new Set(askFirst.map(({ flag }) => flag)).size).toBe(askFirst.length);
      for (const { flag, urgency, dangers } of askFirst) {
        expect(flag).toMatch(/^RF-/);
        expect(dangers.some((danger) => danger.urgency === urgency)).toBe(true);
        for (const { entry } of dangers)
          expect(dangerous.find((d) => d.entry.id === entry)!.entry.flags[0]).toBe(flag);
      }
    }),
    { numRuns: 60 },
  );
});

test('what the families account for, with the unknown, is the whole drawing', () => {
  fc.assert(
    fc.property(regionsOf(10), findings, (regions, found) => {
      const { accounts } = rank({ regions: regions.map((id) => ({ id })), findings: found });
      expect(accounts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(new Set(accounts.map(({ family }) => family)).size).toBe(accounts.length);
    }),
    { numRuns: 60 },
  );
});

test('a leg drawn as the textbook draws the fifth lumbar root is accounted for by a root more than by muscle', () => {
  const regions = [
    'buttock-upper-left',
    'thigh-lateral-lower-left',
    'lower-leg-lateral-upper-left',
    'lower-leg-lateral-lower-left',
    'foot-dorsum-medial-left',
    'great-toe-left',
  ].map((id) => ({ id }));
  expect(rank({ regions }).accounts[0]!.family).toBe('root');
});
