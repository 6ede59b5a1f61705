import { expect, test } from 'vitest';
import type { Probability } from '../../../kit/probability.ts';
import type { Bar } from '../../../core/localise/bars.ts';
import { LiveBars } from './live.ts';

const bar = (id: string, kind: Bar['kind'], p: number): Bar => ({ id, kind, probability: p as Probability });

test('under the finger ranks count sites alone, and what reaches nothing painted is at 0', () => {
  const live = new LiveBars();
  expect([live.probability('a'), live.rank('a')]).toEqual([undefined, undefined]);
  live.show([bar('root', 'explanation', 0.9), bar('a', 'site', 0.5), bar('b', 'site', 0.4)]);
  expect([live.probability('b'), live.rank('b')]).toEqual([0.4, 2]);
  expect([live.probability('elsewhere'), live.rank('elsewhere')]).toEqual([0, undefined]);
  expect([live.probability('root'), live.rank('root')]).toEqual([0.9, undefined]);
});

test('lifting the finger is told once, and again tells nobody', () => {
  const live = new LiveBars();
  let told = 0;
  const leave = live.subscribe(() => void (told += 1));
  live.show(undefined);
  live.show([]);
  live.show(undefined);
  live.show(undefined);
  expect([told, live.read()]).toEqual([2, undefined]);
  leave();
  live.show([]);
  expect(told).toBe(2);
});
