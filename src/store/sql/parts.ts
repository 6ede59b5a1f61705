import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { PartKind } from '../../core/chart-part.ts';
import { PART_KINDS } from '../../core/chart-part.ts';
import type { AnyPart, PartRecord, PatientId, VisitId } from '../../core/episode.ts';
import type { Instant } from '../../kit/time.ts';
import type { Records, Saved } from '../store.ts';
import type { Session } from './engine.ts';
import { keptFrom, versionColumns } from './heads.ts';
import { db, firstOf, rowsOf, written } from './query.ts';
import type { Shelf } from './shelf.ts';
import type { Tables } from './tables.ts';

/** A shelf for each kind of part; they share two tables. */
export const PART_SHELVES = Object.fromEntries(PART_KINDS.map((kind) => [kind, shelfOf(kind)])) as {
  readonly [K in PartKind]: Shelf<PartRecord<K>>;
};

function shelfOf<K extends PartKind>(kind: K): Shelf<PartRecord<K>> {
  return {
    async read(session, clinic, id, which) {
      const found = versions(clinic, which)
        .where('v.kind', '=', kind)
        .where('v.id', '=', id)
        .orderBy('v.version');
      return (await rowsOf(session, found)).map((row) => partFrom(row) as PartRecord<K>);
    },
    save: savePart,
  };
}

/** Current versions of every part of a patient, oldest first. */
export async function partsOfPatient(
  session: Session,
  clinic: string,
  patient: PatientId,
): Promise<readonly AnyPart[]> {
  const found = versions(clinic, 'current')
    .where('h.patient_id', '=', patient)
    .orderBy('v.written_at')
    .orderBy('v.id');
  return (await rowsOf(session, found)).map(partFrom);
}

/** Current identities of a clinic: all of them, or those of patients to whom an actor has access at a moment. */
export async function identitiesOf(
  session: Session,
  clinic: string,
  seenBy: Parameters<Records['identities']>[0],
): Promise<readonly PartRecord<'identity'>[]> {
  const all = versions(clinic, 'current').where('h.kind', '=', 'identity');
  const found = seenBy === undefined ? all : all.where((e) => openTo(e, seenBy));
  return (await rowsOf(session, found)).map((row) => partFrom(row) as PartRecord<'identity'>);
}

/** Whether an actor treats the patient of `h`, nobody does, or there is an emergency at that moment. */
function openTo(
  e: ExpressionBuilder<Tables & { readonly h: Tables['chart_part'] }, 'h'>,
  { actor, at }: { readonly actor: string; readonly at: Instant },
): Expression<SqlBool> {
  const team = e
    .selectFrom('care_team as t')
    .select('t.actor_id')
    .whereRef('t.clinic_id', '=', 'h.clinic_id')
    .whereRef('t.patient_id', '=', 'h.patient_id');
  const emergency = e
    .selectFrom('emergency_access as x')
    .select('x.id')
    .whereRef('x.clinic_id', '=', 'h.clinic_id')
    .whereRef('x.patient_id', '=', 'h.patient_id')
    .where('x.actor_id', '=', actor)
    .where('x.ends_at', '>', at);
  return e.or([e.not(e.exists(team)), e.exists(team.where('t.actor_id', '=', actor)), e.exists(emergency)]);
}

/** Append a version to whichever kind of part it is. */
export async function savePart(session: Session, part: PartRecord): Promise<Saved> {
  const moved = await movePart(session, part);
  if (moved !== 'saved') return moved;
  await written(
    session,
    db
      .insertInto('chart_part_version')
      .values({ ...versionColumns(part as AnyPart), kind: part.kind, body: JSON.stringify(part.body) }),
  );
  return 'saved';
}

async function movePart(session: Session, part: PartRecord): Promise<Saved> {
  const { clinicId, kind, id, version, patientId, visitId } = part;
  if (version > 1) {
    // The row lock makes a second writer wait here, and then find another version.
    const moved = db
      .updateTable('chart_part')
      .set({ version })
      .where('clinic_id', '=', clinicId)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .where('patient_id', '=', patientId)
      .where('version', '=', version - 1);
    return (await written(session, moved)) === 1 ? 'saved' : 'conflict';
  }
  if (!(await hasOwner(session, part))) return 'orphan';
  const insert = db
    .insertInto('chart_part')
    .values({
      clinic_id: clinicId,
      kind,
      id,
      patient_id: patientId,
      visit_id: visitId ?? null,
      version: 1,
    })
    .onConflict((c) => c.columns(['clinic_id', 'kind', 'id']).doNothing());
  return (await written(session, insert)) === 1 ? 'saved' : 'conflict';
}

/** The patient is there, and the visit, where one is named, is of that patient. */
async function hasOwner(session: Session, { clinicId, patientId, visitId }: PartRecord): Promise<boolean> {
  const owner =
    visitId === undefined
      ? db.selectFrom('patient').select('id').where('clinic_id', '=', clinicId).where('id', '=', patientId)
      : db
          .selectFrom('visit')
          .select('id')
          .where('clinic_id', '=', clinicId)
          .where('id', '=', visitId)
          .where('patient_id', '=', patientId);
  return (await firstOf(session, owner)) !== undefined;
}

const versions = (clinic: string, which: 'current' | 'all') =>
  db
    .selectFrom('chart_part_version as v')
    .innerJoin('chart_part as h', (on) =>
      on.onRef('h.clinic_id', '=', 'v.clinic_id').onRef('h.kind', '=', 'v.kind').onRef('h.id', '=', 'v.id'),
    )
    .selectAll('v')
    .select(['h.patient_id', 'h.visit_id'])
    .where('v.clinic_id', '=', clinic)
    .$if(which === 'current', (q) => q.whereRef('v.version', '=', 'h.version'));

const partFrom = (
  row: Tables['chart_part_version'] & { readonly patient_id: string; readonly visit_id: string | null },
): AnyPart => {
  const part: PartRecord = {
    kind: row.kind as PartKind,
    id: row.id,
    ...keptFrom(row),
    patientId: row.patient_id as PatientId,
    ...(row.visit_id === null ? {} : { visitId: row.visit_id as VisitId }),
    // The driver has read the JSON; its shape was checked when it came in.
    body: row.body as unknown as PartRecord['body'],
  };
  return part as AnyPart;
};
