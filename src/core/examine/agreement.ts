import type { SiteId } from '../atlas/muscle.ts';
import type { ExaminationSign } from './signs.ts';

/** Fewer pairs than this say nothing of two examiners: our proposal, unreviewed. */
export const LEAST_PAIRS = 10;

/** One sign at one site, as two examiners answered it without seeing each other's. */
export interface AnsweredTwice {
  readonly site: SiteId;
  readonly sign: ExaminationSign;
  readonly first: 'present' | 'absent';
  readonly second: 'present' | 'absent';
}

/** How far two examiners agree. */
export interface Agreement {
  /** Pairs of answers. */
  readonly n: number;
  readonly same: number;
  /** Both present, first only, second only, neither. */
  readonly table: readonly [both: number, first: number, second: number, neither: number];
  /**
   * Cohen's kappa. Absent with fewer than `LEAST_PAIRS`, and where chance alone would already make them agree on
   * everything.
   */
  readonly kappa?: number;
  /** 95 % interval of kappa by its large-sample standard error. Absent with kappa. */
  readonly interval?: readonly [number, number];
}

/** Of a standard normal, the point below which 97.5 % lie. */
const Z = 1.959964;

/** How often both found a sign, the first only, the second only, neither. */
export type PairTable = Agreement['table'];

/** Count pairs of answers. */
export function tableOf(pairs: readonly AnsweredTwice[]): PairTable {
  const count = (first: string, second: string): number =>
    pairs.filter((p) => p.first === first && p.second === second).length;
  return [
    count('present', 'present'),
    count('present', 'absent'),
    count('absent', 'present'),
    count('absent', 'absent'),
  ];
}

/** Cohen's kappa of two examiners, from their pairs of answers. See `agreementOf`. */
export const agreement = (pairs: readonly AnsweredTwice[]): Agreement => agreementOf(tableOf(pairs));

/**
 * Cohen's kappa of two examiners.
 *
 * (observed − expected) ÷ (1 − expected), where expected is the agreement of two examiners who answer at random as often
 * as these did. The standard error is Cohen's of 1960, √(p(1 − p) ÷ n(1 − e)²): good for many pairs, rough for few.
 */
export function agreementOf(table: PairTable): Agreement {
  const [both, first, second, neither] = table;
  const n = both + first + second + neither;
  const same = both + neither;
  const base = { n, same, table };
  if (n < LEAST_PAIRS) return base;
  const observed = same / n;
  const expected = ((both + first) * (both + second) + (second + neither) * (first + neither)) / (n * n);
  if (expected === 1) return base;
  const kappa = (observed - expected) / (1 - expected);
  const half = Z * Math.sqrt((observed * (1 - observed)) / (n * (1 - expected) ** 2));
  return { ...base, kappa, interval: [Math.max(-1, kappa - half), Math.min(1, kappa + half)] };
}
