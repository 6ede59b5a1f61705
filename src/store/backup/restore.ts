import { createHash } from 'node:crypto';
import { createReadStream, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { syncFolder } from '../embedded/durable-files.ts';
import { embeddedEngine } from '../embedded/engine.ts';
import { buildDatabase, syncTree } from '../embedded/template.ts';
import type { Engine } from '../sql/engine.ts';
import { migrate, MIGRATIONS } from '../sql/migrate.ts';
import { BadBackup, FORMAT, type Header, type Trailer } from './format.ts';

/**
 * Read a backup from a file and check that it is whole: format, count and sum. Nothing is written.
 *
 * @returns its header; rejects with `BadBackup`
 */
export async function checkBackup(file: string): Promise<Header & Trailer> {
  const sum = createHash('sha256');
  let header: Header | undefined;
  let trailer: Trailer | undefined;
  let count = 0;
  for await (const line of linesOf(file)) {
    if (trailer !== undefined) throw new BadBackup(`${file} goes on after its end`);
    const rows = rowsIn(line);
    if (rows !== undefined) count += (JSON.parse(rows.json) as unknown[]).length;
    else if (header === undefined) header = headerIn(line, file);
    else trailer = trailerIn(line, file);
    if (trailer === undefined) sum.update(`${line}\n`);
  }
  if (header === undefined || trailer === undefined) throw new BadBackup(`${file} is cut off`);
  if (trailer.rows !== count || trailer.sha256 !== sum.digest('hex'))
    throw new BadBackup(`${file} was changed or damaged after it was written`);
  return { ...header, ...trailer };
}

/**
 * Make a database in `folder`, which must not exist, from a backup that is whole. It appears there only when
 * everything is in it and `check` found nothing wrong.
 *
 * @param check resolves when the filled database is as it should be, rejects otherwise
 */
export async function restoreBackup(
  file: string,
  folder: string,
  check: (engine: Engine) => Promise<void>,
): Promise<void> {
  const { schema } = await checkBackup(file);
  const beside = `${folder}.restoring`;
  rmSync(beside, { recursive: true, force: true });
  try {
    await buildDatabase(
      beside,
      MIGRATIONS.filter((step) => step.number <= schema),
    );
    const engine = await embeddedEngine({ folder: beside, durable: false }, () => undefined);
    try {
      await engine.transaction('', async (session) => {
        for await (const line of linesOf(file)) {
          const rows = rowsIn(line);
          if (rows === undefined) continue;
          const { table, json } = rows;
          await session.query(
            `insert into "${table}" select * from json_populate_recordset(null::"${table}", $1)`,
            [json],
          );
        }
      });
      await migrate(engine);
      await check(engine);
      await engine.tidy();
    } finally {
      await engine.close();
    }
    syncTree(beside);
    if (existsSync(folder)) throw new Error(`${folder} is there already`);
    renameSync(beside, folder);
    syncFolder(dirname(folder));
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** Lines of a gzip file. Rejects with `BadBackup` when it is none, or is cut off. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const gunzip = createGunzip();
  let failure: unknown;
  const flowing = pipeline(createReadStream(file), gunzip).catch((error: unknown) => {
    failure = error;
  });
  try {
    for await (const line of createInterface({ input: gunzip, crlfDelay: Infinity })) yield line;
  } catch (error) {
    failure ??= error;
  }
  await flowing;
  if (failure === undefined) return;
  if ((failure as NodeJS.ErrnoException).code === 'ENOENT') throw new BadBackup(`there is no file ${file}`);
  throw new BadBackup(
    `${file} is no whole backup: ${failure instanceof Error ? failure.message : 'cannot be read'}`,
  );
}

function rowsIn(line: string): { readonly table: string; readonly json: string } | undefined {
  const match = /^\{"table":"([a-z_]+)","rows":(\[.*\])\}$/s.exec(line);
  return match === null ? undefined : { table: match[1] ?? '', json: match[2] ?? '' };
}

function headerIn(line: string, file: string): Header {
  const header = parsed(line) as Partial<Header>;
  if (header.format !== FORMAT || typeof header.schema !== 'number' || typeof header.at !== 'string')
    throw new BadBackup(`${file} is no backup of the form ${FORMAT}`);
  const newest = MIGRATIONS.at(-1)?.number ?? 0;
  if (header.schema > newest)
    throw new BadBackup(
      `${file} has schema ${header.schema}, this program knows ${newest}: use a newer Tautband`,
    );
  return { format: FORMAT, schema: header.schema, at: header.at };
}

function trailerIn(line: string, file: string): Trailer {
  const trailer = parsed(line) as Partial<Trailer>;
  if (typeof trailer.rows !== 'number' || typeof trailer.sha256 !== 'string')
    throw new BadBackup(`${file} holds a line that is no row`);
  return { rows: trailer.rows, sha256: trailer.sha256 };
}

function parsed(line: string): unknown {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
