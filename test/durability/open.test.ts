import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DiskFull, StoreUnavailable } from '../../src/store/failures.ts';
import { embeddedEngine } from '../../src/store/embedded/engine.ts';
import { lockFolder, StoreInUse } from '../../src/store/embedded/lock.ts';
import { openEmbedded } from '../../src/store/embedded/open.ts';
import { asClinic, sqlStore } from '../../src/store/sql/store.ts';
import { ACTOR, CLINIC, doDeed } from './deeds.ts';

const root = mkdtempSync(join(tmpdir(), 'tautband-open-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
const NOW = '2030-01-01T00:00:00.000Z';
const options = (name: string): { folder: string; cache: string; now: string } => ({
  folder: join(root, name),
  cache: '.cache',
  now: NOW,
});

test('a second opener of the same store is refused and told who has it (SR-52)', async () => {
  const first = await openEmbedded(options('two'));
  await expect(openEmbedded(options('two'))).rejects.toThrow(
    new StoreInUse(
      `The store in ${join(root, 'two')} is open in process ${process.pid}, since ${NOW}. Stop that one first, ` +
        'or give this one another folder with TAUTBAND_DATA.',
    ),
  );
  const store = sqlStore(first);
  await store.enrol(CLINIC, [ACTOR]);
  await doDeed(store, 1);
  await first.close();
  const again = await openEmbedded(options('two'));
  const patients = await sqlStore(again).transaction(CLINIC.id, (records) => records.patients());
  expect(patients).toHaveLength(1);
  await again.close();
});

test('another process is refused as well, also by another path to the same folder, and not after a kill', async () => {
  const folder = join(root, 'other');
  mkdirSync(folder);
  const script = `
    import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, '../../src/store/embedded/lock.ts'))};
    try { await lockFolder(process.argv[1], 'then'); process.stdout.write('taken\\n'); }
    catch (error) { process.stdout.write(error.name + '\\n'); process.exit(0); }
    setInterval(() => undefined, 1000);`;
  const arguments_ = (path: string): string[] => ['--input-type=module-typescript', '-e', script, path];
  const holder = spawn(process.execPath, arguments_(folder), { stdio: ['ignore', 'pipe', 'inherit'] });
  const word = await new Promise<string>((resolve) =>
    holder.stdout.once('data', (d: Buffer) => resolve(d.toString())),
  );
  expect(word).toBe('taken\n');
  const second = spawnSync(process.execPath, arguments_(join(folder, '..', 'other', '.')), {
    encoding: 'utf8',
  });
  expect(second.stdout).toBe('StoreInUse\n');
  await expect(lockFolder(folder, NOW)).rejects.toThrow(`process ${holder.pid}, since then`);
  const ended = new Promise((resolve) => holder.once('exit', resolve));
  holder.kill('SIGKILL');
  await ended;
  const lock = await lockFolder(folder, NOW);
  await lock.release();
});

test('a first start that was cut off is begun again', async () => {
  const folder = join(root, 'begun');
  mkdirSync(join(folder, 'database.new'), { recursive: true });
  writeFileSync(join(folder, 'database.new', 'PG_VERSION'), '18');
  const engine = await openEmbedded(options('begun'));
  expect(existsSync(join(folder, 'database.new'))).toBe(false);
  expect(await sqlStore(engine).clinics()).toEqual([]);
  await engine.close();
});

test('a database that does not sync is noticed before anything is kept in it', async () => {
  const engine = await openEmbedded(options('synced'));
  const before = await engine.syncs();
  await sqlStore(engine).enrol(CLINIC, [ACTOR]);
  for (let n = 0; n < 10; n++) await doDeed(sqlStore(engine), n);
  expect((await engine.syncs()) - before).toBeGreaterThanOrEqual(11);
  await engine.close();
  const careless = await embeddedEngine(
    { folder: join(root, 'synced', 'database'), durable: false },
    () => undefined,
  );
  await sqlStore(careless).transaction(CLINIC.id, (records) => records.patients());
  expect(await careless.syncs()).toBe(0);
  await careless.close();
});

test('with less free space than the reserve nothing is written, all can be read, and writing comes back', async () => {
  let free = Number.POSITIVE_INFINITY;
  const engine = await openEmbedded(options('full'));
  const guarded = {
    ...engine,
    checkSpace: () => {
      if (free < 1) throw new DiskFull('nearly full');
    },
  };
  const store = sqlStore(guarded);
  await store.enrol(CLINIC, [ACTOR]);
  await doDeed(store, 1);
  free = 0;
  await expect(doDeed(store, 2)).rejects.toThrow(DiskFull);
  const read = (): Promise<number> =>
    store.transaction(CLINIC.id, async (records) => (await records.patients()).length);
  expect(await read()).toBe(1);
  free = 2;
  await doDeed(store, 2);
  expect(await read()).toBe(2);
  await engine.close();
});

test('the reserve is compared with the space that the disk really has', async () => {
  const hungry = await openEmbedded({ ...options('hungry'), reserve: Number.MAX_SAFE_INTEGER });
  await expect(sqlStore(hungry).enrol(CLINIC, [ACTOR])).rejects.toThrow(
    /The disk is nearly full: \d+ MB are free/,
  );
  expect(await sqlStore(hungry).clinics()).toEqual([]);
  await hungry.close();
});

test('a database that hangs is ended, takes only its own transaction with it, and is opened again', async () => {
  const first = await openEmbedded(options('hangs'));
  await sqlStore(first).enrol(CLINIC, [ACTOR]);
  await doDeed(sqlStore(first), 1);
  await first.close();
  const folder = join(root, 'hangs', 'database');
  const engine = await embeddedEngine({ folder, durable: true }, () => undefined, 2_000);
  const store = sqlStore(engine);
  const hanging = engine.transaction(asClinic(CLINIC.id), async (session) => {
    await session.query('update patient set version = 7', []);
    await session.query('select count(*) from generate_series(1, 10000000000)', []);
  });
  const waiting = store.transaction(CLINIC.id, (records) => records.patients());
  await expect(hanging).rejects.toThrow(StoreUnavailable);
  // What waited its turn meanwhile is done by the database as it was opened again.
  expect((await waiting).map(({ patient }) => patient.version)).toEqual([1]);
  await doDeed(store, 2);
  expect(await store.transaction(CLINIC.id, (records) => records.patients())).toHaveLength(2);
  await engine.close();
});
