import type { ClinicId, Kind } from '../core/episode.ts';
import type { Engine } from './sql/engine.ts';
import { asClinic } from './sql/store.ts';

/** Something that does not fit together, and where. */
export interface Fault {
  readonly kind: Kind;
  readonly id: string;
  readonly what: string;
}

const CHAINS: readonly Exclude<Kind, 'ranking'>[] = ['patient', 'visit', 'drawing', 'findings'];

/**
 * Every record of a clinic whose versions do not run from 1 to the current one without a gap, or do not run forward in
 * time. An empty list means that every chain is whole.
 */
export async function verifyChains(engine: Engine, clinic: ClinicId): Promise<readonly Fault[]> {
  return engine.transaction(asClinic(clinic), async (session) => {
    const faults: Fault[] = [];
    for (const kind of CHAINS) {
      const { rows } = await session.query(
        `select h.id, h.version, count(v.id) as found, coalesce(max(v.version), 0) as last,
                coalesce(bool_or(v.earlier > v.written_at), false) as backwards
         from ${kind} h left join (
           select clinic_id, id, version, written_at,
                  lag(written_at) over (partition by clinic_id, id order by version) as earlier
           from ${kind}_version where clinic_id = $1
         ) v on v.clinic_id = h.clinic_id and v.id = h.id
         where h.clinic_id = $1
         group by h.clinic_id, h.id, h.version
         having count(v.id) <> h.version or coalesce(max(v.version), 0) <> h.version
             or coalesce(bool_or(v.earlier > v.written_at), false)
         order by h.id`,
        [clinic],
      );
      for (const row of rows) {
        const [version, found, last] = [Number(row['version']), Number(row['found']), Number(row['last'])];
        const what =
          found === version && last === version
            ? 'a version was written before the one that it follows'
            : `version ${version} is current, but ${found} are kept and the last is ${last}`;
        faults.push({ kind, id: String(row['id']), what });
      }
    }
    return faults;
  });
}
