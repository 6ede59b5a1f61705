import { addDays, type Day } from '../../kit/time.ts';
import type { Sourced } from '../atlas/source.ts';
import { percentGained, type Score } from '../examine/score.ts';
import type { SeriesLimits } from '../treat/plan.ts';

/** The limits of a series, with where they come from. */
export interface SeriesRule extends SeriesLimits, Sourced {}

/**
 * A gain of 30 % is the least that counts as important; the number of sessions and their spacing are our proposal.
 *
 * @source ostelo-2008 for the 30 %
 */
export const SERIES_DEFAULT: SeriesRule = {
  interval: 7,
  checkAfter: 3,
  gain: 30,
  most: 6,
  source: 'tautband',
  status: 'unreviewed',
};

/** What a series says about its next session. */
export interface SeriesAdvice {
  readonly say: 'go-on' | 're-evaluate' | 'finished' | 'score-needed';
  readonly because: string;
  /** The first day on which the next session may be. Absent when there should be none for now. */
  readonly from?: Day;
  /** Percent gained since the baseline on the same scale; negative when worse. Absent without both scores. */
  readonly gained?: number;
}

/**
 * Whether to go on with a series.
 *
 * @param sessions days of the sessions so far, in any order
 * @param scores   every score of the episode; the baseline is the last one on or before the first session, and the
 *   latest one counts when it is of the same scale and after the last session
 */
export function adviseOnSeries(
  sessions: readonly Day[],
  scores: readonly Score[],
  rule: SeriesRule,
): SeriesAdvice {
  const days = [...sessions].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined)
    return { say: 'go-on', because: 'No session was given yet.' };
  const gained = gainOver(first, last, scores);
  const shown = gained === undefined ? {} : { gained };
  if (days.length < rule.checkAfter)
    return {
      say: 'go-on',
      because: `${days.length} of ${rule.checkAfter} sessions before the gain is judged.`,
      from: addDays(last, rule.interval),
      ...shown,
    };
  if (gained === undefined)
    return {
      say: 'score-needed',
      because: `After ${days.length} sessions the gain cannot be judged: a score on the scale of the baseline is missing since ${last}.`,
    };
  // Two scores in tenths divide with noise in the last bits: 10 to 7 is 30 %, not 30.000000000000004 % or less.
  if (Number(gained.toPrecision(12)) < rule.gain)
    return {
      say: 're-evaluate',
      because: `${describe(gained)} after ${days.length} sessions, and ${rule.gain} % is the least that counts. Look for another cause, or another treatment.`,
      gained,
    };
  if (days.length >= rule.most)
    return { say: 'finished', because: `${days.length} sessions, the most of one series.`, gained };
  return {
    say: 'go-on',
    because: `${describe(gained)} after ${days.length} sessions.`,
    from: addDays(last, rule.interval),
    gained,
  };
}

function gainOver(first: Day, last: Day, scores: readonly Score[]): number | undefined {
  const ordered = [...scores].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const baseline = ordered.filter((s) => s.day <= first).at(-1);
  if (baseline === undefined) return undefined;
  const later = ordered.filter((s) => s.scale === baseline.scale && s.day > last).at(-1);
  return later === undefined ? undefined : percentGained(baseline, later);
}

function describe(gained: number): string {
  const rounded = Math.round(Math.abs(gained));
  return gained < 0 ? `${rounded} % worse` : `${rounded} % better`;
}
