import type { Instant } from '../kit/time.ts';
import { err, ok, type Result } from '../kit/result.ts';

/** One acquisition: a strain ratio as `strainRatio` gave it, at one place. */
export interface Acquisition {
  readonly at: Instant;
  /** Reference over target: above 1 the target is harder than its reference. */
  readonly ratio: number;
  readonly standardError: number;
  readonly pairs: number;
}

/** Several acquisitions of one place in one visit. */
export interface Repeated {
  readonly count: number;
  readonly mean: number;
  /** Sample standard deviation over acquisitions, n − 1. */
  readonly sd: number;
  /** Coefficient of variation, sd over mean: how well the hand repeats itself. */
  readonly variation: number;
}

/** Why repeated acquisitions have no summary. */
export interface LogError {
  readonly code: 'too-few-acquisitions' | 'not-a-ratio' | 'twice-the-same';
  readonly expected: string;
  readonly got: string;
}

/**
 * Mean and coefficient of variation of at least three acquisitions.
 *
 * One number alone says nothing: between examiners the strain ratio of the upper trapezius repeats with an intraclass
 * correlation of 0.70 to 0.75 (PMC5731835).
 *
 * - `too-few-acquisitions`: fewer than three
 * - `not-a-ratio`: a value that is not above 0
 * - `twice-the-same`: two acquisitions at one instant, which is one acquisition entered twice
 */
export function repeated(acquisitions: readonly Acquisition[]): Result<Repeated, LogError> {
  const n = acquisitions.length;
  if (n < 3) return err({ code: 'too-few-acquisitions', expected: 'at least three', got: `${n}` });
  const bad = acquisitions.find(({ ratio }) => !(ratio > 0 && Number.isFinite(ratio)));
  if (bad !== undefined)
    return err({ code: 'not-a-ratio', expected: 'a number above 0', got: `${bad.ratio}` });
  const times = new Set(acquisitions.map(({ at }) => at)).size;
  if (times < n) return err({ code: 'twice-the-same', expected: `${n} different times`, got: `${times}` });
  const mean = acquisitions.reduce((sum, { ratio }) => sum + ratio, 0) / n;
  const square = acquisitions.reduce((sum, { ratio }) => sum + (ratio - mean) ** 2, 0);
  const sd = Math.sqrt(square / (n - 1));
  return ok({ count: n, mean, sd, variation: sd / mean });
}

/** The site against the same place on the other side. */
export interface Comparison {
  readonly site: Repeated;
  readonly contralateral: Repeated;
  /** Mean of the site over mean of the other side: 1 is no difference. */
  readonly ratio: number;
  /** Standard error of the ratio, from the spread of both sides (first-order propagation). */
  readonly standardError: number;
}

/**
 * Compare the site with the other side, each acquired at least three times. It is a measurement with its repeatability,
 * not a finding: strain does not tell an active trigger point from a latent one (PMC8269278).
 */
export function compareSides(
  site: readonly Acquisition[],
  contralateral: readonly Acquisition[],
): Result<Comparison, LogError> {
  const [a, b] = [repeated(site), repeated(contralateral)];
  if (!a.ok) return a;
  if (!b.ok) return b;
  const ratio = a.value.mean / b.value.mean;
  const share = ({ variation, count }: Repeated): number => variation ** 2 / count;
  const standardError = ratio * Math.sqrt(share(a.value) + share(b.value));
  return ok({ site: a.value, contralateral: b.value, ratio, standardError });
}
