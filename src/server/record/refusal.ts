import type { EpisodeRecord } from '../../core/episode.ts';
import type { Complaint } from '../../kit/complaint.ts';

/** Why a use case did nothing. Over HTTP each code has one status, see `http/refuse.ts`. */
export type Refusal =
  /** Nobody is signed in, or not wholly. `ended`: somebody was. */
  | { readonly code: 'not-signed-in'; readonly ended: boolean; readonly why: string }
  /** Signed in, but the screen is locked. */
  | { readonly code: 'locked' }
  | { readonly code: 'forbidden'; readonly why: string }
  /** The role may look into charts, but this patient is treated by others. */
  | { readonly code: 'not-on-team' }
  | { readonly code: 'too-many'; readonly seconds: number }
  | { readonly code: 'not-possible'; readonly why: string }
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
