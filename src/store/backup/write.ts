import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Engine, Session } from '../sql/engine.ts';
import { FORMAT, LEFT_OUT, type Header, type Trailer } from './format.ts';

/** Rows in one line; fewer of those that hold pictures. */
const AT_ONCE = 500;
const FEW: Readonly<Record<string, number>> = { attachment: 2 };

/**
 * Write a backup of everything, as it is at one moment. For the embedded database, whose own connection may read all
 * clinics; other transactions wait until it is done.
 *
 * @param at noted in the header
 * @returns how many rows it holds
 */
export async function writeBackup(engine: Engine, out: Writable, at: string): Promise<number> {
  const gzip = createGzip();
  const flowing = pipeline(gzip, out);
  const write = (line: string): Promise<void> =>
    new Promise((resolve, reject) => gzip.write(line, (error) => (error ? reject(error) : resolve())));
  try {
    const count = await engine.transaction('set transaction isolation level repeatable read', (session) =>
      writeLines(session, write, at),
    );
    gzip.end();
    await flowing;
    return count;
  } catch (error) {
    gzip.destroy();
    await flowing.catch(() => undefined);
    throw error;
  }
}

async function writeLines(
  session: Session,
  write: (line: string) => Promise<void>,
  at: string,
): Promise<number> {
  const sum = createHash('sha256');
  let count = 0;
  const give = async (line: string): Promise<void> => {
    sum.update(`${line}\n`);
    await write(`${line}\n`);
  };
  await give(JSON.stringify({ format: FORMAT, schema: await schemaOf(session), at } satisfies Header));
  for (const table of await tablesOf(session))
    for await (const rows of rowsOf(session, table)) {
      count += rows.length;
      // The database's own text of each row, so that no number passes through ours.
      await give(`{"table":"${table}","rows":[${rows.join(',')}]}`);
    }
  await write(`${JSON.stringify({ rows: count, sha256: sum.digest('hex') } satisfies Trailer)}\n`);
  return count;
}

async function schemaOf(session: Session): Promise<number> {
  const { rows } = await session.query('select max(number) as number from schema_step', []);
  return Number(rows[0]?.['number']);
}

/** Tables in the order in which they were made, which is an order in which they can be filled. */
async function tablesOf(session: Session): Promise<readonly string[]> {
  const { rows } = await session.query(
    `select relname::text as name from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace order by oid`,
    [],
  );
  return rows.map((row) => String(row['name'])).filter((name) => !LEFT_OUT.includes(name));
}

async function* rowsOf(session: Session, table: string): AsyncGenerator<readonly string[]> {
  await session.script(`declare backup cursor for select row_to_json(t)::text as row from "${table}" t`);
  for (;;) {
    const { rows } = await session.query(`fetch ${FEW[table] ?? AT_ONCE} from backup`, []);
    if (rows.length === 0) break;
    yield rows.map((row) => String(row['row']));
  }
  await session.script('close backup');
}
