import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BadBackup } from '../store/backup/format.ts';
import { restoreBackup } from '../store/backup/restore.ts';
import { askForBackup } from '../store/embedded/door.ts';
import type { EmbeddedEngine } from '../store/embedded/engine.ts';
import { StoreInUse } from '../store/embedded/lock.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { postgresEngine } from '../store/postgres/engine.ts';
import type { Engine } from '../store/sql/engine.ts';
import { MIGRATIONS } from '../store/sql/migrate.ts';

/** Where the program lies. */
export const ROOT = join(import.meta.dirname, '../..');

/** Milliseconds that a PostgreSQL may take for one statement of the command line. */
const PATIENCE = 10 * 60_000;

/** Now, by this machine. */
export const now = (): string => new Date().toISOString();

/** The folder of what is kept. */
export const dataFolder = (): string => process.env['TAUTBAND_DATA'] ?? join(ROOT, 'data');

/** The PostgreSQL that is used in the folder's place; undefined when there is none. */
export const databaseUrl = (): string | undefined => {
  const url = process.env['DATABASE_URL'] ?? '';
  return url === '' ? undefined : url;
};

/** What is kept cannot be read as it is, and why, in a sentence for whoever asked. */
class OtherSchema extends Error {
  override readonly name = 'OtherSchema';
}

/** What to tell whoever asked, when it is theirs to mend; undefined when we failed. */
export const toldOf = (error: unknown): string | undefined =>
  error instanceof BadBackup || error instanceof StoreInUse || error instanceof OtherSchema
    ? error.message
    : undefined;

/** Work on the files of the embedded database, which nobody else may have open. */
export async function withFiles<T>(work: (engine: EmbeddedEngine) => Promise<T>): Promise<T> {
  const engine = await openEmbedded({ folder: dataFolder(), cache: join(ROOT, '.cache'), now: now() });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** Work on a copy that is made from a backup and goes when the work is done. */
export async function withBackup<T>(file: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tautband-copy-'));
  try {
    const done: T[] = [];
    await restoreBackup(file, join(folder, 'database'), async (engine) => {
      done.push(await work(engine));
    });
    const [result] = done;
    if (done.length !== 1) throw new Error('nothing was done with the backup');
    return result as T;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Read what is kept, wherever it is: the PostgreSQL at DATABASE_URL, a copy of what the running server keeps, or the
 * files. Undefined when there is nothing.
 */
export async function withKept<T>(
  work: (engine: Engine, what: string) => Promise<T>,
): Promise<T | undefined> {
  const url = databaseUrl();
  if (url !== undefined) {
    const engine = postgresEngine({ url, connections: 1, answer: PATIENCE });
    try {
      await checkSchema(engine);
      return await work(engine, 'the PostgreSQL at DATABASE_URL');
    } finally {
      await engine.close();
    }
  }
  const socket = await askForBackup(dataFolder());
  if (socket === undefined) {
    if (!existsSync(join(dataFolder(), 'database'))) return undefined;
    return withFiles((engine) => work(engine, dataFolder()));
  }
  const folder = mkdtempSync(join(tmpdir(), 'tautband-taken-'));
  try {
    const taken = join(folder, 'backup');
    await pipeline(socket, createWriteStream(taken, { mode: 0o600 }));
    return await withBackup(taken, (engine) => work(engine, 'what the running server keeps'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A command that only reads brings no schema up to date. */
async function checkSchema(engine: Engine): Promise<void> {
  const newest = MIGRATIONS.at(-1)?.number ?? 0;
  const schema = await engine.transaction('', async (session) => {
    const there = await session.query(`select to_regclass('schema_step') is not null as is_there`, []);
    if (there.rows[0]?.['is_there'] !== true) return 0;
    const { rows } = await session.query('select max(number) as number from schema_step', []);
    return Number(rows[0]?.['number'] ?? 0);
  });
  if (schema < newest)
    throw new OtherSchema(
      `DATABASE_URL: expected schema ${newest}, got ${schema}: start this version of the server once, it brings it up to date`,
    );
  if (schema > newest)
    throw new OtherSchema(`DATABASE_URL: expected schema ${newest}, got ${schema}: use a newer Tautband`);
}

/** What is said when there is nothing kept. */
export const nothingKept = (): string => `TAUTBAND_DATA: expected a folder with a store, got ${dataFolder()}`;
