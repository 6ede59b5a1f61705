import type { PartBodies, PartKind, PartRequest } from '../../core/chart-part.ts';
import type { AnyPart, PartRecord, PatientId, Visit, VisitId } from '../../core/episode.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Refusal } from './refusal.ts';
import { append, kept, samePatient, visitOf, type Write } from './write.ts';

/** One part as somebody wants to save it, with what it is to be held against. */
export interface PartWrite<K extends PartKind> {
  readonly write: Write;
  readonly id: string;
  readonly body: PartRequest<K>;
  /** The version that is current now. Absent for a new part. */
  readonly current?: PartRecord<K>;
  readonly patientId: PatientId;
  /** Absent for a part of the patient. */
  readonly visit?: Visit;
}

/** What must hold beyond the shape of a part. Returns the value to keep, which the server may have completed. */
export type PartCheck<K extends PartKind> = (
  part: PartWrite<K>,
) => Promise<Result<PartBodies[K], Refusal>> | Result<PartBodies[K], Refusal>;

/** Where a part is and what it is to be. */
export interface PartInput<K extends PartKind> {
  readonly kind: K;
  readonly id: string;
  /** Whom the writer believes to be treating. */
  readonly patientId: PatientId;
  readonly body: PartRequest<K>;
}

/** Save a part of a patient, in place of the version that the writer saw. */
export async function savePatientPart<K extends PartKind>(
  write: Write,
  patient: PatientId,
  input: PartInput<K>,
  check: PartCheck<K>,
): Promise<Result<AnyPart, Refusal>> {
  const guarded = samePatient(patient, input.patientId);
  if (!guarded.ok) return guarded;
  return save(write, input, {}, check);
}

/** Save a part of a visit, in place of the version that the writer saw. */
export async function saveVisitPart<K extends PartKind>(
  write: Write,
  id: VisitId,
  input: PartInput<K>,
  check: PartCheck<K>,
): Promise<Result<AnyPart, Refusal>> {
  const visit = await visitOf(write, id, input.patientId);
  if (!visit.ok) return visit;
  return save(write, input, { visit: visit.value }, check);
}

async function save<K extends PartKind>(
  write: Write,
  { kind, id, patientId, body }: PartInput<K>,
  { visit }: { readonly visit?: Visit },
  check: PartCheck<K>,
): Promise<Result<AnyPart, Refusal>> {
  const current = (await write.records.latest(kind, id)) as PartRecord<K> | undefined;
  // Whoever starts from another version is told so before anything is held against what stands there.
  if ((current?.version ?? 0) !== write.from)
    return err({ code: 'stale', from: write.from, ...(current && { current: current as AnyPart }) });
  if (current !== undefined && current.visitId !== visit?.id)
    return err({ code: 'not-found', what: `${kind} ${id} of this visit` });
  const checked = await check({
    write,
    id,
    body,
    patientId,
    ...(current && { current }),
    ...(visit && { visit }),
  });
  if (!checked.ok) return checked;
  const part: PartRecord<K> = {
    kind,
    id,
    ...kept(write),
    patientId,
    ...(visit === undefined ? {} : { visitId: visit.id }),
    body: checked.value,
  };
  return append(write, part as AnyPart);
}

/** Nothing beyond the shape. Only for kinds that are kept as they are sent, which `PartEntry` sees to. */
export const noCheck = <K extends PartKind>({ body }: PartWrite<K>): Result<PartBodies[K], Refusal> =>
  ok(body as PartBodies[K]);
