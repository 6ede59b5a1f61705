import { show, type Complaint } from '../../kit/complaint.ts';
import type { Day } from '../../kit/time.ts';

/** How a complaint began. */
export const ONSETS = ['sudden', 'gradual', 'injury', 'after-surgery', 'overuse'] as const;
export type Onset = (typeof ONSETS)[number];

/** What became of an episode. */
export const EPISODE_STATUSES = ['open', 'resolved', 'ended'] as const;
export type EpisodeStatus = (typeof EPISODE_STATUSES)[number];

/** One episode of care: a complaint from the first visit about it to its end. */
export interface CareEpisode {
  readonly id: string;
  /** In few words, as the patient says it. */
  readonly complaint: string;
  /** First day of care for it. */
  readonly opened: Day;
  /** First day of the pain; the first of a month or year when only that is known. Absent: not asked. */
  readonly painSince?: Day;
  /** Absent: not asked. */
  readonly onset?: Onset;
  /** Course, what makes it better or worse, what it keeps from doing: in the clinician's words. */
  readonly history?: string;
  readonly status: EpisodeStatus;
  /** `resolved`: the pain is gone. `ended`: care stopped for another reason. */
  readonly closed?: Day;
}

/** The episodes of one patient, oldest first. */
export interface Episodes {
  readonly list: readonly CareEpisode[];
}

/** The episode that care is about now: the one that was opened last and is still open. */
export function currentEpisode({ list }: Episodes): CareEpisode | undefined {
  return list.reduce<CareEpisode | undefined>(
    (current, e) =>
      e.status === 'open' && (current === undefined || e.opened >= current.opened) ? e : current,
    undefined,
  );
}

/** What cannot be in a list of episodes. */
export function checkEpisodes({ list }: Episodes): readonly Complaint[] {
  return list.flatMap((e, i) => {
    const at = `list[${i}]`;
    const faults: Complaint[] = [];
    if (list.findIndex((other) => other.id === e.id) !== i)
      faults.push({ at: `${at}.id`, expected: 'an id that no other episode has', got: show(e.id) });
    if ((e.status === 'open') === (e.closed !== undefined))
      faults.push({
        at: `${at}.closed`,
        expected: 'a day for an episode that is over, and none for an open one',
        got: show(e.closed),
      });
    if (e.closed !== undefined && e.closed < e.opened)
      faults.push({ at: `${at}.closed`, expected: `a day from ${e.opened} on`, got: show(e.closed) });
    if (e.painSince !== undefined && e.painSince > (e.closed ?? e.opened))
      faults.push({
        at: `${at}.painSince`,
        expected: `a day up to ${e.closed ?? e.opened}`,
        got: show(e.painSince),
      });
    return faults;
  });
}
