import { z } from 'zod';
import { ANSWERS } from '../../../core/answer.ts';
import { parseDay, parseInstant, type Day, type Instant } from '../../../kit/time.ts';
import { parseUuidv7 } from '../../../kit/uuid.ts';

/** Controls but for line breaks and tabs, lone surrogates, and the characters that reverse or isolate text direction. */
const UNPRINTABLE = /[^\P{Cc}\n\t]|[\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Text that a person wrote, normalised; may have lines. */
export const text = (most: number, least = 0): z.ZodType<string> => {
  const error = `${least} to ${most} characters without control or direction-changing ones`;
  return z
    .string({ error })
    .transform((given) => given.normalize('NFC').trim())
    .refine((given) => given.length >= least && given.length <= most && !UNPRINTABLE.test(given), { error });
};

/** A day of the calendar. */
export const DAY = z.custom<Day>((v) => typeof v === 'string' && parseDay(v) !== undefined, {
  error: 'a day of the calendar as YYYY-MM-DD',
});

/** A moment in UTC. */
export const INSTANT = z.custom<Instant>((v) => typeof v === 'string' && parseInstant(v) !== undefined, {
  error: 'a moment in UTC as YYYY-MM-DDThh:mm:ss.sssZ',
});

/** One of a closed list, which the message names. */
export const oneOf = <const T extends readonly string[]>(values: T): z.ZodType<T[number]> =>
  z.enum(values, { error: `one of ${values.join(', ')}` });

/** Present, absent or unknown. */
export const ANSWER = oneOf(ANSWERS);

/** An answer with the day on which it was given. */
export const ASKED = z.strictObject({ answer: ANSWER, asked: DAY }, { error: 'an answer and its day' });

/** A number within bounds. */
export const numberIn = (least: number, most: number, unit = ''): z.ZodType<number> => {
  const error = `a number from ${least} to ${most}${unit === '' ? '' : ` ${unit}`}`;
  return z.number({ error }).refine((v) => v >= least && v <= most, { error });
};

/** A whole number within bounds. */
export const wholeIn = (least: number, most: number): z.ZodType<number> => {
  const error = `a whole number from ${least} to ${most}`;
  return z.int({ error }).refine((v) => v >= least && v <= most, { error });
};

/** A list of at most so many. */
export const listOf = <T>(item: z.ZodType<T>, most: number): z.ZodType<T[]> =>
  z
    .array(item, { error: 'a list' })
    .refine((list) => list.length <= most, { error: `at most ${most} entries` });

/** Id of a record or of something in it. */
export const ID = z.string({ error: 'a UUID' }).refine((v) => parseUuidv7(v) !== undefined, {
  error: 'a UUID of version 7 in lower case',
});

/** A site of the atlas. */
export const siteOf = (sites: ReadonlySet<string>): z.ZodType<string> =>
  z.string({ error: 'a site id' }).refine((v) => sites.has(v), {
    error: 'a site of the atlas with its side, such as temporalis-1-left',
  });
