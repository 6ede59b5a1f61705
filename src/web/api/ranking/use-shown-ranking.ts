import { useEffect, useRef } from 'react';
import type { Chart, RankingId, RankingShown } from '../../../core/episode.ts';
import { newId, writes, type RankingBody } from '../records.ts';
import type { RankingState } from './use-ranking.ts';

/** A ranking that stood this long was seen. */
const SEEN_MS = 1_200;
const RETRY_MS = 5_000;

/**
 * Keep what the clinician saw: once a ranking of saved work has stood for a moment it goes to the server, with the
 * question and the versions that produced it. The same ranking is kept once; the same question that other numbers answer
 * is another ranking.
 */
export function useShownRanking(chart: Chart, state: RankingState, isSaved: boolean): void {
  const last = useRef<Question | undefined>(chart.rankings.at(-1));
  const request = state.code === 'ready' && state.isCurrent && isSaved ? state.request : undefined;
  const ranking = state.code === 'ready' ? state.ranking : undefined;
  const { visit } = chart;
  useEffect(() => {
    if (request === undefined || ranking === undefined) return undefined;
    if (isSame(last.current, { request, versions: ranking.versions })) return undefined;
    const key = newId();
    const body: RankingBody = {
      id: newId() as string as RankingId,
      request,
      versions: ranking.versions,
      sites: ranking.ranked.map(({ site, probability }) => ({ site, probability })),
    };
    let timer = setTimeout(function keep() {
      void writes.ranking(visit, body, { key }).then((result) => {
        if (result.ok) last.current = { request, versions: ranking.versions };
        else if (result.error.code === 'unreachable') timer = setTimeout(keep, RETRY_MS);
      });
    }, SEEN_MS);
    return () => clearTimeout(timer);
  }, [visit, request, ranking]);
}

type Question = Pick<RankingShown, 'request' | 'versions'>;

function isSame(last: Question | undefined, now: Question): boolean {
  if (last === undefined) return false;
  const key = ({ request, versions: { content, engine, parameters } }: Question): string =>
    JSON.stringify([request, content, engine, parameters]);
  return key(last) === key(now);
}
