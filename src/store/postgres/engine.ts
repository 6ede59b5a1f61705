import pg from 'pg';
import { DiskFull, StoreUnavailable } from '../failures.ts';
import type { Engine, Session } from '../sql/engine.ts';
import { READERS } from '../sql/types.ts';

/** Milliseconds after which we stop waiting. Together they keep every failure under five seconds. */
const CONNECT = 2_000;
const ANSWER = 3_000;

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  readonly connections?: number;
  /** Milliseconds to wait for one statement; longer for what is known to take long, such as a restore. */
  readonly answer?: number;
}

/** A PostgreSQL server, 15 or newer, over a pool of connections. */
export function postgresEngine({ url, connections = 10, answer = ANSWER }: PostgresOptions): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT,
    // The driver's own limit ends waits on a network that swallows everything; the server's ends runaway work.
    query_timeout: answer,
    statement_timeout: answer,
    lock_timeout: answer,
    idle_in_transaction_session_timeout: 4 * answer,
    keepAlive: true,
    // Statements that do not wait for one another travel together: a chart is five round trips, not fourteen.
    pipeline: true,
    options: '-c timezone=UTC -c datestyle=ISO -c extra_float_digits=1',
    types: { getTypeParser },
  });
  // Without a listener a connection that breaks while nobody uses it would end the process.
  pool.on('error', () => undefined);

  return {
    async transaction(preamble, work) {
      const { client, letGo } = await begun(pool, `begin; ${preamble}`);
      try {
        const result = await work(sessionOn(client));
        await client.query('commit');
        letGo(true);
        return result;
      } catch (error) {
        const translated = translate(error);
        const isBroken = translated instanceof StoreUnavailable;
        const isClean =
          !isBroken &&
          (await client.query('rollback').then(
            () => true,
            () => false,
          ));
        // A connection in an unknown state is closed, not handed to the next request.
        letGo(isClean);
        throw translated;
      }
    },
    // The server guards its own disk: it answers 53100 and stays consistent.
    checkSpace: () => undefined,
    // A server has its own autovacuum.
    tidy: () => Promise.resolve(),
    close: () => pool.end(),
  };
}

interface Begun {
  readonly client: pg.PoolClient;
  readonly letGo: (isClean: boolean) => void;
}

/**
 * A connection on which a transaction has begun. Connections that broke while nobody used them are passed over: nothing
 * was asked on them yet, so asking on another one is safe.
 */
async function begun(pool: pg.Pool, begin: string): Promise<Begun> {
  for (let tries = pool.totalCount; ; tries--) {
    const client = await pool.connect().catch((error: unknown) => {
      throw translate(error);
    });
    const onError = (): void => undefined;
    client.on('error', onError);
    const letGo = (isClean: boolean): void => {
      client.off('error', onError);
      client.release(!isClean);
    };
    try {
      await client.query(begin);
      return { client, letGo };
    } catch (error) {
      letGo(false);
      if (tries <= 0 || !isCut(error)) throw translate(error);
    }
  }
}

/** The other end was gone before we asked; a wait that took too long is no such thing. */
const isCut = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && /^(EPIPE|ECONNRESET|57P01)$/.test(String(error.code))) ||
    /Connection terminated|not queryable/i.test(error.message));

/** Statements that the server keeps prepared on each connection. Lists of many lengths would fill its memory. */
const MOST_PREPARED = 300;
const LONGEST_PREPARED = 8_000;
const names = new Map<string, string>();

/** The name under which a statement is prepared, so that the server plans it once; undefined to plan it each time. */
function nameOf(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST_PREPARED || sql.length > LONGEST_PREPARED) return known;
  const name = `s${names.size}`;
  names.set(sql, name);
  return name;
}

const sessionOn = (client: pg.PoolClient): Session => ({
  async query(sql, parameters) {
    const name = nameOf(sql);
    const statement = { text: sql, values: [...parameters], ...(name === undefined ? {} : { name }) };
    const { rows, rowCount } = await client.query<Record<string, unknown>>(statement);
    return { rows, affected: rowCount ?? 0 };
  },
  async script(sql) {
    await client.query(sql);
  },
});

/** The driver's own readers, for the types that we leave to them. */
const readerOf = pg.types.getTypeParser as (oid: number, format?: string) => (text: string) => unknown;

function getTypeParser(oid: number, format?: string): (text: string) => unknown {
  return READERS[oid] ?? readerOf(oid, format ?? 'text');
}

/** Classes of SQLSTATE that mean that the server, not the statement, is the problem. */
const UNAVAILABLE = /^(08...|57P0[1-5]|57014|55P03|53[0-46-9]..|25P03)$/;
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/;
/** Errors of the driver that carry no code. */
const DRIVER = /timeout|Connection terminated|not queryable|Client has encountered|Cannot use a pool/i;

/** Say in our words what went wrong with the server; leave what is our own mistake as it is. */
function translate(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '53100') return new DiskFull('The disk of the database server is full.', { cause: error });
  const isUnavailable =
    UNAVAILABLE.test(code) || NETWORK.test(code) || (code === '' && DRIVER.test(error.message));
  if (!isUnavailable) return error;
  return new StoreUnavailable('The database server does not answer.', { cause: error });
}
