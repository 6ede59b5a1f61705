/** One row as the drivers give it, after the parsers of `types.ts`. */
export type Row = Readonly<Record<string, unknown>>;

/** What a statement returned. */
export interface QueryResult {
  readonly rows: readonly Row[];
  /** Rows that it inserted, changed or deleted. */
  readonly affected: number;
}

/** One connection inside one transaction. */
export interface Session {
  query(sql: string, parameters: readonly unknown[]): Promise<QueryResult>;
  /** Several statements without parameters. Not for anything that a stranger wrote. */
  script(sql: string): Promise<void>;
}

/** A PostgreSQL, embedded or not. */
export interface Engine {
  /**
   * Run `work` between BEGIN and COMMIT. Rejects with `StoreUnavailable` when the database did not answer, with
   * `DiskFull` when it had no space, and with whatever `work` threw after rolling back.
   *
   * @param preamble statements after BEGIN, without parameters
   */
  transaction<T>(preamble: string, work: (session: Session) => Promise<T>): Promise<T>;
  /** Throw `DiskFull` when nothing may be written now. */
  checkSpace(): void;
  /** Do what this database does not do by itself to stay fast. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}
