import type { Drawing, Findings } from '../episode.ts';
import type { LocaliseRequest } from '../localise/request.ts';
import { requestOf } from '../visit-request.ts';

/** What is kept of one visit that learning may look at. */
export interface KeptVisit {
  /** The drawing as it stood when palpation began. Absent when nothing had been drawn, or nobody palpated. */
  readonly drawing?: Drawing;
  /** Everything that was found, as it stands now. Absent when nothing ever was. */
  readonly findings?: Findings;
  /** The patient was invented for demonstration. */
  readonly synthetic?: true;
}

/**
 * What a visit is to learning.
 *
 * - `confirmed`: palpation reproduced the familiar pain at one site at least
 * - `not-confirmed`: somebody palpated and nothing reproduced it
 * - `not-palpated`: nobody palpated
 * - `drawn-later`: nothing was drawn before palpation began; a drawing made by whoever knows what palpation found
 *   says nothing of what a drawing foretells
 * - `invented`: a patient for demonstration
 */
export const CASE_KINDS = ['confirmed', 'not-confirmed', 'not-palpated', 'drawn-later', 'invented'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** What a visit is to learning and, where it is a confirmed case, the question with its answer. */
export type CaseOf =
  | { readonly kind: 'confirmed'; readonly request: LocaliseRequest }
  | { readonly kind: Exclude<CaseKind, 'confirmed'> };

/**
 * Read a visit as a case: the drawing before palpation with what palpation found.
 *
 * The request holds no name, id or day. Answers of `unknown` are left out: not listed means the same.
 */
export function caseOf({ drawing, findings, synthetic }: KeptVisit): CaseOf {
  if (synthetic === true) return { kind: 'invented' };
  const palpated = (findings?.findings ?? []).filter(({ answer }) => answer !== 'unknown');
  if (findings === undefined || palpated.length === 0) return { kind: 'not-palpated' };
  if (drawing === undefined || drawing.regions.length === 0) return { kind: 'drawn-later' };
  const isConfirmed = palpated.some(({ sign, answer }) => sign === 'recognised-pain' && answer === 'present');
  if (!isConfirmed) return { kind: 'not-confirmed' };
  const answers = findings.answers?.filter(({ answer }) => answer !== 'unknown') ?? [];
  return { kind: 'confirmed', request: requestOf(drawing, { findings: palpated, answers }) };
}
