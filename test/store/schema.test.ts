import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbedded } from '../../src/store/embedded/open.ts';
import { postgresEngine } from '../../src/store/postgres/engine.ts';
import type { Engine, Row } from '../../src/store/sql/engine.ts';
import { migrate, MIGRATIONS } from '../../src/store/sql/migrate.ts';
import { asClinic, sqlStore } from '../../src/store/sql/store.ts';
import { enrolled, oneOfEach } from './contract.ts';
import { postgresBin, startCluster } from './postgres-cluster.ts';

/** Tables that belong to the installation or to a sign-in before a clinic is known; what they hold is no patient's. */
const NOT_OF_A_CLINIC = ['schema_step', 'passkey', 'login_session', 'one_time_link', 'sign_in_failure'];

/** What the schema promises, looked up in the catalogue of each engine. */
function schemaContract(
  name: string,
  open: () => Promise<{ engine: Engine; close: () => Promise<void> }>,
): void {
  describe(name, () => {
    let engine: Engine;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ engine, close } = await open());
    });
    afterAll(() => close());

    const ask = (sql: string): Promise<readonly Row[]> =>
      engine.transaction('', async (session) => (await session.query(sql, [])).rows);

    test('every key of what is kept for patients begins with the clinic', async () => {
      const keys = await ask(`
        select t.relname::text as name,
               (select attname::text from pg_attribute a where a.attrelid = t.oid and a.attnum = i.indkey[0]) as first
        from pg_class t left join pg_index i on i.indrelid = t.oid and i.indisprimary
        where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace`);
      const ours = keys.filter((row) => !NOT_OF_A_CLINIC.includes(String(row['name'])));
      expect(ours.length).toBeGreaterThanOrEqual(14);
      expect(ours.filter((row) => row['first'] !== 'clinic_id')).toEqual([]);
    });

    test('row-level security is on and forced on every table, and there is no trigger of ours', async () => {
      const open_ = await ask(`
        select relname::text as name from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace and not (relrowsecurity and relforcerowsecurity)`);
      expect(open_.map((row) => row['name'])).toEqual(['schema_step']);
      expect(await ask('select tgname::text from pg_trigger where not tgisinternal')).toEqual([]);
    });

    test('the application may neither change nor delete a version that was written', async () => {
      const rights = await ask(`
        select table_name::text as name, privilege_type::text as right from information_schema.role_table_grants
        where grantee = 'tautband_app' and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`);
      expect(rights.map((row) => row['name']).filter((t) => t !== 'idempotency')).toEqual([]);
      const columns = await ask(`
        select distinct column_name::text as name from information_schema.column_privileges
        where grantee = 'tautband_app' and privilege_type = 'UPDATE' and table_name <> 'idempotency'`);
      expect(columns.map((row) => row['name'])).toEqual(['version']);
    });

    test('SQL that forgets to name the clinic gets its own rows and no others; without a clinic none (SR-84)', async () => {
      const store = sqlStore(engine);
      const [mine, theirs] = [await enrolled(store), await enrolled(store)];
      for (const { clinic, actor } of [mine, theirs])
        await store.transaction(clinic.id, async (records) => {
          for (const record of Object.values(oneOfEach(clinic, actor))) await records.save(record);
        });
      const tables = [
        ...[
          'patient',
          'patient_version',
          'visit',
          'visit_version',
          'drawing',
          'drawing_version',
          'drawing_region',
        ],
        ...['findings', 'findings_version', 'finding', 'ranking', 'chart_part', 'chart_part_version'],
      ];
      for (const table of tables) {
        const seen = await engine.transaction(asClinic(mine.clinic.id), async (session) => {
          const { rows } = await session.query(`select clinic_id from ${table}`, []);
          return new Set(rows.map((row) => row['clinic_id']));
        });
        expect([...seen], table).toEqual([mine.clinic.id]);
        const nobody = await engine.transaction('set local role tautband_app', (session) =>
          session.query(`select 1 from ${table}`, []),
        );
        expect(nobody.rows, table).toEqual([]);
      }
      const moved = engine.transaction(asClinic(mine.clinic.id), (session) =>
        session.query('update patient set version = 9', []),
      );
      expect((await moved).affected).toBe(1);
      const planted = engine.transaction(asClinic(mine.clinic.id), (session) =>
        session.query('insert into patient (clinic_id, id, version) values ($1, $2, 1)', [
          theirs.clinic.id,
          '01890a5d-ac96-7774-8cce-b302099a8057',
        ]),
      );
      await expect(planted).rejects.toThrow(/row-level security/);
      const stepsOut = engine.transaction(asClinic(mine.clinic.id), (session) =>
        session.query('delete from patient_version', []),
      );
      await expect(stepsOut).rejects.toThrow(/permission denied/);
    });

    test('a drawing from before words were kept is read as it was: nobody was asked (SR-128)', async () => {
      await engine.transaction('', (s) => s.script('alter table drawing_region drop column words'));
      const [store, step] = [sqlStore(engine), MIGRATIONS.find(({ name: n }) => n === 'pain-words')];
      const { clinic, actor } = await enrolled(store);
      const { patient, visit, drawing } = oneOfEach(clinic, actor);
      const bare = { ...drawing, regions: [{ id: 'temple-left', intensity: 6 }, { id: 'nape-left' }] };
      await store.transaction(clinic.id, async (records) => {
        await records.save(patient);
        await records.save(visit);
      });
      // As the program before wrote it.
      await engine.transaction(asClinic(clinic.id), async (s) => {
        const at = [clinic.id, bare.id, bare.patientId];
        await s.query('insert into drawing (clinic_id, id, patient_id, version) values ($1, $2, $3, 1)', at);
        await s.query(
          `insert into drawing_version (clinic_id, id, version, written_at, written_by, strokes)
           values ($1, $2, 1, now(), $3, '[]')`,
          [clinic.id, bare.id, actor.id],
        );
        await s.query(
          `insert into drawing_region (clinic_id, id, version, position, region, intensity)
           values ($1, $2, 1, 0, 'temple-left', 6), ($1, $2, 1, 1, 'nape-left', null)`,
          [clinic.id, bare.id],
        );
      });
      await engine.transaction('', (s) => s.script(step?.sql ?? ''));
      const read = await store.transaction(clinic.id, (records) => records.latest('drawing', bare.id));
      expect(read?.regions).toEqual(bare.regions);
    });

    test('a step of the schema is taken once, and a database of a newer program is left alone', async () => {
      expect(await migrate(engine)).toEqual([]);
      const last = MIGRATIONS.at(-1)?.number ?? 0;
      const failing = [
        ...MIGRATIONS,
        { number: last + 1, name: 'half', sql: 'create table half (id int); select 1/0' },
      ];
      await expect(migrate(engine, failing)).rejects.toThrow(/division by zero/);
      expect(await ask(`select to_regclass('half')::text as name`)).toEqual([{ name: null }]);
      const next = [
        ...MIGRATIONS,
        { number: last + 1, name: 'next', sql: 'create table next_step (id int)' },
      ];
      expect(await migrate(engine, next)).toEqual([last + 1]);
      await expect(migrate(engine)).rejects.toThrow(
        `the database has schema ${last + 1}, this program knows ${last}`,
      );
    });
  });
}

schemaContract('embedded PGlite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tautband-schema-'));
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
  schemaContract('PostgreSQL', async () => {
    const cluster = startCluster(bin);
    const engine = postgresEngine({ url: cluster.database() });
    await migrate(engine);
    return {
      engine,
      close: async () => {
        await engine.close();
        cluster.stop();
      },
    };
  });
