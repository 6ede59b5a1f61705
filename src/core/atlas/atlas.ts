import type {
  Learned,
  Link,
  MuscleEntry,
  Pattern,
  Placement,
  ReferralKind,
  Site,
  SiteEntry,
} from './muscle.ts';
import { mirrorId, type Region, type RegionId, type Side } from './region.ts';
import type { BothSides, ExplanationEntry } from './explanation.ts';
import type { Source } from './source.ts';

/** Everything the ranking knows about the body: validated content, both sides written out. */
export interface Atlas {
  /** Version of the content, changed with every change of a fact. */
  readonly version: string;
  readonly regions: readonly Region[];
  readonly muscles: readonly MuscleEntry[];
  /** Ordered by muscle, then site, then left before right; this order breaks ties. */
  readonly sites: readonly Site[];
  /** Explanations other than muscle, scored in the same network. */
  readonly explanations: readonly Explanation[];
  readonly sources: readonly Source[];
}

/** An explanation on one side of the patient, or on both at once, ready to use. */
export interface Explanation {
  readonly id: string;
  /** `midline` also when both sides hurt together. */
  readonly side: Side;
  /** The name of the row, and that both sides are meant where they are. */
  readonly name: string;
  /** How often it is met, relative to one side of the row. */
  readonly weight: number;
  /** The content row. Its patterns are for the left; use `links` here instead. */
  readonly entry: ExplanationEntry;
  readonly links: readonly Link[];
}

/**
 * Write out both sides of every paired explanation, and both at once where the row says that this happens: two
 * explanations that reach many regions exclude one another, so a disease of both sides has to be one hypothesis.
 */
export function expandExplanations<E extends Expandable>(
  rows: readonly E[],
): readonly (Omit<Explanation, 'entry'> & { readonly entry: E })[] {
  return rows.flatMap((entry) => [
    ...sidesOf(entry.paired).map((side) => ({
      id: sidedId(entry.id, side),
      side,
      name: entry.name,
      weight: 1,
      entry,
      links: linksOn(entry, side),
    })),
    ...(entry.bothSides === undefined ? [] : [onBothSides(entry, entry.bothSides.share)]),
  ]);
}

type Expandable = Pick<ExplanationEntry, 'id' | 'name' | 'paired'> &
  Patterned & { readonly bothSides?: Pick<BothSides, 'share'> };

/** What makes links: the patterns, by source. */
interface Patterned {
  readonly patterns: readonly Pick<Pattern, 'areas'>[];
  readonly learned?: readonly Pick<Learned, 'region' | 'strength'>[];
}

function onBothSides<E extends Expandable>(
  entry: E,
  share: number,
): Omit<Explanation, 'entry'> & { readonly entry: E } {
  const left = linksOn(entry, 'left');
  const named = new Set(left.map(({ region }) => region));
  return {
    id: `${entry.id}-both`,
    side: 'midline',
    name: `${entry.name}, both sides`,
    // Of n patients, n · share have both sides and n · (1 - share) / 2 the left one only.
    weight: (2 * share) / (1 - share),
    entry,
    links: [...left, ...linksOn(entry, 'right').filter(({ region }) => !named.has(region))],
  };
}

const KIND_ORDER: readonly ReferralKind[] = ['essential', 'local', 'spillover'];

/** Write out both sides of every paired muscle and combine each site's patterns into links. */
export function expandSites(muscles: readonly MuscleEntry[]): readonly Site[] {
  return muscles.flatMap((muscle) =>
    sitesOn(muscle, muscle.sites).map((site) => ({
      ...site,
      at: site.side === 'right' ? mirrorPlacement(site.entry.at) : site.entry.at,
    })),
  );
}

/** The sites of one muscle on the sides that it has, in the order of the atlas. */
export function sitesOn<
  M extends Pick<MuscleEntry, 'paired'>,
  S extends Pick<SiteEntry, 'id' | 'side'> & Patterned,
>(
  muscle: M,
  entries: readonly S[],
): readonly (Pick<Site, 'id' | 'side' | 'links'> & { readonly muscle: M; readonly entry: S })[] {
  return entries.flatMap((entry) =>
    (entry.side === undefined ? sidesOf(muscle.paired) : [entry.side]).map((side) => ({
      id: sidedId(entry.id, side),
      side,
      muscle,
      entry,
      links: linksOn(entry, side),
    })),
  );
}

const sidesOf = (paired: boolean): readonly Side[] => (paired ? ['left', 'right'] : ['midline']);
const sidedId = (id: string, side: Side): string => (side === 'midline' ? id : `${id}-${side}`);

function linksOn({ patterns, learned = [] }: Patterned, side: Side): readonly Link[] {
  const here = patterns.map(({ areas }) => ({
    areas: areas.filter((area) => area.side === undefined || area.side === side),
  }));
  const links = combinePatterns({ patterns: here }).map((link) => {
    const strength = learned.find(({ region }) => region === link.region)?.strength;
    return strength === undefined ? link : { ...link, strength };
  });
  return side === 'right' ? links.map((link) => ({ ...link, region: mirrorId(link.region) })) : links;
}

/** Mirroring an image flips left and right; up and down stay. Front and back keep their view. */
export function mirrorPlacement(at: Placement): Placement {
  const opposite: Readonly<Record<string, string>> = { left: 'right', right: 'left' };
  return { view: opposite[at.view] ?? mirrorId(at.view), region: mirrorId(at.region), u: 1 - at.u, v: at.v };
}

/** How much a link loses when every other source leaves the region out. Our proposal, unreviewed. */
const OMISSION_LOSS = 0.25;

/**
 * One link per region named by any source.
 *
 * Strength is the mean over the sources that name the region, less a quarter of the share of sources that
 * do not: where sources disagree the link is weaker, and `disputed` says so. An omission is not counted as
 * zero, because most sources were read as an abstract or a caption, which leaves much out.
 */
export function combinePatterns(entry: Patterned): readonly Link[] {
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
    strength: (total / named) * (1 - OMISSION_LOSS * ((sources - named) / sources)),
    disputed: named < sources,
  }));
}

const firstKind = (a: ReferralKind, b: ReferralKind): ReferralKind =>
  KIND_ORDER.indexOf(a) <= KIND_ORDER.indexOf(b) ? a : b;
