import type { RegionId } from '../../../core/atlas/region.ts';
import type { Ranking } from '../../../core/localise/ranking.ts';

/** How many are named. */
const MOST = 3;
/** Less of a region's pain than this is not worth a name. */
const LEAST = 0.02;

/** What else explains the pain of one region, most of it first: other sites, and explanations other than a muscle. */
export function othersFor(
  { ranked, alternatives }: Pick<Ranking, 'ranked' | 'alternatives'>,
  region: RegionId,
  but: string,
): readonly { readonly id: string; readonly share: number }[] {
  const causes = [...ranked.map((r) => ({ id: r.site, explains: r.explains })), ...alternatives];
  return causes
    .filter(({ id }) => id !== but)
    .flatMap(({ id, explains }) =>
      explains.filter((e) => e.region === region).map(({ share }) => ({ id, share })),
    )
    .filter(({ share }) => share >= LEAST)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST);
}
