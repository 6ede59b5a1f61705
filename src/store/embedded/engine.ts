import { DiskFull, StoreUnavailable } from '../failures.ts';
import { mutex } from '../mutex.ts';
import type { Engine, Session } from '../sql/engine.ts';
import { connect, StatementError, type Connection } from './connection.ts';
import type { Start } from './protocol.ts';

/** How many transactions may wait for their turn; at some hundred a second this is about a second. */
const MOST_WAITING = 256;
/** Transactions between two checkpoints, and between two rounds of VACUUM and ANALYZE. */
const COMMITS_PER_CHECKPOINT = 5_000;
const COMMITS_PER_TIDY = 50_000;
/** Milliseconds to wait for one statement. The database cannot interrupt itself; we can end its thread. */
const PATIENCE = 30_000;
/** Milliseconds that tidying may take. */
const TIDYING = 10 * 60_000;

/** An embedded database on one folder. */
export interface EmbeddedEngine extends Engine {
  /** How often the disk was asked to sync since the database was opened. */
  syncs(): Promise<number>;
}

/**
 * Open the database in a folder, in a thread of its own. One transaction at a time, in the order asked. When the
 * database fails its thread is ended, and the next transaction opens it again from what is on disk.
 *
 * @param checkSpace throws `DiskFull` when nothing may be written now
 * @param patience   milliseconds to wait for one statement before the database counts as failed
 */
export async function embeddedEngine(
  start: Start,
  checkSpace: () => void,
  patience: number = PATIENCE,
): Promise<EmbeddedEngine> {
  const turn = mutex();
  let connection: Connection = await connect(start);
  let waiting = 0;
  let closed = false;

  const alive = async (): Promise<Connection> => {
    if (closed) throw new StoreUnavailable('The store is closed.');
    if (!connection.isAlive()) connection = await connect(start);
    return connection;
  };

  const outside = (sql: string, milliseconds: number): Promise<void> =>
    turn(async () => {
      await (await alive()).ask({ kind: 'script', sql }, milliseconds);
    });
  // Nothing tidies by itself in a database without background processes: without statistics the planner takes wrong
  // turns (24 ms instead of 0.3 ms for one row was measured), and without checkpoints the log grows for ever.
  const tidy = async (): Promise<void> => {
    await outside('vacuum (analyze)', TIDYING);
    await outside('checkpoint', TIDYING);
  };

  let commits = 0;
  /** The log grows until somebody makes a checkpoint, and statistics age with every write. */
  const countCommit = (): void => {
    commits++;
    if (commits % COMMITS_PER_TIDY === 0) tidy().catch(() => undefined);
    else if (commits % COMMITS_PER_CHECKPOINT === 0) outside('checkpoint', TIDYING).catch(() => undefined);
  };

  return {
    async transaction(preamble, work) {
      if (waiting >= MOST_WAITING) throw new StoreUnavailable('Too many requests are waiting for the store.');
      waiting++;
      try {
        const result = await turn(async () =>
          inTransaction(patiently(await alive(), patience), preamble, work),
        );
        countCommit();
        return result;
      } finally {
        waiting--;
      }
    },
    tidy,
    syncs: async () => (await (await alive()).ask({ kind: 'syncs' }, patience)).affected,
    checkSpace,
    close: () =>
      turn(async () => {
        if (closed) return;
        closed = true;
        if (connection.isAlive()) {
          // What is in the log need not be replayed when the database is opened again.
          await connection.ask({ kind: 'script', sql: 'checkpoint' }, TIDYING).catch(() => undefined);
          await connection.ask({ kind: 'close' }, patience).catch(() => undefined);
        }
        await connection.kill();
      }),
  };
}

interface Timed {
  readonly session: Session;
  readonly isAlive: () => boolean;
}

/** A session whose statements must be answered in time. */
function patiently(connection: Connection, patience: number): Timed {
  const session: Session = {
    query: (sql, parameters) => connection.ask({ kind: 'query', sql, parameters }, patience),
    script: async (sql) => {
      await connection.ask({ kind: 'script', sql }, patience);
    },
  };
  return { session, isAlive: connection.isAlive };
}

async function inTransaction<T>(
  { session, isAlive }: Timed,
  preamble: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  try {
    await session.script(`begin; ${preamble}`);
    const result = await work(session);
    await session.script('commit');
    return result;
  } catch (error) {
    if (isAlive()) await session.script('rollback');
    if (error instanceof StatementError && error.code === '53100')
      throw new DiskFull('The disk is full.', { cause: error });
    throw error;
  }
}
