import { px, type Pixels, type Point } from '../frame.ts';
import type { Shaft } from './refine.ts';

/**
 * Score from which a line is called a needle: exceeded by 5 % of simulated frames without one (tuning seeds
 * 3000–3119 of the bench). A still picture of fascicles that passes once passes again, so confirmation over frames does
 * not lower this rate; it removes what flickers.
 */
export const FOUND = 125;

/**
 * Radius of the tip circle while the needle is seen: nine of ten simulated tips lie within 12 px on the tuning seeds,
 * rounded up for the size of that sample (56). In millimetres it depends on the calibration; at 0.0625 mm per px it is
 * 0.9 mm. Real tips are worse: a circle is not a promise.
 */
export const TIP_P90 = px(14);

/** Frames in a row that must agree before a needle is shown. */
const CONFIRM = 3;
/** Frames without a sighting for which the needle is predicted before it is lost. */
const PREDICT = 5;
/** Frames after which a lost needle is forgotten. */
const FORGET = 30;
/** How much the tip circle grows for each predicted frame: a hand moves about 15 mm/s, 8 px a frame at 30 fps. */
const GROWTH = 8;

/**
 * What is known of the needle now.
 *
 * `seen`: sighted in this frame, after three that agreed. `predicted`: seen until at most five frames ago; draw it dashed.
 * `lost`: seen before, where it is now is unknown. `not-seen`: nothing confirmed. Only the first two have a place.
 */
export type NeedleState =
  | {
      readonly state: 'seen' | 'predicted';
      readonly start: Point;
      readonly tip: Point;
      /** Radius around the tip that holds it nine times in ten, on simulated frames. */
      readonly radius: Pixels;
      /** Degrees below the horizontal in pixel space; negative runs down to the left. */
      readonly angle: number;
      /** Depth of the tip below the upper border of the frame. */
      readonly depth: Pixels;
      readonly score: number;
      /** Frames since the last sighting; 0 while seen. */
      readonly age: number;
    }
  | { readonly state: 'lost'; readonly age: number }
  | { readonly state: 'not-seen' };

/** A line that is being followed, shown or not. */
interface Line {
  readonly shaft: Shaft;
  /** Movement of the tip per frame. */
  readonly speed: Point;
  /** Frames since it was last sighted. */
  readonly age: number;
}

/** Searching: nothing is shown, `trial` has agreed `hits` times in a row. Holding: `line` is shown. */
type Memory =
  | {
      readonly phase: 'searching';
      readonly trial?: Line & { readonly hits: number };
      /** Frames since a shown needle was last sighted; absent when there was none. */
      readonly lostFor?: number;
    }
  | { readonly phase: 'holding'; readonly line: Line };

/**
 * Follow the needle through a sequence: give it every frame's `needles`, in order, and show what it returns.
 *
 * A line near the last one is preferred, so that a fascicle that is brighter for a moment does not take over. It has
 * state: one per sequence, and a new one after a freeze or a gap.
 */
export function needleTrack(): (found: readonly Shaft[]) => NeedleState {
  let memory: Memory = { phase: 'searching' };
  return (found) => {
    memory = memory.phase === 'holding' ? hold(memory.line, found) : search(memory, found);
    return stateOf(memory);
  };
}

function hold(line: Line, found: readonly Shaft[]): Memory {
  // Whatever shines elsewhere, a shown needle is only ever continued by a line near it.
  const best = choose(
    line,
    found.filter((shaft) => isNear(line, shaft)),
  );
  if (best !== undefined) return { phase: 'holding', line: follow(line, best) };
  const age = line.age + 1;
  return age <= PREDICT ? { phase: 'holding', line: { ...line, age } } : { phase: 'searching', lostFor: age };
}

function search(
  { trial, lostFor }: Extract<Memory, { phase: 'searching' }>,
  found: readonly Shaft[],
): Memory {
  const best = choose(trial, found);
  const lost = lostFor === undefined || lostFor >= FORGET ? {} : { lostFor: lostFor + 1 };
  if (best === undefined) return { phase: 'searching', ...lost };
  if (trial === undefined || !isNear(trial, best))
    return { phase: 'searching', trial: { shaft: best, speed: { x: 0, y: 0 }, age: 0, hits: 1 }, ...lost };
  const [line, hits] = [follow(trial, best), trial.hits + 1];
  return hits >= CONFIRM
    ? { phase: 'holding', line }
    : { phase: 'searching', trial: { ...line, hits }, ...lost };
}

/** The best line that is a needle, with the benefit of being where one is expected. */
function choose(line: Line | undefined, found: readonly Shaft[]): Shaft | undefined {
  let [most, best]: [number, Shaft | undefined] = [FOUND, undefined];
  for (const shaft of found) {
    const score = shaft.score + (line === undefined ? 0 : nearness(line, shaft));
    if (score >= most) [most, best] = [score, shaft];
  }
  return best;
}

/** Up to 60 for the same line with the same tip, falling with 4 degrees, 8 px across and 40 px along. */
function nearness(line: Line, shaft: Shaft): number {
  const { turn, across, along } = difference(line, shaft);
  const same = Math.exp(-((turn / 4) ** 2) - (across / 8) ** 2);
  return 60 * same * (0.5 + 0.5 * Math.exp(-((along / 40) ** 2)));
}

function isNear(line: Line, shaft: Shaft): boolean {
  const { turn, across, along } = difference(line, shaft);
  const slack = GROWTH * line.age;
  return turn < 6 && across < 16 + slack && along < 40 + slack;
}

function difference(
  line: Line,
  shaft: Shaft,
): { readonly turn: number; readonly across: number; readonly along: number } {
  const expected = ahead(line, line.age + 1);
  const turn = Math.abs(shaft.angle - line.shaft.angle);
  const heading = (line.shaft.angle * Math.PI) / 180;
  const [dx, dy] = [shaft.tip.x - expected.x, shaft.tip.y - expected.y];
  return {
    turn: Math.min(turn, 180 - turn),
    across: Math.abs(dy * Math.cos(heading) - dx * Math.sin(heading)),
    along: Math.abs(dx * Math.cos(heading) + dy * Math.sin(heading)),
  };
}

/** Where the tip should be so many frames after its last sighting. A needle stops at once, so speed counts twice at most. */
function ahead({ shaft, speed }: Line, frames: number): Point {
  const far = Math.min(2, frames);
  return { x: shaft.tip.x + far * speed.x, y: shaft.tip.y + far * speed.y };
}

/** Blend what was expected with what was found: an alpha-beta filter, 0.6 and 0.2. */
function follow(line: Line, shaft: Shaft): Line {
  const expected = ahead(line, line.age + 1);
  const [dx, dy] = [shaft.tip.x - expected.x, shaft.tip.y - expected.y];
  return {
    shaft: { ...shaft, tip: { x: expected.x + 0.6 * dx, y: expected.y + 0.6 * dy } },
    speed: { x: line.speed.x + 0.2 * dx, y: line.speed.y + 0.2 * dy },
    age: 0,
  };
}

function stateOf(memory: Memory): NeedleState {
  if (memory.phase === 'searching')
    return memory.lostFor === undefined ? { state: 'not-seen' } : { state: 'lost', age: memory.lostFor };
  const { line } = memory;
  const tip = line.age === 0 ? line.shaft.tip : ahead(line, line.age);
  return {
    state: line.age === 0 ? 'seen' : 'predicted',
    start: line.shaft.start,
    tip,
    radius: px(TIP_P90 + GROWTH * line.age),
    angle: line.shaft.angle,
    depth: px(tip.y),
    score: line.shaft.score,
    age: line.age,
  };
}
