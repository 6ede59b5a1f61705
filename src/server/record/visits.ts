import type { Chart, PatientRecord, PatientId, Visit, VisitId } from '../../core/episode.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Day } from '../../kit/time.ts';
import type { Records } from '../../store/store.ts';
import type { Refusal } from './refusal.ts';
import { appendNew, claimPatient, kept, samePatient, type Write } from './write.ts';

/** Begin a visit of a patient. */
export async function addVisit(
  write: Write,
  patient: PatientId,
  { id, patientId, day }: { readonly id: VisitId; readonly patientId: PatientId; readonly day: Day },
): Promise<Result<Visit, Refusal>> {
  const guarded = samePatient(patient, patientId);
  if (!guarded.ok) return guarded;
  if ((await write.records.latest('patient', patient)) === undefined)
    return err({ code: 'not-found', what: `patient ${patient}` });
  const result = await appendNew(write, { kind: 'visit', id, ...kept(write), patientId, day });
  if (result.ok) await claimPatient(write, patient);
  return result;
}

/** Everything about one visit. */
export async function openChart(records: Records, id: VisitId): Promise<Result<Chart, Refusal>> {
  const visit = await records.latest('visit', id);
  if (visit === undefined) return err({ code: 'not-found', what: `visit ${id}` });
  const patient = await records.latest('patient', visit.patientId);
  if (patient === undefined) throw new Error(`visit ${id} has no patient`);
  const drawing = await records.latest('drawing', id);
  const findings = await records.latest('findings', id);
  return ok({
    patient,
    visit,
    ...(drawing === undefined ? {} : { drawing }),
    ...(findings === undefined ? {} : { findings }),
    rankings: await records.rankingsOf(id),
    parts: await records.partsOf(visit.patientId),
  });
}

/** Everything about one patient but the drawings, findings and rankings of each visit. */
export async function openRecord(records: Records, id: PatientId): Promise<Result<PatientRecord, Refusal>> {
  const patient = await records.latest('patient', id);
  if (patient === undefined) return err({ code: 'not-found', what: `patient ${id}` });
  return ok({ patient, visits: await records.visitsOf(id), parts: await records.partsOf(id) });
}
