import type { RankingShown } from '../../../core/episode.ts';
import type { Ranking } from '../../../core/localise/ranking.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

/** Whether a ranking that was kept computes again to what it was, in words: to the bit, or with which versions it was made. */
export function recheck(
  kept: Pick<RankingShown, 'sites' | 'versions'>,
  ranking: Pick<Ranking, 'ranked' | 'versions'>,
): string {
  const now = new Map(ranking.ranked.map(({ site, probability }) => [site, probability]));
  const gaps = kept.sites.map(({ site, probability }) => Math.abs((now.get(site) ?? 0) - probability));
  const gap = Math.max(0, ...gaps);
  const { content, engine, parameters } = kept.versions;
  const isSame =
    content === ranking.versions.content &&
    engine === ranking.versions.engine &&
    parameters === ranking.versions.parameters;
  if (!isSame) return words.past.otherVersions(content, engine, parameters, percent(gap));
  return gap === 0 ? words.past.same : words.past.differs(percent(gap));
}
