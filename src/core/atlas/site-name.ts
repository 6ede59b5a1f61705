import type { Atlas } from './atlas.ts';
import type { Site } from './muscle.ts';

/** What clinicians call the muscle of a site. */
export function muscleName({ muscle }: Pick<Site, 'muscle'>): string {
  return muscle.commonName ?? muscle.name;
}

/** Muscle and side, for sentences: `upper trapezius, right`. */
export function siteName(site: Site): string {
  return site.side === 'midline' ? muscleName(site) : `${muscleName(site)}, ${site.side}`;
}

/** A site or an explanation other than a muscle, with its side; its id when the atlas has neither. */
export function causeName(atlas: Atlas, id: string): string {
  const site = atlas.sites.find((s) => s.id === id);
  if (site !== undefined) return siteName(site);
  const explanation = atlas.explanations.find((e) => e.id === id);
  if (explanation === undefined) return id;
  const { side, name } = explanation;
  return side === 'midline' ? name : `${name}, ${side}`;
}

/** Where exactly a site lies in its muscle; empty for an explanation. */
export function causePlace(atlas: Atlas, id: string): string {
  return atlas.sites.find((s) => s.id === id)?.entry.label ?? '';
}
