import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { AcceptedRates } from '../../../core/localise/accepted-rates.ts';
import type { Ranking } from '../../../core/localise/ranking.ts';
import type { RedrawInterval } from '../../../core/localise/redraw.ts';
import type { LocaliseRequest } from '../../../core/localise/request.ts';
import type { TellApart } from '../../../core/localise/tell-apart.ts';
import { printComplaint } from '../../../kit/complaint.ts';
import { RankingClient, rankingThread, type Answered, type Asked } from './client.ts';
import { LiveBars, useIsLive } from './live.ts';

/** An answer to a question. */
export interface Ready {
  readonly code: 'ready';
  readonly ranking: Ranking;
  readonly request: LocaliseRequest;
  /** False while a newer question is under way. */
  readonly isCurrent: boolean;
  /** False while what takes long is still being computed: what to palpate next and what would change the order. */
  readonly isWhole: boolean;
  /** How far each bar would move were the pain drawn again; comes after the ranking. By cause. */
  readonly intervals?: ReadonlyMap<string, RedrawInterval>;
}

/**
 * What the ranking has to say.
 *
 * - `blank`: nothing is painted, which is missing data and no answer
 * - `working`: the first answer is on its way
 * - `following`: the first stroke is still being painted: there are bars under the finger and nothing else
 * - `ready`: an answer
 * - `broken`: it cannot be computed, and why
 */
export type RankingState =
  | { readonly code: 'blank' | 'working' | 'following' }
  | Ready
  | { readonly code: 'broken'; readonly said: string };

/** Name of the measure from a movement of the hand to the bars that answer it, in the browser's own timeline. */
const STROKE_TO_BARS = 'stroke-to-bars';
/** The same from when the page heard of the movement: browsers hold movements back until the next frame. */
const EVENT_TO_BARS = 'event-to-bars';

interface Heard {
  readonly ranking?: Answered;
  readonly intervals?: Answered;
}

function hear(before: Heard, answered: Answered): Heard {
  switch (answered.said.kind) {
    case 'bars':
      return before;
    case 'intervals':
      return { ...before, intervals: answered };
    case 'ranking':
      return {
        ranking: answered,
        ...(before.intervals?.asked === answered.asked && { intervals: before.intervals }),
      };
  }
}

/** What a view gets: the state, and a way to let it follow the hand. */
export interface Ranked {
  readonly state: RankingState;
  readonly live: LiveBars;
  /** Rank what is under the finger now; undefined when the finger was lifted without a stroke. */
  readonly follow: (request: LocaliseRequest | undefined, since: number) => void;
  readonly tellApart: (request: LocaliseRequest, pair: readonly [string, string]) => Promise<TellApart>;
}

/**
 * Rank a drawing and its findings, again whenever either changes. The request must keep its identity until then.
 *
 * @param rates that the clinic accepted, or that made the ranking of the past; undefined: the shipped ones
 * @param kind `look` for a ranking of the past
 */
export function useRanking(
  request: LocaliseRequest,
  rates: AcceptedRates | undefined,
  kind: 'ask' | 'look' = 'ask',
): Ranked {
  const [client, setClient] = useState<RankingClient>();
  const [live] = useState(() => new LiveBars());
  const [heard, tell] = useReducer(hear, {});
  const [broken, setBroken] = useState<string>();
  const isFollowing = useIsLive(live);
  // Bars that come after the finger was lifted belong to nothing that is on the screen.
  const isDown = useRef(false);
  useEffect(() => {
    const answer = (answered: Answered): void => {
      if (answered.said.kind !== 'bars') {
        // The ranking is on the page before the bars under the finger go: the other way round the old one would flash.
        flushSync(() => tell(answered));
        if (answered.said.kind === 'ranking') live.show(undefined);
      } else if (isDown.current && answered.said.bars.ok) {
        live.show(answered.said.bars.value);
        // After React, which redraws what listens to the bars in a microtask of its own.
        queueMicrotask(() => measure(answered.asked));
      }
    };
    const opened = new RankingClient(rankingThread(), { answer, broken: setBroken });
    setClient(opened);
    return () => opened.close();
  }, [live]);
  useEffect(() => {
    isDown.current = false;
    if (request.regions.length > 0) client?.ask({ kind, request, ...(rates !== undefined && { rates }) });
    else live.show(undefined);
  }, [client, kind, live, rates, request]);
  const follow = useCallback(
    (under: LocaliseRequest | undefined, since: number) => {
      isDown.current = under !== undefined && under.regions.length > 0;
      if (under === undefined || !isDown.current) live.show(undefined);
      else {
        const heardAt = performance.now();
        const asked = { kind: 'follow' as const, request: under, since, heard: heardAt };
        client?.ask({ ...asked, ...(rates !== undefined && { rates }) });
      }
    },
    [client, live, rates],
  );
  const tellApart = useCallback(
    (of: LocaliseRequest, pair: readonly [string, string]) =>
      client?.tellApart({ request: of, ...(rates !== undefined && { rates }) }, pair) ??
      Promise.reject(new Error('nothing was ranked yet')),
    [client, rates],
  );
  return {
    state: stateOf(heard, request, { broken, isFollowing, rates: rates?.name }),
    live,
    follow,
    tellApart,
  };
}

interface Circumstances {
  readonly broken: string | undefined;
  readonly isFollowing: boolean;
  /** Name of the rates that count. */
  readonly rates: string | undefined;
}

function stateOf(
  { ranking, intervals }: Heard,
  request: LocaliseRequest,
  { broken, isFollowing, rates }: Circumstances,
): RankingState {
  const isBlank = request.regions.length === 0;
  if (broken !== undefined) return { code: 'broken', said: broken };
  if (ranking?.said.kind !== 'ranking' || isBlank)
    return { code: isFollowing ? 'following' : isBlank ? 'blank' : 'working' };
  const { answer, isWhole } = ranking.said;
  if (!answer.ok) return { code: 'broken', said: answer.error.complaints.map(printComplaint).join('; ') };
  const isOfIt = intervals?.said.kind === 'intervals' && intervals.asked.request === ranking.asked.request;
  return {
    code: 'ready',
    ranking: answer.value,
    request: ranking.asked.request,
    isCurrent: ranking.asked.request === request && ranking.asked.rates?.name === rates,
    isWhole,
    ...(isOfIt && { intervals: intervals.said.intervals }),
  };
}

/** Note in the browser's timeline how long the bars took that are on the page now. */
function measure({ since, heard }: Asked): void {
  if (since === undefined || heard === undefined) return;
  const end = performance.now();
  performance.measure(STROKE_TO_BARS, { start: since, end });
  performance.measure(EVENT_TO_BARS, { start: heard, end });
}
