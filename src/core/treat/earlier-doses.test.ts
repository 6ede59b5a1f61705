import { expect, test } from 'vitest';
import type { Day, Instant } from '../../kit/time.ts';
import { injectionsWithin24Hours } from './earlier-doses.ts';
import type { Procedure } from './procedure.ts';

type Injected = Extract<Procedure, { kind: 'injection' }>;

/** An injection of so many millilitres, one site at each time; `undefined` is a time that nobody wrote down. */
const given = (
  day: string,
  ...sites: readonly (readonly [at: string | undefined, ml: number])[]
): Injected => ({
  kind: 'injection',
  day: day as Day,
  operator: { name: 'Dr A', credential: 'MD' },
  guidance: { kind: 'palpation' },
  sites: sites.map(([at, volume]) => ({
    site: 'masseter-superficial-1-left',
    needle: { gauge: 27, length: 20 },
    approach: 'flat',
    depth: 10,
    skinPreparation: 'alcohol',
    twitches: 0,
    referral: 'unknown',
    aspiration: 'negative',
    injectates: [
      {
        agent: 'lidocaine',
        concentration: { value: 1, unit: 'percent' },
        volume,
        lot: 'L',
        expiry: '2030-01-01' as Day,
      },
    ],
    ...(at === undefined ? {} : { at: at as Instant }),
  })),
});
const counted = (own: Injected, ...others: readonly Injected[]): readonly number[] =>
  injectionsWithin24Hours(own, others).map((i) => i.volume);

const now = given('2026-03-02', ['2026-03-02T10:00:00.000Z', 9]);

test('SR-115 what was given in the 24 hours before counts, to the minute', () => {
  expect(counted(now, given('2026-03-01', ['2026-03-01T10:01:00.000Z', 1]))).toEqual([1]);
  expect(counted(now, given('2026-03-01', ['2026-03-01T10:00:00.000Z', 1]))).toEqual([]);
  expect(
    counted(now, given('2026-03-01', ['2026-03-01T09:00:00.000Z', 1], ['2026-03-01T11:00:00.000Z', 2])),
  ).toEqual([2]);
});

test('SR-115 a time that nobody wrote down never makes room', () => {
  expect(counted(now, given('2026-03-01', [undefined, 1]))).toEqual([1]);
  expect(
    counted(given('2026-03-02', [undefined, 9]), given('2026-03-01', ['2026-03-01T01:00:00.000Z', 1])),
  ).toEqual([1]);
  // Of two sites one has no time: the earliest may be earlier than the one that is known.
  const half = given('2026-03-02', [undefined, 9], ['2026-03-02T23:00:00.000Z', 9]);
  expect(counted(half, given('2026-03-01', ['2026-03-01T08:00:00.000Z', 1]))).toEqual([1]);
});

test('SR-115 another procedure of the same day counts, whatever the clocks say', () => {
  expect(counted(now, given('2026-03-02', ['2026-03-04T10:00:00.000Z', 1]))).toEqual([1]);
});

test('two days before counts no more, and what is entered late counts what came after it', () => {
  expect(counted(now, given('2026-02-28', [undefined, 1]))).toEqual([]);
  expect(counted(now, given('2026-03-03', ['2026-03-03T09:00:00.000Z', 1]))).toEqual([1]);
  expect(counted(now, given('2026-03-03', ['2026-03-03T10:00:00.000Z', 1]))).toEqual([]);
});

test('before the first site the time-out stands for it', () => {
  const begun: Injected = {
    ...given('2026-03-02'),
    timeOut: { at: '2026-03-02T10:00:00.000Z' as Instant, checked: [] },
  };
  expect(counted(begun, given('2026-03-01', ['2026-03-01T09:59:00.000Z', 1]))).toEqual([]);
  expect(counted(given('2026-03-02'), given('2026-03-01', ['2026-03-01T01:00:00.000Z', 1]))).toEqual([1]);
});
