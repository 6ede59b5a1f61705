import {
  CHAIN_START,
  chainEvents,
  type Anchor,
  type AuditedRecord,
  type AuditEvent,
  type AuditLink,
  type AuditStretch,
} from '../../core/audit.ts';
import type { ActorId, ClinicId, PatientId } from '../../core/episode.ts';
import type { Uuid } from '../../kit/uuid.ts';
import { sha256 } from '../digest.ts';
import type { Session } from './engine.ts';
import { db, firstOf, rowsOf, written } from './query.ts';
import type { Tables } from './tables.ts';

/** Events that one batch chains: each INSERT takes four parameters a row. */
const BATCH = 1_000;

/**
 * Milliseconds before the last chained event from which unchained ones are looked for: longer than any transaction
 * may take, so that one that began earlier and ended later is not missed.
 */
const LOOK_BACK = 3_600_000;

/** Append an event, in the transaction of the access that it tells of. */
export async function appendEvent(session: Session, event: AuditEvent): Promise<void> {
  await written(
    session,
    db.insertInto('audit_event').values({
      clinic_id: event.clinicId,
      id: event.id,
      at: event.at,
      actor_id: event.by,
      action: event.action,
      what: event.what,
      patient_id: event.patientId ?? null,
      records: JSON.stringify(event.records),
    }),
  );
}

/** Events about one patient, latest first. */
export async function eventsAbout(
  session: Session,
  clinic: ClinicId,
  patient: PatientId,
): Promise<readonly AuditEvent[]> {
  const found = db
    .selectFrom('audit_event')
    .selectAll()
    .where('clinic_id', '=', clinic)
    .where('patient_id', '=', patient)
    .orderBy('id', 'desc');
  return (await rowsOf(session, found)).map(eventFrom);
}

/**
 * Chain events of a clinic that are not chained yet, up to one batch of them.
 *
 * @param from `recent`: look a while back from the end of the chain, which is quick; `all`: look everywhere
 * @returns the new end, absent when nothing was pending; `isDone` when none is left
 */
export async function chainBatch(
  session: Session,
  clinic: ClinicId,
  from: 'recent' | 'all',
): Promise<{ readonly end?: Anchor; readonly isDone: boolean }> {
  // Two processes that chain one clinic take turns.
  await session.query('select pg_advisory_xact_lock(hashtextextended($1, 7267255))', [clinic]);
  const last = await firstOf(
    session,
    db
      .selectFrom('audit_link')
      .select(['position', 'digest', 'event'])
      .where('clinic_id', '=', clinic)
      .orderBy('position', 'desc')
      .limit(1),
  );
  const pending = db
    .selectFrom('audit_event as e')
    .selectAll('e')
    .where('e.clinic_id', '=', clinic)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('audit_link as l')
            .select('l.position')
            .whereRef('l.clinic_id', '=', 'e.clinic_id')
            .whereRef('l.event', '=', 'e.id'),
        ),
      ),
    )
    .where('e.id', '>=', from === 'recent' && last !== undefined ? lookBackFrom(last.event) : FIRST_ID)
    .orderBy('e.id')
    .limit(BATCH);
  const events = (await rowsOf(session, pending)).map(eventFrom);
  const links = chainEvents(last ?? CHAIN_START, events, sha256);
  const end = links.at(-1);
  if (end === undefined) return { isDone: true };
  await written(
    session,
    db.insertInto('audit_link').values(links.map((link) => ({ clinic_id: clinic, ...link }))),
  );
  return { end: { position: end.position, digest: end.digest }, isDone: links.length < BATCH };
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** The smallest id that an event could have which was made an hour before another. */
function lookBackFrom(event: string): string {
  const made = Number.parseInt(event.replaceAll('-', '').slice(0, 12), 16);
  const hex = Math.max(0, made - LOOK_BACK)
    .toString(16)
    .padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** A stretch of the chain after a position, at most so many links long. */
export async function stretchAfter(
  session: Session,
  clinic: ClinicId,
  after: number,
  most: number,
): Promise<AuditStretch> {
  const rows = await rowsOf(
    session,
    db
      .selectFrom('audit_link as l')
      .leftJoin('audit_event as e', (on) =>
        on.onRef('e.clinic_id', '=', 'l.clinic_id').onRef('e.id', '=', 'l.event'),
      )
      .selectAll('e')
      .select(['l.position', 'l.event', 'l.digest'])
      .where('l.clinic_id', '=', clinic)
      .where('l.position', '>', after)
      .orderBy('l.position')
      .limit(most),
  );
  const events = new Map<string, AuditEvent>();
  const links: AuditLink[] = [];
  for (const row of rows) {
    const { position, event, digest } = row;
    links.push({ position, event: event as Uuid, digest });
    if (row.id !== null) events.set(event, eventFrom(row as Tables['audit_event']));
  }
  return { links, events };
}

const eventFrom = (row: Tables['audit_event']): AuditEvent => ({
  clinicId: row.clinic_id as ClinicId,
  id: row.id as Uuid,
  at: row.at,
  by: row.actor_id as ActorId,
  action: row.action,
  what: row.what,
  ...(row.patient_id === null ? {} : { patientId: row.patient_id as PatientId }),
  // The driver has read the JSON; the table's type is what is written.
  records: row.records as unknown as readonly AuditedRecord[],
});
