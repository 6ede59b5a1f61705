import type { Anchor } from '../../core/audit.ts';
import { isPart } from '../../core/episode.ts';
import type { Actor, Clinic, ClinicId, EpisodeRecord, Kind, RecordOf } from '../../core/episode.ts';
import { unreachable } from '../../kit/unreachable.ts';
import { parseUuidv7 } from '../../kit/uuid.ts';
import type { ChainEnd, Records, Saved, Store } from '../store.ts';
import { sqlAccounts } from './accounts.ts';
import { accessOn } from './access.ts';
import { appendEvent, chainBatch, eventsAbout } from './audit.ts';
import { drawingShelf } from './drawings.ts';
import type { Engine, Session } from './engine.ts';
import { findingsShelf } from './findings.ts';
import { answerKey, claimKey, forgetKeys } from './idempotency.ts';
import { imagingOn } from './imaging.ts';
import { keptVisits } from './kept-visits.ts';
import { identitiesOf, PART_SHELVES, partsOfPatient, savePart } from './parts.ts';
import { holdPatient, patientShelf, patientSummaries } from './patients.ts';
import { db, rowsOf, written } from './query.ts';
import { ratesOn } from './rates.ts';
import { rankingShelf, rankingsOfVisit } from './rankings.ts';
import type { Shelf } from './shelf.ts';
import { visitShelf, visitsOfPatient } from './visits.ts';

/** A store on a PostgreSQL whose schema is up to date. */
export function sqlStore(engine: Engine): Store {
  return {
    accounts: sqlAccounts(engine),
    async enrol(clinic, actors) {
      engine.checkSpace();
      await engine.transaction(asClinic(clinic.id), (session) => enrol(session, clinic, actors));
    },
    clinics: () => engine.transaction('', allClinics),
    transaction: (clinic, work) =>
      engine.transaction(asClinic(clinic), (session) => work(recordsOf(engine, session, clinic))),
    async chainAudit(from) {
      const ends: ChainEnd[] = [];
      for (const { id } of await engine.transaction('', allClinics)) {
        const end = await chainClinic(engine, id, from);
        if (end !== undefined) ends.push({ clinicId: id, ...end });
      }
      return ends;
    },
    async tidy(forgetBefore) {
      for (const { id } of await engine.transaction('', allClinics))
        await engine.transaction(asClinic(id), (session) => forgetKeys(session, id, forgetBefore));
      await engine.tidy();
    },
    close: () => engine.close(),
  };
}

/** Chain what is pending of one clinic, a batch at a time. Undefined when nothing was. */
async function chainClinic(
  engine: Engine,
  clinic: ClinicId,
  from: 'recent' | 'all',
): Promise<Anchor | undefined> {
  let end: Anchor | undefined;
  for (;;) {
    const batch = await engine.transaction(asClinic(clinic), (session) => chainBatch(session, clinic, from));
    end = batch.end ?? end;
    if (batch.isDone) return end;
  }
}

async function allClinics(session: Session): Promise<readonly Clinic[]> {
  const all = db.selectFrom('clinic').select(['clinic_id', 'name']).orderBy('clinic_id');
  return (await rowsOf(session, all)).map((row) => ({ id: row.clinic_id as ClinicId, name: row.name }));
}

/**
 * Statements that shut a transaction into one clinic: from here on the database itself shows and takes no other rows.
 * A literal in SET LOCAL, not `set_config`, because only the former reaches the machines of a sharded database.
 */
export function asClinic(clinic: ClinicId): string {
  if (parseUuidv7(clinic) === undefined) throw new Error('a clinic id that is no UUID');
  return `set local role tautband_app; set local app.clinic_id = '${clinic}'`;
}

async function enrol(session: Session, clinic: Clinic, actors: readonly Actor[]): Promise<void> {
  await written(
    session,
    db
      .insertInto('clinic')
      .values({ clinic_id: clinic.id, name: clinic.name })
      .onConflict((c) => c.column('clinic_id').doNothing()),
  );
  for (const { clinicId, id, name, role, owns } of actors)
    await written(
      session,
      db
        .insertInto('actor')
        .values({ clinic_id: clinicId, id, name, role, owns: owns === true })
        .onConflict((c) => c.columns(['clinic_id', 'id']).doNothing()),
    );
}

const SHELVES: { readonly [K in Kind]: Shelf<RecordOf[K]> } = {
  patient: patientShelf,
  visit: visitShelf,
  drawing: drawingShelf,
  findings: findingsShelf,
  ranking: rankingShelf,
  ...PART_SHELVES,
};

function recordsOf(engine: Engine, session: Session, clinic: ClinicId): Records {
  return {
    ...accessOn(session, clinic),
    ...imagingOn(session, clinic),
    ...ratesOn(session, clinic),
    attach(attachment) {
      engine.checkSpace();
      return imagingOn(session, clinic).attach(attachment);
    },
    latest: async (kind, id) => (await SHELVES[kind].read(session, clinic, id, 'current'))[0],
    history: (kind, id) => SHELVES[kind].read(session, clinic, id, 'all'),
    patients: () => patientSummaries(session, clinic),
    identities: (seenBy) => identitiesOf(session, clinic, seenBy),
    visitsOf: (patient) => visitsOfPatient(session, clinic, patient),
    partsOf: (patient) => partsOfPatient(session, clinic, patient),
    holdPatient: (patient) => holdPatient(session, clinic, patient),
    rankingsOf: (visit) => rankingsOfVisit(session, clinic, visit),
    keptVisits: (shuffle) => keptVisits(session, clinic, shuffle),
    save(record) {
      if (record.clinicId !== clinic) throw new Error(`a record of ${record.clinicId} in ${clinic}`);
      engine.checkSpace();
      return saveOn(session, record);
    },
    claim(request) {
      engine.checkSpace();
      return claimKey(session, clinic, request);
    },
    answer: (request, answered) => answerKey(session, clinic, request, answered),
    audit: (event) => appendEvent(session, event),
    auditOf: (patient) => eventsAbout(session, clinic, patient),
  };
}

function saveOn(session: Session, record: EpisodeRecord): Promise<Saved> {
  // A part of any kind; the kinds share their tables.
  if (isPart(record)) return savePart(session, record);
  switch (record.kind) {
    case 'patient':
      return patientShelf.save(session, record);
    case 'visit':
      return visitShelf.save(session, record);
    case 'drawing':
      return drawingShelf.save(session, record);
    case 'findings':
      return findingsShelf.save(session, record);
    case 'ranking':
      return rankingShelf.save(session, record);
    default:
      return unreachable(record);
  }
}
