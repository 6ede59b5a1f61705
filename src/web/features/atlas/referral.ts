import type { Atlas, Explanation } from '../../../core/atlas/atlas.ts';
import type { Link, Site } from '../../../core/atlas/muscle.ts';
import type { RegionId } from '../../../core/atlas/region.ts';

/** Strength per region over some sites: the strongest of them wherever several refer. For the heat map. */
export function heatOf(sites: readonly Site[]): ReadonlyMap<RegionId, number> {
  const heat = new Map<RegionId, number>();
  for (const { links } of sites)
    for (const { region, strength } of links) heat.set(region, Math.max(heat.get(region) ?? 0, strength));
  return heat;
}

/** One cause of pain in a region. */
export interface Referrer<T> {
  readonly from: T;
  readonly link: Link;
}

/** Every site that can refer to a region, strongest first; ties in atlas order. */
export function referrersTo(atlas: Atlas, region: RegionId): readonly Referrer<Site>[] {
  return linked(atlas.sites, region);
}

/** Every explanation other than muscle that can make a region hurt, strongest first. */
export function otherReasonsFor(atlas: Atlas, region: RegionId): readonly Referrer<Explanation>[] {
  return linked(atlas.explanations, region);
}

function linked<T extends { readonly links: readonly Link[] }>(
  list: readonly T[],
  region: RegionId,
): readonly Referrer<T>[] {
  return list
    .flatMap((from) => {
      const link = from.links.find((l) => l.region === region);
      return link === undefined ? [] : [{ from, link }];
    })
    .sort((a, b) => b.link.strength - a.link.strength);
}
