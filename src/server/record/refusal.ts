import type { EpisodeRecord } from '../../core/episode.ts';
import type { Complaint } from '../../kit/complaint.ts';

/** Why a use case did nothing. Over HTTP each code has one status, see `http/refuse.ts`. */
export type Refusal =
  | { readonly code: 'invalid'; readonly complaints: readonly Complaint[] }
  | { readonly code: 'not-found'; readonly what: string }
  | { readonly code: 'duplicate'; readonly what: string }
  /** The write names another patient than the one whose record it would change. */
  | { readonly code: 'wrong-chart'; readonly complaint: Complaint }
  /** Somebody saved since. `current` is absent when nothing was ever saved. */
  | {
      readonly code: 'stale';
      readonly from: number;
      readonly current?: EpisodeRecord;
    };
