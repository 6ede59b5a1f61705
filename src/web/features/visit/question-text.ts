import type { Atlas } from '../../../core/atlas/atlas.ts';

/** The words of a question by its place, such as `ask-1`; the place itself when the atlas has no such one. */
export function questionText(atlas: Atlas, explanation: string, item: string): string {
  const entry = atlas.explanations.find(({ id }) => id === explanation)?.entry;
  const [kind, place] = item.split('-');
  const list = kind === 'ask' ? entry?.ask : entry?.examine;
  return list?.[Number(place) - 1]?.text ?? item;
}
