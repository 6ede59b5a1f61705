import type { Patient, PatientId } from '../../core/episode.ts';
import type { Result } from '../../kit/result.ts';
import type { Refusal } from './refusal.ts';
import { append, appendNew, claimPatient, kept, samePatient, type Write } from './write.ts';

/** What a person says about a patient. */
export interface PatientInput {
  readonly label: string;
  readonly birthYear?: number | undefined;
}

/** Register a patient, who is then the writer's if the writer treats. */
export async function addPatient(
  write: Write,
  { id, ...input }: PatientInput & { readonly id: PatientId },
): Promise<Result<Patient, Refusal>> {
  const result = await appendNew(write, patientFrom(write, id, input));
  if (result.ok) await claimPatient(write, id);
  return result;
}

/** Correct what is known about a patient. Marked as synthetic once, marked for ever. */
export async function changePatient(
  write: Write,
  id: PatientId,
  { patientId, ...input }: PatientInput & { readonly patientId: PatientId },
): Promise<Result<Patient, Refusal>> {
  const guarded = samePatient(id, patientId);
  if (!guarded.ok) return guarded;
  const current = await write.records.latest('patient', id);
  if (current === undefined) return { ok: false, error: { code: 'not-found', what: `patient ${id}` } };
  const next = patientFrom(write, id, input);
  return append(write, current.synthetic === true ? { ...next, synthetic: true } : next);
}

const patientFrom = (write: Write, id: PatientId, { label, birthYear }: PatientInput): Patient => ({
  kind: 'patient',
  id,
  ...kept(write),
  label,
  ...(birthYear === undefined ? {} : { birthYear }),
});
