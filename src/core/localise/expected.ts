import type { RankingAtlas } from '../atlas/ranking-atlas.ts';
import type { Link } from '../atlas/muscle.ts';
import type { RegionId } from '../atlas/region.ts';
import type { LocaliseRequest } from './request.ts';

/**
 * How a region of the drawing and of what was expected meet.
 *
 * - `both`: expected, and painted
 * - `expected-only`: expected, and left empty where it could have been painted: speaks against
 * - `not-asked`: expected where nobody looked: unknown, which is not empty
 * - `drawn-only`: painted, and not expected
 */
export const MEETINGS = ['both', 'expected-only', 'not-asked', 'drawn-only'] as const;
export type Meeting = (typeof MEETINGS)[number];

/** One region that is painted or expected. */
export interface Expected {
  readonly region: RegionId;
  readonly meeting: Meeting;
  /** How often it would hurt were the strongest of the given causes at work; 0 when none reaches it. */
  readonly strength: number;
}

/** A region that hurts this often is expected. The same bound as for the words "usually painful". */
export const USUALLY = 0.3;

/**
 * What some causes would make hurt, against what was drawn.
 *
 * Each is taken to be at work; of several the strongest link counts, because it takes one of them to explain a region.
 * A second drawing counts as painted where either shows paint.
 *
 * @param causes ids of sites and of explanations other than muscle
 * @returns regions that are painted or expected, in atlas order
 */
export function expectedAgainstDrawn(
  atlas: RankingAtlas,
  request: LocaliseRequest,
  causes: readonly string[],
): readonly Expected[] {
  const strongest = new Map<RegionId, number>();
  for (const { region, strength } of causes.flatMap((id) => linksOfCause(atlas, id)))
    strongest.set(region, Math.max(strongest.get(region) ?? 0, strength));
  const painted = new Set([...request.regions, ...(request.again ?? [])].map(({ id }) => id));
  const asked =
    request.asked === undefined ? undefined : new Set([...request.asked, ...(request.againAsked ?? [])]);
  return atlas.regions.flatMap(({ id }): readonly Expected[] => {
    const strength = strongest.get(id) ?? 0;
    const isExpected = strength >= USUALLY;
    if (painted.has(id)) return [{ region: id, strength, meeting: isExpected ? 'both' : 'drawn-only' }];
    if (!isExpected) return [];
    const couldPaint = asked?.has(id) ?? true;
    return [{ region: id, strength, meeting: couldPaint ? 'expected-only' : 'not-asked' }];
  });
}

/** The links of a site or of an explanation. Throws when the atlas has neither: ids on the screen are ours. */
export function linksOfCause(atlas: RankingAtlas, id: string): readonly Link[] {
  const cause = atlas.sites.find((s) => s.id === id) ?? atlas.explanations.find((e) => e.id === id);
  if (cause === undefined) throw new Error(`no cause ${id} in atlas ${atlas.version}`);
  return cause.links;
}
