import type { Atlas } from '../core/atlas/atlas.ts';
import type { Instant } from '../kit/time.ts';
import type { Store } from '../store/store.ts';

/** Everything that the server needs from outside itself. */
export interface Deps {
  readonly store: Store;
  readonly atlas: Atlas;
  /** Ids of the body views. */
  readonly views: readonly string[];
  readonly now: () => Instant;
  /** Demo data and demo accounts are in this installation. */
  readonly demo: boolean;
  /** Folder of the built web app. Absent: only the API is served. */
  readonly web?: string;
  /** Names by which the server may be called, without port. Absent: all. */
  readonly hosts?: readonly string[];
  /** A proxy on this machine adds TLS and says for whom it asks. */
  readonly behindProxy?: boolean;
}
