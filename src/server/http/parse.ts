import type { z } from 'zod';
import { show, type Complaint } from '../../kit/complaint.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Refusal } from '../record/refusal.ts';

/** Hold what came in against a schema; the schema's messages say what was expected. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): Result<T, Refusal> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  // A mutated body can be wrong in a hundred thousand places; the first hundred are enough to mend it.
  const complaints = parsed.error.issues.slice(0, 100).flatMap((issue) => complaintsOf(issue, input));
  return err({ code: 'invalid', complaints });
}

function complaintsOf(issue: z.core.$ZodIssue, input: unknown): readonly Complaint[] {
  const got = valueAt(input, issue.path);
  if (issue.code !== 'unrecognized_keys')
    return [{ at: printPath(issue.path), expected: issue.message, got: show(got) }];
  return issue.keys.map((key) => ({
    at: printPath([...issue.path, key]),
    expected: 'no such field',
    got: show(valueAt(got, [key])),
  }));
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    input,
  );
}

const printPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : `${text}${text === '' ? '' : '.'}${String(key)}`,
    '',
  );
