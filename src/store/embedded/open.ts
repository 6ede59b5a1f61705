import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../sql/migrate.ts';
import { writeBackup } from '../backup/write.ts';
import { openDoor } from './door.ts';
import { embeddedEngine, type EmbeddedEngine } from './engine.ts';
import { lockFolder } from './lock.ts';
import { spaceGuard } from './space.ts';
import { createDatabase } from './template.ts';

export interface EmbeddedOptions {
  /** Folder of everything that is kept. Made when it is not there. */
  readonly folder: string;
  /** Folder for what can be made again. */
  readonly cache: string;
  /** Bytes that must stay free on the disk. */
  readonly reserve?: number;
  readonly now: string;
}

/**
 * Open the durable embedded database in a folder: locked, brought up to date, and proved to sync.
 *
 * Rejects with `StoreInUse` when another process has it, and with an `Error` when the database would not be durable.
 */
export async function openEmbedded({
  folder,
  cache,
  reserve,
  now,
}: EmbeddedOptions): Promise<EmbeddedEngine> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(folder, now);
  const database = join(folder, 'database');
  try {
    rmSync(`${database}.new`, { recursive: true, force: true });
    if (!existsSync(database)) await createDatabase(database, cache);
    const engine = await embeddedEngine({ folder: database, durable: true }, spaceGuard(folder, reserve));
    try {
      await proveDurable(engine);
      await migrate(engine);
    } catch (error) {
      await engine.close();
      throw error;
    }
    const door = await openDoor(folder, (socket) => writeBackup(engine, socket, new Date().toISOString()));
    return {
      ...engine,
      async close() {
        door?.close();
        await engine.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Settings without which a power cut can lose or tear what was acknowledged. */
const NEEDED = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums'];

/** Reject unless a commit really reaches the disk: by what the database says, and by what we see it do. */
async function proveDurable(engine: EmbeddedEngine): Promise<void> {
  const { rows } = await engine.transaction('', (session) =>
    session.query('select name, setting from pg_settings where name = any($1)', [NEEDED]),
  );
  const off = NEEDED.filter((name) => !rows.some((row) => row['name'] === name && row['setting'] === 'on'));
  if (off.length > 0) throw new Error(`the embedded database is not durable: ${off.join(', ')} must be on`);
  const before = await engine.syncs();
  // The smallest transaction that writes to the log.
  await engine.transaction('', (session) =>
    session.script("select pg_logical_emit_message(true, 'tautband', 'boot')"),
  );
  if ((await engine.syncs()) <= before)
    throw new Error('the embedded database is not durable: a commit did not sync the disk');
}
