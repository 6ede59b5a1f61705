import { LEVELS, MODALITIES, URGENCIES, type Question, type Rule } from '../../core/decide/candidacy.ts';
import { questionsOf, type Condition } from '../../core/logic.ts';
import { STATUSES } from '../../core/atlas/source.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { checkRows, type Shape } from '../reader.ts';
import questionRows from './questions.json' with { type: 'json' };
import ruleRows from './rules.json' with { type: 'json' };

const SOURCED: Shape = { source: 'text', status: STATUSES };
const QUESTION: Shape = { ...SOURCED, id: 'text', group: 'text', ask: 'text', stays: 'boolean?' };
const RULE: Shape = {
  ...SOURCED,
  id: 'text',
  when: 'any?',
  level: LEVELS.filter((level) => level !== 'eligible'),
  modalities: ['text'],
  urgency: URGENCIES,
  because: 'text',
  then: 'text',
};

/** The questions of the screen. */
export const questions: readonly Question[] = questionRows as readonly Question[];

/** The red flags, contraindications and precautions. */
export const rules: readonly Rule[] = ruleRows as readonly Rule[];

/** Every fault in questions and rules: shape, ids, sources, conditions, and questions that no rule asks. */
export function checkRules(sources: ReadonlySet<string>): readonly Complaint[] {
  const complaints = [
    ...checkRows(questionRows, 'questions', QUESTION, sources),
    ...checkRows(ruleRows, 'rules', RULE, sources),
    ...rules.flatMap((rule) => checkCondition(rule.when, `${rule.id}.when`)),
  ];
  if (complaints.length > 0) return complaints;
  const known = new Set(questions.map((q) => q.id));
  const asked = new Set(rules.flatMap((rule) => questionsOf(rule.when)));
  const modalities: readonly string[] = MODALITIES;
  return [
    ...rules.flatMap((rule) =>
      questionsOf(rule.when)
        .filter((id) => !known.has(id))
        .map((id) => ({ at: `${rule.id}.when`, expected: 'a question of the screen', got: show(id) })),
    ),
    ...rules.flatMap((rule) =>
      rule.modalities
        .filter((m) => !modalities.includes(m))
        .map((m) => ({
          at: `${rule.id}.modalities`,
          expected: `one of ${MODALITIES.join(', ')}`,
          got: show(m),
        })),
    ),
    ...questions
      .filter(({ id }) => !asked.has(id))
      .map(({ id }) => ({ at: `questions.${id}`, expected: 'a rule that uses the answer', got: 'none' })),
  ];
}

function checkCondition(condition: unknown, at: string): readonly Complaint[] {
  const fault = [{ at, expected: '{ is }, { anyOf } or { allOf } and nothing else', got: show(condition) }];
  if (typeof condition !== 'object' || condition === null || Object.keys(condition).length !== 1)
    return fault;
  const node = condition as Partial<Record<'is' | 'anyOf' | 'allOf', unknown>>;
  if (typeof node.is === 'string') return [];
  const parts = node.anyOf ?? node.allOf;
  if (!Array.isArray(parts) || parts.length < 2) return fault;
  return (parts as readonly Condition[]).flatMap((part, i) => checkCondition(part, `${at}[${i}]`));
}
