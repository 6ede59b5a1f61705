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
    options: '-c timezone=UTC -c datestyle=ISO -c extra_float_digits=1',
    types: { getTypeParser },
  });
  // Without a listener a connection that breaks while nobody uses it would end the process.
  pool.on('error', () => undefined);

  return {
    async transaction(preamble, work) {
      const client = await pool.connect().catch((error: unknown) => {
        throw translate(error);
      });
      const onError = (): void => undefined;
      client.on('error', onError);
      try {
        await client.query(`begin; ${preamble}`);
        const result = await work(sessionOn(client));
        await client.query('commit');
        client.off('error', onError);
        client.release();
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
        client.off('error', onError);
        // A connection in an unknown state is closed, not handed to the next request.
        client.release(!isClean);
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

const sessionOn = (client: pg.PoolClient): Session => ({
  async query(sql, parameters) {
    const { rows, rowCount } = await client.query<Record<string, unknown>>(sql, [...parameters]);
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
