import type { SiteId } from '../atlas/muscle.ts';
import type { Network } from './network.ts';
import type { RankedSite, SiteGroup } from './ranking.ts';

/** Two links are alike when they differ by less than this: no drawing tells them apart. */
const ALIKE = 0.1;
/** Sites below this share of the leader's probability are not worth a line on the screen. */
const WORTH_NAMING = 0.1;

/**
 * Groups among the ranked sites whose painted patterns are identical or nested.
 *
 * Such sites share the probability by their priors alone, so a list of single sites looks surer than it is. A site
 * joins the first group whose leader's painted regions contain its own, or are contained in them, with links alike.
 */
export function groupsOf(network: Network, ranked: readonly RankedSite[]): readonly SiteGroup[] {
  const least = (ranked[0]?.probability ?? 0) * WORTH_NAMING;
  const groups: { leader: RankedSite; sites: SiteId[]; isIdentical: boolean }[] = [];
  for (const site of ranked) {
    if (site.probability < least || site.explains.length === 0) continue;
    const home = groups.find(({ leader }) => nested(leader, site));
    if (home === undefined) groups.push({ leader: site, sites: [site.site], isIdentical: true });
    else {
      home.sites.push(site.site);
      home.isIdentical &&= home.leader.explains.length === site.explains.length;
    }
  }
  return groups
    .filter(({ sites }) => sites.length > 1)
    .map(({ sites, isIdentical }) => ({ sites: [...sites].sort(inAtlas(network, ranked)), isIdentical }));
}

function nested(a: RankedSite, b: RankedSite): boolean {
  const [few, many] = a.explains.length < b.explains.length ? [a, b] : [b, a];
  return few.explains.every(({ region, strength }) =>
    many.explains.some((other) => other.region === region && Math.abs(other.strength - strength) < ALIKE),
  );
}

const inAtlas =
  (network: Network, ranked: readonly RankedSite[]) =>
  (a: SiteId, b: SiteId): number => {
    const p = (id: SiteId): number => ranked.find(({ site }) => site === id)?.probability ?? 0;
    return p(b) - p(a) || (network.causeIndex.get(a) ?? 0) - (network.causeIndex.get(b) ?? 0);
  };
