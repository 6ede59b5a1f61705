import { useState } from 'react';
import type { SiteId } from '../../../core/atlas/muscle.ts';
import type { Ranking } from '../../../core/localise/ranking.ts';

type Probabilities = ReadonlyMap<SiteId, number>;

const probabilitiesOf = (ranking: Ranking): Probabilities =>
  new Map(ranking.ranked.map((r) => [r.site, r.probability]));

/** By how much each site moved when the ranking last changed. */
export function useMoved(ranking: Ranking): Probabilities {
  const [now, setNow] = useState({ ranking, moved: new Map<SiteId, number>() });
  if (now.ranking !== ranking) {
    const before = probabilitiesOf(now.ranking);
    const moved = new Map(
      [...probabilitiesOf(ranking)].map(([site, p]) => [site, p - (before.get(site) ?? p)] as const),
    );
    setNow({ ranking, moved });
  }
  return now.moved;
}
