import type { Row } from '../sql/engine.ts';

/** How the database thread is started. */
export interface Start {
  readonly folder: string;
  /** False only while a template is made, which is synced as a whole afterwards. */
  readonly durable: boolean;
}

/** What the database thread is asked. */
export type Question =
  | { readonly kind: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly kind: 'script'; readonly sql: string }
  | { readonly kind: 'syncs' }
  | { readonly kind: 'close' };

/** What went wrong in the database thread. Without a code it is not the statement but the database that failed. */
export interface Failure {
  readonly message: string;
  /** SQLSTATE. */
  readonly code?: string;
  readonly severity?: string;
}

/** What it answers. */
export interface Answer {
  readonly rows: readonly Row[];
  readonly affected: number;
}

export interface Asked {
  readonly number: number;
  readonly question: Question;
}

export type Reply =
  | { readonly number: number; readonly answer: Answer }
  | { readonly number: number; readonly failure: Failure };
