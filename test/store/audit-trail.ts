import { performance } from 'node:perf_hooks';
import type { AuditEvent, AuditFault } from '../../src/core/audit.ts';
import type { Actor, ActorId, Clinic, Patient } from '../../src/core/episode.ts';
import type { Instant } from '../../src/kit/time.ts';
import { digestOfRecord } from '../../src/store/digest.ts';
import type { Engine } from '../../src/store/sql/engine.ts';
import { sqlStore } from '../../src/store/sql/store.ts';
import { verifyAudit } from '../../src/store/verify-audit.ts';
import { enrolled, id, oneOfEach } from './contract.ts';

/** A clinic whose trail has `events` links: writes of patients' versions in turn with reads. */
export async function trailOf(
  engine: Engine,
  events: number,
): Promise<{ readonly clinic: Clinic; readonly patients: readonly Patient[] }> {
  const store = sqlStore(engine);
  const { clinic, actor } = await enrolled(store);
  const patients: Patient[] = [];
  const AT_ONCE = 500;
  for (let from = 0; from < events; from += AT_ONCE)
    await store.transaction(clinic.id, async (records) => {
      for (let n = from; n < Math.min(events, from + AT_ONCE); n++) {
        const { patient } = oneOfEach(clinic, actor);
        const isWrite = n % 2 === 0;
        if (isWrite) {
          await records.save(patient);
          patients.push(patient);
        }
        await records.audit(eventOf(actor, n, isWrite ? patient : undefined));
      }
    });
  await store.chainAudit('recent');
  return { clinic, patients };
}

function eventOf(actor: Actor, n: number, written: Patient | undefined): AuditEvent {
  return {
    clinicId: actor.clinicId,
    id: id(),
    at: new Date(Date.UTC(2030, 0, 1) + n).toISOString() as Instant,
    by: actor.id,
    action: written === undefined ? 'read' : 'write',
    what: 'patient',
    ...(written === undefined ? {} : { patientId: written.id }),
    records:
      written === undefined
        ? []
        : [{ kind: 'patient', id: written.id, version: 1, digest: digestOfRecord(written) }],
  };
}

/** One way in which somebody with the owner's rights could change what is kept, at the event of a link. */
export interface Tamper {
  readonly name: string;
  readonly sql: string;
  /** What must be said about the position. */
  readonly what: AuditFault['what'];
}

const AT_LINK = `from audit_link l where l.clinic_id = e.clinic_id and l.event = e.id and l.clinic_id = $1 and l.position = $2`;

/** Each takes the clinic and the position of a link. */
export const TAMPERS: readonly Tamper[] = [
  {
    name: 'another person',
    sql: `update audit_event e set actor_id = (select a.id from actor a where a.clinic_id = $1 and a.name = 'Other') ${AT_LINK}`,
    what: 'changed',
  },
  {
    name: 'another moment',
    sql: `update audit_event e set at = e.at - interval '1 day' ${AT_LINK}`,
    what: 'changed',
  },
  {
    name: 'another deed',
    sql: `update audit_event e set action = case e.action when 'read' then 'write' else 'read' end ${AT_LINK}`,
    what: 'changed',
  },
  {
    name: 'something else',
    sql: `update audit_event e set what = 'patient-list' ${AT_LINK}`,
    what: 'changed',
  },
  {
    name: 'another patient',
    sql: `update audit_event e set patient_id = $1 ${AT_LINK}`,
    what: 'changed',
  },
  {
    name: 'another record',
    sql: `update audit_event e set records = '[{"kind":"patient","id":"x","version":1,"digest":"d"}]' ${AT_LINK}`,
    what: 'changed',
  },
  {
    name: 'an event taken away',
    sql: `delete from audit_event e using audit_link l where l.clinic_id = e.clinic_id and l.event = e.id
          and l.clinic_id = $1 and l.position = $2`,
    what: 'event is missing',
  },
  {
    name: 'a link taken away',
    sql: `delete from audit_link where clinic_id = $1 and position = $2`,
    what: 'link is missing',
  },
  {
    name: 'another digest',
    sql: `update audit_link set digest = 'f' || substr(digest, 2) || 'f' where clinic_id = $1 and position = $2`,
    what: 'changed',
  },
];

/** What became of changes that were planted into a trail. */
export interface Planted {
  readonly planted: number;
  /** Sentences about those that were not found where they are, or found where nothing is. */
  readonly wrong: readonly string[];
  readonly seconds: number;
}

/**
 * Plant a change at every third position of a trail, all of them, and follow it once: each must be found at its place.
 *
 * A changed digest also breaks the link after it, and a missing link leaves the one after it unproved: that neighbour may
 * be blamed and nothing else.
 */
export async function plantEverywhere(engine: Engine, changes: number): Promise<Planted> {
  const { clinic } = await trailOf(engine, changes * 3);
  const other: Actor = { id: id<ActorId>(), clinicId: clinic.id, name: 'Other', role: 'physician' };
  await sqlStore(engine).enrol(clinic, [other]);
  const wrong: string[] = [];
  const places = Array.from({ length: changes }, (_, n) => n * 3 + 2);
  const tamperAt = (place: number): Tamper => TAMPERS[((place - 2) / 3) % TAMPERS.length] ?? TAMPERS[0]!;
  // As the owner of the tables, without the rules that bind the application.
  await engine.transaction(OWNER, async (session) => {
    for (const sql of LOOSEN) await session.script(sql);
    for (const place of places) {
      const { affected } = await session.query(tamperAt(place).sql, [clinic.id, place]);
      if (affected !== 1) wrong.push(`${place}: ${tamperAt(place).name} changed ${affected} rows`);
    }
  });
  const from = performance.now();
  const { faults } = await verifyAudit(engine, clinic.id);
  const seconds = (performance.now() - from) / 1000;
  const found = new Map<number, AuditFault['what'][]>();
  for (const { position, what } of faults) found.set(position, [...(found.get(position) ?? []), what]);
  for (const place of places) {
    const { name, what } = tamperAt(place);
    if (!(found.get(place) ?? []).includes(what)) wrong.push(`${place}: ${name} was not found`);
    found.delete(place);
    if (name === 'another digest') found.delete(place + 1);
  }
  for (const [place, what] of found) wrong.push(`${place}: ${what.join()} where nothing was planted`);
  return { planted: changes, wrong, seconds };
}

/** Somebody who owns the tables can take the rules away; that is who the chain is against. */
const OWNER = '';
const LOOSEN = [
  'alter table audit_event no force row level security',
  'alter table audit_link no force row level security',
  'alter table audit_link drop constraint if exists audit_link_clinic_id_event_fkey',
];

/** Nudge one kept version, and return what following the trail says about records. */
export async function nudgeRecord(engine: Engine): Promise<readonly string[]> {
  const { clinic, patients } = await trailOf(engine, 40);
  const [first, second] = patients;
  await engine.transaction(OWNER, async (session) => {
    await session.script('alter table patient_version no force row level security');
    await session.query(`update patient_version set label = label || '.' where id = $1`, [first?.id]);
    await session.query(`delete from patient_version where id = $1`, [second?.id]);
  });
  const { records, faults } = await verifyAudit(engine, clinic.id);
  return [
    ...faults.map((f) => f.what),
    ...records.map((r) => `${r.id === first?.id ? 'first' : 'second'} ${r.what}`),
  ];
}

/** A chain that was cut off at its end, or written anew, against an end that was noted before. */
export async function rewriteEnd(engine: Engine): Promise<readonly string[]> {
  const { clinic } = await trailOf(engine, 20);
  const { end } = await verifyAudit(engine, clinic.id);
  await engine.transaction(OWNER, async (session) => {
    for (const sql of LOOSEN) await session.script(sql);
    await session.query('delete from audit_link where clinic_id = $1 and position > 15', [clinic.id]);
  });
  const cut = await verifyAudit(engine, clinic.id, [end]);
  const unseen = await verifyAudit(engine, clinic.id);
  return [...unseen.faults, ...cut.faults].map((f) => `${f.position} ${f.what}`);
}
