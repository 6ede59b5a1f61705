import type { ActorId, ClinicId, PatientId } from '../../core/episode.ts';
import type { EmergencyAccess, Records } from '../store.ts';
import type { Session } from './engine.ts';
import { db, firstOf, rowsOf, written } from './query.ts';

/** Care teams and emergency access of one clinic. */
export function accessOn(
  session: Session,
  clinic: ClinicId,
): Pick<Records, 'access' | 'team' | 'join' | 'openEmergency' | 'emergencies'> {
  return {
    async access(of, actor, at) {
      // One statement, because it runs before every look into a chart.
      const row = await firstOf(
        session,
        db
          .selectFrom('patient as p')
          .select((e) => [
            'p.id as patient_id',
            e
              .selectFrom('care_team as t')
              .select(e.fn.countAll<number>().as('n'))
              .whereRef('t.clinic_id', '=', 'p.clinic_id')
              .whereRef('t.patient_id', '=', 'p.id')
              .as('team'),
            e
              .selectFrom('care_team as t')
              .select(e.fn.countAll<number>().as('n'))
              .whereRef('t.clinic_id', '=', 'p.clinic_id')
              .whereRef('t.patient_id', '=', 'p.id')
              .where('t.actor_id', '=', actor)
              .as('mine'),
            e
              .selectFrom('emergency_access as x')
              .select((i) => i.fn.max('x.ends_at').as('until'))
              .whereRef('x.clinic_id', '=', 'p.clinic_id')
              .whereRef('x.patient_id', '=', 'p.id')
              .where('x.actor_id', '=', actor)
              .where('x.ends_at', '>', at)
              .as('until'),
          ])
          .where('p.clinic_id', '=', clinic)
          .where('p.id', '=', (e) =>
            typeof of === 'string'
              ? e.val(of)
              : e
                  .selectFrom('visit as h')
                  .select('h.patient_id')
                  .where('h.clinic_id', '=', clinic)
                  .where('h.id', '=', of.visit),
          ),
      );
      if (row === undefined) return undefined;
      return {
        patientId: row.patient_id as PatientId,
        isTeam: (row.mine ?? 0) > 0,
        isUnclaimed: (row.team ?? 0) === 0,
        ...(row.until === null ? {} : { emergencyUntil: row.until }),
      };
    },
    async team(patient) {
      const all = db
        .selectFrom('care_team')
        .select('actor_id')
        .where('clinic_id', '=', clinic)
        .where('patient_id', '=', patient)
        .orderBy('joined_at')
        .orderBy('actor_id');
      return (await rowsOf(session, all)).map((row) => row.actor_id as ActorId);
    },
    async join(patient, actor, by, at) {
      await written(
        session,
        db
          .insertInto('care_team')
          .values({ clinic_id: clinic, patient_id: patient, actor_id: actor, joined_at: at, added_by: by })
          .onConflict((c) => c.columns(['clinic_id', 'patient_id', 'actor_id']).doNothing()),
      );
    },
    async openEmergency({ id, patientId, actorId, reason, beganAt, endsAt }) {
      await written(
        session,
        db
          .insertInto('emergency_access')
          .values({
            clinic_id: clinic,
            id,
            patient_id: patientId,
            actor_id: actorId,
            reason,
            began_at: beganAt,
            ends_at: endsAt,
          })
          // The same request again, because its answer was lost.
          .onConflict((c) => c.columns(['clinic_id', 'id']).doNothing()),
      );
    },
    async emergencies() {
      const all = db
        .selectFrom('emergency_access')
        .selectAll()
        .where('clinic_id', '=', clinic)
        .orderBy('began_at', 'desc')
        .orderBy('id', 'desc');
      return (await rowsOf(session, all)).map((row): EmergencyAccess => ({
        id: row.id,
        patientId: row.patient_id as PatientId,
        actorId: row.actor_id as ActorId,
        reason: row.reason,
        beganAt: row.began_at,
        endsAt: row.ends_at,
      }));
    },
  };
}
