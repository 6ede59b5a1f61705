import { createHash } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { migrate, MIGRATIONS, type Migration } from '../sql/migrate.ts';
import { syncFolder } from './durable-files.ts';
import { embeddedEngine } from './engine.ts';

/** Version of the embedded database in package.json: its files are only sure to fit the program that made them. */
const DATABASE = '0.5.16';

/**
 * Put an empty database with the current schema into `folder`, which must not exist. Making one takes many
 * seconds, copying one a fraction of a second, so the first one made is kept in `cache`.
 *
 * The folder appears whole or not at all: it is written beside its place, synced file by file, and then renamed.
 */
export async function createDatabase(folder: string, cache: string): Promise<void> {
  const beside = `${folder}.new`;
  rmSync(beside, { recursive: true, force: true });
  const template = await templateIn(cache).catch(() => undefined);
  if (template === undefined) await buildDatabase(beside);
  else cpSync(template, beside, { recursive: true });
  syncTree(beside);
  renameSync(beside, folder);
  syncFolder(dirname(folder));
}

async function templateIn(cache: string): Promise<string> {
  const schema = createHash('sha256').update(DATABASE);
  for (const { number, sql } of MIGRATIONS) schema.update(`${number} ${sql}`);
  const template = join(cache, `database-${schema.digest('hex').slice(0, 16)}`);
  if (existsSync(template)) return template;
  mkdirSync(cache, { recursive: true });
  const beside = `${template}.${process.pid}`;
  try {
    await buildDatabase(beside);
    renameSync(beside, template);
  } catch (error) {
    // Another process may have been faster; its template is as good.
    rmSync(beside, { recursive: true, force: true });
    if (!existsSync(template)) throw error;
  }
  return template;
}

/** Make a database with these steps of the schema, from nothing. Not synced yet. */
export async function buildDatabase(folder: string, steps: readonly Migration[] = MIGRATIONS): Promise<void> {
  const engine = await embeddedEngine({ folder, durable: false }, () => undefined);
  await migrate(engine, steps);
  await engine.tidy();
  await engine.close();
}

/** Put every file and folder below `path` on disk. */
export function syncTree(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) syncTree(below);
    else if (entry.isFile()) {
      const file = openSync(below, 'r+');
      fsyncSync(file);
      closeSync(file);
    }
  }
  syncFolder(path);
}
