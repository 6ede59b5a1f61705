import type { EpisodeRecord, PatientId } from '../../core/episode.ts';
import type { Saved } from '../store.ts';
import type { Session } from './engine.ts';
import { db, firstOf, written } from './query.ts';

/** Tables of heads below a visit. */
type Below = 'drawing' | 'findings';

/**
 * Make the record's version the current one, if it follows the current one.
 *
 * @param begin inserts the head of a first version and returns how many rows that wrote: none when the head is
 *   there already, or what it belongs to is not
 */
export async function moveHead(
  session: Session,
  table: 'patient' | 'visit' | Below,
  record: EpisodeRecord,
  begin: () => Promise<number>,
): Promise<Saved> {
  const { clinicId, id, version } = record;
  if (version > 1) {
    // The row lock makes a second writer wait here, and then find another version.
    const moved = db
      .updateTable(table)
      .set({ version })
      .where('clinic_id', '=', clinicId)
      .where('id', '=', id)
      .where('version', '=', version - 1);
    return (await written(session, moved)) === 1 ? 'saved' : 'conflict';
  }
  if ((await begin()) === 1) return 'saved';
  const head = db.selectFrom(table).select('version').where('clinic_id', '=', clinicId).where('id', '=', id);
  return (await firstOf(session, head)) === undefined ? 'orphan' : 'conflict';
}

/** Insert the head of something that a visit has one of, when the visit is there and is of that patient. */
export function beginBelow(
  session: Session,
  table: Below,
  record: { readonly clinicId: string; readonly id: string; readonly patientId: PatientId },
): Promise<number> {
  const visit = db
    .selectFrom('visit')
    .select(['clinic_id', 'id', 'patient_id', (e) => e.val(1).as('version')])
    .where('clinic_id', '=', record.clinicId)
    .where('id', '=', record.id)
    .where('patient_id', '=', record.patientId);
  const insert = db
    .insertInto(table)
    .columns(['clinic_id', 'id', 'patient_id', 'version'])
    .expression(visit)
    .onConflict((c) => c.columns(['clinic_id', 'id']).doNothing());
  return written(session, insert);
}

/** The columns that every version has. */
export function versionColumns(record: EpisodeRecord): {
  clinic_id: string;
  id: string;
  version: number;
  written_at: EpisodeRecord['at'];
  written_by: string;
} {
  return {
    clinic_id: record.clinicId,
    id: record.id,
    version: record.version,
    written_at: record.at,
    written_by: record.by,
  };
}

/** The same, read back. */
export function keptFrom(row: {
  clinic_id: string;
  version: number;
  written_at: EpisodeRecord['at'];
  written_by: string;
}): Pick<EpisodeRecord, 'clinicId' | 'version' | 'at' | 'by'> {
  return {
    clinicId: row.clinic_id as EpisodeRecord['clinicId'],
    version: row.version,
    at: row.written_at,
    by: row.written_by as EpisodeRecord['by'],
  };
}
