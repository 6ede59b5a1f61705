import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Compilable,
} from 'kysely';
import type { Session } from './engine.ts';
import type { Tables } from './tables.ts';

/** Builds statements and never runs them: the same text goes to every engine. */
export const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Run a statement and return its rows. */
export async function rowsOf<O>(session: Session, statement: Compilable<O>): Promise<readonly O[]> {
  const { sql, parameters } = statement.compile();
  const { rows } = await session.query(sql, parameters);
  return rows as readonly O[];
}

/** Run a statement and return the first row, when there is one. */
export async function firstOf<O>(session: Session, statement: Compilable<O>): Promise<O | undefined> {
  return (await rowsOf(session, statement))[0];
}

/** Run a statement and return how many rows it wrote. */
export async function written(session: Session, statement: Compilable): Promise<number> {
  const { sql, parameters } = statement.compile();
  return (await session.query(sql, parameters)).affected;
}
