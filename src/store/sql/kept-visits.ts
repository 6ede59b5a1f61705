import { sql } from 'kysely';
import type { KeptVisit } from '../../core/learn/case.ts';
import { drawingsAt } from './drawings.ts';
import type { Session } from './engine.ts';
import { findingsOf } from './findings.ts';
import { db, rowsOf } from './query.ts';

/** Visits that are read at once. Large drawings are some 100 kB each. */
const AT_ONCE = 100;

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
    const ids = rows.map((row) => String(row['id']));
    const before = await rowsOf(session, drawnBefore(clinic, ids));
    const drawings = new Map((await drawingsAt(session, clinic, before)).map((d) => [String(d.id), d]));
    const found = new Map((await findingsOf(session, clinic, ids)).map((f) => [String(f.id), f]));
    for (const row of rows) {
      const id = String(row['id']);
      const [drawing, findings] = [drawings.get(id), found.get(id)];
      yield {
        ...(drawing === undefined ? {} : { drawing }),
        ...(findings === undefined ? {} : { findings }),
        ...(row['synthetic'] === true ? { synthetic: true } : {}),
      };
    }
  }
  await session.script('close kept_visits');
}

/** Id of each visit and whether its patient was invented. Nothing more: they are all put in order before the first comes. */
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
    .where('h.clinic_id', '=', clinic)
    .orderBy(sql`md5(${shuffle}::text || h.id::text)`);

/** The version of each visit's drawing that stood when palpation began. Visits without one are left out. */
const drawnBefore = (clinic: string, visits: readonly string[]) =>
  db
    .selectFrom('drawing_version as d')
    .select(['d.id', (d) => d.fn.max('d.version').as('version')])
    .where('d.clinic_id', '=', clinic)
    .where('d.id', 'in', visits)
    .where('d.written_at', '<=', (d) =>
      d
        .selectFrom('findings_version as v')
        .select((v) => v.fn.min('v.written_at').as('began'))
        .whereRef('v.clinic_id', '=', 'd.clinic_id')
        .whereRef('v.id', '=', 'd.id')
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
    .groupBy('d.id');
