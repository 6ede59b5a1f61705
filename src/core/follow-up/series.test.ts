import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day } from '../../kit/time.ts';
import { percentGained, type Score } from '../examine/score.ts';
import { adviseOnSeries, SERIES_DEFAULT } from './series.ts';

const d = (text: string): Day => `2026-${text}` as Day;
const score = (text: string, value: number, scale = 'NPRS average'): Score => ({
  day: d(text),
  scale,
  value,
});
const three = [d('01-05'), d('01-12'), d('01-19')];
const say = (sessions: readonly Day[], ...scores: readonly Score[]): string =>
  adviseOnSeries(sessions, scores, SERIES_DEFAULT).say;

describe('SR-74 a series without a gain of 30 % is questioned after three sessions', () => {
  test('the gain is computed from raw scores: 10 to 7 is 30 %, 10 to 8 is 20 %', () => {
    expect(say(three, score('01-05', 10), score('01-26', 7))).toBe('go-on');
    expect(say(three, score('01-05', 10), score('01-26', 8))).toBe('re-evaluate');
    expect(say(three, score('01-05', 6), score('01-26', 7))).toBe('re-evaluate');
  });

  test('two sessions are too early to judge', () => {
    expect(say(three.slice(0, 2), score('01-05', 6), score('01-26', 6))).toBe('go-on');
  });

  test('without a score since the last session, or on another scale, nobody can judge', () => {
    expect(say(three, score('01-05', 8))).toBe('score-needed');
    expect(say(three, score('01-05', 8), score('01-19', 2))).toBe('score-needed');
    expect(say(three, score('01-05', 8), score('01-26', 2, 'PEG'))).toBe('score-needed');
    expect(say(three, score('01-26', 2))).toBe('score-needed');
  });

  test('six sessions are the most', () => {
    const six = [...three, d('01-26'), d('02-02'), d('02-09')];
    expect(say(six, score('01-05', 8), score('02-16', 2))).toBe('finished');
  });
});

test('the next session is a week away at the least', () => {
  expect(adviseOnSeries([d('01-28')], [], SERIES_DEFAULT).from).toBe('2026-02-04');
  expect(adviseOnSeries([], [], SERIES_DEFAULT).from).toBeUndefined();
});

test('percent is computed only between scores of one scale, from a baseline above zero', () => {
  expect(percentGained(score('01-01', 8), score('01-02', 2))).toBe(75);
  expect(percentGained(score('01-01', 4), score('01-02', 6))).toBe(-50);
  expect(percentGained(score('01-01', 0), score('01-02', 0))).toBeUndefined();
  expect(percentGained(score('01-01', 8), score('01-02', 2, 'PEG'))).toBeUndefined();
});

test('a worse later score never turns a stop into a go', () => {
  const value = fc.integer({ min: 0, max: 100 }).map((n) => n / 10);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), value, value, (base, a, b) => {
      const [better, worse] = [Math.min(a, b), Math.max(a, b)];
      if (say(three, score('01-05', base), score('01-26', better)) === 're-evaluate')
        expect(say(three, score('01-05', base), score('01-26', worse))).toBe('re-evaluate');
    }),
  );
});
