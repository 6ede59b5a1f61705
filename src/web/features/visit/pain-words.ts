import { bodyRegions } from '../../../content/bodymap/neutral.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import type { Stroke } from '../../../core/episode.ts';
import type { DrawnRegions } from '../../../core/localise/drawing.ts';
import { paintedAreas } from '../../../core/localise/painted-areas.ts';
import type { PaintedRegion, PainWord } from '../../../core/localise/request.ts';
import { isSameAnswer, withAnswer } from '../../../core/localise/words.ts';
import { drawnRegions } from './drawn-regions.ts';
import { edgesOf } from './read-back.ts';

/** What the regions of one place were said to feel like. */
export interface Said {
  /** Said of every region of the place. */
  readonly everywhere: ReadonlySet<PainWord>;
  /** Said of some of its regions only. */
  readonly somewhere: ReadonlySet<PainWord>;
  /** Asked everywhere, and none of the words fits anywhere. */
  readonly isNone: boolean;
}

/**
 * The drawing with the words of the drawing before it: a stroke changes where it hurts, not how it feels.
 *
 * A region that was not painted before takes the answer of the others where all of them have the same: then it was
 * given for the whole drawing. Otherwise nobody asked about it. So it is with a region that a stroke only touches.
 */
export function carryWords(
  painted: readonly PaintedRegion[],
  before: readonly PaintedRegion[],
): readonly PaintedRegion[] {
  const known = new Map(before.map((row) => [row.id, row.words]));
  const common = commonAnswer(before);
  const meant = new Set(meantOf(painted));
  return painted.map((row) => {
    const words = known.get(row.id) ?? (meant.has(row) ? common : undefined);
    return words === undefined ? row : { ...row, words };
  });
}

/** Which regions the strokes cover, with the words that some of them had before. */
export function drawnFrom(strokes: readonly Stroke[], before: readonly PaintedRegion[]): DrawnRegions {
  const drawn = drawnRegions(strokes);
  return { ...drawn, regions: carryWords(drawn.regions, before) };
}

/** Regions that were painted and not only touched: those that one can ask about. */
export function meantOf(painted: readonly PaintedRegion[]): readonly PaintedRegion[] {
  const edges = edgesOf(painted);
  return painted.filter((row) => !edges.includes(row));
}

/** The answer that holds for everything that was painted. Undefined when there is none, or more than one. */
function commonAnswer(painted: readonly PaintedRegion[]): readonly PainWord[] | undefined {
  const [first, ...rest] = meantOf(painted);
  return rest.every(({ words }) => isSameAnswer(words, first?.words)) ? first?.words : undefined;
}

const BODY = {
  atlas: { regions: bodyRegions },
  regionIndex: new Map(bodyRegions.map(({ id }, j) => [id, j])),
};

/** Painted places that do not touch one another, each by its regions, the most covered one first. */
export function placesOf(painted: readonly PaintedRegion[]): readonly (readonly RegionId[])[] {
  const coverage = new Map(meantOf(painted).map((row) => [row.id, row.coverage ?? 1]));
  const at = [...coverage.keys()].flatMap((id) => BODY.regionIndex.get(id) ?? []);
  return paintedAreas(BODY, at).map((area) =>
    area
      .flatMap((j) => bodyRegions[j]?.id ?? [])
      .sort((a, b) => (coverage.get(b) ?? 0) - (coverage.get(a) ?? 0)),
  );
}

/** What was said of some of the painted regions. */
export function saidOf(painted: readonly PaintedRegion[], ids: readonly RegionId[]): Said {
  const answers = painted.filter(({ id }) => ids.includes(id)).map(({ words }) => words);
  const all = new Set(answers.flatMap((words) => words ?? []));
  const everywhere = new Set([...all].filter((word) => answers.every((a) => a?.includes(word) === true)));
  return {
    everywhere,
    somewhere: new Set([...all].filter((word) => !everywhere.has(word))),
    isNone: answers.length > 0 && answers.every((words) => words?.length === 0),
  };
}

/**
 * Say a word of some regions, or take it back where it was said of all of them. Who takes the last word back was not
 * asked: “none of these” has a button of its own.
 */
export function toggleWord(
  painted: readonly PaintedRegion[],
  ids: readonly RegionId[],
  word: PainWord,
): readonly PaintedRegion[] {
  const isTakenBack = saidOf(painted, ids).everywhere.has(word);
  return painted.map((row) => {
    if (!ids.includes(row.id)) return row;
    const others = (row.words ?? []).filter((w) => w !== word);
    return withAnswer(row, isTakenBack ? (others.length > 0 ? others : undefined) : [...others, word]);
  });
}

/** Answer “none of these” for some regions, or take that back. */
export function toggleNone(
  painted: readonly PaintedRegion[],
  ids: readonly RegionId[],
): readonly PaintedRegion[] {
  const isTakenBack = saidOf(painted, ids).isNone;
  return painted.map((row) => (ids.includes(row.id) ? withAnswer(row, isTakenBack ? undefined : []) : row));
}
