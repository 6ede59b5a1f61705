import type { Calibration } from '../calibration.ts';
import { mm, px, type Millimetres, type Pixels, type Point } from '../frame.ts';
import { median } from '../strain/strain.ts';
import type { Field } from '../strain/tracker.ts';
import type { Margins } from './plan.ts';
import { outlineOf, signedDistance, type Structure } from './structures.ts';

/** How near the live tip is to what was drawn. */
export interface TipDistance {
  readonly structure: string;
  /** From the tip to the outline; negative inside. */
  readonly distance: Millimetres;
  /** The same for the worst place of the tip circle. */
  readonly worst: Millimetres;
  /** `inside`: the circle touches the structure. `near`: it is within the margin. `clear`: it is not. */
  readonly level: 'clear' | 'near' | 'inside';
}

/**
 * Signed distance of the tip to the structure that is nearest in terms of its margin, or undefined when nothing is marked.
 *
 * The level goes by the far side of the tip circle, so an uncertain tip warns earlier.
 */
export function tipDistance(
  tip: { readonly at: Point; readonly radius: Pixels },
  structures: readonly Structure[],
  margins: Margins,
  view: {
    readonly size: { readonly width: number; readonly height: number };
    readonly calibration: Calibration;
  },
): TipDistance | undefined {
  const { x, y } = view.calibration;
  const radius = tip.radius * Math.max(x, y);
  let nearest: TipDistance | undefined;
  let least = Infinity;
  for (const structure of structures) {
    const outline = outlineOf(structure, view.size);
    // An outline of too few points is drawn somewhere near: better no number than a wrong one.
    const distance = outline === undefined ? NaN : signedDistance(tip.at, outline, { x, y });
    const worst = distance - radius;
    const spare = worst - margins[structure.kind];
    if (spare >= least) continue;
    least = Number.isNaN(spare) ? -Infinity : spare;
    const level = worst > margins[structure.kind] ? 'clear' : worst > 0 ? 'near' : 'inside';
    nearest = { structure: structure.id, distance: mm(distance), worst: mm(worst), level };
  }
  return nearest;
}

/** How far the whole picture has moved since the structures were drawn. */
export interface Drift {
  readonly x: Pixels;
  readonly y: Pixels;
  /** Frames whose movement could not be measured; from then on nothing is known. */
  readonly unknown: number;
}

/** No movement: the state when the last structure was drawn. */
export const NO_DRIFT: Drift = { x: px(0), y: px(0), unknown: 0 };

/**
 * Add the movement of one more frame: the median of the tracked field, so that a needle or a twitch does not count.
 *
 * @param field undefined when the pair could not be tracked (`decorrelated`, `not-reversible`)
 */
export function drifted(drift: Drift, field: Field | undefined): Drift {
  if (field === undefined) return { ...drift, unknown: drift.unknown + 1 };
  return { ...drift, x: px(drift.x + median(field.u)), y: px(drift.y + median(field.v)) };
}

/** Whether what was drawn may still be used, and if not why. */
export type Staleness = 'fresh' | 'probe-moved' | 'tracking-lost' | 'too-old';

/** Movement and age up to which an outline counts as drawn on this picture. Our own assumption. */
export const STALE_AFTER = { drift: mm(1), seconds: 120 } as const;

/** Judge the oldest structure in use. Doubt counts as stale. */
export function staleness(drift: Drift, seconds: number, calibration: Calibration): Staleness {
  if (drift.unknown > 0) return 'tracking-lost';
  if (!(Math.hypot(drift.x * calibration.x, drift.y * calibration.y) <= STALE_AFTER.drift))
    return 'probe-moved';
  return seconds >= 0 && seconds <= STALE_AFTER.seconds ? 'fresh' : 'too-old';
}

/** Milliseconds without a new frame after which the picture on screen is not live any more. */
export const WATCHDOG = 200;

/** Whether the newest unique frame is too old to be called live. Times are milliseconds of one clock. */
export const isFrozen = (newest: number, now: number): boolean =>
  !(now - newest >= 0 && now - newest <= WATCHDOG);
