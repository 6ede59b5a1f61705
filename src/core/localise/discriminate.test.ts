import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { printComplaint } from '../../kit/complaint.ts';
import { localise } from './localise.ts';
import { compileNetwork } from './network.ts';
import { parseRequest } from './parse.ts';
import type { Alternative, Ranking } from './ranking.ts';
import type { ExplanationAnswer, LocaliseRequest } from './request.ts';

const atlas = shippedAtlas();
const network = compileNetwork(atlas);

function rank(request: Partial<LocaliseRequest>): Ranking {
  const result = localise(network, { regions: [], findings: [], ...request });
  if (!result.ok) throw new Error(result.error.complaints.map(printComplaint).join('; '));
  return result.value;
}

const odds = ({ alternatives }: Ranking, id: string): number => {
  const { probability } = alternatives.find((a: Alternative) => a.id === id)!;
  return probability / (1 - probability);
};

/** An explanation, a region that it reaches, and one of its questions. */
const asked = fc.constantFrom(...atlas.explanations).chain((explanation) =>
  fc.record({
    explanation: fc.constant(explanation),
    region: fc.constantFrom(...explanation.links.map(({ region }) => region)),
    item: fc.constantFrom(
      ...explanation.entry.ask.map((d, i) => ({ item: `ask-${i + 1}`, d })),
      ...explanation.entry.examine.map((d, i) => ({ item: `examine-${i + 1}`, d })),
    ),
  }),
);

// Worked by hand from the stated rates: a sign that speaks for is there in 60 % with and 15 % without, one that
// speaks against in 15 % with and 45 % without. Ratios: .6/.15, .4/.85, .15/.45, .85/.55.
const RATIOS = {
  for: { present: 0.6 / 0.15, absent: 0.4 / 0.85 },
  against: { present: 0.15 / 0.45, absent: 0.85 / 0.55 },
} as const;

test('one answer multiplies the odds of its explanation by the ratio of its rates, and by nothing else', () => {
  fc.assert(
    fc.property(asked, fc.constantFrom('present', 'absent'), ({ explanation, region, item }, answer) => {
      // Where both sides can hurt together the answer counts for that too, and the two exclude one another.
      fc.pre(item.d.sensitivity === undefined && explanation.entry.bothSides === undefined);
      const regions = [{ id: region }];
      const answers = [{ explanation: explanation.id, item: item.item, answer }];
      const factor =
        odds(rank({ regions, answers }), explanation.id) / odds(rank({ regions }), explanation.id);
      expect(factor / RATIOS[item.d.speaks][answer]).toBeCloseTo(1, 6);
    }),
    { numRuns: 120 },
  );
});

test('a tender spot in the upper outer buttock weighs for the fifth lumbar root what the study measured: 8.6 to 1', () => {
  const regions = [{ id: 'buttock-upper-left' }, { id: 'calf-upper-left' }];
  const root = atlas.explanations.find(({ id }) => id === 'root-l5-left')!;
  const place = root.entry.examine.findIndex(({ source }) => source === 'adelmanesh-2016');
  const answers = [{ explanation: root.id, item: `examine-${place + 1}`, answer: 'present' as const }];
  const factor = odds(rank({ regions, answers }), root.id) / odds(rank({ regions }), root.id);
  expect(factor).toBeCloseTo(0.741 / 0.086, 6);
});

test('what an answer did is what asking again without it gives, for explanations that exclude one another too', () => {
  const regions = [{ id: 'suprapubic' }, { id: 'sacrum' }];
  const answers: readonly ExplanationAnswer[] = [
    { explanation: 'bladder', item: 'ask-1', answer: 'present' },
    { explanation: 'bladder', item: 'ask-2', answer: 'absent' },
    { explanation: 'uterus', item: 'ask-1', answer: 'present' },
    { explanation: 'bladder', item: 'examine-1', answer: 'unknown' },
  ];
  const whole = rank({ regions, answers });
  const find = ({ alternatives }: Ranking, id: string): Alternative => alternatives.find((a) => a.id === id)!;
  expect(find(whole, 'bladder').answers.map(({ item }) => item)).toEqual(['ask-1', 'ask-2']);
  for (const answer of answers.filter((a) => a.answer !== 'unknown')) {
    const effect = find(whole, answer.explanation).answers.find(({ item }) => item === answer.item)!;
    const rest = rank({ regions, answers: answers.filter((a) => a !== answer) });
    expect(effect.without).toBeCloseTo(find(rest, answer.explanation).probability, 10);
  }
});

test('two answers that agree weigh more than either and less than if each stood for itself', () => {
  const regions = [{ id: 'suprapubic' }];
  const yes = (item: string): ExplanationAnswer => ({ explanation: 'bladder', item, answer: 'present' });
  const before = odds(rank({ regions }), 'bladder');
  const one = odds(rank({ regions, answers: [yes('ask-1')] }), 'bladder') / before;
  const two = odds(rank({ regions, answers: [yes('ask-1'), yes('ask-2')] }), 'bladder') / before;
  expect(two).toBeGreaterThan(one);
  expect(two).toBeLessThan(one * one);
});

test('an unknown answer changes nothing, and the order of answers does not matter, to the bit', () => {
  const regions = [{ id: 'suprapubic' }, { id: 'sacrum' }];
  const answers = (['present', 'unknown', 'absent'] as const).map((answer, i) => ({
    explanation: ['bladder', 'uterus', 'prostate'][i]!,
    item: 'ask-1',
    answer,
  }));
  expect(rank({ regions, answers: [...answers].reverse() })).toEqual(rank({ regions, answers }));
  const known = answers.filter(({ answer }) => answer !== 'unknown');
  expect(rank({ regions, answers: known })).toEqual(rank({ regions, answers }));
});

test('SR-58 one answer that speaks for a dangerous explanation puts it above the muscles, wherever it hurts', () => {
  const dangerous = atlas.explanations.filter(({ entry }) => entry.dangerous);
  const regionIds = atlas.regions.map(({ id }) => id);
  fc.assert(
    fc.property(
      fc.constantFrom(...dangerous),
      fc.constantFrom(...regionIds),
      fc.nat(),
      ({ id, entry }, region, pick) => {
        const questions = entry.ask.flatMap(({ speaks }, i) => (speaks === 'for' ? [`ask-${i + 1}`] : []));
        const item = questions[pick % questions.length]!;
        const { standsAbove } = rank({
          regions: [{ id: region }],
          answers: [{ explanation: id, item, answer: 'present' }],
        });
        expect(standsAbove.map((a) => a.id)).toContain(id);
      },
    ),
    { numRuns: 150 },
  );
});

test.each([
  [
    [{ explanation: 'bladder', item: 'ask-9', answer: 'present' }],
    `answers[0]: expected a question of an explanation of atlas ${atlas.version}, such as ask-1, got "bladder ask-9"`,
  ],
  [
    [{ explanation: 'temporalis-1-left', item: 'ask-1', answer: 'present' }],
    `answers[0]: expected a question of an explanation of atlas ${atlas.version}, such as ask-1, got "temporalis-1-left ask-1"`,
  ],
  [
    [{ explanation: 'bladder', item: 'ask-1', answer: 'yes' }],
    'answers[0].answer: expected one of present, absent, unknown, got "yes"',
  ],
  [
    [
      { explanation: 'bladder', item: 'ask-1', answer: 'present' },
      { explanation: 'bladder', item: 'ask-1', answer: 'absent' },
    ],
    'answers[1]: expected each only once, and answers[0] is the same, got "bladder ask-1"',
  ],
])('wrong answers %j are refused with what was expected, got, and where', (answers, message) => {
  const read = parseRequest({ regions: [{ id: 'suprapubic' }], answers });
  const result = read.ok ? localise(network, read.value) : read;
  expect(result.ok).toBe(false);
  if (!result.ok) expect(printComplaint(result.error.complaints[0]!)).toBe(message);
});

// Worked by hand: two exclusive causes and the rest, with odds a and b against it; an answer of ratio 4 about the one
// counts for both, so their odds against each other stay and both odds against the rest become four times as large.
test('an answer about one side counts as much for both sides together, and not at all for the other side', () => {
  const regions = ['temple-left', 'temple-right'].map((id) => ({ id }));
  const answers = [{ explanation: 'giant-cell-arteritis-left', item: 'ask-1', answer: 'present' as const }];
  const p = (ranking: Ranking, id: string): number =>
    ranking.alternatives.find((a: Alternative) => a.id === id)!.probability;
  const [before, after] = [rank({ regions }), rank({ regions, answers })];
  const ratio = (a: string, b: string): number => {
    const of = (r: Ranking): number => p(r, `giant-cell-arteritis-${a}`) / p(r, `giant-cell-arteritis-${b}`);
    return of(after) / of(before);
  };
  expect(ratio('left', 'both')).toBeCloseTo(1, 9);
  expect(ratio('both', 'right')).toBeCloseTo(4, 9);
});

test('of one answer for each side, a yes is what both sides together need', () => {
  const regions = ['temple-left', 'temple-right'].map((id) => ({ id }));
  const say = (left: 'present' | 'absent', right: 'present' | 'absent'): ExplanationAnswer[] => [
    { explanation: 'giant-cell-arteritis-left', item: 'ask-1', answer: left },
    { explanation: 'giant-cell-arteritis-right', item: 'ask-1', answer: right },
  ];
  const both = (answers: ExplanationAnswer[]): number =>
    rank({ regions, answers }).alternatives.find(({ id }) => id === 'giant-cell-arteritis-both')!.probability;
  expect(both(say('present', 'absent'))).toBeGreaterThan(both(say('absent', 'absent')));
  expect(both(say('absent', 'present'))).toBeGreaterThan(both(say('absent', 'absent')));
});
