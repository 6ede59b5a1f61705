import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { questions, rules } from '../../content/decide/rules.ts';
import { ANSWERS, type Answer } from '../answer.ts';
import { candidacy, LEVELS, MODALITIES, type Level } from './candidacy.ts';
import { evaluate, questionsOf, type Answers } from '../logic.ts';

const allAbsent: Answers = new Map(questions.map((q) => [q.id, 'absent']));
const withAnswers = (...pairs: readonly (readonly [string, Answer])[]): Answers =>
  new Map([...allAbsent, ...pairs]);
const rank = (level: Level): number => LEVELS.indexOf(level);

describe('cases a clinician can check', () => {
  test('everything asked and denied: every modality is open', () => {
    for (const modality of MODALITIES) {
      const { level, raised, unanswered } = candidacy(modality, allAbsent, rules);
      expect([level, raised, unanswered]).toEqual(['eligible', [], []]);
    }
  });

  test('SR-30 nothing asked: no modality is open, and every question is listed', () => {
    for (const modality of MODALITIES) {
      const { level, unanswered } = candidacy(modality, new Map(), rules);
      expect(rank(level)).toBeGreaterThanOrEqual(rank('defer'));
      expect(unanswered.length).toBeGreaterThan(20);
    }
  });

  test('SR-31 saddle numbness stops everything and is an emergency', () => {
    for (const modality of MODALITIES) {
      const result = candidacy(modality, withAnswers(['saddle-numbness', 'present']), rules);
      expect([result.level, result.urgency, result.raised[0]?.id]).toEqual([
        'do-not',
        'emergency',
        'RF-CES-1',
      ]);
    }
  });

  test('an anticoagulant asks for caution with needles; it does not forbid them', () => {
    expect(candidacy('dry-needling', withAnswers(['anticoagulant', 'present']), rules).level).toBe(
      'with-caution',
    );
  });

  test('an allergy to local anaesthetic forbids injection and nothing else', () => {
    const answers = withAnswers(['anaesthetic-allergy', 'present']);
    expect(MODALITIES.map((m) => candidacy(m, answers, rules).level)).toEqual([
      'do-not',
      'eligible',
      'eligible',
      'eligible',
    ]);
  });

  test('diabetes matters to an injection only when a steroid is planned', () => {
    expect(candidacy('injection', withAnswers(['diabetes', 'present']), rules).level).toBe('eligible');
    const both = withAnswers(['diabetes', 'present'], ['steroid-planned', 'present']);
    expect(candidacy('injection', both, rules).level).toBe('with-caution');
  });
});

describe('every row alone, over every combination of what it asks', () => {
  test('SR-32 a row is raised, open or ruled out as two-valued logic over all completions says', () => {
    let combinations = 0;
    for (const rule of rules) {
      const asked = questionsOf(rule.when);
      // Kleene's value must be present (absent) only if every way to fill in the unknowns is present (absent).
      for (let code = 0; code < 3 ** asked.length; code++) {
        const answers = new Map(asked.map((q, i) => [q, ANSWERS[Math.floor(code / 3 ** i) % 3]!] as const));
        const completions = fillUnknowns(asked, answers).map((full) => evaluate(rule.when, full));
        const value = evaluate(rule.when, answers);
        if (value !== 'unknown') expect(new Set(completions), rule.id).toEqual(new Set([value]));
        else expect(new Set(completions).size, rule.id).toBe(2);
        combinations++;
      }
    }
    expect(combinations).toBeGreaterThan(200);
  });

  test('SR-33 no row is unreachable: each can be the one that decides, for each of its modalities', () => {
    for (const rule of rules)
      for (const modality of rule.modalities) {
        const decided = subsets(questionsOf(rule.when)).some((present) => {
          const answers = withAnswers(...present.map((q) => [q, 'present'] as const));
          const result = candidacy(modality, answers, rules);
          return result.raised.includes(rule) && result.level === rule.level;
        });
        expect(decided, `${rule.id} for ${modality}`).toBe(true);
      }
  });
});

describe('for all answers', () => {
  const answersOf = fc
    .array(fc.constantFrom(...ANSWERS), { minLength: questions.length, maxLength: questions.length })
    .map((values): Map<string, Answer> => new Map(questions.map((q, i) => [q.id, values[i]!])));
  const question = fc.constantFrom(...questions.map((q) => q.id));
  const modality = fc.constantFrom(...MODALITIES);

  test('SR-34 one more flag never lowers the level, and one flag fewer never raises it', () => {
    fc.assert(
      fc.property(answersOf, question, modality, (answers, id, m) => {
        const level = (answer: Answer): number =>
          rank(candidacy(m, new Map([...answers, [id, answer]]), rules).level);
        expect(level('absent')).toBeLessThanOrEqual(level('unknown'));
        expect(level('unknown')).toBeLessThanOrEqual(level('present'));
      }),
      { numRuns: 20_000 },
    );
  });

  test('SR-35 a question left out is the same as one answered unknown, and never as one denied', () => {
    fc.assert(
      fc.property(answersOf, question, modality, (answers, id, m) => {
        const left = new Map(answers);
        left.delete(id);
        const unknown = new Map([...answers, [id, 'unknown' as const]]);
        expect(candidacy(m, left, rules)).toEqual(candidacy(m, unknown, rules));
      }),
      { numRuns: 5000 },
    );
  });

  test('eligible means that every rule for the modality was asked about and ruled out', () => {
    fc.assert(
      fc.property(answersOf, modality, (answers, m) => {
        const result = candidacy(m, answers, rules);
        const ruledOut = rules
          .filter((r) => r.modalities.includes(m))
          .every((r) => evaluate(r.when, answers) === 'absent');
        expect(result.level === 'eligible').toBe(ruledOut);
      }),
      { numRuns: 5000 },
    );
  });
});

function fillUnknowns(asked: readonly string[], answers: ReadonlyMap<string, Answer>): readonly Answers[] {
  const open = asked.filter((q) => answers.get(q) === 'unknown');
  return Array.from(
    { length: 2 ** open.length },
    (_, code) =>
      new Map([...answers, ...open.map((q, i) => [q, (code >> i) & 1 ? 'present' : 'absent'] as const)]),
  );
}

const subsets = (items: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: 2 ** items.length }, (_, code) => items.filter((_item, i) => (code >> i) & 1));
