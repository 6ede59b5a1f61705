import type { InferResult } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Answer } from '../../core/answer.ts';
import type { Findings, PatientId, VisitId } from '../../core/episode.ts';
import type { ExplanationAnswer, Sign, SiteFinding } from '../../core/localise/request.ts';
import type { Session } from './engine.ts';
import { beginBelow, keptFrom, moveHead, versionColumns } from './heads.ts';
import { db, rowsOf, written } from './query.ts';
import type { Shelf } from './shelf.ts';
import type { Tables } from './tables.ts';

/** Most rows in one INSERT: eight columns each, and a statement takes 65,535 parameters. */
const ROWS_AT_ONCE = 1_000;

/** Findings: one row per sign; answers about explanations other than a muscle as one value. */
export const findingsShelf: Shelf<Findings> = {
  async read(session, clinic, id, which) {
    const found = versions(clinic, which).where('v.id', '=', id).orderBy('v.version');
    return (await rowsOf(session, found)).map(findingsFrom);
  },

  async save(session, findings) {
    const saved = await moveHead(session, 'findings', findings, () =>
      beginBelow(session, 'findings', findings),
    );
    if (saved !== 'saved') return saved;
    const columns = versionColumns(findings);
    const answers = findings.answers === undefined ? null : JSON.stringify(findings.answers);
    await written(session, db.insertInto('findings_version').values({ ...columns, answers }));
    const rows = findings.findings.map((finding, position) => ({
      clinic_id: columns.clinic_id,
      id: columns.id,
      version: columns.version,
      position,
      site: finding.site,
      sign: finding.sign,
      answer: finding.answer,
      regions: finding.regions === undefined ? null : JSON.stringify(finding.regions),
    }));
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
      await written(session, db.insertInto('finding').values(rows.slice(from, from + ROWS_AT_ONCE)));
    return 'saved';
  },
};

/** Current findings of several visits. In no particular order. */
export async function findingsOf(
  session: Session,
  clinic: string,
  visits: readonly string[],
): Promise<readonly Findings[]> {
  const found = versions(clinic, 'current').where('v.id', 'in', visits);
  return (await rowsOf(session, found)).map(findingsFrom);
}

const versions = (clinic: string, which: 'current' | 'all') =>
  db
    .selectFrom('findings_version as v')
    .innerJoin('findings as h', (on) =>
      on.onRef('h.clinic_id', '=', 'v.clinic_id').onRef('h.id', '=', 'v.id'),
    )
    .selectAll('v')
    .select('h.patient_id')
    .select((e) =>
      // In one statement, so that a version is never read with the signs of another moment.
      jsonArrayFrom(
        e
          .selectFrom('finding as f')
          .select(['f.site', 'f.sign', 'f.answer', 'f.regions'])
          .whereRef('f.clinic_id', '=', 'v.clinic_id')
          .whereRef('f.id', '=', 'v.id')
          .whereRef('f.version', '=', 'v.version')
          .orderBy('f.position'),
      ).as('given'),
    )
    .where('v.clinic_id', '=', clinic)
    .$if(which === 'current', (q) => q.whereRef('v.version', '=', 'h.version'));

const findingsFrom = (row: InferResult<ReturnType<typeof versions>>[number]): Findings => ({
  kind: 'findings',
  id: row.id as VisitId,
  ...keptFrom(row),
  patientId: row.patient_id as PatientId,
  findings: row.given.map(findingFrom),
  // The driver has read the JSON; the table's type is what is written.
  ...(row.answers === null ? {} : { answers: row.answers as unknown as readonly ExplanationAnswer[] }),
});

const findingFrom = (row: Pick<Tables['finding'], 'site' | 'sign' | 'answer' | 'regions'>): SiteFinding => ({
  site: row.site,
  sign: row.sign as Sign,
  answer: row.answer as Answer,
  ...(row.regions === null ? {} : { regions: row.regions as unknown as readonly string[] }),
});
