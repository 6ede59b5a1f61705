import type { Actor, ListedIdentity, Patient, PatientId, PatientSummary } from '../../core/episode.ts';
import type { Identity } from '../../core/identity.ts';
import type { Result } from '../../kit/result.ts';
import type { Instant } from '../../kit/time.ts';
import type { Records } from '../../store/store.ts';
import { grantOf } from '../authz/permissions.ts';
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

/** The patients of a clinic, with who they are where the reader may know. */
export async function listPatients(
  records: Records,
  actor: Actor,
  at: Instant,
): Promise<readonly PatientSummary[]> {
  const grant = grantOf(actor, 'read', 'patient');
  const known =
    grant === undefined
      ? []
      : await records.identities(grant === 'all' ? undefined : { actor: actor.id, at });
  const identities = new Map(known.map(({ patientId, body }) => [patientId, listed(body)]));
  return (await records.patients()).map((summary) => {
    const identity = identities.get(summary.patient.id);
    return identity === undefined ? summary : { ...summary, identity };
  });
}

/** What helps to find somebody, and no address or telephone number. */
const listed = ({ family, given, born, identifiers }: Identity): ListedIdentity => ({
  ...(family !== undefined && { family }),
  ...(given !== undefined && { given }),
  ...(born !== undefined && { born }),
  ...(identifiers !== undefined && { identifiers }),
});

const patientFrom = (write: Write, id: PatientId, { label, birthYear }: PatientInput): Patient => ({
  kind: 'patient',
  id,
  ...kept(write),
  label,
  ...(birthYear === undefined ? {} : { birthYear }),
});
