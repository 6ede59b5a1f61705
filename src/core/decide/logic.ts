import type { Answer } from '../answer.ts';

/** Id of a question, such as `fever`. */
export type QuestionId = string;

/** What is known. Anything not in the map is `unknown`, never `absent`. */
export type Answers = ReadonlyMap<QuestionId, Answer>;

/** A condition over questions. */
export type Condition =
  | { readonly is: QuestionId }
  | { readonly anyOf: readonly Condition[] }
  | { readonly allOf: readonly Condition[] };

/**
 * Three-valued evaluation (Kleene's strong logic): a condition is unknown unless what is known settles it
 * whatever the rest may turn out to be.
 */
export function evaluate(condition: Condition, answers: Answers): Answer {
  if ('is' in condition) return answers.get(condition.is) ?? 'unknown';
  const any = 'anyOf' in condition;
  const parts = (any ? condition.anyOf : condition.allOf).map((part) => evaluate(part, answers));
  const settles: Answer = any ? 'present' : 'absent';
  if (parts.includes(settles)) return settles;
  return parts.includes('unknown') ? 'unknown' : any ? 'absent' : 'present';
}

/** Every question that a condition asks, each once. */
export function questionsOf(condition: Condition): readonly QuestionId[] {
  if ('is' in condition) return [condition.is];
  const parts = 'anyOf' in condition ? condition.anyOf : condition.allOf;
  return [...new Set(parts.flatMap(questionsOf))];
}
