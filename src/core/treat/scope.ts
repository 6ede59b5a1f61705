import type { Day } from '../../kit/time.ts';
import type { Sourced } from '../atlas/source.ts';
import type { Modality } from '../decide/candidacy.ts';
import type { Role } from '../episode.ts';

/** One row of `content/scope`: whether a role may record a kind of procedure in a place, from and to a day. */
export interface ScopeRow extends Sourced {
  /** Stable and never reused. */
  readonly id: string;
  /** ISO 3166, with its subdivision where that makes the law: `US-NY`. `*` is every place without a row of its own. */
  readonly place: string;
  readonly role: Role;
  readonly procedure: Modality;
  readonly answer: 'yes' | 'no';
  /** What the answer depends on, in one sentence a clinician reads. */
  readonly because: string;
  /** First day on which it holds. Absent: as long as we know. */
  readonly validFrom?: Day;
  /** Last day on which it holds. Absent: still. */
  readonly validTo?: Day;
}

/** Whether a role may record a kind of procedure. `unknown` is an answer, and it is not yes. */
export interface Scope {
  readonly answer: 'yes' | 'no' | 'unknown';
  /** The rows that say so. */
  readonly rows: readonly ScopeRow[];
}

/**
 * Whether somebody in a role may record a kind of procedure at a place on a day.
 *
 * A row of the place itself outweighs those of its country, and these outweigh the rows for every place. Where two rows
 * of one weight disagree the answer is no.
 *
 * @param place where the clinic is; undefined when the clinic has not said, so that only the rows for every place count
 */
export function scopeOf(
  all: readonly ScopeRow[],
  asked: {
    readonly place: string | undefined;
    readonly role: Role;
    readonly procedure: Modality;
    readonly day: Day;
  },
): Scope {
  const holds = all.filter(
    (row) =>
      row.role === asked.role &&
      row.procedure === asked.procedure &&
      (row.validFrom === undefined || row.validFrom <= asked.day) &&
      (row.validTo === undefined || row.validTo >= asked.day),
  );
  const places = [asked.place, asked.place?.split('-')[0], '*'];
  for (const place of places) {
    const rows = holds.filter((row) => row.place === place);
    if (rows.length > 0) return { answer: rows.some((row) => row.answer === 'no') ? 'no' : 'yes', rows };
  }
  return { answer: 'unknown', rows: [] };
}
