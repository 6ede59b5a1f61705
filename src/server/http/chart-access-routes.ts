import type { FastifyInstance } from 'fastify';
import type { ActorId } from '../../core/episode.ts';
import type { Instant } from '../../kit/time.ts';
import { grantOf } from '../authz/permissions.ts';
import type { Deps } from '../deps.ts';
import { samePatient } from '../record/write.ts';
import { SHAPES } from './account-shapes.ts';
import { rule } from './authz.ts';
import { callerOf, inClinic, Refused, sendRefusal } from './caller.ts';
import { parse } from './parse.ts';

/** Minutes for which a chart stays open after an emergency was given as the reason. */
export const EMERGENCY_MINUTES = 60;

/** Who treats a patient, and access to a chart that is not one's own, with a reason, for an hour, on record. */
export function chartAccessRoutes(app: FastifyInstance, deps: Deps): void {
  const { accounts } = deps.store;

  app.get('/api/patients/:id/team', rule('read', 'team'), async (request, reply) => {
    const path = parse(SHAPES.patientPath, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const team = await inClinic(deps, request, (records) => records.team(path.value.id));
    const all = await accounts.transaction((book) => book.ofClinic(callerOf(request).clinic.id));
    const known = new Map(all.map(({ actor }) => [actor.id, actor]));
    return {
      team: team.flatMap((id) => known.get(id) ?? []).map(({ id, name, role }) => ({ id, name, role })),
    };
  });

  app.post('/api/patients/:id/team', rule('write', 'team'), async (request, reply) => {
    const path = parse(SHAPES.patientPath, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const body = parse(SHAPES.team, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const guarded = samePatient(path.value.id, body.value.patientId);
    if (!guarded.ok) return sendRefusal(reply, guarded.error);
    const { actor, clinic } = callerOf(request);
    const { actorId } = body.value;
    const added = await accounts.transaction((book) => book.byId(actorId));
    if (added?.actor.clinicId !== clinic.id)
      return sendRefusal(reply, { code: 'not-found', what: `member ${actorId}` });
    if (grantOf(added.actor, 'write', 'chart') === undefined)
      return sendRefusal(reply, { code: 'not-possible', why: 'Only those who treat can be in a team.' });
    await inClinic(deps, request, async (records) => {
      const access = await records.access(path.value.id, actor.id, deps.now());
      // An emergency opens a chart for an hour. It does not make anybody a member of the team.
      const isByEmergency = access?.isTeam === false && !access.isUnclaimed;
      if (isByEmergency && grantOf(actor, 'write', 'team') !== 'all')
        throw new Refused({ code: 'not-on-team' });
      await records.join(path.value.id, actorId, actor.id, deps.now());
    });
    return reply.code(204).send();
  });

  app.post('/api/patients/:id/emergency', rule('write', 'emergency'), async (request, reply) => {
    const path = parse(SHAPES.patientPath, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const body = parse(SHAPES.emergency, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const guarded = samePatient(path.value.id, body.value.patientId);
    if (!guarded.ok) return sendRefusal(reply, guarded.error);
    const beganAt = deps.now();
    const endsAt = new Date(Date.parse(beganAt) + EMERGENCY_MINUTES * 60_000).toISOString() as Instant;
    const actorId: ActorId = callerOf(request).actor.id;
    const { id, patientId, reason } = body.value;
    await inClinic(deps, request, (records) =>
      records.openEmergency({ id, patientId, actorId, reason, beganAt, endsAt }),
    );
    return reply.code(201).send({ endsAt });
  });

  app.get('/api/emergencies', rule('read', 'emergency-log'), async (request) => ({
    emergencies: await inClinic(deps, request, (records) => records.emergencies()),
  }));
}
