import type { InferResult } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Drawing, PatientId, SecondDrawing, Stroke, VisitId } from '../../core/episode.ts';
import type { PaintedRegion, PainWord } from '../../core/localise/request.ts';
import { beginBelow, keptFrom, moveHead, versionColumns } from './heads.ts';
import { db, rowsOf, written } from './query.ts';
import type { Session } from './engine.ts';
import type { Shelf } from './shelf.ts';
import type { Tables } from './tables.ts';

/** Drawings: strokes as they were made, regions as rows; a second drawing of the same pain as one value. */
export const drawingShelf: Shelf<Drawing> = {
  async read(session, clinic, id, which) {
    const found = versions(clinic)
      .where('v.id', '=', id)
      .$if(which === 'current', (q) => q.whereRef('v.version', '=', 'h.version'))
      .orderBy('v.version');
    return (await rowsOf(session, found)).map(drawingFrom);
  },

  async save(session, drawing) {
    const saved = await moveHead(session, 'drawing', drawing, () => beginBelow(session, 'drawing', drawing));
    if (saved !== 'saved') return saved;
    const columns = versionColumns(drawing);
    await written(
      session,
      db.insertInto('drawing_version').values({
        ...columns,
        strokes: JSON.stringify(drawing.strokes),
        asked: drawing.asked === undefined ? null : JSON.stringify(drawing.asked),
        again: drawing.again === undefined ? null : JSON.stringify(drawing.again),
      }),
    );
    if (drawing.regions.length === 0) return 'saved';
    const rows = drawing.regions.map((region, position) => ({
      clinic_id: columns.clinic_id,
      id: columns.id,
      version: columns.version,
      position,
      region: region.id,
      intensity: region.intensity ?? null,
      coverage: region.coverage ?? null,
      words: region.words === undefined ? null : JSON.stringify(region.words),
    }));
    await written(session, db.insertInto('drawing_region').values(rows));
    return 'saved';
  },
};

/** Drawings of several visits, each in the version that is named. In no particular order. */
export async function drawingsAt(
  session: Session,
  clinic: string,
  at: readonly { readonly id: string; readonly version: number }[],
): Promise<readonly Drawing[]> {
  if (at.length === 0) return [];
  const wanted = versions(clinic).where((e) =>
    e(
      e.refTuple('v.id', 'v.version'),
      'in',
      at.map(({ id, version }) => e.tuple(id, version)),
    ),
  );
  return (await rowsOf(session, wanted)).map(drawingFrom);
}

const versions = (clinic: string) =>
  db
    .selectFrom('drawing_version as v')
    .innerJoin('drawing as h', (on) => on.onRef('h.clinic_id', '=', 'v.clinic_id').onRef('h.id', '=', 'v.id'))
    .selectAll('v')
    .select('h.patient_id')
    .select((e) =>
      // In one statement, so that a version is never read with the regions of another moment.
      jsonArrayFrom(
        e
          .selectFrom('drawing_region as r')
          .select(['r.region', 'r.intensity', 'r.coverage', 'r.words'])
          .whereRef('r.clinic_id', '=', 'v.clinic_id')
          .whereRef('r.id', '=', 'v.id')
          .whereRef('r.version', '=', 'v.version')
          .orderBy('r.position'),
      ).as('painted'),
    )
    .where('v.clinic_id', '=', clinic);

const drawingFrom = (row: InferResult<ReturnType<typeof versions>>[number]): Drawing => ({
  kind: 'drawing',
  id: row.id as VisitId,
  ...keptFrom(row),
  patientId: row.patient_id as PatientId,
  // The driver has read the JSON; the table's type is what is written.
  strokes: row.strokes as unknown as readonly Stroke[],
  regions: row.painted.map(regionFrom),
  ...(row.asked === null ? {} : { asked: row.asked as unknown as readonly string[] }),
  ...(row.again === null ? {} : { again: row.again as unknown as SecondDrawing }),
});

const regionFrom = (
  row: Pick<Tables['drawing_region'], 'region' | 'intensity' | 'coverage' | 'words'>,
): PaintedRegion => ({
  id: row.region,
  ...(row.intensity === null ? {} : { intensity: row.intensity }),
  ...(row.coverage === null ? {} : { coverage: row.coverage }),
  ...(row.words === null ? {} : { words: row.words as unknown as readonly PainWord[] }),
});
