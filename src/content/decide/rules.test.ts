import { expect, test } from 'vitest';
import { printComplaint } from '../../kit/complaint.ts';
import sources from '../sources.json' with { type: 'json' };
import { checkRules } from './rules.ts';

test('every question and rule is well formed, sourced, and used', () => {
  expect(checkRules(new Set(sources.map((s) => s.id))).map(printComplaint)).toEqual([]);
});
