import type { SiteId } from '../../../core/atlas/muscle.ts';
import type { Ranking } from '../../../core/localise/ranking.ts';

/** Muscles that a list begins with when nothing was examined: as many as a clinician palpates at a visit. */
const PROPOSED = 8;

/** The order in which to examine: what was examined already, then what tells most, then what is most probable. */
export function orderOf(ranking: Ranking | undefined, examined: readonly SiteId[]): readonly SiteId[] {
  const next = ranking?.next.map((n) => n.site) ?? [];
  const probable = ranking?.ranked.map((r) => r.site) ?? [];
  return [...new Set([...examined, ...[...new Set([...next, ...probable])].slice(0, PROPOSED)])];
}

/** The site so many places further down the list; the ends hold. */
export function neighbour(list: readonly SiteId[], of: SiteId | undefined, step: 1 | -1): SiteId | undefined {
  const at = of === undefined ? -1 : list.indexOf(of);
  if (at < 0) return list[0];
  return list[Math.min(list.length - 1, Math.max(0, at + step))];
}
