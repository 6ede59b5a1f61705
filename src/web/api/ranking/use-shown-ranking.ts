import { useEffect, useRef } from 'react';
import type { Chart, RankingId } from '../../../core/episode.ts';
import { newId, writes, type RankingBody } from '../records.ts';
import type { RankingState } from './use-ranking.ts';

/** A ranking that stood this long was seen. */
const SEEN_MS = 1_200;
const RETRY_MS = 5_000;

/**
 * Keep what the clinician saw: once a ranking of saved work has stood for a moment it goes to the server, with the
 * question and the versions that produced it. The same ranking is kept once.
 */
export function useShownRanking(chart: Chart, state: RankingState, isSaved: boolean): void {
  const last = useRef(chart.rankings.at(-1)?.request);
  const request = state.code === 'ready' && state.isCurrent && isSaved ? state.request : undefined;
  const ranking = state.code === 'ready' ? state.ranking : undefined;
  const { visit } = chart;
  useEffect(() => {
    if (request === undefined || ranking === undefined) return undefined;
    if (JSON.stringify(last.current) === JSON.stringify(request)) return undefined;
    const key = newId();
    const body: RankingBody = {
      id: newId() as string as RankingId,
      request,
      versions: ranking.versions,
      sites: ranking.ranked.map(({ site, probability }) => ({ site, probability })),
    };
    let timer = setTimeout(function keep() {
      void writes.ranking(visit, body, { key }).then((result) => {
        if (result.ok) last.current = request;
        else if (result.error.code === 'unreachable') timer = setTimeout(keep, RETRY_MS);
      });
    }, SEEN_MS);
    return () => clearTimeout(timer);
  }, [visit, request, ranking]);
}
