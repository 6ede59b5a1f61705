import { Secret, TOTP } from 'otpauth';
import type { Instant } from '../../kit/time.ts';

/** Seconds for which a code is shown. */
const PERIOD = 30;

const generator = (secret: string, login: string): TOTP =>
  new TOTP({
    issuer: 'Tautband',
    label: login,
    secret: Secret.fromBase32(secret),
    period: PERIOD,
    digits: 6,
  });

/** A secret for a code app: 160 random bits in base32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What a code app reads from the picture. */
export const addressOf = (secret: string, login: string): string => generator(secret, login).toString();

/**
 * The 30-second step to which a code belongs: the one of now, before or after, for clocks that differ. Undefined when
 * it belongs to none, or to one that is spent.
 */
export function stepOf(secret: string, code: string, now: Instant, spent: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const at = Date.parse(now);
  const delta = generator(secret, '').validate({ token: code, timestamp: at, window: 1 });
  if (delta === null) return undefined;
  const step = Math.floor(at / 1000 / PERIOD) + delta;
  return step > spent ? step : undefined;
}
