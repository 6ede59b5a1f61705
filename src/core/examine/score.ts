import { show, type Complaint } from '../../kit/complaint.ts';
import type { Day } from '../../kit/time.ts';

/** One score on one scale, at one time. Raw; percentages are computed. */
export interface Score {
  readonly day: Day;
  /** The scale by name, such as `NPRS average`; only scores of one scale are compared. */
  readonly scale: string;
  /** Higher is worse. */
  readonly value: number;
}

/**
 * Percent by which a score has fallen since its baseline.
 *
 * Undefined for scores of two scales, and for a baseline of 0, from which nothing can be gained.
 */
export function percentGained(
  baseline: Pick<Score, 'scale' | 'value'>,
  later: Pick<Score, 'scale' | 'value'>,
): number | undefined {
  if (baseline.scale !== later.scale || baseline.value <= 0) return undefined;
  return ((baseline.value - later.value) / baseline.value) * 100;
}

/** Complaints about a score: a scale without a name, or a value that no scale has. */
export function checkScore(
  score: Pick<Score, 'scale' | 'value'> | undefined,
  at: string,
): readonly Complaint[] {
  if (score === undefined) return [{ at, expected: 'a score on a named scale', got: 'nothing' }];
  const out: Complaint[] = [];
  if (score.scale.trim() === '')
    out.push({ at: `${at}.scale`, expected: 'the name of a scale', got: show(score.scale) });
  if (!(score.value >= 0 && score.value <= 100))
    out.push({ at: `${at}.value`, expected: 'a score from 0 to 100', got: show(score.value) });
  return out;
}
