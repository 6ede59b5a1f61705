import type { Link, MuscleEntry, Placement, ReferralKind, Site, SiteEntry } from './muscle.ts';
import { mirrorId, type Region, type RegionId, type Side } from './region.ts';
import type { Source } from './source.ts';

/** Everything the ranking knows about the body: validated content, both sides written out. */
export interface Atlas {
  /** Version of the content, changed with every change of a fact. */
  readonly version: string;
  readonly regions: readonly Region[];
  readonly muscles: readonly MuscleEntry[];
  /** Ordered by muscle, then site, then left before right; this order breaks ties. */
  readonly sites: readonly Site[];
  readonly sources: readonly Source[];
}

const KIND_ORDER: readonly ReferralKind[] = ['essential', 'local', 'spillover'];

/** Write out both sides of every paired muscle and combine each site's patterns into links. */
export function expandSites(muscles: readonly MuscleEntry[]): readonly Site[] {
  return muscles.flatMap((muscle) =>
    muscle.sites.flatMap((entry) => {
      const sides: readonly Side[] = muscle.paired ? ['left', 'right'] : ['midline'];
      return sides.map((side) => siteOn(muscle, entry, side));
    }),
  );
}

function siteOn(muscle: MuscleEntry, entry: SiteEntry, side: Side): Site {
  const place = (id: string): string => (side === 'right' ? mirrorId(id) : id);
  return {
    id: side === 'midline' ? entry.id : `${entry.id}-${side}`,
    side,
    muscle,
    entry,
    at: side === 'right' ? mirrorPlacement(entry.at) : entry.at,
    links: combinePatterns(entry).map((link) => ({ ...link, region: place(link.region) })),
  };
}

/** Mirroring an image flips left and right; up and down stay. Front and back keep their view. */
export function mirrorPlacement(at: Placement): Placement {
  const view = at.view === 'left' ? 'right' : mirrorId(at.view);
  return { view, region: mirrorId(at.region), u: 1 - at.u, v: at.v };
}

/**
 * One link per region named by any source.
 *
 * Strength is the plain mean over the sources' patterns, a source that leaves the region out counting as
 * zero: where sources disagree the link is weaker, and `disputed` says so.
 */
export function combinePatterns(entry: Pick<SiteEntry, 'patterns'>): readonly Link[] {
  const regions = new Map<RegionId, { total: number; named: number; kind: ReferralKind }>();
  for (const pattern of entry.patterns)
    for (const area of pattern.areas) {
      const seen = regions.get(area.region);
      regions.set(area.region, {
        total: (seen?.total ?? 0) + area.strength,
        named: (seen?.named ?? 0) + 1,
        kind: seen === undefined ? area.kind : firstKind(seen.kind, area.kind),
      });
    }
  const sources = entry.patterns.length;
  return [...regions].map(([region, { total, named, kind }]) => ({
    region,
    kind,
    strength: total / sources,
    disputed: named < sources,
  }));
}

const firstKind = (a: ReferralKind, b: ReferralKind): ReferralKind =>
  KIND_ORDER.indexOf(a) <= KIND_ORDER.indexOf(b) ? a : b;
