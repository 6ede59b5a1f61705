import type { Brand } from './brand.ts';

/** A UUID of version 7 in lower case: sorts by the time it was made. */
export type Uuid = Brand<string, 'uuid'>;

/** Random bytes that one UUID needs. */
export const UUID_RANDOM_BYTES = 10;

const LARGEST_TIME = 2 ** 48 - 1;

/**
 * Make a UUID of version 7 (RFC 9562, 5.7): 48 bits of time, then 74 random bits.
 *
 * @param milliseconds since 1970 in UTC, a whole number below 2^48
 * @param random       at least 10 bytes from a good source; six bits of them are not used
 */
export function uuidv7(milliseconds: number, random: Uint8Array): Uuid {
  if (!Number.isInteger(milliseconds) || milliseconds < 0 || milliseconds > LARGEST_TIME)
    throw new Error(`a UUID needs whole milliseconds from 0 to 2^48 - 1, got ${milliseconds}`);
  if (random.length < UUID_RANDOM_BYTES) throw new Error('a UUID needs 10 random bytes');
  const byte = (i: number): number => random[i] ?? 0;
  const time = milliseconds.toString(16).padStart(12, '0');
  const tail = [
    0x70 | (byte(0) & 0x0f),
    byte(1),
    0x80 | (byte(2) & 0x3f),
    ...Array.from({ length: 7 }, (_, i) => byte(i + 3)),
  ];
  const hex = time + tail.map((b) => b.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  ) as Uuid;
}

/** Return the UUID when `text` is one of version 7, in lower case. */
export function parseUuidv7(text: string): Uuid | undefined {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text)
    ? (text as Uuid)
    : undefined;
}
