import { useEffect, useState } from 'react';
import type { Ranking } from '../../../core/localise/ranking.ts';
import type { LocaliseRequest } from '../../../core/localise/request.ts';
import { printComplaint } from '../../../kit/complaint.ts';
import { RankingClient, type Answered } from './client.ts';

/**
 * What the ranking has to say.
 *
 * - `blank`: nothing is painted, which is missing data and no answer
 * - `working`: the first answer is on its way
 * - `ready`: an answer; `isCurrent` is false while a newer question is under way
 * - `broken`: it cannot be computed, and why
 */
export type RankingState =
  | { readonly code: 'blank' | 'working' }
  | {
      readonly code: 'ready';
      readonly ranking: Ranking;
      readonly request: LocaliseRequest;
      readonly isCurrent: boolean;
    }
  | { readonly code: 'broken'; readonly said: string };

/** Rank a drawing and its findings, again whenever either changes. The request must keep its identity until then. */
export function useRanking(request: LocaliseRequest): RankingState {
  const [client, setClient] = useState<RankingClient>();
  const [answered, setAnswered] = useState<Answered>();
  const [broken, setBroken] = useState<string>();
  useEffect(() => {
    const opened = new RankingClient(setAnswered, setBroken);
    setClient(opened);
    return () => opened.close();
  }, []);
  useEffect(() => {
    if (request.regions.length > 0) client?.ask(request);
  }, [client, request]);

  if (request.regions.length === 0) return { code: 'blank' };
  if (broken !== undefined) return { code: 'broken', said: broken };
  if (answered === undefined) return { code: 'working' };
  if (!answered.answer.ok)
    return { code: 'broken', said: answered.answer.error.complaints.map(printComplaint).join('; ') };
  return {
    code: 'ready',
    ranking: answered.answer.value,
    request: answered.request,
    isCurrent: answered.request === request,
  };
}
