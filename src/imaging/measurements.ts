import type { Instant } from '../kit/time.ts';

/** Units in which something is measured here, as UCUM writes them; `[px]` is ours, for a picture without a scale. */
export const UNITS = ['mm', '[px]', 'deg', '1', '%', 'mm/s', 'ms', '{frames}/s'] as const;
export type Unit = (typeof UNITS)[number];

/** One number on its way out. */
export interface Measurement {
  /** When it was taken. */
  readonly at: Instant;
  /** Stable name, lower case with dashes: `tip-depth`, `strain-ratio`. */
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly standardError?: number;
  /** Which frame of the sequence, counted from 0. */
  readonly frame: number;
  /** Anything a reader must know: the state of the needle, the site, who confirmed it. */
  readonly note?: string;
}

/**
 * The measurements as CSV (RFC 4180, CRLF), with `notice` in its first line and in a column of every row, so that a row that
 * is copied elsewhere still says what it is.
 *
 * Text that a spreadsheet would run as a formula gets an apostrophe in front.
 */
export function measurementsCsv(rows: readonly Measurement[], notice: string): string {
  const head = ['at', 'name', 'value', 'unit', 'standard error', 'frame', 'note', 'use'];
  const lines = rows.map((row) => [
    row.at,
    row.name,
    `${row.value}`,
    row.unit,
    row.standardError === undefined ? '' : `${row.standardError}`,
    `${row.frame}`,
    row.note ?? '',
    notice,
  ]);
  const all = [[notice], head, ...lines];
  return all.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

/** A minus sign begins a formula as well, but not when it begins a number. */
function cell(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
