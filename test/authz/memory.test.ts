import { expect, test } from 'vitest';
import { memoryStore } from '../../src/store/memory.ts';
import { runMatrix } from './matrix.ts';

test('each route answers each role, patient, clinic and session as the table for people says (SR-61, SR-62, SR-65, SR-126)', async () => {
  const { wrong, calls } = await runMatrix('memory', memoryStore());
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(calls).toBeGreaterThanOrEqual(5_000);
}, 300_000);
