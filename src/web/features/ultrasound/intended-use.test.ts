import { expect, test } from 'vitest';
import type { Instant } from '../../../kit/time.ts';
import { covers, deviceSwitch, INTENDED_USE_VERSION } from './intended-use.ts';

const AT = '2030-01-02T03:04:05.678Z' as Instant;
const memory = (): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> => {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
};

test('the workspace is off until somebody accepted, for each clinic by itself, and can be switched off again', async () => {
  const kept = deviceSwitch(memory());
  expect(covers(await kept.read('a'))).toBe(false);
  await kept.accept('a', { by: 'Dr Owner', at: AT, version: INTENDED_USE_VERSION });
  expect(covers(await kept.read('a'))).toBe(true);
  expect(covers(await kept.read('b'))).toBe(false);
  await kept.withdraw('a');
  expect(covers(await kept.read('a'))).toBe(false);
});

test('an acceptance of another text, of nobody, or that cannot be read is none', async () => {
  expect(covers({ by: 'Dr Owner', at: AT, version: INTENDED_USE_VERSION - 1 })).toBe(false);
  expect(covers({ by: '  ', at: AT, version: INTENDED_USE_VERSION })).toBe(false);
  const storage = memory();
  for (const text of ['', '{', 'null', '[]', '{"by":1}', '"yes"']) {
    storage.setItem('tautband.imaging.a', text);
    expect(await deviceSwitch(storage).read('a'), text).toBeUndefined();
  }
});
