import { medicines } from '../../content/decide/medicines.ts';
import { rules } from '../../content/decide/rules.ts';
import { scopeRows } from '../../content/scope/scope.ts';
import { agents } from '../../content/treat/agents.ts';
import { depths } from '../../content/treat/depths.ts';
import type { Atlas } from '../../core/atlas/atlas.ts';
import type { AnyPart, PartRecord } from '../../core/episode.ts';
import { checkProcedure } from '../../core/treat/check-procedure.ts';
import { contextOf, heldAgainst, type Around } from '../../core/treat/hold-procedure.ts';
import type { KeptProcedure } from '../../core/treat/kept-procedure.ts';
import { scopeOf } from '../../core/treat/scope.ts';
import { show, type Complaint } from '../../kit/complaint.ts';
import { err, ok } from '../../kit/result.ts';
import type { PartCheck, PartWrite } from './parts.ts';

/**
 * What must hold for a procedure beyond its shape.
 *
 * An open one is kept as it is, also when something is missing or was too much: what happened must not be lost. A
 * finished one is held against everything that the chart says, read here and not taken from the screen, while nobody
 * else may finish another one of the same patient.
 */
export function procedureCheck(atlas: Atlas): PartCheck<'procedure'> {
  const sites = new Map(atlas.sites.map((site) => [site.id, site] as const));
  return async (part) => {
    const { write, body } = part;
    const { procedure } = body;
    const moved = whatMayNotMove(part);
    if (moved.length > 0) return err({ code: 'invalid', complaints: moved });
    const scope = scopeOf(scopeRows, {
      place: write.place,
      role: write.actor.role,
      procedure: procedure.kind,
      day: procedure.day,
    });
    if (scope.answer === 'no')
      return err({ code: 'forbidden', why: scope.rows.map((row) => row.because).join(' ') });
    if (body.state === 'open') return ok(unheld(body));

    const around: Around = { sites, agents, depths, rules, medicines, ...(await chartAround(part)) };
    const context = contextOf(procedure, around);
    const check = checkProcedure(procedure, context);
    if (check.complaints.length > 0) return err({ code: 'invalid', complaints: check.complaints });
    const held = heldAgainst(check, context, {
      at: write.at,
      content: atlas.version,
      scope,
      place: write.place,
    });
    return ok({ ...unheld(body), held });
  };
}

/** A procedure stays of its kind and of the day of its visit: otherwise a dose could be moved out of sight. */
function whatMayNotMove({ body, current, visit }: PartWrite<'procedure'>): readonly Complaint[] {
  const { kind, day } = body.procedure;
  const was = current?.body.procedure.kind;
  return [
    ...(was === undefined || was === kind
      ? []
      : [{ at: 'body.procedure.kind', expected: was, got: show(kind) }]),
    ...(visit === undefined || visit.day === day
      ? []
      : [{ at: 'body.procedure.day', expected: `the day of the visit, ${visit.day}`, got: show(day) }]),
  ];
}

/** What the server says about a procedure is its own word, never the client's. */
function unheld(body: KeptProcedure): KeptProcedure {
  const { held, ...rest } = body;
  return held === undefined ? body : rest;
}

async function chartAround({
  write,
  id,
  patientId,
  visit,
}: PartWrite<'procedure'>): Promise<Pick<Around, 'background' | 'screening' | 'born' | 'others'>> {
  await write.records.holdPatient(patientId);
  const parts = await write.records.partsOf(patientId);
  const background = (await write.records.latest('background', patientId))?.body;
  const screening =
    visit === undefined ? undefined : (await write.records.latest('screening', visit.id))?.body;
  const born = (await write.records.latest('identity', patientId))?.body.born;
  return {
    ...(background === undefined ? {} : { background }),
    ...(screening === undefined ? {} : { screening }),
    ...(born === undefined ? {} : { born }),
    others: parts.filter(isProcedure).flatMap((p) => (p.id === id ? [] : [p.body.procedure])),
  };
}

const isProcedure = (part: AnyPart): part is PartRecord<'procedure'> => part.kind === 'procedure';
