import { useEffect, useState } from 'react';
import { review, type TwitchEvent } from '../../../imaging/twitch/detector.ts';
import type { Instant } from '../../../kit/time.ts';
import type { Live } from './live.ts';

/** The twitches of one sequence, as candidates until a person has judged them. */
export interface Twitches {
  readonly events: readonly TwitchEvent[];
  judge(id: number, verdict: 'confirmed' | 'rejected'): void;
}

/** Collect the candidates of the live sequence. `by` signs the verdicts. */
export function useTwitches(live: Live, by: string): Twitches {
  const [events, setEvents] = useState<readonly TwitchEvent[]>([]);
  useEffect(
    () =>
      live.subscribe(() => {
        const { analysed: newest, at } = live.read();
        if (newest === undefined) setEvents([]);
        const event = newest?.twitch?.ok === true ? newest.twitch.value.event : undefined;
        if (event === undefined || at !== undefined) return;
        setEvents((known) => (known.some((e) => e.onset === event.onset) ? known : [...known, event]));
      }),
    [live],
  );
  return {
    events,
    judge: (id, verdict) =>
      setEvents(review(events, id, verdict, { by, at: new Date().toISOString() as Instant })),
  };
}
