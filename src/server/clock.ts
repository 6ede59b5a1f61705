import { randomBytes } from 'node:crypto';
import type { Instant } from '../kit/time.ts';
import { uuidv7, type Uuid } from '../kit/uuid.ts';

/** The time now. */
export function clock(): Instant {
  return new Date().toISOString() as Instant;
}

/** A fresh id. */
export function freshId(): Uuid {
  return uuidv7(Date.now(), randomBytes(10));
}

/** The moment some days ago. */
export function daysAgo(days: number): Instant {
  return new Date(Date.now() - days * 86_400_000).toISOString() as Instant;
}
