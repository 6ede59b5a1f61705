import { createWriteStream, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { shippedAtlas } from '../content/atlas/load.ts';
import type { Anchor } from '../core/audit.ts';
import { checkBackup, restoreBackup } from '../store/backup/restore.ts';
import { writeBackup } from '../store/backup/write.ts';
import { BadBackup } from '../store/backup/format.ts';
import { askForBackup } from '../store/embedded/door.ts';
import type { EmbeddedEngine } from '../store/embedded/engine.ts';
import { lockFolder, StoreInUse } from '../store/embedded/lock.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { postgresEngine } from '../store/postgres/engine.ts';
import { NOTED_ENDS, readNotedEnds } from '../store/noted-ends.ts';
import type { Engine } from '../store/sql/engine.ts';
import type { Said } from './said.ts';
import { verifyStore, type Verification } from './verify.ts';

const ROOT = join(import.meta.dirname, '../..');

const now = (): string => new Date().toISOString();
const dataFolder = (): string => process.env['TAUTBAND_DATA'] ?? join(ROOT, 'data');
/** Ends of the audit trails that the server noted beside its database. */
const noted = (): ReadonlyMap<string, readonly Anchor[]> => readNotedEnds(join(dataFolder(), NOTED_ENDS));
const databaseUrl = (): string | undefined => {
  const url = process.env['DATABASE_URL'] ?? '';
  return url === '' ? undefined : url;
};

const ON_SERVER =
  'DATABASE_URL: expected the embedded store, got a PostgreSQL server. Use its own tools: pg_dump and pg_restore, or ' +
  'pg_basebackup; then `tautband verify`.';

/** `tautband backup FILE`: from the running server when there is one, else from its files. */
export async function backUp(file: string): Promise<Said> {
  if (databaseUrl() !== undefined) return { complaints: [ON_SERVER] };
  if (existsSync(file)) return { complaints: [`${file}: expected a new file, got one that exists`] };
  if (!existsSync(join(dataFolder(), 'database')))
    return { complaints: [`TAUTBAND_DATA: expected a folder with a store, got ${dataFolder()}`] };
  const beside = `${file}.writing`;
  try {
    await writeTo(beside);
    const { rows } = await checkBackup(beside);
    const written = await open(beside, 'r');
    await written.sync();
    await written.close();
    renameSync(beside, file);
    return { out: `${file}: ${rows} rows, ${statSync(file).size} bytes, read back and whole\n` };
  } catch (error) {
    if (error instanceof StoreInUse) return { complaints: [error.message] };
    throw error;
  } finally {
    rmSync(beside, { force: true });
  }
}

async function writeTo(file: string): Promise<void> {
  const socket = await askForBackup(dataFolder());
  if (socket !== undefined) {
    await pipeline(socket, createWriteStream(file, { mode: 0o600 }));
    return;
  }
  await withFiles((engine) => writeBackup(engine, createWriteStream(file, { mode: 0o600 }), now()));
}

async function withFiles<T>(work: (engine: EmbeddedEngine) => Promise<T>): Promise<T> {
  const engine = await openEmbedded({ folder: dataFolder(), cache: join(ROOT, '.cache'), now: now() });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** `tautband restore FILE`: fills a database beside the present one, verifies it, and only then puts it in place. */
export async function restore(file: string): Promise<Said> {
  if (databaseUrl() !== undefined) return { complaints: [ON_SERVER] };
  const folder = dataFolder();
  try {
    await checkBackup(file);
    if (!existsSync(folder))
      await (await openEmbedded({ folder, cache: join(ROOT, '.cache'), now: now() })).close();
    const lock = await lockFolder(folder, now());
    try {
      const [database, fresh] = [join(folder, 'database'), join(folder, 'database.restored')];
      rmSync(fresh, { recursive: true, force: true });
      let verified: Verification | undefined;
      await restoreBackup(file, fresh, async (engine) => {
        verified = await verifyStore(engine, shippedAtlas());
        if (verified.faults.length > 0) throw new BadBackup(verified.faults.join('\n'));
      });
      const moment = now().replace(/[:.]/g, '-');
      const aside = join(folder, `database.before-${moment}`);
      if (existsSync(database)) renameSync(database, aside);
      // They are of the trail that is set aside; the restored one may end before them.
      const ends = join(folder, NOTED_ENDS);
      if (existsSync(ends)) renameSync(ends, join(folder, `before-${moment}.${NOTED_ENDS}`));
      renameSync(fresh, database);
      return {
        out: `${verified?.summary ?? ''}\nRestored from ${file}. What was there before is in ${aside}\n`,
      };
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (error instanceof BadBackup || error instanceof StoreInUse)
      return { complaints: [error.message, 'Nothing was changed.'] };
    throw error;
  }
}

/** `tautband verify [FILE]`: a backup, a PostgreSQL, the store in its folder, or a backup taken from the running server. */
export async function verify(file: string | undefined): Promise<Said> {
  try {
    if (file !== undefined) return say(await verifyBackup(file), `backup ${file}`);
    const url = databaseUrl();
    if (url !== undefined) return say(await verifyPostgres(url), 'the PostgreSQL at DATABASE_URL');
    const socket = await askForBackup(dataFolder());
    if (socket === undefined) {
      if (!existsSync(join(dataFolder(), 'database')))
        return { complaints: [`TAUTBAND_DATA: expected a folder with a store, got ${dataFolder()}`] };
      return say(await withFiles((engine) => verifyStore(engine, shippedAtlas(), noted())), dataFolder());
    }
    const taken = join(mkdtempSync(join(tmpdir(), 'tautband-verify-')), 'backup');
    try {
      await pipeline(socket, createWriteStream(taken, { mode: 0o600 }));
      return say(await verifyBackup(taken, noted()), 'what the running server keeps');
    } finally {
      rmSync(dirname(taken), { recursive: true, force: true });
    }
  } catch (error) {
    if (error instanceof BadBackup || error instanceof StoreInUse) return { complaints: [error.message] };
    throw error;
  }
}

async function verifyBackup(
  file: string,
  ends?: ReadonlyMap<string, readonly Anchor[]>,
): Promise<Verification> {
  const folder = mkdtempSync(join(tmpdir(), 'tautband-verify-'));
  try {
    let verified: Verification | undefined;
    await restoreBackup(file, join(folder, 'database'), async (engine: Engine) => {
      verified = await verifyStore(engine, shippedAtlas(), ends);
    });
    if (verified === undefined) throw new Error('nothing was verified');
    return verified;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function verifyPostgres(url: string): Promise<Verification> {
  const engine = postgresEngine({ url, connections: 1, answer: 10 * 60_000 });
  try {
    return await verifyStore(engine, shippedAtlas(), noted());
  } finally {
    await engine.close();
  }
}

const say = ({ summary, faults }: Verification, what: string): Said => ({
  out: `Verified ${what}.\n${summary}\n`,
  complaints: faults,
});
