import { sql } from 'kysely';
import type { KeptVisit } from '../../core/learn/case.ts';
import { readDrawings } from './drawings.ts';
import type { Session } from './engine.ts';
import { findingsShelf } from './findings.ts';
import { db } from './query.ts';

/** Visits whose ids are read at once. */
const AT_ONCE = 200;

/**
 * Every visit of a clinic with its drawing before palpation and its findings, a few at a time through a cursor.
 *
 * Palpation began with the first version of the findings in which a sign is present or absent.
 */
export async function* keptVisits(
  session: Session,
  clinic: string,
  shuffle: string,
): AsyncGenerator<KeptVisit> {
  const { sql: text, parameters } = visitsOf(clinic, shuffle).compile();
  await session.query(`declare kept_visits no scroll cursor for ${text}`, parameters);
  for (;;) {
    const { rows } = await session.query(`fetch ${AT_ONCE} from kept_visits`, []);
    if (rows.length === 0) break;
    for (const row of rows) {
      const id = String(row['id']);
      const version = row['drawing'] === null ? undefined : Number(row['drawing']);
      const [drawing] = version === undefined ? [] : await readDrawings(session, clinic, id, version);
      const [findings] = await findingsShelf.read(session, clinic, id, 'current');
      yield {
        ...(drawing === undefined ? {} : { drawing }),
        ...(findings === undefined ? {} : { findings }),
        ...(row['synthetic'] === true ? { synthetic: true } : {}),
      };
    }
  }
  await session.script('close kept_visits');
}

/** Id of each visit, the version of its drawing before palpation, and whether its patient was invented. */
const visitsOf = (clinic: string, shuffle: string) =>
  db
    .selectFrom('visit as h')
    .innerJoin('patient as p', (on) =>
      on.onRef('p.clinic_id', '=', 'h.clinic_id').onRef('p.id', '=', 'h.patient_id'),
    )
    .innerJoin('patient_version as w', (on) =>
      on
        .onRef('w.clinic_id', '=', 'p.clinic_id')
        .onRef('w.id', '=', 'p.id')
        .onRef('w.version', '=', 'p.version'),
    )
    .select(['h.id', 'w.synthetic'])
    .select((e) =>
      e
        .selectFrom('drawing_version as d')
        .select((d) => d.fn.max('d.version').as('version'))
        .whereRef('d.clinic_id', '=', 'h.clinic_id')
        .whereRef('d.id', '=', 'h.id')
        .where('d.written_at', '<=', (d) =>
          d
            .selectFrom('findings_version as v')
            .select((v) => v.fn.min('v.written_at').as('began'))
            .whereRef('v.clinic_id', '=', 'h.clinic_id')
            .whereRef('v.id', '=', 'h.id')
            .where((v) =>
              v.exists(
                v
                  .selectFrom('finding as f')
                  .select('f.position')
                  .whereRef('f.clinic_id', '=', 'v.clinic_id')
                  .whereRef('f.id', '=', 'v.id')
                  .whereRef('f.version', '=', 'v.version')
                  .where('f.answer', '<>', 'unknown'),
              ),
            ),
        )
        .as('drawing'),
    )
    .where('h.clinic_id', '=', clinic)
    .orderBy(sql`md5(${shuffle}::text || h.id::text)`);
