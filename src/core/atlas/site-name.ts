import type { Site } from './muscle.ts';

/** What clinicians call the muscle of a site. */
export function muscleName({ muscle }: Pick<Site, 'muscle'>): string {
  return muscle.commonName ?? muscle.name;
}

/** Muscle and side, for sentences: `upper trapezius, right`. */
export function siteName(site: Site): string {
  return site.side === 'midline' ? muscleName(site) : `${muscleName(site)}, ${site.side}`;
}
