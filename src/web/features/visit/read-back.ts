import type { Region } from '../../../core/atlas/region.ts';
import { PAIN_WORDS, type PaintedRegion, type PainWord } from '../../../core/localise/request.ts';
import { isSameAnswer, withAnswer, WORD_TEXTS } from '../../../core/localise/words.ts';
import { words as catalogue } from './words.ts';

/**
 * The drawing in one sentence, to be confirmed by whoever drew it: left and right are the commonest mistake.
 *
 * `Back of head (occiput) on the right, 7 of 10; temple on both sides, 4 of 10.` Worst first, then most covered; places that
 * differ only in side and share their rating are named once; what was only touched comes last, without a rating. How it feels
 * is said once when it holds everywhere, else with each place. Empty when nothing is painted.
 */
export function readBack(painted: readonly PaintedRegion[], regionOf: (id: string) => Region): string {
  const edges = edgesOf(painted);
  const main = painted.filter((p) => !edges.includes(p));
  const feels = main[0]?.words;
  const isAlike = main.every(({ words }) => isSameAnswer(words, feels));
  const places = namePlaces(isAlike ? main.map((row) => withAnswer(row, undefined)) : main, regionOf);
  if (places.length === 0) return '';
  const feeling = isAlike && feels !== undefined ? ` ${feelingOf(feels)}` : '';
  const touched = namePlaces(
    edges.map(({ id }) => ({ id })),
    regionOf,
  );
  const also = touched.length === 0 ? '' : ` Only touched: ${touched.join(', ')}.`;
  return `${capitalise(places.join('; '))}.${feeling}${also}`;
}

const feelingOf = (said: readonly PainWord[]): string =>
  said.length === 0 ? catalogue.feel.saidNone : catalogue.feel.said(textsOf(said));

const textsOf = (said: readonly PainWord[]): readonly string[] =>
  PAIN_WORDS.filter((word) => said.includes(word)).map((word) => WORD_TEXTS[word]);

/** A region of which less than this is painted was touched rather than meant. */
const EDGE = 0.12;

/** Regions that a stroke only ran over. When there is nothing else, they are what was meant. */
export function edgesOf(painted: readonly PaintedRegion[]): readonly PaintedRegion[] {
  const edges = painted.filter(({ coverage }) => coverage !== undefined && coverage < EDGE);
  return edges.length === painted.length ? [] : edges;
}

function namePlaces(painted: readonly PaintedRegion[], regionOf: (id: string) => Region): readonly string[] {
  const largest = [...painted].sort((a, b) => (b.coverage ?? 1) - (a.coverage ?? 1));
  const places = new Map<
    string,
    { name: string; sides: Set<Region['side']>; intensity: number | undefined; feels: string }
  >();
  for (const { id, intensity, words } of largest) {
    const { name, side } = regionOf(id);
    const feels = feelsThere(words);
    const key = `${name}|${intensity ?? ''}|${feels}`;
    const place = places.get(key) ?? { name, sides: new Set(), intensity, feels };
    place.sides.add(side);
    places.set(key, place);
  }
  return [...places.values()]
    .sort((a, b) => (b.intensity ?? 0) - (a.intensity ?? 0))
    .map(({ name, sides, intensity, feels }) => {
      const where =
        sides.size > 1 ? ' on both sides' : sides.has('midline') ? '' : ` on the ${[...sides].join('')}`;
      return `${uncapitalise(name)}${where}${intensity === undefined ? '' : `, ${intensity} of 10`}${feels}`;
    });
}

/** Not asked is not said: the panel beside it says so. */
function feelsThere(said: PaintedRegion['words']): string {
  if (said === undefined) return '';
  return `, ${said.length === 0 ? catalogue.feel.noneAt : textsOf(said).join(', ')}`;
}

const uncapitalise = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
