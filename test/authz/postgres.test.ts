import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresEngine } from '../../src/store/postgres/engine.ts';
import type { Engine } from '../../src/store/sql/engine.ts';
import { migrate } from '../../src/store/sql/migrate.ts';
import { sqlStore } from '../../src/store/sql/store.ts';
import { postgresBin, startCluster, type Cluster } from '../store/postgres-cluster.ts';
import { runMatrix } from './matrix.ts';
import { rowSecurityFaults } from './row-security.ts';

const bin = postgresBin();

describe.skipIf(bin === undefined)('PostgreSQL', () => {
  let cluster: Cluster;
  let engine: Engine;
  beforeAll(async () => {
    cluster = startCluster(bin ?? '');
    engine = postgresEngine({ url: cluster.database() });
    await migrate(engine);
  });
  afterAll(async () => {
    await engine.close();
    cluster.stop();
  });

  test('each route answers each role, patient, clinic and session as the table for people says (SR-61, SR-62, SR-65, SR-126)', async () => {
    const { wrong, calls } = await runMatrix('PostgreSQL', sqlStore(engine));
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(calls).toBeGreaterThanOrEqual(5_000);
  }, 600_000);

  test('under the roles of the application the database shows no row of another clinic, and takes none (SR-63)', async () => {
    expect(await rowSecurityFaults(engine)).toEqual([]);
  });
});
