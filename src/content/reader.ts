import { show, type Complaint } from '../kit/complaint.ts';

/** The form of one value: a kind of scalar, one of a closed list, an object, or a list of one form. */
export type Shape =
  | 'text'
  | 'text?'
  | 'number'
  | 'number?'
  | 'boolean'
  | 'boolean?'
  | 'fraction'
  | 'strength'
  | 'any?'
  | readonly string[]
  | readonly [Shape]
  | { readonly [key: string]: Shape };

interface Scalar {
  readonly expected: string;
  readonly accepts: (value: unknown) => boolean;
}

const SCALARS: Readonly<Record<string, Scalar>> = {
  any: { expected: 'anything', accepts: () => true },
  text: { expected: 'some text', accepts: (v) => typeof v === 'string' && v.trim() !== '' },
  number: { expected: 'a number', accepts: Number.isFinite },
  boolean: { expected: 'true or false', accepts: (v) => typeof v === 'boolean' },
  fraction: { expected: 'a number from 0 to 1', accepts: (v) => typeof v === 'number' && v >= 0 && v <= 1 },
  strength: {
    expected: 'a number between 0 and 1, neither included',
    accepts: (v) => typeof v === 'number' && v > 0 && v < 1,
  },
};

/**
 * Holds JSON against a shape and collects every difference, so that an author sees all faults at once.
 *
 * A list with one element is a list of that shape when the element is an object, a list, or the word
 * `text`; any other list is a closed set of words.
 */
export class Reader {
  readonly complaints: Complaint[] = [];

  shape(value: unknown, at: string, shape: Shape): void {
    if (typeof shape === 'string') this.scalar(value, at, shape);
    else if (isListShape(shape)) this.list(value, at, shape[0]);
    else if (Array.isArray(shape)) this.word(value, at, shape as readonly string[]);
    else this.object(value, at, shape as Readonly<Record<string, Shape>>);
  }

  private scalar(value: unknown, at: string, shape: string): void {
    if (shape.endsWith('?') && value === undefined) return;
    const scalar = SCALARS[shape.replace('?', '')];
    if (scalar === undefined) throw new Error(`the shape at ${at} names no scalar: ${shape}`);
    if (!scalar.accepts(value)) this.complaints.push({ at, expected: scalar.expected, got: show(value) });
  }

  private word(value: unknown, at: string, words: readonly string[]): void {
    if (typeof value === 'string' && words.includes(value)) return;
    this.complaints.push({ at, expected: `one of ${words.join(', ')}`, got: show(value) });
  }

  private list(value: unknown, at: string, shape: Shape): void {
    if (!Array.isArray(value)) {
      this.complaints.push({ at, expected: 'a list', got: show(value) });
      return;
    }
    value.forEach((item, i) => this.shape(item, `${at}[${i}]`, shape));
  }

  private object(value: unknown, at: string, shape: Readonly<Record<string, Shape>>): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.complaints.push({ at, expected: 'an object', got: show(value) });
      return;
    }
    const fields = value as Readonly<Record<string, unknown>>;
    for (const [key, inner] of Object.entries(shape)) this.shape(fields[key], `${at}.${key}`, inner);
    for (const key of Object.keys(fields))
      if (!Object.hasOwn(shape, key))
        this.complaints.push({ at: `${at}.${key}`, expected: 'no such field', got: show(fields[key]) });
  }
}

const isListShape = (shape: Exclude<Shape, string>): shape is readonly [Shape] =>
  Array.isArray(shape) && shape.length === 1 && (typeof shape[0] === 'object' || shape[0] === 'text');

/** Every fault in a table of rows: shape, ids used twice, and sources that are not in `sources.json`. */
export function checkRows(
  rows: readonly unknown[],
  table: string,
  shape: Shape,
  sources: ReadonlySet<string>,
): readonly Complaint[] {
  const reader = new Reader();
  rows.forEach((row, i) => reader.shape(row, nameRow(row, `${table}[${i}]`), shape));
  if (reader.complaints.length > 0) return reader.complaints;
  const ids = rows.map((row) => nameRow(row, ''));
  return [
    ...checkOnce(ids, table),
    ...rows.flatMap((row) => checkSources(row, nameRow(row, table), sources)),
  ];
}

/** Complaints about ids that stand in more than one row. */
export function checkOnce(ids: readonly string[], table: string): readonly Complaint[] {
  const seen = new Set<string>();
  const twice = ids.filter((id) => {
    const again = seen.has(id);
    seen.add(id);
    return again;
  });
  return twice.map((id) => ({
    at: `${table}.${id}`,
    expected: 'an id used once',
    got: 'a second row with it',
  }));
}

/** Complaints about every `source` below a row that names no known source. */
function checkSources(node: unknown, at: string, known: ReadonlySet<string>): readonly Complaint[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    key === 'source' && !known.has(String(value))
      ? [{ at: `${at}.source`, expected: 'an id in sources.json', got: show(value) }]
      : checkSources(value, `${at}.${key}`, known),
  );
}

const nameRow = (row: unknown, fallback: string): string =>
  typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' ? row.id : fallback;
