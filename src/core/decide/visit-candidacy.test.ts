import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { medicines } from '../../content/decide/medicines.ts';
import { questions, rules } from '../../content/decide/rules.ts';
import type { Day, Instant } from '../../kit/time.ts';
import { ANSWERS, type Answer } from '../answer.ts';
import type { ActorId } from '../episode.ts';
import { questionsOf, type QuestionId } from '../logic.ts';
import type { Asked, Background } from './background.ts';
import { candidacy, LEVELS, MODALITIES, type Level, type Modality } from './candidacy.ts';
import type { Override, Screening } from './screening.ts';
import {
  answersOfVisit,
  covers,
  openQuestions,
  proposals,
  standsAgainst,
  visitCandidacy,
  witnessesOf,
  type VisitFacts,
} from './visit-candidacy.ts';

const today = '2026-03-01' as Day;
const content = { rules, medicines };
const sites = shippedAtlas().sites;
const rank = (level: Level): number => LEVELS.indexOf(level);
const asked = (answer: Answer, day = today): Asked => ({ answer, asked: day });
const screenOf = (
  answers: Readonly<Record<QuestionId, Answer>>,
  more: Partial<Screening> = {},
): Screening => ({
  answers: Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, asked(answer)])),
  sites: [],
  overrides: [],
  ...more,
});
const allNo = Object.fromEntries(questions.map((q) => [q.id, 'absent' as const]));
const level = (modality: Modality, facts: Partial<VisitFacts>): Level =>
  visitCandidacy(modality, { sites: [], today, ...facts }, content).candidacy.level;

/** Questions that share a row, and what shares a row with those: groups that do not touch each other. */
function groups(): readonly (readonly QuestionId[])[] {
  let found: (readonly QuestionId[])[] = questions.map((q) => [q.id]);
  for (const rule of rules) {
    const mine = questionsOf(rule.when);
    const touched = found.filter((g) => g.some((q) => mine.includes(q)));
    found = [...found.filter((g) => !touched.includes(g)), touched.flat()];
  }
  return found;
}

/** Every way to answer some questions. */
const combinations = (ids: readonly QuestionId[]): readonly (readonly (readonly [QuestionId, Answer])[])[] =>
  Array.from({ length: 3 ** ids.length }, (_, code) =>
    ids.map((id, i) => [id, ANSWERS[Math.floor(code / 3 ** i) % 3]!] as const),
  );

/** By hand and two-valued: the level of the worst row that holds, when every question is answered. */
const settled = (modality: Modality, present: ReadonlySet<QuestionId>): number => {
  const holds = (when: (typeof rules)[number]['when']): boolean =>
    'is' in when
      ? present.has(when.is)
      : 'anyOf' in when
        ? when.anyOf.some(holds)
        : 'allOf' in when
          ? when.allOf.every(holds)
          : when.of.filter(holds).length >= when.atLeast;
  return Math.max(
    0,
    ...rules.filter((r) => r.modalities.includes(modality) && holds(r.when)).map((r) => rank(r.level)),
  );
};

test('SR-101 the table is complete: every combination of every group of questions has one level, never below what any completion of it would have, and never below caution while it is open', () => {
  const all = groups();
  let checked = 0;
  // Groups share no row, so the level of all answers is the worst over the groups: the next test holds that.
  expect(all.flat().toSorted()).toEqual(questions.map((q) => q.id).toSorted());
  for (const group of all) {
    expect(3 ** group.length, group.join(', ')).toBeLessThanOrEqual(2 ** 16);
    for (const answers of combinations(group)) {
      const open = answers.filter(([, a]) => a === 'unknown').map(([id]) => id);
      const yes = answers.filter(([, a]) => a === 'present').map(([id]) => id);
      for (const modality of MODALITIES) {
        const got = candidacy(modality, new Map([...Object.entries(allNo), ...answers]), rules);
        const completions = Array.from({ length: 2 ** open.length }, (_, code) =>
          settled(modality, new Set([...yes, ...open.filter((_q, i) => (code >> i) & 1)])),
        );
        const [least, most] = [Math.min(...completions), Math.max(...completions)];
        // What holds however the rest is answered stands; what might hold at least defers or warns.
        expect(rank(got.level)).toBe(
          least === most ? least : Math.max(least, most >= rank('defer') ? rank('defer') : most),
        );
        checked++;
      }
    }
  }
  process.stdout.write(`decision table: ${all.length} groups of questions, ${checked} combinations\n`);
  expect(checked).toBeGreaterThan(500);
});

test('SR-101 groups of questions do not touch: the level of any answers is the worst over the groups', () => {
  const all = groups();
  const answersOf = fc
    .array(fc.constantFrom(...ANSWERS), { minLength: questions.length, maxLength: questions.length })
    .map((values) => new Map(questions.map((q, i) => [q.id, values[i]!] as const)));
  fc.assert(
    fc.property(answersOf, fc.constantFrom(...MODALITIES), (answers, modality) => {
      const alone = all.map((group) =>
        rank(
          candidacy(
            modality,
            new Map([...Object.entries(allNo), ...group.map((id) => [id, answers.get(id)!] as const)]),
            rules,
          ).level,
        ),
      );
      expect(rank(candidacy(modality, answers, rules).level)).toBe(Math.max(...alone));
    }),
    { numRuns: 1000 },
  );
});

test('SR-102 no row is idle: without it some answers would have a lower level', () => {
  for (const rule of rules)
    for (const modality of rule.modalities) {
      const without = rules.filter((r) => r !== rule);
      const matters = combinations(questionsOf(rule.when)).some((answers) => {
        const map = new Map([...Object.entries(allNo), ...answers]);
        return rank(candidacy(modality, map, without).level) < rank(candidacy(modality, map, rules).level);
      });
      expect(matters, `${rule.id} for ${modality}`).toBe(true);
    }
});

const dayArb = fc.constantFrom('2024-01-01', '2025-12-20', '2026-02-25', '2026-03-01').map((d) => d as Day);
const maybe = <T>(arb: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arb, { nil: undefined });
const drop = <T extends object>(o: T): T =>
  Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined)) as T;
const answersArb = fc
  .dictionary(fc.constantFrom(...questions.map((q) => q.id)), fc.constantFrom(...ANSWERS), { maxKeys: 60 })
  .map((d) => d as Readonly<Record<QuestionId, Answer>>);
const backgroundArb: fc.Arbitrary<Background> = fc
  .record({
    medicines: maybe(
      fc.record({
        taken: dayArb,
        medicines: fc.array(
          fc.constantFrom('Apixaban', 'aspirin', 'paracetamol', 'Brandnameol').map((name) => ({ name })),
          { maxLength: 3 },
        ),
      }),
    ),
    allergies: maybe(
      fc.record({
        taken: dayArb,
        list: fc.array(
          fc.constantFrom('penicillin', 'lidocaine', 'nickel').map((to) => ({ to, kind: 'other' as const })),
          { maxLength: 2 },
        ),
      }),
    ),
    conditions: maybe(
      fc.dictionary(
        fc.constantFrom(...questions.filter((q) => q.stays === true).map((q) => q.id)),
        fc.record({ answer: fc.constantFrom(...ANSWERS), asked: dayArb }),
        { maxKeys: 8 },
      ),
    ),
    pregnancy: maybe(
      fc.record({
        asked: dayArb,
        answer: fc.constantFrom(...ANSWERS),
        weeks: fc.integer({ min: 0, max: 40 }),
      }),
    ),
    reactions: maybe(
      fc.record({ taken: dayArb, list: fc.constantFrom([], [{ to: 'needle', what: 'fainted' }]) }),
    ),
  })
  .map((b) => drop(b) as Background);
const factsArb: fc.Arbitrary<VisitFacts> = fc
  .record({
    background: maybe(backgroundArb),
    screening: maybe(answersArb.map((answers) => screenOf(answers))),
    born: maybe(fc.constantFrom('1960-05-05', '2012-05-05').map((d) => d as Day)),
    sites: fc.array(fc.constantFrom(...sites), { maxLength: 4 }),
    steroid: maybe(fc.boolean()),
    today: fc.constant(today),
  })
  .map((f) => drop(f) as VisitFacts);

test('SR-103 over the whole path one more unwanted fact never lowers a level: at the screen, in the background, in the plan', () => {
  const more: fc.Arbitrary<(facts: VisitFacts) => VisitFacts> = fc.oneof(
    fc.constantFrom(...questions.map((q) => q.id)).map((id) => (f: VisitFacts) => ({
      ...f,
      screening: {
        ...(f.screening ?? screenOf({})),
        answers: { ...f.screening?.answers, [id]: asked('present') },
      },
    })),
    fc
      .constantFrom(...questions.filter((q) => q.stays === true).map((q) => q.id))
      .map((id) => (f: VisitFacts) => ({
        ...f,
        background: {
          ...f.background,
          conditions: { ...f.background?.conditions, [id]: asked('present') },
        },
      })),
    fc.constant((f: VisitFacts) => ({
      ...f,
      background: {
        ...f.background,
        medicines: {
          taken: f.background?.medicines?.taken ?? today,
          medicines: [...(f.background?.medicines?.medicines ?? []), { name: 'Eliquis' }],
        },
      },
    })),
    fc.constant((f: VisitFacts) => ({
      ...f,
      background: {
        ...f.background,
        allergies: {
          taken: f.background?.allergies?.taken ?? today,
          list: [...(f.background?.allergies?.list ?? []), { to: 'Xylocaine', kind: 'other' as const }],
        },
      },
    })),
    fc.constant((f: VisitFacts) => ({ ...f, steroid: true })),
    // A first site also answers where the others are not; from then on one more never takes anything back.
    fc
      .constantFrom(...sites)
      .map((site) => (f: VisitFacts) => (f.sites.length === 0 ? f : { ...f, sites: [...f.sites, site] })),
  );
  // Appending a medicine to a list that did not exist, or an allergy, is also the answer that there is a list: the
  // other questions about it may close. So the comparison is with the same list without the unwanted entry.
  fc.assert(
    fc.property(factsArb, more, fc.constantFrom(...MODALITIES), (facts, add, modality) => {
      const withLists: VisitFacts = {
        ...facts,
        background: {
          medicines: { taken: today, medicines: [] },
          allergies: { taken: today, list: [] },
          ...facts.background,
        },
      };
      expect(rank(level(modality, add(withLists)))).toBeGreaterThanOrEqual(rank(level(modality, withLists)));
    }),
    { numRuns: 3000 },
  );
});

test('SR-104 over the whole path silence is never "no": eligible means that each question of the modality was answered by somebody', () => {
  fc.assert(
    fc.property(factsArb, fc.constantFrom(...MODALITIES), (facts, modality) => {
      const { candidacy: result } = visitCandidacy(modality, facts, content);
      const said = witnessesOf(facts, medicines);
      const needed = rules.filter((r) => r.modalities.includes(modality));
      // Whatever nobody spoke to is open in the answers, and no witness is made up.
      const answers = answersOfVisit(facts, medicines);
      for (const { id } of questions) {
        const spoken = said.get(id)?.[0]?.answer ?? 'unknown';
        expect(answers.get(id) ?? 'unknown', id).toBe(spoken);
      }
      if (result.level === 'eligible')
        for (const rule of needed)
          expect(
            questionsOf(rule.when).some((q) => said.get(q)?.[0]?.answer === 'absent'),
            rule.id,
          ).toBe(true);
    }),
    { numRuns: 3000 },
  );
  // One question left out of an otherwise clean screen, each in turn: no modality that asks it stays open.
  for (const { id } of questions) {
    const rest = Object.fromEntries(Object.entries(allNo).filter(([q]) => q !== id));
    for (const modality of MODALITIES) {
      const alone = rules.filter((r) => r.modalities.includes(modality) && canDecide(r, id));
      if (alone.length > 0) expect(level(modality, { screening: screenOf(rest) }), id).not.toBe('eligible');
    }
  }
});

/** With every other question of the row denied, whether this one still decides it. */
const canDecide = (rule: (typeof rules)[number], id: QuestionId): boolean =>
  questionsOf(rule.when).includes(id) &&
  candidacy(rule.modalities[0]!, new Map([...Object.entries(allNo), [id, 'present']]), [rule]).raised.length >
    0;

test('an empty chart is not a healthy patient', () => {
  for (const modality of MODALITIES) expect(rank(level(modality, {}))).toBeGreaterThanOrEqual(rank('defer'));
});

test('a chart in which everything was asked and denied is open, and one tablet of apixaban asks for caution', () => {
  expect(level('dry-needling', { screening: screenOf(allNo) })).toBe('eligible');
  const apixaban = { medicines: { taken: today, medicines: [{ name: 'apixaban 5 mg' }] } };
  expect(level('dry-needling', { screening: screenOf(allNo), background: apixaban })).toBe('with-caution');
});

const by = '019b76da-a800-7000-8000-000000000002' as ActorId;
const override = (more: Partial<Override> = {}): Override => ({
  modality: 'dry-needling',
  level: 'do-not',
  raised: ['CI-SKIN-1'],
  open: [],
  reason: 'a healed scratch, looked at together',
  by,
  at: '2026-03-01T09:00:00.000Z' as Instant,
  ...more,
});

test('SR-106 an override covers what it was written against and nothing that came after', () => {
  const skin = { ...allNo, 'skin-infection-at-site': 'present' as const };
  const standing = (answers: Readonly<Record<QuestionId, Answer>>, o: Override): Override | undefined =>
    visitCandidacy(
      'dry-needling',
      { sites: [], today, screening: screenOf(answers, { overrides: [o] }) },
      content,
    ).override;
  expect(standing(skin, override())).toEqual(override());
  // The level stays as it was, override or not: it is shown, never hidden.
  expect(level('dry-needling', { screening: screenOf(skin, { overrides: [override()] }) })).toBe('do-not');
  expect(standing({ ...skin, 'needle-fear': 'present' }, override())).toBeUndefined();
  expect(standing({ ...skin, fever: 'unknown' }, override())).toBeUndefined();
  expect(standing(skin, override({ modality: 'manual' }))).toBeUndefined();
  expect(standing(skin, override({ level: 'defer' }))).toBeUndefined();
  expect(
    standing(skin, override({ withdrawn: { by, at: '2026-03-01T09:05:00.000Z' as Instant } })),
  ).toBeUndefined();
  // Written while the question was open; the answer is yes by now.
  const guess = override({ level: 'defer', raised: [], open: ['CI-SKIN-1'] });
  expect(standing({ ...allNo, 'skin-infection-at-site': 'unknown' }, guess)).toEqual(guess);
  expect(standing(skin, guess)).toBeUndefined();
});

test('SR-106 whatever is raised later, an override that does not name it covers nothing', () => {
  fc.assert(
    fc.property(
      answersArb,
      fc.constantFrom(...questions.map((q) => q.id)),
      fc.constantFrom(...MODALITIES),
      (answers, id, modality) => {
        const at = (a: Readonly<Record<QuestionId, Answer>>) =>
          visitCandidacy(modality, { sites: [], today, screening: screenOf(a) }, content).candidacy;
        const [before, after] = [at(answers), at({ ...answers, [id]: 'present' })];
        const was = standsAgainst(before);
        const o = override({
          modality,
          level: 'do-not',
          raised: was.raised.map((r) => r.id),
          open: was.open.map((r) => r.id),
        });
        const known = [...was.raised, ...was.open];
        const is = standsAgainst(after);
        const isNew =
          is.raised.some((r) => !was.raised.includes(r)) || is.open.some((r) => !known.includes(r));
        if (isNew) expect(covers(o, after)).toBe(false);
        else if (after.level === 'defer' || after.level === 'do-not') expect(covers(o, after)).toBe(true);
      },
    ),
    { numRuns: 3000 },
  );
});

test('what is still unknown comes in the order of what it could mean: emergencies first, cautions last', () => {
  const open = openQuestions(new Map(), rules);
  expect(open).toHaveLength(questions.length);
  expect(open[0]?.urgency).toBe('emergency');
  const place = (id: QuestionId): number => open.findIndex((o) => o.question === id);
  expect(place('saddle-numbness')).toBeLessThan(place('upper-motor-signs'));
  expect(place('upper-motor-signs')).toBeLessThan(place('needle-fear'));
  expect(place('needle-fear')).toBeLessThan(place('metal-allergy'));
  // A question that can change nothing any more is not asked: saddle numbness is there, bladder changes add nothing.
  expect(place('bladder-change')).toBeGreaterThanOrEqual(0);
  const raised = openQuestions(new Map([['saddle-numbness', 'present' as const]]), rules);
  expect(raised.map((o) => o.question)).not.toContain('bladder-change');
});

test('SR-107 an answer of another day is a proposal with its day, and counts for nothing until it is confirmed', () => {
  const march = '2025-11-03' as Day;
  const earlier: Screening = {
    answers: { fever: asked('absent', march), keloid: asked('present', march) },
    sites: [],
    overrides: [],
  };
  const background: Background = { conditions: { diabetes: asked('absent', '2024-01-01' as Day) } };
  const facts: VisitFacts = { sites: [], today, background, screening: screenOf({ keloid: 'absent' }) };
  const open = answersOfVisit(facts, medicines);
  expect(open.get('fever')).toBeUndefined();
  const found = proposals(open, background, [earlier], today);
  expect([...found.values()]).toEqual([
    { question: 'diabetes', answer: 'absent', asked: '2024-01-01', from: 'chart' },
    { question: 'fever', answer: 'absent', asked: march, from: 'visit' },
  ]);
});

test('sites and background speak for themselves, with who said it and when', () => {
  const lung = sites.filter((s) => s.entry.beneath.some((b) => b.kind === 'pleura')).slice(0, 1);
  const said = witnessesOf(
    {
      today,
      sites: lung,
      background: {
        medicines: { taken: '2026-02-20' as Day, medicines: [{ name: 'Eliquis' }, { name: 'Metformin' }] },
      },
      screening: screenOf({ anticoagulant: 'absent' }),
    },
    medicines,
  );
  expect(said.get('anticoagulant')).toEqual([
    { question: 'anticoagulant', answer: 'present', from: 'chart', day: '2026-02-20', what: 'Eliquis' },
    { question: 'anticoagulant', answer: 'absent', from: 'screen', day: today },
  ]);
  expect(said.get('site-over-thorax')?.[0]).toEqual({
    question: 'site-over-thorax',
    answer: 'present',
    from: 'plan',
  });
});
