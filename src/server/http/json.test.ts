import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTooDeep } from './json.ts';

/** Depth by reading the value, the other way round. */
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

test('depth counts brackets, not what stands in texts', () => {
  expect(isTooDeep('['.repeat(64) + ']'.repeat(64))).toBe(false);
  expect(isTooDeep('['.repeat(65) + ']'.repeat(65))).toBe(true);
  expect(isTooDeep(JSON.stringify('['.repeat(500)))).toBe(false);
  expect(isTooDeep(`{"a\\"${'['.repeat(500)}":1}`)).toBe(false);
  expect(isTooDeep(`["\\\\",${'['.repeat(64)}`)).toBe(true);
});

test('any JSON is judged as its value is', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.nat(70), (inner, around) => {
      const text = '['.repeat(around) + inner + ']'.repeat(around);
      expect(isTooDeep(text)).toBe(depthOf(JSON.parse(text)) > 64);
    }),
  );
});
