import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayNumber, daysBetween, parseDay, parseInstant, type Day } from './time.ts';

test('a day that is not in the calendar is not a day', () => {
  for (const text of ['2023-02-29', '2100-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '24-01-01', ''])
    expect(parseDay(text), text).toBeUndefined();
  for (const text of ['2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])
    expect(parseDay(text)).toBe(text);
});

test('days between two dates agree with the platform calendar', () => {
  const day = fc.integer({ min: 0, max: 109_000 });
  // The platform counts milliseconds since 1970 in UTC, where each day has 86,400,000 of them.
  const print = (n: number): Day =>
    new Date(Date.UTC(1900, 0, 1) + n * 86_400_000).toISOString().slice(0, 10) as Day;
  fc.assert(
    fc.property(day, day, (a, b) => {
      expect(dayNumber(print(a))).toBe(a);
      expect(daysBetween(print(a), print(b))).toBe(b - a);
    }),
  );
});

test('adding days and counting them are opposites', () => {
  const n = fc.integer({ min: 0, max: 109_000 });
  const print = (i: number): Day =>
    new Date(Date.UTC(1900, 0, 1) + i * 86_400_000).toISOString().slice(0, 10) as Day;
  fc.assert(fc.property(n, n, (a, b) => addDays(print(a), b - a) === print(b)));
  expect(addDays('2024-02-28' as Day, 1)).toBe('2024-02-29');
  expect(() => addDays('2199-12-31' as Day, 1)).toThrow('outside the calendar');
});

test('an instant is UTC to the millisecond', () => {
  expect(parseInstant('2030-01-02T03:04:05.678Z')).toBeDefined();
  for (const text of [
    '2030-01-02',
    '2030-01-02T03:04:05Z',
    '2030-01-02T24:04:05.678Z',
    '2030-02-30T03:04:05.678Z',
  ])
    expect(parseInstant(text), text).toBeUndefined();
});
