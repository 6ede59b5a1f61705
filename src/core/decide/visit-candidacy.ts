import type { Answer } from '../answer.ts';
import type { Site } from '../atlas/muscle.ts';
import { questionsOf, type Answers, type QuestionId } from '../logic.ts';
import type { Day } from '../../kit/time.ts';
import { answersFrom, witnesses, type Background, type Planned, type Witness } from './background.ts';
import {
  candidacy,
  LEVELS,
  MODALITIES,
  OPEN_LEVEL,
  URGENCIES,
  type Candidacy,
  type Level,
  type Modality,
  type Rule,
  type Urgency,
} from './candidacy.ts';
import type { MedicineRow } from './medicines.ts';
import type { Override, Screening } from './screening.ts';

/** Everything of a chart that decides who may be treated how at one visit. */
export interface VisitFacts {
  /** Absent: nobody wrote one. */
  readonly background?: Background;
  /** Absent: nobody screened at this visit. */
  readonly screening?: Screening;
  /** Day of birth, or the first day of the year when only that is known. */
  readonly born?: Day;
  /** Sites that are planned or were treated at this visit, wherever they stand in the chart. */
  readonly sites: readonly Site[];
  /** Absent: not decided yet. */
  readonly steroid?: boolean;
  /** Day of the visit. */
  readonly today: Day;
}

/** The content that facts are held against. */
export interface SafetyContent {
  readonly rules: readonly Rule[];
  readonly medicines: readonly MedicineRow[];
}

/** What the chart as a whole says about one way to treat at one visit. */
export interface Standing {
  readonly candidacy: Candidacy;
  /** Somebody went past this level, for a reason, and nothing new has come up since. */
  readonly override?: Override;
}

/**
 * Decide candidacy at a visit from background, safety screen, sites and day together.
 *
 * Pure: the screen that prepares and the server that signs give the same answer. A fact more never lowers a level,
 * and an empty chart is not a healthy patient.
 */
export function visitCandidacy(
  modality: Modality,
  facts: VisitFacts,
  { rules, medicines }: SafetyContent,
): Standing {
  const result = candidacy(modality, answersOfVisit(facts, medicines), rules);
  const override = facts.screening?.overrides.findLast((o) => covers(o, result));
  return { candidacy: result, ...(override !== undefined && { override }) };
}

/** Every question that is answered at a visit, by whatever part of the chart: the worse answer stands. */
export function answersOfVisit(facts: VisitFacts, medicines: readonly MedicineRow[]): Answers {
  return answersFrom(facts.background ?? {}, plannedOf(facts, medicines));
}

/** Who says what: the places in the chart that speak to a question, those that say something unwanted first. */
export function witnessesOf(
  facts: VisitFacts,
  medicines: readonly MedicineRow[],
): ReadonlyMap<QuestionId, readonly Witness[]> {
  const asked = Object.entries(facts.screening?.answers ?? {}).map(
    ([question, { answer, asked: day }]): Witness => ({ question, answer, from: 'screen', day }),
  );
  const all = [...witnesses(facts.background ?? {}, plannedOf(facts, medicines)), ...asked]
    .filter((w) => w.answer !== 'unknown')
    .sort((a, b) => WORST.indexOf(a.answer) - WORST.indexOf(b.answer));
  return new Map(all.map(({ question }) => [question, all.filter((w) => w.question === question)]));
}

const WORST: readonly Answer[] = ['present', 'absent', 'unknown'];

const plannedOf = (
  { screening, born, sites, steroid, today }: VisitFacts,
  medicines: readonly MedicineRow[],
): Planned => ({
  today,
  sites,
  medicines,
  ...(born !== undefined && { born }),
  ...(steroid !== undefined && { steroid }),
  answers: new Map(Object.entries(screening?.answers ?? {}).map(([id, { answer }]) => [id, answer])),
});

/** What of a result asks for an override: rules that forbid or defer, and those that would if they were answered so. */
export function standsAgainst({ raised, open }: Candidacy): {
  readonly raised: readonly Rule[];
  readonly open: readonly Rule[];
} {
  return { raised: raised.filter(isBlocking), open: open.filter(isBlocking) };
}

const isBlocking = (rule: Rule): boolean => OPEN_LEVEL[rule.level] === 'defer';

/**
 * Whether an override goes past this result: it stands, was for this way to treat and a level as bad, and names
 * everything that stands against it now. What was open when it was written and is raised by now is not covered.
 */
export function covers(override: Override, result: Candidacy): boolean {
  if (override.withdrawn !== undefined || override.modality !== result.modality) return false;
  if (!needsOverride(result.level) || LEVELS.indexOf(override.level) < LEVELS.indexOf(result.level))
    return false;
  const { raised, open } = standsAgainst(result);
  return (
    raised.every((rule) => override.raised.includes(rule.id)) &&
    open.every((rule) => override.open.includes(rule.id) || override.raised.includes(rule.id))
  );
}

/** Levels that nobody goes past without a reason. */
export const needsOverride = (level: Level): level is 'defer' | 'do-not' =>
  level === 'defer' || level === 'do-not';

/** A question that is still open, and what its answer could do. */
export interface OpenQuestion {
  readonly question: QuestionId;
  /** The worst level that a "yes" may bring. */
  readonly level: Level;
  readonly urgency: Urgency;
  /** Ways to treat that wait for it. */
  readonly modalities: readonly Modality[];
}

/**
 * What is still unknown, in the order of what matters: what could be an emergency first, then what would forbid
 * before what would only ask for caution, then what holds up more ways to treat.
 */
export function openQuestions(answers: Answers, rules: readonly Rule[]): readonly OpenQuestion[] {
  const waiting = MODALITIES.map((modality) => candidacy(modality, answers, rules));
  const ids = [...new Set(waiting.flatMap((c) => c.unanswered))];
  const open = ids.map((question): OpenQuestion => {
    const asks = (rule: Rule): boolean => questionsOf(rule.when).includes(question);
    const held = waiting.filter((c) => c.open.some(asks));
    const could = held.flatMap((c) => c.open.filter(asks));
    return {
      question,
      level: LEVELS[Math.max(...could.map((r) => LEVELS.indexOf(r.level)))] ?? 'do-not',
      urgency: URGENCIES[Math.min(...could.map((r) => URGENCIES.indexOf(r.urgency)))] ?? 'none',
      modalities: held.map((c) => c.modality),
    };
  });
  return open.toSorted(
    (a, b) =>
      URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) ||
      LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) ||
      b.modalities.length - a.modalities.length,
  );
}

/** An answer from another day. It counts for nothing until somebody confirms that it is still so. */
export interface Proposal {
  readonly question: QuestionId;
  readonly answer: Exclude<Answer, 'unknown'>;
  readonly asked: Day;
  /** From the screen of an earlier visit, or from a background that is too old to count. */
  readonly from: 'visit' | 'chart';
}

/** For each question that is open today, the latest answer that was given before. */
export function proposals(
  open: Answers,
  background: Background | undefined,
  earlier: readonly Screening[],
  today: Day,
): ReadonlyMap<QuestionId, Proposal> {
  const out = new Map<QuestionId, Proposal>();
  const add = (from: Proposal['from'], all: Screening['answers']): void => {
    for (const [question, { answer, asked }] of Object.entries(all)) {
      if (answer === 'unknown' || asked > today || (open.get(question) ?? 'unknown') !== 'unknown') continue;
      const known = out.get(question);
      if (known === undefined || asked >= known.asked) out.set(question, { question, answer, asked, from });
    }
  };
  add('chart', background?.conditions ?? {});
  for (const screening of earlier) add('visit', screening.answers);
  return out;
}
