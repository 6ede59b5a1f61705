import { AGENT_KINDS, type Agent } from '../../core/treat/agent.ts';
import { STATUSES } from '../../core/atlas/source.ts';
import type { Complaint } from '../../kit/complaint.ts';
import { checkRows, type Shape } from '../reader.ts';
import rows from './agents.json' with { type: 'json' };

const SOURCED: Shape = { source: 'text', status: STATUSES };

const AGENT: Shape = {
  ...SOURCED,
  id: 'text',
  name: 'text',
  kind: AGENT_KINDS,
  vasoconstrictor: 'boolean',
  atc: 'text?',
  ceilings: [{ ...SOURCED, mgPerKg: 'number?', mg: 'number?', note: 'text?' }],
  mixing: 'any?',
  reason: 'any?',
  note: 'text?',
};

/** The injectable agents that ship with this version. */
export const agents: readonly Agent[] = rows as readonly Agent[];

/** Every fault in the agent rows: shape, ids, sources, and ceilings that limit nothing. */
export function checkAgents(sources: ReadonlySet<string>): readonly Complaint[] {
  const complaints = checkRows(rows, 'agents', AGENT, sources);
  const empty = agents.flatMap((agent) =>
    agent.ceilings
      .filter((c) => !((c.mg ?? 0) > 0 || (c.mgPerKg ?? 0) > 0))
      .map((c) => ({
        at: `${agent.id}.ceilings`,
        expected: 'milligrams or milligrams per kilogram',
        got: c.source,
      })),
  );
  return [...complaints, ...empty];
}
