import type { SiteId } from '../../../core/atlas/muscle.ts';
import type { RankedSite, Ranking } from '../../../core/localise/ranking.ts';

/** A line of the list: one site, or several that the drawing cannot tell apart. */
export interface Entry {
  /** Most probable first; one, or all of a group. */
  readonly sites: readonly RankedSite[];
  /** Of a group: every one fits equally well. Otherwise one says all that another says, and less. */
  readonly isIdentical: boolean;
}

/** How many sites of a group are named before one asks for more. */
export const SHOWN_OF_GROUP = 3;

/**
 * The list as it is read: sites in their order, those of a group together where the first of them stands.
 *
 * @param most sites to list
 * @param always sites that are listed however improbable: examined ones and the one that is open
 */
export function entriesOf(
  ranking: Pick<Ranking, 'ranked' | 'groups'>,
  most: number,
  always: ReadonlySet<SiteId>,
): readonly Entry[] {
  const byId = new Map(ranking.ranked.map((row) => [row.site, row]));
  const entries: Entry[] = [];
  const done = new Set<SiteId>();
  let listed = 0;
  for (const row of ranking.ranked) {
    if (done.has(row.site) || (listed >= most && !always.has(row.site))) continue;
    const group = ranking.groups.find(({ sites }) => sites.includes(row.site));
    const members = (group?.sites ?? [row.site]).flatMap((id) => byId.get(id) ?? []);
    // Beyond the leading ones a site is listed because it was asked for, without those that it resembles.
    const sites = listed < most ? members : [row];
    for (const { site } of sites) done.add(site);
    listed += Math.min(sites.length, SHOWN_OF_GROUP);
    entries.push({ sites, isIdentical: group?.isIdentical ?? true });
  }
  return entries;
}

/**
 * Rows that hold their places while the order beneath them changes: who stays in the list stays where it is, and who
 * comes new takes a place that was left, in its order.
 */
export function holdPlaces(before: readonly string[], now: readonly string[]): readonly string[] {
  const comers = now.filter((id) => !before.includes(id));
  const kept = before.map((id) => (now.includes(id) ? id : comers.shift()));
  return [...kept.filter((id) => id !== undefined), ...comers];
}
