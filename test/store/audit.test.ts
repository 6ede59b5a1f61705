import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbedded } from '../../src/store/embedded/open.ts';
import { postgresEngine } from '../../src/store/postgres/engine.ts';
import type { Engine } from '../../src/store/sql/engine.ts';
import { migrate } from '../../src/store/sql/migrate.ts';
import { sqlStore } from '../../src/store/sql/store.ts';
import { verifyAudit } from '../../src/store/verify-audit.ts';
import { nudgeRecord, plantEverywhere, rewriteEnd, trailOf } from './audit-trail.ts';
import { postgresBin, startCluster } from './postgres-cluster.ts';

/** What the audit trail promises on each engine; `changes` are planted at once. */
function auditContract(
  name: string,
  changes: number,
  open: () => Promise<{ engine: Engine; close: () => Promise<void> }>,
): void {
  describe(name, () => {
    let engine: Engine;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ engine, close } = await open());
    });
    afterAll(() => close());

    test('events are chained once, by however many look at the same time, and nothing is found', async () => {
      const { clinic } = await trailOf(engine, 1_500);
      const store = sqlStore(engine);
      const chained = await Promise.all([1, 2, 3].map(() => store.chainAudit('all')));
      expect(chained).toEqual([[], [], []]);
      const { faults, records, end } = await verifyAudit(engine, clinic.id);
      expect([faults, records, end.position]).toEqual([[], [], 1_500]);
    });

    test(`each of ${changes} planted changes is found at its place, and nothing else (SR-86)`, async () => {
      const { wrong, planted, seconds } = await plantEverywhere(engine, changes);
      expect(wrong).toEqual([]);
      process.stdout.write(
        `${planted} planted changes found in ${seconds.toFixed(1)} s on ${name}: ` +
          `${Math.round((planted * 3) / seconds)} events/s\n`,
      );
    }, 600_000);

    test('a version that was changed or taken away since it was written is named (SR-125)', async () => {
      expect([...(await nudgeRecord(engine))].sort()).toEqual(['first changed', 'second missing']);
    });

    test('a chain that was cut off at its end is found by the end that was noted elsewhere (SR-86)', async () => {
      expect(await rewriteEnd(engine)).toEqual(['16 end is missing']);
    });
  });
}

auditContract('embedded PGlite', 900, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tautband-audit-'));
  const engine = await openEmbedded({ folder, cache: '.cache', now: '2030-01-01T00:00:00.000Z' });
  return {
    engine,
    close: async () => {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

const bin = postgresBin();
if (bin === undefined)
  describe.skip('PostgreSQL (POSTGRES_BIN is empty)', () => test('skipped', () => undefined));
else
  auditContract('PostgreSQL', 10_000, async () => {
    const cluster = startCluster(bin);
    const engine = postgresEngine({ url: cluster.database(), answer: 60_000 });
    await migrate(engine);
    return {
      engine,
      close: async () => {
        await engine.close();
        cluster.stop();
      },
    };
  });
