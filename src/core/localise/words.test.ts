import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { printComplaint } from '../../kit/complaint.ts';
import { seededRandom } from '../../kit/random.ts';
import type { RankingAtlas } from '../atlas/ranking-atlas.ts';
import { bars } from './bars.ts';
import { localise, type Detail } from './localise.ts';
import { compileNetwork, type Network } from './network.ts';
import { observe } from './observe.ts';
import { SHIPPED_PARAMETERS } from './parameters.ts';
import { parseRequest } from './parse.ts';
import { redrawn } from './redraw.ts';
import type { Ranking } from './ranking.ts';
import { PAIN_WORDS, type LocaliseRequest, type PaintedRegion, type PainWord } from './request.ts';
import { WORD_CLASSES, wordClassOf, withoutWords } from './words.ts';

const atlas = shippedAtlas();
const network = compileNetwork(atlas);

function rank(request: Partial<LocaliseRequest>, detail: Detail = 'bars', of = network): Ranking {
  const result = localise(of, { regions: [], findings: [], ...request }, detail);
  if (!result.ok) throw new Error(result.error.complaints.map(printComplaint).join('; '));
  return result.value;
}

const ARM = [
  'elbow-lateral-right',
  'forearm-dorsal-radial-right',
  'thumb-dorsal-right',
  'index-finger-dorsal-right',
];
const someWords = fc.option(fc.uniqueArray(fc.constantFrom(...PAIN_WORDS), { maxLength: 4 }), {
  nil: undefined,
});
const rating = fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined });
const share = fc.option(fc.double({ min: 0.05, max: 1, noNaN: true }), { nil: undefined });

const painted = (
  id: string,
  words: readonly PainWord[] | undefined,
  intensity?: number,
  coverage?: number,
): PaintedRegion => ({
  id,
  ...(intensity !== undefined && { intensity }),
  ...(coverage !== undefined && { coverage }),
  ...(words !== undefined && { words }),
});

/** Regions anywhere, with or without words, ratings and coverage. */
const drawings = fc
  .uniqueArray(fc.constantFrom(...atlas.regions.map(({ id }) => id)), { minLength: 1, maxLength: 8 })
  .chain((ids) => fc.tuple(...ids.map((id) => fc.tuple(fc.constant(id), someWords, rating, share))))
  .map((rows) => rows.map((row) => painted(...row)));

/** At most 16 causes that reach the arm: muscles, roots and nerves, joints, the rest. */
const SMALL = compileNetwork(reaching(ARM, 7, 8));
/** One that reaches two of the painted places: felt in the first, it was not felt in the second. */
const MUSCLE = SMALL.causes.find(
  ({ kind, links }) =>
    kind === 'site' && ARM.slice(0, 2).every((id) => links.some(({ region }) => region === id)),
)!.id;

function reaching(regions: readonly string[], sites: number, explanations: number): RankingAtlas {
  const touches = ({ links }: { readonly links: readonly { readonly region: string }[] }): number =>
    links.filter(({ region }) => regions.includes(region)).length;
  const byReach = <T extends Parameters<typeof touches>[0]>(list: readonly T[]): readonly T[] =>
    [...list].sort((a, b) => touches(b) - touches(a));
  const chosen = byReach(atlas.explanations);
  const families = new Set(chosen.map(({ entry }) => wordClassOf(entry.family)));
  const one = [...families].flatMap(
    (kind) => chosen.find(({ entry }) => wordClassOf(entry.family) === kind) ?? [],
  );
  const rest = chosen.filter((e) => !one.includes(e));
  return {
    ...atlas,
    sites: byReach(atlas.sites).slice(0, sites),
    explanations: [...one, ...rest].slice(0, explanations),
  };
}

describe('the stated model, enumerated over every state of fifteen causes', () => {
  test('the small network has causes of every class, and some that exclude one another', () => {
    expect(SMALL.causes).toHaveLength(15);
    expect(new Set(SMALL.wordClass)).toEqual(new Set(WORD_CLASSES.keys()));
    expect(SMALL.causes.filter(({ isExclusive }) => isExclusive).length).toBeGreaterThan(1);
  });

  test.each<[string, readonly PaintedRegion[], Partial<LocaliseRequest>]>([
    ['one place burns', [painted(ARM[1]!, ['burning'])], {}],
    ['one place was asked about, and none of the words fits', [painted(ARM[1]!, [])], {}],
    [
      'rated, painted in part, two places called so, one not, one not asked',
      [
        painted(ARM[0]!, ['dull'], 8, 0.3),
        painted(ARM[1]!, ['burning', 'dull'], 5, 0.9),
        painted(ARM[2]!, ['tingling'], 2, 0.5),
        painted(ARM[3]!, undefined, 7),
      ],
      {},
    ],
    [
      'drawn twice, with words in the second drawing only',
      [painted(ARM[0]!, undefined, 6, 0.8), painted(ARM[2]!, undefined, 6, 0.8)],
      { again: [painted(ARM[0]!, ['electric'], 8, 0.7), painted(ARM[3]!, ['dull'])] },
    ],
    [
      'pressing one muscle reproduced the pain in one place that is called so and not in another',
      [painted(ARM[0]!, ['burning'], 8), painted(ARM[1]!, ['numb']), painted(ARM[2]!, [], 4)],
      { findings: [{ site: MUSCLE, sign: 'referred-pain', answer: 'present', regions: [ARM[0]!] }] },
    ],
  ])('%s', (_, regions, more) => {
    const request: LocaliseRequest = { regions, findings: [], asked: ARM, ...more };
    const { active } = SMALL.solver.solve(observe(SMALL, request).question);
    const expected = enumerated(SMALL, request);
    for (const [i, p] of expected.entries()) expect(Math.abs(active[i]! - p)).toBeLessThan(1e-10);
    // Not vacuous: somebody is moved by what was said.
    const silent = SMALL.solver.solve(observe(SMALL, withoutWords(request)).question).active;
    expect(Math.max(...expected.map((p, i) => Math.abs(p - silent[i]!)))).toBeGreaterThan(1e-3);
  });
});

/** Below, at, or above the rating, and how the pain at it is spoken of. */
interface Pain {
  readonly below: number;
  readonly so: number;
  readonly otherwise: number;
}

/**
 * P(active) of every cause by the definition: every state of the causes, every outcome of every pain in every region.
 *
 * A region is as bad as its worst pain, and is called burning (or tingling …) when one of its worst pains is. A slip of
 * the hand paints it with the stated probability whatever hurts there. Of n places that are called so each counts with
 * the power 1 / n; so does each of those that are not. A place counts as far as its paint is no slip.
 */
function enumerated(of: Network, request: LocaliseRequest): readonly number[] {
  const { question, omission } = observe(of, withoutWords(request));
  const rows = [...question.painted].map((region, k) => {
    const id = of.atlas.regions[region]!.id;
    const both = [request.regions, request.again ?? []].map((list) => list.find((row) => row.id === id));
    const ratings = both.flatMap((row) => row?.intensity ?? []);
    const words = both.find((row) => row?.words !== undefined)?.words;
    const isSo = words?.some((word) => ['burning', 'electric', 'tingling', 'numb', 'cold'].includes(word));
    const mean = ratings.reduce((a, b) => a + b, 0) / ratings.length;
    return { id, region, slip: question.lambda0[k]!, isSo, rating: ratings.length === 0 ? undefined : mean };
  });
  const power = ({ isSo, slip }: Row): number => {
    const all = rows.reduce((sum, row) => sum + (row.isSo === isSo ? Math.max(0, 1 - row.slip) : 0), 0);
    return isSo === undefined ? 1 : Math.max(0, 1 - slip) / Math.max(1, all);
  };
  const pressed = pressing(of, request);
  const sums = new Float64Array(of.causes.length);
  let total = 0;
  of.parameters.severity.forEach(({ share: p, oddsFactor }) => {
    const odds = of.causes.map((cause) => cause.odds * oddsFactor);
    const exclusive = of.causes.map(({ isExclusive }) => isExclusive);
    const none = 1 + odds.reduce((sum, o, i) => sum + (exclusive[i]! ? o : 0), 0);
    for (let state = 0; state < 2 ** odds.length; state++) {
      const on = odds.map((_, i) => ((state >> i) & 1) === 1);
      if (on.filter((isOn, i) => isOn && exclusive[i]!).length > 1) continue;
      let weight = p / none;
      on.forEach(
        (isOn, i) =>
          (weight *= exclusive[i]! ? (isOn ? odds[i]! : 1) : (isOn ? odds[i]! : 1) / (1 + odds[i]!)),
      );
      for (const row of rows) weight *= said(of, row, { on, pressed, power: power(row) });
      of.causes.forEach(({ links }, i) => {
        for (const { region, strength } of links) {
          const { absent, present } = pressed(i, region);
          if (!on[i]!) weight *= absent;
          else if (!rows.some((row) => row.id === region)) {
            const isEmpty = request.asked?.includes(region) === true;
            weight *= (1 - strength) * absent + strength * (isEmpty ? omission : 1) * present;
          }
        }
      });
      total += weight;
      on.forEach((isOn, i) => (sums[i] = sums[i]! + (isOn ? weight : 0)));
    }
  });
  return [...sums].map((sum) => sum / total);
}

/** P(what was said of a region while a muscle was pressed | its link is not, is at work). */
type Pressed = (cause: number, region: string) => { readonly absent: number; readonly present: number };

function pressing(of: Network, { findings }: LocaliseRequest): Pressed {
  const { reproducedTrue, reproducedFalse } = of.parameters;
  return (cause, region) => {
    const finding = findings.find(({ site }) => site === of.causes[cause]!.id);
    if (finding === undefined) return { absent: 1, present: 1 };
    return finding.regions?.includes(region) === true
      ? { absent: reproducedFalse.value, present: reproducedTrue.value }
      : { absent: 1 - reproducedFalse.value, present: 1 - reproducedTrue.value };
  };
}

interface Under {
  readonly on: readonly boolean[];
  readonly pressed: Pressed;
  readonly power: number;
}

interface Row {
  readonly id: string;
  readonly region: number;
  readonly slip: number;
  readonly isSo: boolean | undefined;
  readonly rating: number | undefined;
}

/** P(painted, rated and spoken of as it was | which causes are active), over every outcome of every pain there. */
function said(of: Network, row: Row, { on, pressed, power }: Under): number {
  const { causes, parameters, leak } = of;
  const spokenOf = (q: number): number => (row.isSo === true ? q ** power : 1 - (1 - q) ** power);
  const pain = (p: number, [mild, moderate, severe]: readonly number[], q: number): Pain => {
    const level = row.rating === undefined ? undefined : row.rating < 4 ? 0 : row.rating < 7 ? 1 : 2;
    const below = level === undefined ? 0 : [0, mild!, mild! + moderate!][level]!;
    const at = level === undefined ? 1 : [mild!, moderate!, severe!][level]!;
    const so = spokenOf(q);
    return { below: 1 - p + p * below, so: p * at * so, otherwise: p * at * (1 - so) };
  };
  const pains = causes.flatMap(({ links }, i) =>
    links
      .filter(({ region }) => on[i]! && region === row.id)
      .map(({ strength, kind }) => {
        const family = of.atlas.explanations[i - of.atlas.sites.length]?.entry.family;
        const there = pain(strength, parameters.levels[kind], parameters.words[wordClassOf(family)].value);
        const { absent, present } = pressed(i, row.id);
        return {
          below: there.below * absent,
          so: there.so * present,
          otherwise: there.otherwise * present,
        };
      }),
  );
  pains.push(pain(leak[row.region]!, parameters.levels.leak, parameters.words.leak.value));
  // A slip of the hand is at the rating by itself: it is what was drawn.
  const so = spokenOf(parameters.words.leak.value);
  pains.push({ below: 1 - row.slip, so: row.slip * so, otherwise: row.slip * (1 - so) });
  return outcomes(pains, row.isSo, { isAt: false, isSo: false });
}

function outcomes(
  pains: readonly Pain[],
  isSo: boolean | undefined,
  so: { readonly isAt: boolean; readonly isSo: boolean },
): number {
  const [first, ...rest] = pains;
  if (first === undefined) return so.isAt && (isSo === undefined || so.isSo === isSo) ? 1 : 0;
  return (
    first.below * outcomes(rest, isSo, so) +
    first.so * outcomes(rest, isSo, { isAt: true, isSo: true }) +
    first.otherwise * outcomes(rest, isSo, { ...so, isAt: true })
  );
}

describe('where nobody asked', () => {
  test('nothing is known: a request without words does not depend on any number about words, to the bit', () => {
    const value = { value: 0.9, source: 'tautband', status: 'unreviewed' } as const;
    const words = { ...SHIPPED_PARAMETERS.words, nerve: value, muscle: value, leak: value };
    const other = compileNetwork(atlas, { ...SHIPPED_PARAMETERS, words });
    fc.assert(
      fc.property(drawings, (regions) => {
        const request = withoutWords({ regions, findings: [] });
        expect(bars(other, request)).toEqual(bars(network, request));
      }),
      { numRuns: 25 },
    );
  });

  test('what was said in one drawing is forgotten in the next, to the bit', () => {
    const silent = ARM.map((id) => painted(id, undefined));
    const before = rank({ regions: silent });
    expect(rank({ regions: ARM.map((id) => painted(id, ['numb'])) })).not.toEqual(before);
    expect(rank({ regions: silent })).toEqual(before);
  });

  test('no reason speaks of words, and none is computed twice', () => {
    const { ranked, alternatives } = rank({ regions: [{ id: ARM[1]! }] }, 'full');
    for (const row of [...ranked, ...alternatives]) expect(row).not.toHaveProperty('words');
  });
});

test('SR-128 asked and none of these is an answer, and another one than not asked', () => {
  const nerves = (words?: readonly PainWord[]): number =>
    rank({ regions: ARM.map((id) => painted(id, words)) })
      .alternatives.filter(({ family }) => family === 'root' || family === 'nerve')
      .reduce((sum, { probability }) => sum + probability, 0);
  expect(nerves([])).toBeLessThan(nerves());
  expect(nerves(['burning'])).toBeGreaterThan(nerves());
  // Words that are no nerve's say as much as none.
  expect(nerves(['dull', 'pressing', 'cramping'])).toBe(nerves([]));
});

test('the order in which words and regions are given does not matter, to the bit', () => {
  fc.assert(
    fc.property(drawings, (regions) => {
      const turned = [...regions]
        .reverse()
        .map((row) => (row.words === undefined ? row : { ...row, words: [...row.words].reverse() }));
      expect(rank({ regions: turned }).ranked).toEqual(rank({ regions }).ranked);
    }),
    { numRuns: 25 },
  );
});

test('SR-129 one word, of however many places it is said, moves the odds of no cause by more than 3.2 to 1', () => {
  // P(called so | it hurts there) lies between 0.32 and 1 in every state of the causes, whatever they are: all n places
  // together therefore weigh between 0.32 and 1, and two states differ by 1 / 0.32 = 3.125 at most.
  const most = Math.log(1 / 0.32) + 1e-9;
  const logit = (p: number): number => Math.log(p / (1 - p));
  fc.assert(
    fc.property(drawings, fc.constantFrom(...PAIN_WORDS.slice(6)), (regions, word) => {
      const every = regions.map((row) => ({ ...row, words: [word] }));
      const [before, after] = [withoutWords({ regions, findings: [] }), { regions: every, findings: [] }].map(
        (request) => network.solver.solve(observe(network, request).question).active.slice(),
      );
      for (let i = 0; i < before!.length; i++)
        if (before![i]! > 0 && before![i]! < 1)
          expect(Math.abs(logit(after![i]!) - logit(before![i]!))).toBeLessThan(most);
    }),
    { numRuns: 40 },
  );
});

test('SR-129 where places are called differently, the two answers together stay below 10 to 1', () => {
  const logit = (p: number): number => Math.log(p / (1 - p));
  fc.assert(
    fc.property(
      drawings,
      fc.array(fc.constantFrom(...PAIN_WORDS), { minLength: 12, maxLength: 12 }),
      (rows, words) => {
        const regions = rows.map((row, k) => ({ ...row, words: [words[k % 12]!] }));
        const [before, after] = [withoutWords({ regions, findings: [] }), { regions, findings: [] }].map(
          (request) => network.solver.solve(observe(network, request).question).active.slice(),
        );
        for (let i = 0; i < before!.length; i++)
          if (before![i]! > 0 && before![i]! < 1)
            expect(Math.abs(logit(after![i]!) - logit(before![i]!))).toBeLessThan(Math.log(10));
      },
    ),
    { numRuns: 40 },
  );
});

test('words about a sliver of paint fade in with the paint, and without it tell nothing', () => {
  const nerve = (coverage: number, words?: readonly PainWord[]): number => {
    const request = { regions: [painted(ARM[1]!, words, 6, coverage)], findings: [] };
    const { active } = network.solver.solve(observe(network, request).question);
    return Math.max(...active.map((p, i) => (network.causes[i]!.id.startsWith('nerve-') ? p : 0)));
  };
  expect(nerve(0.02, ['burning'])).toBe(nerve(0.02));
  // A hair more paint cannot turn what was said from nothing into everything.
  expect(nerve(0.021, ['burning']) / nerve(0.021)).toBeLessThan(1.02);
  expect(nerve(1, ['burning']) / nerve(1)).toBeGreaterThan(1.2);
});

test('SR-127 whatever is said about how the pain feels, every danger is asked about that would be asked about without it', () => {
  fc.assert(
    fc.property(drawings, (regions) => {
      const told = rank({ regions });
      const silent = rank(withoutWords({ regions, findings: [] }));
      const asked = ({ askFirst }: Ranking): ReadonlySet<string> =>
        new Set(askFirst.flatMap(({ flag, dangers }) => dangers.map(({ entry }) => `${flag} ${entry}`)));
      expect(asked(told)).toEqual(asked(silent));
      const above = new Set(told.standsAbove.map(({ id }) => id));
      for (const { id, because } of silent.standsAbove)
        if (because === 'dangerous') expect(above).toContain(id);
    }),
    { numRuns: 60 },
  );
});

test('drawn again, a region keeps its words; one that a stroke runs over was not asked about', () => {
  const regions = ARM.map((id) => painted(id, ['burning'], 6, 0.9));
  const random = seededRandom(5);
  let spilled = 0;
  for (let n = 0; n < 40; n++)
    for (const row of redrawn(network, { regions, findings: [] }, random)) {
      expect(row.words).toEqual(ARM.includes(row.id) ? ['burning'] : undefined);
      spilled += ARM.includes(row.id) ? 0 : 1;
    }
  expect(spilled).toBeGreaterThan(0);
});

test('the effect of the words is what asking again without them gives', () => {
  const regions = [
    painted(ARM[1]!, ['burning', 'dull']),
    painted(ARM[2]!, ['burning', 'numb']),
    painted(ARM[0]!, []),
  ];
  const told = rank({ regions }, 'full');
  const silent = rank(withoutWords({ regions, findings: [] }), 'full');
  for (const row of told.ranked) {
    const before = silent.ranked.find(({ site }) => site === row.site)!.probability;
    expect(row.words!.without).toBe(before);
    expect(row.words!.logOdds).toBeCloseTo(
      Math.log(row.probability / (1 - row.probability)) - Math.log(before / (1 - before)),
      9,
    );
  }
  const nerve = told.alternatives.find(({ family }) => family === 'root')!;
  expect(nerve.words!.said).toEqual(['burning', 'numb']);
  expect(nerve.words!.logOdds).toBeGreaterThan(0);
});

test('why a muscle stands where it stands says what the words did, in one clause', () => {
  const because = (words: readonly PainWord[]): string =>
    rank({ regions: [painted(ARM[1]!, words)] }, 'full').ranked[0]!.because;
  expect(because(['burning'])).toMatch(
    /; “burning” in forearm, back, thumb half speaks for a nerve: (lowers|raises) it from \d+ % to \d+ %\.$/,
  );
  expect(because(['burning', 'numb'])).toContain('“burning” and “numb” in');
  expect(because(['dull'])).toMatch(/; nothing like burning or tingling in .* speaks against a nerve: /);
});

test.each([
  [
    ['burn'],
    'regions[0].words[0]: expected one of dull, pressing, pulling, throbbing, cramping, stabbing, burning, electric, tingling, numb, cold, got "burn"',
  ],
  [
    ['dull', 'dull'],
    'regions[0].words[1]: expected each only once, and regions[0].words[0] is the same, got "dull"',
  ],
  ['burning', 'regions[0].words: expected a list, got "burning"'],
])('words %j are answered with what was expected, got, and where', (words, message) => {
  const read = parseRequest({ regions: [{ id: 'temple-left', words }] });
  if (read.ok) throw new Error('it was accepted');
  expect(read.error.complaints.map(printComplaint)).toEqual([message]);
});

test('what was asked and what was not survive being written down and read', () => {
  const request = {
    regions: [painted(ARM[0]!, []), painted(ARM[1]!, ['cold', 'dull']), { id: ARM[2]! }],
    findings: [],
  };
  const read = parseRequest(JSON.parse(JSON.stringify(request)));
  expect(read).toEqual({ ok: true, value: request });
});
