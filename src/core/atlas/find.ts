import type { MuscleEntry } from './muscle.ts';
import type { Region } from './region.ts';

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word of the query begins a word of the text, or stands inside it. */
function matches(query: string, ...texts: readonly (string | undefined)[]): boolean {
  const text = fold(texts.join(' '));
  return fold(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Muscles whose English, Latin or common name, or whose id, holds every word of the query. */
export function findMuscles(muscles: readonly MuscleEntry[], query: string): readonly MuscleEntry[] {
  return muscles.filter((m) => matches(query, m.name, m.latin, m.commonName, m.id.replaceAll('-', ' ')));
}

/** Regions whose name, side or part holds every word of the query. */
export function findRegions(regions: readonly Region[], query: string): readonly Region[] {
  return regions.filter((r) => matches(query, r.name, r.side, r.part.replaceAll('-', ' ')));
}
