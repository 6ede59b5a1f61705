import type { PatientId, Visit, VisitId } from '../../core/episode.ts';
import type { Session } from './engine.ts';
import { keptFrom, moveHead, versionColumns } from './heads.ts';
import { db, rowsOf, written } from './query.ts';
import type { Shelf } from './shelf.ts';

/** Visits in their two tables. */
export const visitShelf: Shelf<Visit> = {
  async read(session, clinic, id, which) {
    const versions = visits(clinic, which).where('v.id', '=', id).orderBy('v.version');
    return (await rowsOf(session, versions)).map(visitFrom);
  },

  async save(session, visit) {
    const saved = await moveHead(session, 'visit', visit, () => {
      const patient = db
        .selectFrom('patient')
        .select((e) => [
          'clinic_id',
          e.cast<string>(e.val(visit.id), 'uuid').as('id'),
          'id as patient_id',
          e.val(1).as('version'),
        ])
        .where('clinic_id', '=', visit.clinicId)
        .where('id', '=', visit.patientId);
      const insert = db
        .insertInto('visit')
        .columns(['clinic_id', 'id', 'patient_id', 'version'])
        .expression(patient)
        .onConflict((c) => c.columns(['clinic_id', 'id']).doNothing());
      return written(session, insert);
    });
    if (saved !== 'saved') return saved;
    await written(
      session,
      db.insertInto('visit_version').values({ ...versionColumns(visit), day: visit.day }),
    );
    return 'saved';
  },
};

/** Current versions of all visits of a patient, latest day first. */
export async function visitsOfPatient(
  session: Session,
  clinic: string,
  patient: string,
): Promise<readonly Visit[]> {
  const found = visits(clinic, 'current')
    .where('h.patient_id', '=', patient)
    .orderBy('v.day', 'desc')
    .orderBy('v.id', 'desc');
  return (await rowsOf(session, found)).map(visitFrom);
}

const visits = (clinic: string, which: 'current' | 'all') =>
  db
    .selectFrom('visit_version as v')
    .innerJoin('visit as h', (on) => on.onRef('h.clinic_id', '=', 'v.clinic_id').onRef('h.id', '=', 'v.id'))
    .selectAll('v')
    .select('h.patient_id')
    .where('v.clinic_id', '=', clinic)
    .$if(which === 'current', (q) => q.whereRef('v.version', '=', 'h.version'));

const visitFrom = (row: {
  clinic_id: string;
  id: string;
  version: number;
  written_at: Visit['at'];
  written_by: string;
  day: Visit['day'];
  patient_id: string;
}): Visit => ({
  kind: 'visit',
  id: row.id as VisitId,
  ...keptFrom(row),
  patientId: row.patient_id as PatientId,
  day: row.day,
});
