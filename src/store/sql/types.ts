import type { Instant } from '../../kit/time.ts';

/** Object ids of the types that drivers would read in their own ways. `select oid, typname from pg_type`. */
export const OIDS = { int8: 20, date: 1082, timestamptz: 1184, uuid: 2950, text: 25 } as const;

/**
 * How to read each type from its text, the same on every driver. A civil date stays the string that it is; a count
 * becomes a number and must be one exactly; a moment becomes an `Instant`. Sessions run in UTC.
 */
export const READERS: Readonly<Record<number, (text: string) => unknown>> = {
  [OIDS.int8]: readCount,
  [OIDS.date]: (text) => text,
  [OIDS.timestamptz]: readInstant,
  [OIDS.uuid]: (text) => text,
};

function readCount(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`a count beyond 2^53: ${text}`);
  return value;
}

/** `2030-01-02 03:04:05.6+00`, as PostgreSQL prints it in UTC, with up to three decimals. */
export function readInstant(text: string): Instant {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,3}))?\+00$/.exec(text);
  if (match === null) throw new Error(`a moment that is not UTC to the millisecond: ${text}`);
  return `${match[1] ?? ''}T${match[2] ?? ''}.${(match[3] ?? '').padEnd(3, '0')}Z` as Instant;
}
