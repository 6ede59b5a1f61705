import { expect, test } from 'vitest';
import { readForm } from './new-patient.ts';

const read = (label: string, birthYear: string): unknown => {
  const result = readForm({ label, birthYear }, 2026);
  return result.ok ? result.value : result.error;
};

test('a year of birth that was not given is absent, not zero', () => {
  expect(read(' chart 7 ', '')).toEqual({ label: 'chart 7' });
  expect(read('chart 7', '1961')).toEqual({ label: 'chart 7', birthYear: 1961 });
});

test('a wrong field says what was expected and what was got', () => {
  expect(read('', '61')).toEqual({
    label: 'Expected 1 to 80 characters, got nothing',
    birthYear: 'Expected a year from 1900 to 2026, got “61”',
  });
  expect(read('x'.repeat(81), '2027')).toEqual({
    label: 'Expected at most 80 characters, got 81',
    birthYear: 'Expected a year from 1900 to 2026, got “2027”',
  });
  for (const year of ['1899', '19 61', '-1961', '1961.5', '1e3'])
    expect(read('a', year), year).toHaveProperty('birthYear');
});
