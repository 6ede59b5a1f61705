import type { Instant } from '../../kit/time.ts';
import type { AccountBook } from '../../store/accounts.ts';
import { digestOf } from './tokens.ts';

/** Minutes over which failures are counted. */
const WINDOW = 15;
/** Failures after which nothing more is tried: on one login name, on one code app, and from one address. */
const LIMITS = { login: 10, code: 5, address: 100 } as const;

/** What is counted. The name need not exist: an unknown login is blocked as a known one is. */
export type Counted = readonly [kind: keyof typeof LIMITS, name: string];

const keyOf = ([kind, name]: Counted): string => digestOf(`${kind} ${name}`);

/** Seconds until another attempt is heard; 0 when it is heard now. */
export async function secondsToWait(
  book: AccountBook,
  now: Instant,
  all: readonly Counted[],
): Promise<number> {
  let wait = 0;
  for (const counted of all) {
    const kept = await book.failures(keyOf(counted));
    if (kept === undefined || kept.count < LIMITS[counted[0]]) continue;
    const left = Date.parse(kept.since) + WINDOW * 60_000 - Date.parse(now);
    wait = Math.max(wait, Math.ceil(left / 1000));
  }
  return wait;
}

/** Count a failure. */
export async function countFailure(book: AccountBook, now: Instant, all: readonly Counted[]): Promise<void> {
  for (const counted of all) {
    const key = keyOf(counted);
    const kept = await book.failures(key);
    const isOld = kept === undefined || Date.parse(kept.since) + WINDOW * 60_000 <= Date.parse(now);
    await book.putFailures(isOld ? { key, count: 1, since: now } : { ...kept, count: kept.count + 1 });
  }
}

/** Someone proved who they are: their own failures are forgiven, those of their address are not. */
export async function forgive(book: AccountBook, now: Instant, all: readonly Counted[]): Promise<void> {
  for (const counted of all)
    if (counted[0] !== 'address') await book.putFailures({ key: keyOf(counted), count: 0, since: now });
}
