import { describe, test } from 'vitest';
import { postgresEngine } from '../../src/store/postgres/engine.ts';
import { migrate } from '../../src/store/sql/migrate.ts';
import { sqlStore } from '../../src/store/sql/store.ts';
import { storeContract } from './contract.ts';
import { postgresBin, startCluster } from './postgres-cluster.ts';

const bin = postgresBin();

if (bin === undefined)
  describe.skip('PostgreSQL (POSTGRES_BIN is empty)', () => test('skipped', () => undefined));
else
  storeContract('PostgreSQL', async () => {
    const cluster = startCluster(bin);
    const engine = postgresEngine({ url: cluster.database() });
    await migrate(engine);
    const store = sqlStore(engine);
    return {
      store,
      close: async () => {
        await store.close();
        cluster.stop();
      },
    };
  });
