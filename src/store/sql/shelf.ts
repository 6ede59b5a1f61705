import type { Saved } from '../store.ts';
import type { Session } from './engine.ts';

/** How one kind of record lies in its tables. */
export interface Shelf<R> {
  /** Versions, first to last; with `current`, only the one that counts. */
  read(session: Session, clinic: string, id: string, which: 'current' | 'all'): Promise<readonly R[]>;
  save(session: Session, record: R): Promise<Saved>;
}
