import type { Sourced } from '../atlas/source.ts';
import { evaluate, questionsOf, type Answers, type Condition, type QuestionId } from '../logic.ts';

/** Ways to treat a trigger point; candidacy is decided for each by itself. */
export const MODALITIES = ['injection', 'dry-needling', 'manual', 'electrical'] as const;
export type Modality = (typeof MODALITIES)[number];

/** From go ahead to stop, in that order. */
export const LEVELS = ['eligible', 'with-caution', 'defer', 'do-not'] as const;
export type Level = (typeof LEVELS)[number];

/** One question of the screen, in our own words. */
export interface Question extends Sourced {
  readonly id: QuestionId;
  readonly group: string;
  readonly ask: string;
  /** Belongs to the person and not to the day: kept in the background. */
  readonly stays?: boolean;
}

/** How soon a raised flag must be acted on. */
export const URGENCIES = ['emergency', 'same-day', 'refer', 'none'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** One row of `content/decide/rules.json`: when it holds, the modalities may not do better than its level. */
export interface Rule extends Sourced {
  /** Stable and never reused, e.g. `RF-CES-1`. Named in tests, in the record and on screen. */
  readonly id: string;
  readonly when: Condition;
  readonly level: Exclude<Level, 'eligible'>;
  readonly modalities: readonly Modality[];
  readonly urgency: Urgency;
  /** One sentence that a clinician reads. */
  readonly because: string;
  /** What to do instead or how to proceed. */
  readonly then: string;
}

/** What the answers say about one modality. */
export interface Candidacy {
  readonly modality: Modality;
  /** Worst of what is raised and what is still open. */
  readonly level: Level;
  /** Rules that hold, worst first. */
  readonly raised: readonly Rule[];
  /** Rules that an unanswered question leaves open, worst first. An open rule counts at `OPEN_LEVEL`. */
  readonly open: readonly Rule[];
  /** Questions whose answer could still close or raise one of the open rules. */
  readonly unanswered: readonly QuestionId[];
  readonly urgency: Urgency;
}

/**
 * What an open rule counts as. What would forbid or defer the treatment defers it until the question is
 * answered; what would ask for caution asks for caution. So silence never reads as "no".
 */
export const OPEN_LEVEL: Readonly<Record<Rule['level'], Level>> = {
  'do-not': 'defer',
  defer: 'defer',
  'with-caution': 'with-caution',
};

/**
 * Decide candidacy for one modality.
 *
 * Pure and total: every combination of answers has exactly one outcome. Turning an answer from absent to
 * unknown or present, or from unknown to present, never lowers the level.
 */
export function candidacy(modality: Modality, answers: Answers, rules: readonly Rule[]): Candidacy {
  const mine = rules.filter((rule) => rule.modalities.includes(modality)).sort(worstFirst);
  const raised = mine.filter((rule) => evaluate(rule.when, answers) === 'present');
  const open = mine.filter((rule) => evaluate(rule.when, answers) === 'unknown');
  const levels = [...raised.map((r) => r.level), ...open.map((r) => OPEN_LEVEL[r.level])];
  const unanswered = open.flatMap((rule) => questionsOf(rule.when)).filter((q) => isOpen(q, answers));
  return {
    modality,
    level: LEVELS[Math.max(0, ...levels.map((level) => LEVELS.indexOf(level)))] ?? 'do-not',
    raised,
    open,
    unanswered: [...new Set(unanswered)],
    urgency:
      URGENCIES[Math.min(URGENCIES.length - 1, ...raised.map((r) => URGENCIES.indexOf(r.urgency)))] ?? 'none',
  };
}

const isOpen = (question: QuestionId, answers: Answers): boolean =>
  (answers.get(question) ?? 'unknown') === 'unknown';

const worstFirst = (a: Rule, b: Rule): number =>
  LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) ||
  URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) ||
  (a.id < b.id ? -1 : 1);
