import type { Family } from '../atlas/explanation.ts';
import type { Question } from './inference/question.ts';
import type { Network } from './network.ts';
import type { LocaliseRequest, PainWord, PaintedRegion } from './request.ts';

/** What causes a pain, as far as people speak of it in other words. */
export const WORD_CLASSES = ['muscle', 'nerve', 'joint', 'visceral', 'vascular', 'other'] as const;
export type WordClass = (typeof WORD_CLASSES)[number];

const CLASS_OF: Readonly<Record<Family, WordClass>> = {
  root: 'nerve',
  nerve: 'nerve',
  facet: 'joint',
  joint: 'joint',
  visceral: 'visceral',
  vascular: 'vascular',
  headache: 'other',
  widespread: 'other',
};

/** The class of an explanation by its family; without one, of a muscle. */
export const wordClassOf = (family: Family | undefined): WordClass =>
  family === undefined ? 'muscle' : CLASS_OF[family];

/**
 * Words that speak for a nerve. The others are kept and read back, and count as "asked, and none of these".
 *
 * All 31 or nearly all experts took burning, electric shocks, pins and needles and numbness for signs of a nerve
 * (@source mistry-2020); hot and cold pain was stronger, dull and deep pain weaker in those of 618 patients whose pain was a
 * nerve's (@source dworkin-2007).
 */
const NERVE_LIKE: ReadonlySet<PainWord> = new Set(['burning', 'electric', 'tingling', 'numb', 'cold']);

/** The words in which people speak of a nerve, of those given. */
export const nerveLike = (words: readonly PainWord[]): readonly PainWord[] =>
  words.filter((word) => NERVE_LIKE.has(word));

/** How each word is said. */
export const WORD_TEXTS: Readonly<Record<PainWord, string>> = {
  dull: 'dull, aching',
  pressing: 'pressing',
  pulling: 'pulling, tight',
  throbbing: 'throbbing',
  cramping: 'cramping, in waves',
  stabbing: 'stabbing',
  burning: 'burning',
  electric: 'like electric shocks',
  tingling: 'tingling',
  numb: 'numb',
  cold: 'painfully cold',
};

/** The same where there is no room: one word each, the patient's own. */
export const SHORT_WORDS: Readonly<Record<PainWord, string>> = {
  dull: 'dull',
  pressing: 'pressing',
  pulling: 'pulling',
  throbbing: 'throbbing',
  cramping: 'cramping',
  stabbing: 'stabbing',
  burning: 'burning',
  electric: 'electric shocks',
  tingling: 'tingling',
  numb: 'numb',
  cold: 'painfully cold',
};

/** Whether two answers are the same, in whatever order the words were given. */
export const isSameAnswer = (
  a: readonly PainWord[] | undefined,
  b: readonly PainWord[] | undefined,
): boolean =>
  a === undefined || b === undefined ? a === b : a.length === b.length && a.every((word) => b.includes(word));

/** What one region of the drawing was said to feel like. */
export interface Spoken {
  readonly region: number;
  /** Absent when not asked. */
  readonly words: readonly PainWord[] | undefined;
}

/** The answer about one region of two drawings: what was said first. Said twice, it counts once. */
export const firstAnswer = (found: readonly (PaintedRegion | undefined)[]): Spoken['words'] =>
  found.find((row) => row?.words !== undefined)?.words;

type Weights = Pick<Question, 'lambda0' | 'lambda1' | 'leak0' | 'leak1' | 'linkOff' | 'linkOn'>;

/**
 * Put what was said about each painted region into the weights of its links, its leak and its slip of the hand.
 *
 * A pain of class c is spoken of in the words of a nerve with probability q, and a region is spoken of so when one of the
 * pains that are at its level is. So, of a link that is at the level (`on`):
 *
 * - said: the share q stays `on`, the rest goes to `off`
 * - asked and not said: the share 1 - q stays `on`, the rest is excluded
 *
 * Exact, and no dearer: only the weights change. A slip of the hand is one more unknown reason for the paint and gets its
 * words as a leak does. What was said of n regions came from one mouth: q enters with the power 1 / n where n were said to
 * feel so, 1 - q likewise where n were not, so that all that were called alike weigh together what one would. Words count as
 * far as the paint does that they are about: each of the n by 1 - `lambda0`, so that those of a sliver tell nothing.
 *
 * Weights that are given are never written to: others may use them. Without any words they are returned as they are.
 */
export function weighWords<T extends Weights>(network: Network, rows: readonly Spoken[], given: T): T {
  const told = rows.flatMap(({ words, region }, k) =>
    words === undefined
      ? []
      : [{ k, region, isSaid: nerveLike(words).length > 0, counts: countsAs(given, k) }],
  );
  if (!told.some(({ counts }) => counts > 0)) return given;
  const weights: Weights = {
    lambda0: given.lambda0.slice(),
    lambda1: given.lambda1.slice(),
    leak0: given.leak0.slice(),
    leak1: given.leak1.slice(),
    linkOff: given.linkOff.slice(),
    linkOn: given.linkOn.slice(),
  };
  for (const { k, region, isSaid, counts } of told) {
    const all = told.reduce((sum, row) => sum + (row.isSaid === isSaid ? row.counts : 0), 0);
    weighRow(network, region, { k, weights, share: shareOf(network, isSaid, counts / Math.max(1, all)) });
  }
  return { ...given, ...weights };
}

/** How far paint counts, and with it the words about it: 0 where it says no more than a slip of the hand would. */
export const countsAs = ({ lambda0 }: Pick<Question, 'lambda0'>, k: number): number =>
  Math.max(0, 1 - (lambda0[k] ?? 0));

/** The share of the weight `on` that stays, by class, and where the rest goes. */
interface Share {
  readonly isSaid: boolean;
  readonly of: (kind: WordClass | 'leak') => number;
}

function shareOf({ parameters }: Network, isSaid: boolean, power: number): Share {
  return {
    isSaid,
    of: (kind) => {
      const q = parameters.words[kind].value;
      return (isSaid ? q : 1 - q) ** power;
    },
  };
}

interface RowOf {
  readonly k: number;
  readonly weights: Weights;
  readonly share: Share;
}

function weighRow(network: Network, region: number, { k, weights, share }: RowOf): void {
  const { lambda0, lambda1, leak0, leak1, linkOff, linkOn } = weights;
  const byClass = WORD_CLASSES.map(share.of);
  const leak = share.of('leak');
  const divide = (off: Float64Array, on: Float64Array, at: number, stays: number): void => {
    const before = on[at] ?? 0;
    on[at] = before * stays;
    if (share.isSaid) off[at] = (off[at] ?? 0) + before * (1 - stays);
  };
  const [from, to] = [network.regionStart[region] ?? 0, network.regionStart[region + 1] ?? 0];
  for (let at = from; at < to; at++) {
    const link = network.regionLinks[at] ?? 0;
    const kind = network.wordClass[network.linkCause[link] ?? 0] ?? 0;
    divide(linkOff, linkOn, link, byClass[kind] ?? 1);
  }
  divide(leak0, leak1, k, leak);
  // A slip happens with probability lambda0 whatever else hurts there: it is off with 1 - lambda0, on with lambda0.
  const slip = lambda0[k] ?? 0;
  lambda0[k] = slip * leak;
  if (!share.isSaid) lambda1[k] = (lambda1[k] ?? 1) * (1 - slip * (1 - leak));
}

/** A region with another answer about how it feels there; undefined: as if nobody had asked. */
export function withAnswer(
  { id, intensity, coverage }: PaintedRegion,
  words: readonly PainWord[] | undefined,
): PaintedRegion {
  return {
    id,
    ...(intensity !== undefined && { intensity }),
    ...(coverage !== undefined && { coverage }),
    ...(words !== undefined && { words }),
  };
}

/** The same request as if nobody had asked how the pain feels. */
export function withoutWords(request: LocaliseRequest): LocaliseRequest {
  const bare = (row: PaintedRegion): PaintedRegion => withAnswer(row, undefined);
  return {
    ...request,
    regions: request.regions.map(bare),
    ...(request.again !== undefined && { again: request.again.map(bare) }),
  };
}
