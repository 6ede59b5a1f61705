/**
 * How far a row of content can be trusted.
 *
 * - `verified`: seen in the primary source or its abstract
 * - `textbook`: stated by the named book, from memory of it; not yet re-read against the page
 * - `unreviewed`: our own proposal; no clinician has checked it
 */
export const STATUSES = ['verified', 'textbook', 'unreviewed'] as const;
export type Status = (typeof STATUSES)[number];

/** Key into `content/sources.json`. */
export type SourceId = string;

/** What every row of content carries. */
export interface Sourced {
  readonly source: SourceId;
  readonly status: Status;
}

/** One work that content rows cite. */
export interface Source {
  readonly id: SourceId;
  readonly title: string;
  readonly authors?: string;
  readonly published?: string;
  readonly year?: number;
  readonly citation?: string;
  readonly doi?: string;
  readonly pmid?: string;
  readonly url?: string;
  /** What may be done with its text. Facts are free; wording usually is not. */
  readonly licence?: string;
  /** Who compared our rows with it, and when; absent means nobody has. */
  readonly reviewed?: { readonly by: string; readonly day: string };
  readonly note?: string;
}
