import type { PatientId, RankingId, RankingShown, ShownSite, VisitId } from '../../core/episode.ts';
import type { LocaliseRequest } from '../../core/localise/request.ts';
import type { Session } from './engine.ts';
import { keptFrom } from './heads.ts';
import { db, firstOf, rowsOf, written } from './query.ts';
import type { Shelf } from './shelf.ts';
import type { Tables } from './tables.ts';

/** Rankings as they were shown: one row each, never changed. */
export const rankingShelf: Shelf<RankingShown> = {
  async read(session, clinic, id) {
    const found = db.selectFrom('ranking').selectAll().where('clinic_id', '=', clinic).where('id', '=', id);
    return (await rowsOf(session, found)).map(rankingFrom);
  },

  async save(session, ranking) {
    if (ranking.version !== 1) return 'conflict';
    const visit = db
      .selectFrom('visit')
      .select('id')
      .where('clinic_id', '=', ranking.clinicId)
      .where('id', '=', ranking.visitId)
      .where('patient_id', '=', ranking.patientId);
    if ((await firstOf(session, visit)) === undefined) return 'orphan';
    const insert = db
      .insertInto('ranking')
      .values({
        clinic_id: ranking.clinicId,
        id: ranking.id,
        visit_id: ranking.visitId,
        patient_id: ranking.patientId,
        written_at: ranking.at,
        written_by: ranking.by,
        request: JSON.stringify(ranking.request),
        // Numbers in jsonb are exact decimals, and the shortest decimal of a double reads back to the same bits.
        sites: JSON.stringify(ranking.sites),
        content: ranking.versions.content,
        engine: ranking.versions.engine,
        parameters: ranking.versions.parameters,
      })
      .onConflict((c) => c.columns(['clinic_id', 'id']).doNothing());
    return (await written(session, insert)) === 1 ? 'saved' : 'conflict';
  },
};

/** Every ranking that was shown at a visit, oldest first. */
export async function rankingsOfVisit(
  session: Session,
  clinic: string,
  visit: string,
): Promise<readonly RankingShown[]> {
  const found = db
    .selectFrom('ranking')
    .selectAll()
    .where('clinic_id', '=', clinic)
    .where('visit_id', '=', visit)
    .orderBy('written_at')
    .orderBy('id');
  return (await rowsOf(session, found)).map(rankingFrom);
}

const rankingFrom = (row: Tables['ranking']): RankingShown => ({
  kind: 'ranking',
  id: row.id as RankingId,
  ...keptFrom({ ...row, version: 1 }),
  visitId: row.visit_id as VisitId,
  patientId: row.patient_id as PatientId,
  // The driver has read the JSON; the table's type is what is written.
  request: row.request as unknown as LocaliseRequest,
  versions: { content: row.content, engine: row.engine, parameters: row.parameters },
  sites: row.sites as unknown as readonly ShownSite[],
});
