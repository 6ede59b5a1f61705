import type { Answer } from './answer.ts';

/** Id of a question, such as `fever`, or of a sign, such as `taut-band`. */
export type QuestionId = string;

/** What is known. Anything not in the map is `unknown`, never `absent`. */
export type Answers = ReadonlyMap<QuestionId, Answer>;

/** A condition over questions. */
export type Condition =
  | { readonly is: QuestionId }
  | { readonly anyOf: readonly Condition[] }
  | { readonly allOf: readonly Condition[] }
  | { readonly atLeast: number; readonly of: readonly Condition[] };

/**
 * Three-valued evaluation (Kleene's strong logic): a condition is unknown unless what is known settles it
 * whatever the rest may turn out to be.
 */
export function evaluate(condition: Condition, answers: Answers): Answer {
  if ('is' in condition) return answers.get(condition.is) ?? 'unknown';
  const parts = partsOf(condition).map((part) => evaluate(part, answers));
  const needed = neededOf(condition);
  const present = parts.filter((part) => part === 'present').length;
  const open = parts.filter((part) => part === 'unknown').length;
  if (present >= needed) return 'present';
  return present + open < needed ? 'absent' : 'unknown';
}

/** Every question that a condition asks, each once. */
export function questionsOf(condition: Condition): readonly QuestionId[] {
  if ('is' in condition) return [condition.is];
  return [...new Set(partsOf(condition).flatMap(questionsOf))];
}

type Compound = Exclude<Condition, { readonly is: QuestionId }>;

function partsOf(condition: Compound): readonly Condition[] {
  if ('anyOf' in condition) return condition.anyOf;
  return 'allOf' in condition ? condition.allOf : condition.of;
}

/** How many parts must hold: one for any, every one for all. */
function neededOf(condition: Compound): number {
  if ('anyOf' in condition) return 1;
  return 'allOf' in condition ? condition.allOf.length : condition.atLeast;
}
