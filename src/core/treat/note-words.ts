import type { Site, SiteId } from '../atlas/muscle.ts';

/** Words of a list, or `none`. */
export const listed = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.join(', '));

/** A site by its muscle, side and place. One that is not in the atlas is told by its id. */
export function nameSite(id: SiteId, sites: ReadonlyMap<SiteId, Site>): string {
  const site = sites.get(id);
  if (site === undefined) return id;
  return `${site.muscle.name}, ${site.side} (${site.entry.label})`;
}

/** Text that a person wrote, ended as a sentence. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** A number with at most one decimal. */
export const tenth = (value: number): string => String(Math.round(value * 10) / 10);
