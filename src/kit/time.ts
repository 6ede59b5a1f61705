import type { Brand } from './brand.ts';

/** A day of the clinic's calendar, `2030-01-02`. Never a `Date`: a birth date has no time zone. */
export type Day = Brand<string, 'day'>;

/** A moment, ISO 8601 in UTC with milliseconds: `2030-01-02T03:04:05.678Z`. */
export type Instant = Brand<string, 'instant'>;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Return the day when `text` is one that exists in the Gregorian calendar, years 1900 to 2199. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return undefined;
  const length = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day <= length ? (text as Day) : undefined;
}

/** Number of the day, counted from 1 January 1900 = 0, so that days can be subtracted. */
export function dayNumber(day: Day): number {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const years = year - 1900;
  // Leap days among the full years since 1900: 1900 itself was none.
  const leaps =
    Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) + Math.floor((year - 1) / 400) - 460;
  const leapThisYear = month > 2 && isLeap(year) ? 1 : 0;
  return years * 365 + leaps + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leapThisYear + date - 1;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** The day that comes `days` later; earlier when negative. Throws outside the years 1900 to 2199. */
export function addDays(day: Day, days: number): Day {
  // Days since 1 March 0000: then the leap day ends each year, and months follow one straight line.
  const n = dayNumber(day) + days + DAYS_TO_1900;
  const era = Math.floor(n / 146_097);
  const inEra = n - era * 146_097;
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const date = inYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const text = [year, month, date].map((part, i) => String(part).padStart(i === 0 ? 4 : 2, '0')).join('-');
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`${days} days from ${day} is outside the calendar`);
  return parsed;
}

/** Days from 1 March 0000 to 1 January 1900 in the Gregorian calendar. */
const DAYS_TO_1900 = 693_901;

/** Return the instant when `text` is ISO 8601 in UTC with milliseconds. */
export function parseInstant(text: string): Instant | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/.exec(text);
  return match !== null && parseDay(match[1] ?? '') !== undefined ? (text as Instant) : undefined;
}
