import type { Frame } from '../frame.ts';
import { evidence, type Evidence } from './evidence.ts';
import {
  angleOf,
  measure,
  place,
  plainBands,
  refine,
  type Bands,
  type Measured,
  type Shaft,
} from './refine.ts';
import { bestPieces, candidates, slants, type Slant } from './scan.ts';

/** What is known before looking: the range of angles, in degrees from the skin. */
export interface NeedlePrior {
  readonly least: number;
  readonly most: number;
}

/** Every angle a hand uses; below 10 degrees muscle fascicles look the same. */
export const ANY_ANGLE: NeedlePrior = { least: 10, most: 75 };

/** The loops that take the time, in either language. */
export interface NeedleEngine {
  readonly engine: 'typescript' | 'wasm';
  evidence(frame: Frame): Evidence;
  /** The families of lines across a map, made once for each prior. */
  families(map: Evidence, prior: NeedlePrior): readonly Slant[];
  bestPieces(map: Evidence, families: readonly Slant[]): readonly Int16Array[];
  readonly bands: Bands;
}

/** The loops in plain TypeScript: the specification of the WebAssembly ones and their fallback. */
export function plainNeedle(): NeedleEngine {
  return {
    engine: 'typescript',
    evidence,
    families: keptFamilies(),
    bestPieces: (map, families) => families.map((family) => bestPieces(map, family)),
    bands: plainBands,
  };
}

/** `slants`, remembering the last answer: a sequence has one size and, mostly, one prior. */
export function keptFamilies(): NeedleEngine['families'] {
  let [key, kept]: [string, readonly Slant[]] = ['', []];
  return (map, prior) => {
    const wanted = `${map.width}x${map.height} ${prior.least}-${prior.most}`;
    if (wanted !== key) [key, kept] = [wanted, slants(map, prior)];
    return kept;
  };
}

/** A shaft that begins at the border gets this much, and loses this part of its best parallel rival. */
const BORDER = 40;
const RIVAL = 0.9;

/**
 * Everything in one frame that could be a needle in the image plane, the likeliest first.
 *
 * `score` is evidence in pixels; `FOUND` in `track.ts` says from where on it is called a needle. A frame full of parallel
 * fascicles scores low, because each is held against the best other one of nearly the same direction. A needle that
 * leaves the plane, or bends by more than 4 px, is not found.
 */
export function needles(
  frame: Frame,
  engine: NeedleEngine,
  prior: NeedlePrior = ANY_ANGLE,
): readonly Shaft[] {
  const map = engine.evidence(frame);
  const families = engine.families(map, prior);
  const found = candidates(map, families, engine.bestPieces(map, families))
    .map((piece) => measure(frame, piece, engine.bands))
    .filter((line) => line !== undefined)
    .filter(({ line }) => isWithin(prior, angleOf(line)));
  const shafts = found
    .map((line) => ({ line, score: line.score - RIVAL * rival(line, found) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, FINALISTS)
    .map(({ line }) => ({ line, shaft: refine(frame, line, engine.bands) }));
  return shafts
    .flatMap(({ line, shaft }) => {
      if (shaft === undefined) return [];
      const bonus = (shaft.fromBorder ? BORDER : 0) - RIVAL * rival(line, found);
      return [{ ...shaft, score: shaft.score + bonus }];
    })
    .sort((a, b) => b.score - a.score);
}

/** How many lines are measured to the end. */
const FINALISTS = 2;

const isWithin = ({ least, most }: NeedlePrior, angle: number): boolean =>
  Math.abs(angle) >= least - 1 && Math.abs(angle) <= most + 1;

/** The best score among separate lines of nearly the same direction. */
function rival(one: Measured, all: readonly Measured[]): number {
  const { x, y } = one.line.direction;
  const end = place(one.line, one.end);
  let best = 0;
  for (const other of all) {
    if (other === one || Math.abs(angleOf(other.line) - angleOf(one.line)) > 10) continue;
    const middle = place(other.line, (other.begin + other.end) / 2);
    const off = (middle.y - end.y) * x - (middle.x - end.x) * y;
    if (Math.abs(off) > 14) best = Math.max(best, other.score);
  }
  return best;
}
