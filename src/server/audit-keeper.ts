import { noteEnds } from '../store/noted-ends.ts';
import type { ChainEnd, Store } from '../store/store.ts';
import { clock } from './clock.ts';

/** Milliseconds between two notes of where the chains end. */
const NOTE_EVERY = 3_600_000;

/** Chains the audit trail while the server runs, and notes its ends outside the database. */
export interface AuditKeeper {
  /** Chain what is pending. Never rejects: what is left is chained the next time. */
  chain(from: 'recent' | 'all'): Promise<void>;
  /** Note the ends now, whenever the last note was. */
  note(): void;
}

/** Keep the audit trail of a store, noting its ends hourly in a file. */
export function auditKeeper(store: Store, file: string): AuditKeeper {
  const ends = new Map<string, ChainEnd>();
  let notedAt = 0;
  const note = (): void => {
    noteEnds(file, clock(), [...ends.values()]);
    ends.clear();
    notedAt = Date.now();
  };
  return {
    note,
    async chain(from) {
      try {
        for (const end of await store.chainAudit(from)) ends.set(end.clinicId, end);
        if (ends.size > 0 && Date.now() - notedAt >= NOTE_EVERY) note();
      } catch (error) {
        process.stderr.write(`Chaining the audit trail failed: ${String(error)}\n`);
      }
    },
  };
}
