import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

const listed = [
  ...readFileSync(join(ROOT, 'docs/safety/requirements.md'), 'utf8').matchAll(/^\| (SR-\d+)\s+\|/gm),
].map((m) => m[1] ?? '');

/** Numbers that stand in the name of a test, in unit and end-to-end files. */
const proved = ['src', 'test'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(test|e2e)\.tsx?$/.test(file))
    .flatMap((file) => {
      const names = readFileSync(join(ROOT, folder, file), 'utf8').matchAll(
        /\b(?:test|it|describe)(?:\.\w+)*\(\s*(['"`])((?:(?!\1).)*)\1/g,
      );
      return [...names].flatMap((m) => m[2]?.match(/SR-\d+/g) ?? []);
    }),
);

test('every safety requirement is numbered once', () => {
  expect(listed).toEqual([...new Set(listed)]);
});

test('every safety requirement has a test that carries its number', () => {
  expect(listed.filter((number) => !proved.includes(number))).toEqual([]);
});

test('no test claims a safety requirement that is not listed', () => {
  expect([...new Set(proved)].filter((number) => !listed.includes(number))).toEqual([]);
});
