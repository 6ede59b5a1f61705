import { mm, type Millimetres, type Point } from '../frame.ts';
import type { NeedleEcho } from '../phantom/needle-echo.ts';
import { distanceToHazard, PRACTICE_SIZE, type Exercise } from './exercise.ts';

/** Half the thickness of the slice that the probe shows, in mm: nearer than this a piece of the needle counts as seen. */
export const SLICE = 1;
/** Echo left at so many mm off the plane: a Gaussian of this width. Both are our own assumption. */
const SLICE_SIGMA = 0.6;
/** Length of the practice needle in mm. */
export const NEEDLE_LENGTH = 40;
/** A needle that is in deeper than this cannot be turned: it would bend or cut. */
export const TURNABLE = 5;
/** Coming back by this much before going on again begins another pass. Millimetres. */
const WITHDRAWN = 3;
/** The tip has arrived within this distance of the target. Millimetres. */
export const ARRIVED = 1.5;

const WIDE = PRACTICE_SIZE.width * 0.0625;
const DEEP = PRACTICE_SIZE.height * 0.0625;

/** What can be done. One at a time; nothing happens by itself, so nobody is hurried. */
export type Deed =
  /** Where the needle enters, mm from the left border; only while it is outside. */
  | { readonly kind: 'enter'; readonly at: number }
  /** Degrees below the horizontal, 15 to 165; above 90 it points to the left. Only while it is hardly in. */
  | { readonly kind: 'aim'; readonly angle: number }
  /** Millimetres further in; negative comes back. */
  | { readonly kind: 'push'; readonly by: number }
  /** Where the probe's plane is, mm across it. */
  | { readonly kind: 'slide'; readonly to: number }
  /** Degrees by which the probe is turned about its middle. */
  | { readonly kind: 'turn'; readonly to: number };

/** One attempt at an exercise so far. */
export interface Attempt {
  readonly exercise: Exercise;
  readonly entry: number;
  readonly angle: number;
  /** How far the needle is in. */
  readonly depth: Millimetres;
  readonly plane: number;
  readonly turned: number;
  /** Deeds with the needle in, and those of them after which the tip was in the plane. */
  readonly deeds: number;
  readonly visible: number;
  /** Millimetres pushed in, and those of them with the tip out of the plane. */
  readonly pushed: Millimetres;
  readonly blind: Millimetres;
  readonly passes: number;
  /** Deepest point since the last withdrawal; from here withdrawal is counted. */
  readonly turningPoint: Millimetres;
  readonly isWithdrawing: boolean;
  readonly closest: {
    readonly target: Millimetres;
    /** By id of the hazard. */
    readonly hazards: Readonly<Record<string, Millimetres>>;
  };
}

/** An attempt before anything is done: the needle is outside, the probe is straight. */
export function begin(exercise: Exercise): Attempt {
  return {
    exercise,
    entry: 3,
    angle: 40,
    depth: mm(0),
    plane: 0,
    turned: 0,
    deeds: 0,
    visible: 0,
    pushed: mm(0),
    blind: mm(0),
    passes: 0,
    turningPoint: mm(0),
    isWithdrawing: true,
    closest: { target: mm(Infinity), hazards: {} },
  };
}

/** A place in the tissue: in the picture, and how far in front of the plane in which the probe began. */
export interface Place extends Point {
  readonly z: number;
}

/** Where the needle is at so many millimetres along it. */
export function placeAt({ entry, angle, exercise }: Attempt, along: number): Place {
  const [turn, yaw] = [radians(angle), radians(exercise.yaw)];
  const flat = along * Math.cos(yaw);
  return { x: entry + flat * Math.cos(turn), y: flat * Math.sin(turn), z: along * Math.sin(yaw) };
}

/** How far a place lies in front of the plane that the probe shows now. */
export const offPlane = ({ plane, turned }: Attempt, { x, z }: Place): Millimetres =>
  mm(z - plane - (x - WIDE / 2) * Math.tan(radians(turned)));

/** Whether the tip is in the slice that is shown, and in the tissue at all. */
export const isTipVisible = (attempt: Attempt): boolean =>
  attempt.depth > 0 && Math.abs(offPlane(attempt, placeAt(attempt, attempt.depth))) <= SLICE;

/** The attempt after one more deed. What cannot be done changes nothing. */
export function after(attempt: Attempt, deed: Deed): Attempt {
  switch (deed.kind) {
    case 'enter':
      return attempt.depth > 0 ? attempt : { ...attempt, entry: within(deed.at, 0, WIDE) };
    case 'aim':
      if (attempt.depth > TURNABLE) return attempt;
      return counted({ ...attempt, angle: within(deed.angle, 15, 165) });
    case 'push':
      return pushed(attempt, deed.by);
    case 'slide':
      return counted({ ...attempt, plane: within(deed.to, -8, 8) });
    case 'turn':
      return counted({ ...attempt, turned: within(deed.to, -15, 15) });
  }
}

function pushed(attempt: Attempt, by: number): Attempt {
  const depth = mm(within(attempt.depth + by, 0, reachOf(attempt)));
  const moved = depth - attempt.depth;
  if (moved === 0) return attempt;
  const next = { ...attempt, depth };
  if (moved < 0) {
    const isWithdrawing = attempt.isWithdrawing || attempt.turningPoint - depth >= WITHDRAWN || depth === 0;
    return counted({ ...next, isWithdrawing });
  }
  // The way of this push in steps of at most 0.1 mm: what was passed between two presses counts too.
  let walked = next;
  const steps = Math.ceil(moved / 0.1);
  for (let n = 1; n <= steps; n++)
    walked = approached({ ...walked, depth: mm(attempt.depth + (moved * n) / steps) }, mm(moved / steps));
  const isNew = attempt.isWithdrawing;
  const turningPoint = mm(isNew ? depth : Math.max(attempt.turningPoint, depth));
  return counted({ ...walked, turningPoint, isWithdrawing: false, passes: attempt.passes + (isNew ? 1 : 0) });
}

/** As far as the needle goes: its length, or the border of the picture. */
function reachOf(attempt: Attempt): number {
  const { x, y } = placeAt(attempt, 1);
  const sideways = x - attempt.entry;
  const toSide =
    sideways > 0 ? (WIDE - attempt.entry) / sideways : sideways < 0 ? attempt.entry / -sideways : Infinity;
  return Math.min(NEEDLE_LENGTH, toSide, DEEP / y);
}

/** Take in how near the tip now is to the target and to each hazard, whether it is seen or not. */
function approached(attempt: Attempt, by: Millimetres): Attempt {
  const { exercise, closest } = attempt;
  const tip = placeAt(attempt, attempt.depth);
  const { target, hazards } = exercise;
  const toTarget = Math.hypot(tip.x - target.x, tip.y - target.y);
  const near = hazards.map((hazard): readonly [string, Millimetres] => [
    hazard.id,
    mm(Math.min(closest.hazards[hazard.id] ?? Infinity, distanceToHazard(tip, hazard))),
  ]);
  return {
    ...attempt,
    pushed: mm(attempt.pushed + by),
    blind: mm(attempt.blind + (isTipVisible(attempt) ? 0 : by)),
    closest: { target: mm(Math.min(closest.target, toTarget)), hazards: Object.fromEntries(near) },
  };
}

function counted(attempt: Attempt): Attempt {
  if (attempt.depth === 0) return attempt;
  return {
    ...attempt,
    deeds: attempt.deeds + 1,
    visible: attempt.visible + (isTipVisible(attempt) ? 1 : 0),
  };
}

/** What came of an attempt. Parts of nothing are absent, not zero. */
export interface Score {
  /** Part of the deeds with the needle in after which the tip was in the plane, 0 to 1. */
  readonly tipVisible?: number;
  /** Millimetres that were pushed without seeing the tip. */
  readonly blind: Millimetres;
  readonly passes: number;
  /** Nearest that the tip came to the target, and whether that is near enough. */
  readonly toTarget?: Millimetres;
  readonly hasArrived: boolean;
  /** Nearest that the tip came to each hazard; negative is inside. */
  readonly hazards: readonly { readonly id: string; readonly name: string; readonly nearest: Millimetres }[];
}

/** Score an attempt, at any time. */
export function score({ exercise, deeds, visible, blind, passes, closest }: Attempt): Score {
  return {
    ...(deeds > 0 && { tipVisible: visible / deeds }),
    blind,
    passes,
    ...(Number.isFinite(closest.target) && { toTarget: closest.target }),
    hasArrived: closest.target <= ARRIVED,
    hazards: exercise.hazards.flatMap(({ id, name }) => {
      const nearest = closest.hazards[id];
      return nearest === undefined ? [] : [{ id, name, nearest }];
    }),
  };
}

/** The echo of the needle: only what lies in the slice. Where the plane leaves the needle, the picture shows a false end. */
export function needleEcho(attempt: Attempt): NeedleEcho | undefined {
  if (attempt.depth < 0.5) return undefined;
  const [from, to] = [placeAt(attempt, -1), placeAt(attempt, attempt.depth)];
  const flat = Math.hypot(to.x - from.x, to.y - from.y) / (attempt.depth + 1);
  const left = (along: number): number => {
    const off = offPlane(attempt, placeAt(attempt, along / flat - 1));
    return Math.exp(-0.5 * (off / SLICE_SIGMA) ** 2);
  };
  return { shaft: { from, to }, contrast: 19, seed: attempt.exercise.number, left };
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const within = (value: number, least: number, most: number): number =>
  Number.isFinite(value) ? Math.max(least, Math.min(most, value)) : least;
