import type { Site } from '../../../core/atlas/muscle.ts';
import type { Agent } from '../../../core/treat/agent.ts';
import type { ProcedureContext } from '../../../core/treat/check-procedure.ts';
import { bothHemithoraces, liesOver } from '../../../core/treat/depth.ts';
import { roomFor, totalDose, type Injection } from '../../../core/treat/dose.ts';
import type { KeptProcedure, Prepared } from '../../../core/treat/kept-procedure.ts';
import { hasNeedles } from './steps.ts';

/** Why a site cannot be added now. */
export type Refused =
  | { readonly code: 'both-lungs'; readonly others: readonly Site[] }
  | { readonly code: 'no-dose'; readonly expected: readonly string[] }
  | { readonly code: 'no-room'; readonly agent: string; readonly room: number; readonly planned: number }
  | { readonly code: 'twice' };

/**
 * Why a site may not be added: what the server would refuse when the procedure is finished is refused here before the
 * needle goes in.
 */
export function refusalOf(
  kept: KeptProcedure,
  site: Site,
  context: ProcedureContext,
  agents: readonly Agent[],
): Refused | undefined {
  const { procedure } = kept;
  if (!hasNeedles(procedure)) return undefined;
  const here = procedure.sites.flatMap(({ site: id }) => context.sites.get(id) ?? []);
  const needled = [...here, ...(context.alsoNeedled ?? [])];
  if (liesOver(site, 'pleura') && bothHemithoraces([...needled, site]) !== undefined)
    return { code: 'both-lungs', others: needled.filter((s) => liesOver(s, 'pleura')) };
  if (procedure.sites.some(({ site: id }) => id === site.id)) return { code: 'twice' };
  if (procedure.kind !== 'injection') return undefined;
  const last = procedure.sites.at(-1)?.injectates;
  const next = (kept.setup?.prepared ?? []).map((p) => ({
    ...p,
    volume: last?.find((i) => i.agent === p.agent)?.volume ?? p.volume,
  }));
  const given = [...procedure.sites.flatMap((s) => s.injectates), ...context.earlier];
  return refusalOfDose(given, next, context.weight, agents);
}

function refusalOfDose(
  given: readonly Injection[],
  next: readonly Injection[],
  weight: number | undefined,
  agents: readonly Agent[],
): Refused | undefined {
  const total = totalDose([...given, ...next], weight, agents);
  if (!total.ok) return { code: 'no-dose', expected: total.error.map((c) => c.expected) };
  if (total.value.within) return undefined;
  const tight = next.flatMap((n) => {
    // What the others of this syringe take is taken first.
    const others = next.filter((o) => o !== n);
    const room = roomFor(n, [...given, ...others], weight, agents);
    return room.ok && room.value !== undefined
      ? [{ agent: n.agent, room: room.value, planned: n.volume }]
      : [];
  });
  const [least] = tight.sort((a, b) => a.room - b.room);
  return { code: 'no-room', ...(least ?? { agent: '', room: 0, planned: 0 }) };
}

/** Most that one solution may have at one site, mL, when all other sites stay as they are. Undefined: not known. */
export function mostAt(
  kept: KeptProcedure,
  at: number,
  of: Pick<Prepared, 'agent' | 'concentration'>,
  { context, agents }: { readonly context: ProcedureContext; readonly agents: readonly Agent[] },
): number | undefined {
  const { procedure } = kept;
  if (procedure.kind !== 'injection') return undefined;
  const others = procedure.sites.flatMap((s, i) =>
    i === at ? s.injectates.filter((other) => other.agent !== of.agent) : s.injectates,
  );
  const room = roomFor(of, [...others, ...context.earlier], context.weight, agents);
  return room.ok ? room.value : undefined;
}
