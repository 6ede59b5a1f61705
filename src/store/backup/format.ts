/**
 * A backup is a gzip of lines of JSON: a header, then rows of one table after another, parents before children, then a
 * trailer with the count and the SHA-256 of all lines before it. It holds what was kept, not how: any later version and
 * any store can take it back.
 */
export const FORMAT = 'tautband-backup/1';

export interface Header {
  readonly format: typeof FORMAT;
  /** Number of the last step of the schema. */
  readonly schema: number;
  readonly at: string;
}

export interface Trailer {
  readonly rows: number;
  readonly sha256: string;
}

/** Who is signed in now is not worth keeping, and a stolen backup should not open a door. */
export const LEFT_OUT: readonly string[] = [
  'schema_step',
  'login_session',
  'one_time_link',
  'sign_in_failure',
];

/** What is wrong with a backup, in a sentence for whoever wanted to use it. */
export class BadBackup extends Error {
  override readonly name = 'BadBackup';
}
