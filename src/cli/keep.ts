import { createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { shippedAtlas } from '../content/atlas/load.ts';
import type { Anchor } from '../core/audit.ts';
import { checkBackup, restoreBackup } from '../store/backup/restore.ts';
import { writeBackup } from '../store/backup/write.ts';
import { BadBackup } from '../store/backup/format.ts';
import { askForBackup } from '../store/embedded/door.ts';
import { lockFolder, StoreInUse } from '../store/embedded/lock.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { NOTED_ENDS, readNotedEnds } from '../store/noted-ends.ts';
import {
  databaseUrl,
  dataFolder,
  nothingKept,
  now,
  ROOT,
  toldOf,
  withBackup,
  withFiles,
  withKept,
} from './kept-engine.ts';
import type { Said } from './said.ts';
import { verifyStore, type Verification } from './verify.ts';

/** Ends of the audit trails that the server noted beside its database. */
const noted = (): ReadonlyMap<string, readonly Anchor[]> => readNotedEnds(join(dataFolder(), NOTED_ENDS));

const ON_SERVER =
  'DATABASE_URL: expected the embedded store, got a PostgreSQL server. Use its own tools: pg_dump and pg_restore, or ' +
  'pg_basebackup; then `tautband verify`.';

/** `tautband backup FILE`: from the running server when there is one, else from its files. */
export async function backUp(file: string): Promise<Said> {
  if (databaseUrl() !== undefined) return { complaints: [ON_SERVER] };
  if (existsSync(file)) return { complaints: [`${file}: expected a new file, got one that exists`] };
  if (!existsSync(join(dataFolder(), 'database'))) return { complaints: [nothingKept()] };
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
    if (file !== undefined)
      return say(await withBackup(file, (engine) => verifyStore(engine, shippedAtlas())), `backup ${file}`);
    const said = await withKept(async (engine, what) =>
      say(await verifyStore(engine, shippedAtlas(), noted()), what),
    );
    return said ?? { complaints: [nothingKept()] };
  } catch (error) {
    const told = toldOf(error);
    if (told === undefined) throw error;
    return { complaints: [told] };
  }
}

const say = ({ summary, faults }: Verification, what: string): Said => ({
  out: `Verified ${what}.\n${summary}\n`,
  complaints: faults,
});
