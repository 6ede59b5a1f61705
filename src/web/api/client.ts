import { err, ok, type Result } from '../../kit/result.ts';

/**
 * Why a request had no effect that we know of.
 *
 * - `unreachable`: no answer, or the store is busy or full. It may have been saved: retry with the same key.
 * - `conflict`: somebody else saved since; `current` is the record as it is now, absent when there is none
 * - `refused`: the request is wrong and stays wrong however often it is sent; `issue` is the code of the first complaint
 */
export type Failure =
  | { readonly code: 'unreachable'; readonly status?: number; readonly said: string }
  | { readonly code: 'conflict'; readonly current: unknown; readonly said: string }
  | { readonly code: 'refused'; readonly status: number; readonly said: string; readonly issue?: string };

/** What a write carries besides its body. */
export interface WriteOptions {
  /** One per intention, the same on every retry of it. */
  readonly key: string;
  /** Version that a `PUT` starts from; 0 when nothing was saved yet. */
  readonly version?: number;
}

/** Read from the server. */
export function read<T>(path: string): Promise<Result<T, Failure>> {
  return send<T>(path, { headers: { accept: 'application/json' } });
}

/** Write a record. Safe to repeat with the same key. */
export function write<T>(
  method: 'POST' | 'PUT',
  path: string,
  body: unknown,
  { key, version }: WriteOptions,
): Promise<Result<T, Failure>> {
  return send<T>(path, {
    method,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': key,
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    body: JSON.stringify(body),
  });
}

/** How long an answer may take before we say that the server cannot be reached. */
const PATIENCE_MS = 15_000;

/** Tells with a `change` that the server no longer takes this browser for who it was: signed out, or locked. */
export const turnedAway = new EventTarget();

/** Do something with one's session or account. What the server refuses is refused, not tried again. */
export function act<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Result<T, Failure>> {
  const init: RequestInit = { method };
  if (body !== undefined) {
    init.headers = { 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  return send<T>(path, init, []);
}

async function send<T>(
  path: string,
  init: RequestInit,
  passing: readonly number[] = PASSING,
): Promise<Result<T, Failure>> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(path, { ...init, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    body = response.status === 204 ? undefined : await response.json();
  } catch {
    return err({ code: 'unreachable', said: '' });
  }
  // The server's own types: what it sends is written by `src/server`, from the same source.
  if (response.ok) return ok(body as T);
  if (passing.length > 0 && AWAY.includes(response.status)) turnedAway.dispatchEvent(new Event('change'));
  return err(failureOf(response.status, body, passing));
}

/** Statuses of a session that ended or is locked. */
const AWAY = [401, 423];
/** Statuses after which the same request may work: too busy, broken, in between, no space for now, or signed out. */
const PASSING = [...AWAY, 408, 429, 500, 502, 503, 504, 507];

function failureOf(status: number, body: unknown, passing: readonly number[]): Failure {
  const said = saidBy(body);
  if (status === 412) {
    const current = isObject(body) ? body['current'] : undefined;
    return { code: 'conflict', current, said };
  }
  if (passing.includes(status)) return { code: 'unreachable', status, said };
  const issue = issueOf(body);
  return { code: 'refused', status, said, ...(issue !== undefined && { issue }) };
}

/** The code of the first issue of an OperationOutcome. */
function issueOf(body: unknown): string | undefined {
  const issues = isObject(body) && Array.isArray(body['issue']) ? (body['issue'] as unknown[]) : [];
  const [first] = issues;
  return isObject(first) && typeof first['code'] === 'string' ? first['code'] : undefined;
}

/** The sentences of an OperationOutcome. */
function saidBy(body: unknown): string {
  const issues = isObject(body) && Array.isArray(body['issue']) ? (body['issue'] as unknown[]) : [];
  return issues
    .map((issue) => (isObject(issue) && typeof issue['diagnostics'] === 'string' ? issue['diagnostics'] : ''))
    .filter((text) => text !== '')
    .join(' ');
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
