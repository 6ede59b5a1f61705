import { seededRandom } from '../../kit/random.ts';
import { mm, type Millimetres, type Point, type Segment } from '../frame.ts';
import type { StructureKind } from '../path/structures.ts';
import { makePhantom, type Phantom } from '../phantom/phantom.ts';
import type { NeedleEcho } from '../phantom/needle-echo.ts';

/** Size of the practice picture in pixels of 0.0625 mm: 30 by 22.5 mm. */
export const PRACTICE_SIZE = { width: 480, height: 360 } as const;
const WIDE = 30;

/** How many exercises there are; they are numbered from 1. */
export const EXERCISES = 6;

/** Something in the practice tissue that the needle must not touch. Millimetres of the picture. */
export interface Hazard {
  readonly id: string;
  readonly kind: StructureKind;
  readonly name: string;
  /** The vessel is round. The pleura is everything below a straight line from border to border. */
  readonly shape:
    | { readonly form: 'disc'; readonly centre: Point; readonly radius: Millimetres }
    | { readonly form: 'below'; readonly line: Segment };
}

/** What has to be done, and what is in the way. Both reach straight across all planes, so only the picture's two directions count. */
export interface Exercise {
  readonly number: number;
  /** Where the tip should end. */
  readonly target: Point;
  readonly hazards: readonly Hazard[];
  /** Degrees by which the hand aims past the image plane without noticing; positive comes towards the viewer. */
  readonly yaw: number;
}

/** The exercise of one number, 1 to `EXERCISES`. The same every time. */
export function makeExercise(number: number): Exercise {
  const random = seededRandom(7_000 + number);
  const target = { x: 13 + 7 * random(), y: 9 + 3 * random() };
  const depth = 17.5 + 2 * random();
  const tilt = 1.5 * (random() - 0.5);
  const side = random() < 0.5 ? -1 : 1;
  return {
    number,
    target,
    hazards: [
      {
        id: 'pleura',
        kind: 'pleura',
        name: 'Pleura',
        shape: { form: 'below', line: { from: { x: 0, y: depth - tilt }, to: { x: WIDE, y: depth + tilt } } },
      },
      {
        id: 'vessel',
        kind: 'vessel',
        name: 'Vessel',
        shape: {
          form: 'disc',
          centre: { x: target.x + side * (4.5 + random()), y: target.y - 2 + random() },
          radius: mm(1.6),
        },
      },
    ],
    yaw: (random() < 0.5 ? -1 : 1) * (3 + 3 * random()),
  };
}

/** Muscle with the vessel as a dark disc. */
export function practiceTissue({ number, hazards }: Exercise): Phantom {
  const disc = hazards.flatMap(({ shape }) => (shape.form === 'disc' ? [shape] : []))[0];
  const inclusion =
    disc === undefined ? {} : { inclusion: { ...disc.centre, radius: disc.radius, stiffness: 1, echo: -26 } };
  return makePhantom(PRACTICE_SIZE, { seed: 90 + number, texture: 'muscle', ...inclusion });
}

/** The pleura as a bright line with its reverberations, which is how the simulator draws a needle too. */
export function pleuraEcho({ hazards }: Exercise): readonly NeedleEcho[] {
  return hazards.flatMap(({ shape }) =>
    shape.form === 'below' ? [{ shaft: beyond(shape.line), contrast: 24, seed: 5 }] : [],
  );
}

/** The line a little further on both sides, so that its ends lie outside the picture. */
function beyond({ from, to }: Segment): Segment {
  const [dx, dy] = [(to.x - from.x) / 10, (to.y - from.y) / 10];
  return { from: { x: from.x - dx, y: from.y - dy }, to: { x: to.x + dx, y: to.y + dy } };
}

/** Distance from a place to the edge of a hazard in millimetres; negative inside it. */
export function distanceToHazard(at: Point, { shape }: Hazard): Millimetres {
  if (shape.form === 'disc')
    return mm(Math.hypot(at.x - shape.centre.x, at.y - shape.centre.y) - shape.radius);
  const { from, to } = shape.line;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  // Positive above the line: y runs down.
  return mm(((at.x - from.x) * dy - (at.y - from.y) * dx) / Math.hypot(dx, dy));
}
