import type { Patient, PatientId, PatientSummary } from '../../core/episode.ts';
import type { Session } from './engine.ts';
import { keptFrom, moveHead, versionColumns } from './heads.ts';
import { db, firstOf, rowsOf, written } from './query.ts';
import type { Shelf } from './shelf.ts';
import type { Tables } from './tables.ts';

/** Patients in their two tables. */
export const patientShelf: Shelf<Patient> = {
  async read(session, clinic, id, which) {
    const versions = db
      .selectFrom('patient_version as v')
      .innerJoin('patient as h', (on) =>
        on.onRef('h.clinic_id', '=', 'v.clinic_id').onRef('h.id', '=', 'v.id'),
      )
      .selectAll('v')
      .where('v.clinic_id', '=', clinic)
      .where('v.id', '=', id)
      .$if(which === 'current', (q) => q.whereRef('v.version', '=', 'h.version'))
      .orderBy('v.version');
    return (await rowsOf(session, versions)).map(patientFrom);
  },

  async save(session, patient) {
    const head = { clinic_id: patient.clinicId, id: patient.id, version: 1 };
    const saved = await moveHead(session, 'patient', patient, () =>
      written(
        session,
        db
          .insertInto('patient')
          .values(head)
          .onConflict((c) => c.columns(['clinic_id', 'id']).doNothing()),
      ),
    );
    if (saved !== 'saved') return saved;
    await written(
      session,
      db.insertInto('patient_version').values({
        ...versionColumns(patient),
        label: patient.label,
        birth_year: patient.birthYear ?? null,
        synthetic: patient.synthetic === true,
      }),
    );
    return 'saved';
  },
};

const patientFrom = (row: Tables['patient_version']): Patient => ({
  kind: 'patient',
  id: row.id as PatientId,
  ...keptFrom(row),
  label: row.label,
  ...(row.birth_year === null ? {} : { birthYear: row.birth_year }),
  ...(row.synthetic ? { synthetic: true } : {}),
});

/**
 * Lock a patient's row until the transaction ends. Weaker than a lock for deletion: what others insert about the patient
 * meanwhile is not held up.
 */
export async function holdPatient(session: Session, clinic: string, patient: PatientId): Promise<void> {
  const row = db
    .selectFrom('patient')
    .select('id')
    .where('clinic_id', '=', clinic)
    .where('id', '=', patient)
    .forNoKeyUpdate();
  await firstOf(session, row);
}

/** All patients of a clinic with their visits counted, those seen last first. */
export async function patientSummaries(session: Session, clinic: string): Promise<readonly PatientSummary[]> {
  const visits = db
    .selectFrom('visit as h')
    .innerJoin('visit_version as v', (on) =>
      on
        .onRef('v.clinic_id', '=', 'h.clinic_id')
        .onRef('v.id', '=', 'h.id')
        .onRef('v.version', '=', 'h.version'),
    )
    .select([
      'h.patient_id',
      (e) => e.fn.countAll<number>().as('visits'),
      (e) => e.fn.max('v.day').as('last_visit'),
    ])
    .where('h.clinic_id', '=', clinic)
    .groupBy('h.patient_id')
    .as('seen');
  const patients = db
    .selectFrom('patient as h')
    .innerJoin('patient_version as v', (on) =>
      on
        .onRef('v.clinic_id', '=', 'h.clinic_id')
        .onRef('v.id', '=', 'h.id')
        .onRef('v.version', '=', 'h.version'),
    )
    .leftJoin(visits, 'seen.patient_id', 'h.id')
    .selectAll('v')
    .select(['seen.visits', 'seen.last_visit'])
    .where('h.clinic_id', '=', clinic)
    .orderBy('seen.last_visit', (o) => o.desc().nullsLast())
    .orderBy('h.id', 'desc');
  return (await rowsOf(session, patients)).map((row) => ({
    patient: patientFrom(row),
    visits: row.visits ?? 0,
    ...(row.last_visit === null ? {} : { lastVisit: row.last_visit }),
  }));
}
