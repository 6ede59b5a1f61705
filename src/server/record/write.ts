import type { Actor, Clinic, EpisodeRecord, PatientId, Visit, VisitId } from '../../core/episode.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Instant } from '../../kit/time.ts';
import { unreachable } from '../../kit/unreachable.ts';
import type { Records } from '../../store/store.ts';
import { grantOf } from '../authz/permissions.ts';
import type { Refusal } from './refusal.ts';

/** One write: who, when, and the version that it starts from, 0 for a new record. */
export interface Write {
  readonly records: Records;
  readonly actor: Actor;
  readonly clinic: Clinic;
  readonly at: Instant;
  readonly from: number;
  /** Where the clinic is, as `src/content/scope` names places. Absent: it has not said. */
  readonly place?: string;
}

/** What every version carries, for the version that this write makes. */
export function kept({ actor, at, from }: Write): Pick<EpisodeRecord, 'clinicId' | 'version' | 'at' | 'by'> {
  return { clinicId: actor.clinicId, version: from + 1, at, by: actor.id };
}

/** Append a version; when somebody else was faster, say what stands there now. */
export async function append<R extends EpisodeRecord>(write: Write, record: R): Promise<Result<R, Refusal>> {
  const saved = await write.records.save(record);
  switch (saved) {
    case 'saved':
      return ok(record);
    case 'orphan':
      return err({ code: 'not-found', what: `what ${record.kind} ${record.id} belongs to` });
    case 'conflict': {
      const current = await write.records.latest(record.kind, record.id);
      return err({ code: 'stale', from: write.from, ...(current === undefined ? {} : { current }) });
    }
    default:
      return unreachable(saved);
  }
}

/** Append a record that must not exist yet. */
export async function appendNew<R extends EpisodeRecord>(
  write: Write,
  record: R,
): Promise<Result<R, Refusal>> {
  const result = await append(write, record);
  if (result.ok || result.error.code !== 'stale') return result;
  return err({ code: 'duplicate', what: `${record.kind} ${record.id}` });
}

/** The visit, when it is there and is of the patient whom the writer believes to be treating. */
export async function visitOf(
  { records }: Write,
  id: VisitId,
  patientId: PatientId,
): Promise<Result<Visit, Refusal>> {
  const visit = await records.latest('visit', id);
  if (visit === undefined) return err({ code: 'not-found', what: `visit ${id}` });
  const guarded = samePatient(visit.patientId, patientId);
  return guarded.ok ? ok(visit) : guarded;
}

/** The wrong-chart guard: the patient on the screen must be the one in the record. */
export function samePatient(actual: PatientId, named: PatientId): Result<PatientId, Refusal> {
  if (actual === named) return ok(actual);
  const complaint = { at: 'patientId', expected: 'the patient of this record', got: `another, ${named}` };
  return err({ code: 'wrong-chart', complaint });
}

/** A patient whom nobody treats becomes the writer's, if the writer treats. Emergency access alone claims nobody. */
export async function claimPatient({ records, actor, at }: Write, patient: PatientId): Promise<void> {
  if (grantOf(actor, 'write', 'chart') === undefined) return;
  const access = await records.access(patient, actor.id, at);
  if (access?.isUnclaimed === true) await records.join(patient, actor.id, actor.id, at);
}
