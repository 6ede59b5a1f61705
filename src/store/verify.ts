import type { ClinicId, Kind } from '../core/episode.ts';
import type { Engine, Session } from './sql/engine.ts';
import { asClinic } from './sql/store.ts';

/** Something that does not fit together, and where. */
export interface Fault {
  readonly kind: Kind;
  readonly id: string;
  readonly what: string;
}

/** Heads and versions of records, as the tables name them; a part of a chart is told by its kind as well. */
const CHAINS = [
  { table: 'patient', kind: `'patient'`, key: '' },
  { table: 'visit', kind: `'visit'`, key: '' },
  { table: 'drawing', kind: `'drawing'`, key: '' },
  { table: 'findings', kind: `'findings'`, key: '' },
  { table: 'chart_part', kind: 'h.kind', key: 'kind, ' },
] as const;

/**
 * Every record of a clinic whose versions do not run from 1 to the current one without a gap, or do not run forward in
 * time. An empty list means that every chain is whole.
 */
export async function verifyChains(engine: Engine, clinic: ClinicId): Promise<readonly Fault[]> {
  return engine.transaction(asClinic(clinic), async (session) => {
    const faults: Fault[] = [];
    for (const chain of CHAINS) faults.push(...(await verifyTable(session, clinic, chain)));
    return faults;
  });
}

async function verifyTable(
  session: Session,
  clinic: ClinicId,
  { table, kind, key }: (typeof CHAINS)[number],
): Promise<readonly Fault[]> {
  const { rows } = await session.query(
    `select ${kind} as kind, h.id, h.version, count(v.id) as found, coalesce(max(v.version), 0) as last,
            coalesce(bool_or(v.earlier > v.written_at), false) as backwards
     from ${table} h left join (
       select clinic_id, ${key}id, version, written_at,
              lag(written_at) over (partition by clinic_id, ${key}id order by version) as earlier
       from ${table}_version where clinic_id = $1
     ) v on v.clinic_id = h.clinic_id and v.id = h.id${key === '' ? '' : ' and v.kind = h.kind'}
     where h.clinic_id = $1
     group by h.clinic_id, ${key === '' ? '' : 'h.kind, '}h.id, h.version
     having count(v.id) <> h.version or coalesce(max(v.version), 0) <> h.version
         or coalesce(bool_or(v.earlier > v.written_at), false)
     order by h.id`,
    [clinic],
  );
  return rows.map((row) => {
    const [version, found, last] = [Number(row['version']), Number(row['found']), Number(row['last'])];
    const what =
      found === version && last === version
        ? 'a version was written before the one that it follows'
        : `version ${version} is current, but ${found} are kept and the last is ${last}`;
    return { kind: String(row['kind']) as Kind, id: String(row['id']), what };
  });
}
