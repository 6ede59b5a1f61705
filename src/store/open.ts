import { openEmbedded } from './embedded/open.ts';
import { postgresEngine } from './postgres/engine.ts';
import { migrate } from './sql/migrate.ts';
import { sqlStore } from './sql/store.ts';
import type { Store } from './store.ts';
import type { Instant } from '../kit/time.ts';

/** Where to keep things. */
export interface StoreSettings {
  /** Address of a PostgreSQL. Absent: the embedded database in `data`. */
  readonly databaseUrl?: string;
  readonly data: string;
  readonly cache: string;
  readonly now: Instant;
}

/** Open the store of an installation, with its schema up to date. */
export async function openStore({ databaseUrl, data, cache, now }: StoreSettings): Promise<Store> {
  if (databaseUrl === undefined) return sqlStore(await openEmbedded({ folder: data, cache, now }));
  // A step of the schema may rewrite a table, which takes longer than any request may.
  const patient = postgresEngine({ url: databaseUrl, connections: 1, answer: 10 * 60_000 });
  try {
    await migrate(patient);
  } finally {
    await patient.close();
  }
  return sqlStore(postgresEngine({ url: databaseUrl }));
}
