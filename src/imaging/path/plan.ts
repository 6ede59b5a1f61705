import { err, ok, type Result } from '../../kit/result.ts';
import type { Calibration } from '../calibration.ts';
import { mm, type Millimetres, type Pixels, type Point } from '../frame.ts';
import { distanceField, type Mask } from './distance.ts';
import { fill, outlineOf, STRUCTURE_KINDS, type Structure, type StructureKind } from './structures.ts';

/** Distance to keep from each kind of structure. */
export type Margins = Readonly<Record<StructureKind, Millimetres>>;

/** Our own assumption, not from a guideline: a clinician has to set these for the clinic. */
export const ASSUMED_MARGINS: Margins = {
  pleura: mm(10),
  nerve: mm(5),
  vessel: mm(3),
  bone: mm(2),
  other: mm(3),
};

/** What makes the picture wrong by some millimetres; twice their sum is added to every margin. */
export interface Uncertainty {
  /** Radius of the tip circle. */
  readonly tip: Millimetres;
  /** Standard deviation of a hand-drawn outline. */
  readonly annotation: Millimetres;
  /** Error of a length as long as the path. */
  readonly calibration: Millimetres;
}

/** What a plan is asked for. Places are frame pixels. */
export interface PlanRequest {
  readonly size: { readonly width: number; readonly height: number };
  /** A plan without millimetres has no margins, so it cannot be asked for. */
  readonly calibration: Calibration;
  readonly structures: readonly Structure[];
  readonly target: Point;
  /** Row of the skin in the frame. */
  readonly skin: Pixels;
  readonly needle: { readonly length: Millimetres; readonly diameter: Millimetres };
  readonly margins: Margins;
  readonly uncertainty: Uncertainty;
  /** Over the chest, the ribs, the shoulder girdle above the lung: there the pleura must be marked. */
  readonly isThoracic: boolean;
  /** Whether what was drawn still fits the picture: see `staleness`. */
  readonly isStale: boolean;
}

/** One way in, from the skin to the target and `OVERSHOOT` beyond it. */
export interface Entry {
  /** Where the needle enters, in frame pixels on the skin row. */
  readonly from: Point;
  /** Degrees below the skin, in tissue. */
  readonly angle: number;
  /** From skin to target. */
  readonly length: Millimetres;
  /** Least of (distance − needle radius)/margin over the path and all structures; below 1 the margins are not kept. */
  readonly clearance: number;
  /** What comes nearest to its margin, and how near the needle's axis comes to it. Absent when nothing is marked. */
  readonly nearest?: { readonly structure: string; readonly distance: Millimetres };
}

/** All ways in that a needle of this length can go, the best first. */
export interface PathPlan {
  readonly verdict: 'margins-kept' | 'no-path-meets-the-margins' | 'no-entry-reaches-the-target';
  readonly entries: readonly Entry[];
  /** Margins as they were used, with the uncertainty added. */
  readonly margins: Margins;
}

/** Why nothing is planned. */
export interface PlanError {
  readonly code: 'no-pleura' | 'stale' | 'outside' | 'bad-outline' | 'bad-number';
  readonly expected: string;
  readonly got: string;
  readonly at: string;
}

/** How far beyond the target a needle may slip. */
export const OVERSHOOT = mm(4);
/** Millimetres between entries, and between the places looked at along a path. */
const ENTRY_STEP = 0.5;
const PATH_STEP = 0.25;
const ANGLES = { least: 15, most: 75 } as const;

/**
 * Table of straight in-plane paths to a target, each with how well it keeps the margins.
 *
 * Clearance is a lower bound: from the distance field we take off what lies between pixel centres and between the places
 * looked at. Only what was drawn is known; what is out of the plane, or not drawn, is not. A path whose overshoot leaves the
 * frame is left out, because nobody can see what is there.
 *
 * - `no-pleura`: thoracic and no pleura marked. Not marked is not absent.
 * - `stale`: the probe has moved since the structures were drawn
 * - `outside`: the target is not in the frame below the skin, or not in the calibrated region
 * - `bad-outline`: a structure with too few points
 * - `bad-number`: a length, margin or uncertainty that is not a number, or below 0
 *
 * @param distance the field in either language; see `openDistance`
 */
export function planPath(
  request: PlanRequest,
  distance: typeof distanceField = distanceField,
): Result<PathPlan, PlanError> {
  const wrong = check(request);
  if (wrong !== undefined) return err(wrong);
  const { size, calibration, uncertainty } = request;
  const spacing = { x: calibration.x, y: calibration.y };
  const extra = 2 * (uncertainty.tip + uncertainty.annotation + uncertainty.calibration);
  const margins = widened(request.margins, extra);
  const fields = request.structures.map((structure): Guarded => {
    const mask: Mask = fill(outlineOf(structure, size) ?? [], size);
    return { id: structure.id, field: distance(mask, spacing), margin: margins[structure.kind] };
  });
  const entries = waysIn(request)
    .map((way) => ({ ...way, ...clearanceOf(way, fields, request) }))
    .sort((a, b) => Math.min(b.clearance, 2) - Math.min(a.clearance, 2) || a.length - b.length);
  const best = entries[0];
  const verdict =
    best === undefined
      ? 'no-entry-reaches-the-target'
      : best.clearance >= 1
        ? 'margins-kept'
        : 'no-path-meets-the-margins';
  return ok({ verdict, entries, margins });
}

function check(request: PlanRequest): PlanError | undefined {
  const { structures, size, target, skin, calibration, needle, uncertainty } = request;
  const numbers = { ...needle, ...uncertainty, ...request.margins };
  for (const [at, value] of Object.entries(numbers))
    if (!(value >= 0 && Number.isFinite(value)))
      return { code: 'bad-number', expected: 'a length of 0 mm or more', got: `${value}`, at };
  if (request.isThoracic && !structures.some(({ kind }) => kind === 'pleura'))
    return {
      code: 'no-pleura',
      expected: 'the pleura marked at a thoracic site',
      got: 'no pleura',
      at: 'structures',
    };
  if (request.isStale)
    return {
      code: 'stale',
      expected: 'structures drawn on this picture',
      got: 'a probe that moved since',
      at: 'structures',
    };
  const bad = structures.findIndex((structure) => outlineOf(structure, size) === undefined);
  if (bad >= 0)
    return {
      code: 'bad-outline',
      expected: '3 points, or 2 for a surface',
      got: 'fewer',
      at: `structures[${bad}]`,
    };
  if (isMeasurable(target, size, skin, calibration)) return undefined;
  return {
    code: 'outside',
    expected: 'a target below the skin in the calibrated region',
    got: `${target.x}, ${target.y}`,
    at: 'target',
  };
}

function isMeasurable(
  target: Point,
  size: PlanRequest['size'],
  skin: number,
  { region }: Calibration,
): boolean {
  const { x, y, width, height } = region;
  const isSeen =
    target.x >= 0 && target.x <= size.width - 1 && target.y > skin && target.y <= size.height - 1;
  return isSeen && target.x >= x && target.x <= x + width && target.y >= y && target.y <= y + height;
}

function widened(margins: Margins, extra: number): Margins {
  const wide = { ...margins };
  for (const kind of STRUCTURE_KINDS) wide[kind] = mm(margins[kind] + extra);
  return wide;
}

interface Guarded {
  readonly id: string;
  readonly field: Float32Array;
  readonly margin: number;
}

interface Way {
  readonly from: Point;
  readonly angle: number;
  readonly length: Millimetres;
  /** Where the needle may slip to. */
  readonly end: Point;
}

/** Every entry the angles and the needle allow and whose overshoot stays in the frame. */
function waysIn({ size, calibration, target, skin, needle }: PlanRequest): readonly Way[] {
  const { x: sx, y: sy } = calibration;
  const ways: Way[] = [];
  for (let k = 0; k * ENTRY_STEP <= (size.width - 1) * sx; k++) {
    const from = { x: (k * ENTRY_STEP) / sx, y: skin };
    const [dx, dy] = [(target.x - from.x) * sx, (target.y - from.y) * sy];
    const length = Math.hypot(dx, dy);
    const angle = (Math.atan2(dy, Math.abs(dx)) * 180) / Math.PI;
    const share = (length + OVERSHOOT) / length;
    const end = { x: from.x + share * (target.x - from.x), y: from.y + share * (target.y - from.y) };
    const isSeen = end.x >= 0 && end.x <= size.width - 1 && end.y <= size.height - 1;
    if (angle < ANGLES.least || angle > ANGLES.most || length > needle.length || !isSeen) continue;
    ways.push({ from, angle, length: mm(length), end });
  }
  return ways;
}

function clearanceOf(
  { from, end, length }: Way,
  guarded: readonly Guarded[],
  { size, calibration, needle }: PlanRequest,
): Pick<Entry, 'clearance' | 'nearest'> {
  const whole = length + OVERSHOOT;
  const steps = Math.ceil(whole / PATH_STEP);
  // A distance changes by at most the way moved: half a step along the path. The true outline lies within half a pixel each
  // way of the marked pixel centres, and interpolation between four centres is off by at most half a pixel each way again.
  const blur = whole / steps / 2 + Math.hypot(calibration.x, calibration.y);
  let clearance = Infinity;
  let nearest: Entry['nearest'];
  for (const { id, field, margin } of guarded) {
    let least = Infinity;
    for (let k = 0; k <= steps; k++) {
      const at = { x: from.x + ((end.x - from.x) * k) / steps, y: from.y + ((end.y - from.y) * k) / steps };
      least = Math.min(least, sample(field, size, at));
    }
    const distance = least - blur;
    const ratio = ratioOf(distance - needle.diameter / 2, margin);
    if (ratio >= clearance) continue;
    clearance = ratio;
    nearest = { structure: id, distance: mm(distance) };
  }
  return nearest === undefined ? { clearance } : { clearance, nearest };
}

/** A margin of 0 is kept by whatever does not touch. */
const ratioOf = (free: number, margin: number): number => (margin > 0 ? free / margin : free >= 0 ? 2 : -1);

function sample(field: Float32Array, { width, height }: PlanRequest['size'], at: Point): number {
  const x = Math.max(0, Math.min(width - 1, at.x));
  const y = Math.max(0, Math.min(height - 1, at.y));
  const [i, j] = [Math.min(width - 2, Math.floor(x)), Math.min(height - 2, Math.floor(y))];
  const [fx, fy] = [x - i, y - j];
  const row = (r: number): number =>
    (field[r * width + i] ?? 0) * (1 - fx) + (field[r * width + i + 1] ?? 0) * fx;
  return row(j) * (1 - fy) + row(j + 1) * fy;
}
