import { expect, test } from 'vitest';
import { printComplaint } from '../../kit/complaint.ts';
import sources from '../sources.json' with { type: 'json' };
import { agents, checkAgents } from './agents.ts';

test('every agent is well formed, sourced and limited by something or by nothing that it says', () => {
  expect(checkAgents(new Set(sources.map((s) => s.id))).map(printComplaint)).toEqual([]);
});

test('every local anaesthetic has a ceiling, and no ceiling rests on memory alone', () => {
  const anaesthetics = agents.filter((a) => a.kind === 'local-anaesthetic');
  expect(
    anaesthetics.filter((a) => !a.ceilings.some((c) => c.status === 'verified')).map((a) => a.id),
  ).toEqual([]);
});
