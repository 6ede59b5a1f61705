import { PGlite } from '@electric-sql/pglite';
import { amcheck } from '@electric-sql/pglite/contrib/amcheck';
import { CLINIC, REGIONS } from './deeds.ts';

/** What an opened database holds. */
export interface Inspection {
  /** Numbers of the deeds that are there. */
  readonly deeds: ReadonlySet<number>;
  /** Sentences about what does not fit together; empty when all does. */
  readonly faults: readonly string[];
}

/** Open the database in a folder without any of our own code, and look whether everything fits together. */
export async function inspect(folder: string): Promise<Inspection> {
  const database = await PGlite.create({ dataDir: folder, extensions: { amcheck } });
  try {
    const faults: string[] = [];
    const rows = async <T>(sql: string): Promise<readonly T[]> => (await database.query<T>(sql)).rows;
    const half = await rows<{ id: string }>(`
      select p.id from patient p
      left join patient_version pv on (pv.clinic_id, pv.id, pv.version) = (p.clinic_id, p.id, p.version)
      left join visit v on (v.clinic_id, v.patient_id) = (p.clinic_id, p.id)
      left join visit_version vv on (vv.clinic_id, vv.id, vv.version) = (v.clinic_id, v.id, v.version)
      left join drawing d on (d.clinic_id, d.id) = (v.clinic_id, v.id)
      left join drawing_version dv on (dv.clinic_id, dv.id, dv.version) = (d.clinic_id, d.id, d.version)
      where p.clinic_id = '${CLINIC.id}' and (pv.id is null or vv.id is null or dv.id is null or
        (select count(*) from drawing_region r where (r.clinic_id, r.id) = (d.clinic_id, d.id)) <> ${REGIONS})`);
    if (half.length > 0) faults.push(`${half.length} deeds are there by half`);
    await database.exec('create extension if not exists amcheck');
    // Every row has its place in every index, and every index is in order.
    const indexes = await rows<{ name: string }>(`
      select c.relname as name from pg_class c join pg_am a on a.oid = c.relam
      where a.amname = 'btree' and c.relkind = 'i' and c.relnamespace = 'public'::regnamespace`);
    for (const { name } of indexes)
      await database
        .query(`select bt_index_check('public."${name}"'::regclass, true)`)
        .catch((error: unknown) => faults.push(`index ${name}: ${String(error)}`));
    const labels = await rows<{ label: string }>('select label from patient_version');
    return { deeds: new Set(labels.map(({ label }) => Number(label.replace('Deed ', '')))), faults };
  } finally {
    await database.close();
  }
}
