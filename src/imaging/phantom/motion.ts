import { distanceToSegment, type Point, type Segment } from '../frame.ts';
import { axialStrain, squeeze } from './inclusion.ts';
import type { TissueSpec } from './tissue.ts';

/** A local twitch: tissue around a place moves along `direction` by up to `amplitude`. Millimetres. */
export interface Jerk {
  readonly x: number;
  readonly y: number;
  readonly amplitude: number;
  /** Degrees; 0 is across the probe, 90 is away from the skin. */
  readonly direction: number;
  /** Standard deviation of the moving patch. */
  readonly reach: number;
}

/** Tissue that sticks to a moving needle: it follows the needle by `along`, less with distance from the shaft. */
export interface Drag {
  readonly shaft: Segment;
  readonly along: number;
  readonly reach: number;
}

/** Where the tissue is at one moment. Everything is measured from rest, in millimetres. */
export interface Motion {
  /** Compression by the probe; 0.01 is 1 %. */
  readonly strain?: number;
  /** The probe has slipped, so that tissue appears moved by this much. */
  readonly slip?: Point;
  readonly jerk?: Jerk;
  readonly drag?: Drag;
}

/** Displacement (mm) from rest of the tissue that rests at `at`: the exact truth that a tracker is held against. */
export function displacement(tissue: TissueSpec, motion: Motion, at: Point): Point {
  let { x, y } = squeeze(at, motion.strain ?? 0, tissue.width / 2, tissue.inclusion);
  x += motion.slip?.x ?? 0;
  y += motion.slip?.y ?? 0;
  if (motion.jerk !== undefined) {
    const { amplitude, direction, reach } = motion.jerk;
    const [dx, dy] = [at.x - motion.jerk.x, at.y - motion.jerk.y];
    const size = amplitude * Math.exp((-0.5 * (dx * dx + dy * dy)) / (reach * reach));
    x += size * Math.cos((direction * Math.PI) / 180);
    y += size * Math.sin((direction * Math.PI) / 180);
  }
  if (motion.drag !== undefined) {
    const { shaft, along, reach } = motion.drag;
    const length = Math.hypot(shaft.to.x - shaft.from.x, shaft.to.y - shaft.from.y);
    const far = distanceToSegment(at, shaft) / reach;
    const size = (along * Math.exp(-0.5 * far * far)) / length;
    x += size * (shaft.to.x - shaft.from.x);
    y += size * (shaft.to.y - shaft.from.y);
  }
  return { x, y };
}

/** Displacement (mm) between two moments of the tissue that is seen at `at` in the first. */
export function displacementBetween(
  tissue: TissueSpec,
  moments: { readonly from: Motion; readonly to: Motion },
  at: Point,
): Point {
  // Find where it rests: displacements are small against their own slope, so this converges like 0.03ⁿ.
  let rest = at;
  for (let i = 0; i < 6; i++) {
    const moved = displacement(tissue, moments.from, rest);
    rest = { x: at.x - moved.x, y: at.y - moved.y };
  }
  const [from, to] = [displacement(tissue, moments.from, rest), displacement(tissue, moments.to, rest)];
  return { x: to.x - from.x, y: to.y - from.y };
}

/** True axial strain at a resting place, without twitch and drag: positive where tissue is shortened. */
export function strainTruth(tissue: TissueSpec, motion: Motion, at: Point): number {
  return axialStrain(at, motion.strain ?? 0, tissue.inclusion);
}
