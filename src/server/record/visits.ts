import type { Chart, PatientRecord, PatientId, Visit, VisitId } from '../../core/episode.ts';
import { clinicRates } from '../../core/rates-decision.ts';
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

/** Everything about one visit of a patient. What does not wait for one another is asked for at once. */
export async function openChart(
  records: Records,
  { visit: id, patient: patientId }: { readonly visit: VisitId; readonly patient: PatientId | undefined },
): Promise<Result<Chart, Refusal>> {
  if (patientId === undefined) return err({ code: 'not-found', what: `visit ${id}` });
  const [patient, visit, drawing, findings, rankings, parts, decisions] = await Promise.all([
    records.latest('patient', patientId),
    records.latest('visit', id),
    records.latest('drawing', id),
    records.latest('findings', id),
    records.rankingsOf(id),
    records.partsOf(patientId),
    records.ratesDecisions(),
  ]);
  if (patient === undefined || visit?.patientId !== patientId)
    return err({ code: 'not-found', what: `visit ${id}` });
  const rates = clinicRates(decisions);
  return ok({
    patient,
    visit,
    ...(drawing === undefined ? {} : { drawing }),
    ...(findings === undefined ? {} : { findings }),
    rankings,
    ...(rates === undefined ? {} : { rates }),
    parts,
  });
}

/** Everything about one patient but the drawings, findings and rankings of each visit. */
export async function openRecord(records: Records, id: PatientId): Promise<Result<PatientRecord, Refusal>> {
  const [patient, visits, parts] = await Promise.all([
    records.latest('patient', id),
    records.visitsOf(id),
    records.partsOf(id),
  ]);
  if (patient === undefined) return err({ code: 'not-found', what: `patient ${id}` });
  return ok({ patient, visits, parts });
}
