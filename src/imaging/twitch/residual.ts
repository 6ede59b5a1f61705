import { distanceToSegment, type Segment } from '../frame.ts';
import { median } from '../strain/strain.ts';
import { CELL, type Field } from '../strain/tracker.ts';

/** Movement of the whole picture: u = a + b x + c y and v alike, in px with x and y in px. */
export interface Affine {
  readonly u: readonly [number, number, number];
  readonly v: readonly [number, number, number];
}

/** A round region in frame pixels. */
export interface Roi {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Parts of the picture that do not count as twitching: the needle and what it drags along. Lengths in px. */
export interface NeedleMask {
  readonly shaft: Segment;
  /** On each side of the shaft. */
  readonly beside: number;
  /** Beyond the tip, which pushes tissue ahead of it. */
  readonly beyond: number;
}

/** Size of the cells of a field, which may come from a coarser level. */
const cellOf = (field: Field, width: number): { readonly x: number; readonly y: number } => {
  const scale = Math.max(1, Math.round(width / (field.cols * CELL.x)));
  return { x: CELL.x * scale, y: CELL.y * scale };
};

/**
 * The movement that most of the picture shares: probe motion, compression and rotation, by least squares with Cauchy
 * weights, so that a twitching or dragged part does not pull it along. Six rounds; the scale is the median residual of every fourth cell.
 */
export function sharedMotion(field: Field, width: number): Affine {
  return { u: robustPlane(field, field.u, width), v: robustPlane(field, field.v, width) };
}

function robustPlane(field: Field, values: Float32Array, width: number): readonly [number, number, number] {
  const cell = cellOf(field, width);
  const weights = new Float64Array(values.length).fill(1);
  let plane: readonly [number, number, number] = [0, 0, 0];
  for (let round = 0; round < 6; round++) {
    plane = weightedPlane(field, values, weights, cell);
    const off = values.map((value, c) => Math.abs(value - at(plane, field, c, cell)));
    const scale = Math.max(1e-3, 1.4826 * median(off.filter((_, c) => c % 4 === 0)));
    // 2.385 keeps 95 % of the efficiency of least squares on clean data.
    off.forEach((value, c) => (weights[c] = 1 / (1 + (value / (2.385 * scale)) ** 2)));
  }
  return plane;
}

const at = (
  [a, b, c]: readonly [number, number, number],
  field: Field,
  index: number,
  cell: { readonly x: number; readonly y: number },
): number =>
  a + b * ((index % field.cols) + 0.5) * cell.x + c * (Math.floor(index / field.cols) + 0.5) * cell.y;

function weightedPlane(
  field: Field,
  values: Float32Array,
  weights: Float64Array,
  cell: { readonly x: number; readonly y: number },
): readonly [number, number, number] {
  // Sums about the centre of the field, where x and y hardly correlate.
  const [cx, cy] = [(field.cols * cell.x) / 2, (field.rows * cell.y) / 2];
  const s = { w: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0, v: 0, xv: 0, yv: 0 };
  values.forEach((value, c) => {
    const w = weights[c] ?? 0;
    const x = ((c % field.cols) + 0.5) * cell.x - cx;
    const y = (Math.floor(c / field.cols) + 0.5) * cell.y - cy;
    s.w += w;
    s.x += w * x;
    s.y += w * y;
    s.xx += w * x * x;
    s.xy += w * x * y;
    s.yy += w * y * y;
    s.v += w * value;
    s.xv += w * x * value;
    s.yv += w * y * value;
  });
  const [mx, my, mv] = [s.x / s.w, s.y / s.w, s.v / s.w];
  const [xx, xy, yy] = [s.xx / s.w - mx * mx, s.xy / s.w - mx * my, s.yy / s.w - my * my];
  const [xv, yv] = [s.xv / s.w - mx * mv, s.yv / s.w - my * mv];
  const det = xx * yy - xy * xy;
  if (!(det > 0)) return [mv, 0, 0];
  const b = (yy * xv - xy * yv) / det;
  const c = (xx * yv - xy * xv) / det;
  return [mv - b * (mx + cx) - c * (my + cy), b, c];
}

/** What is left of one frame's movement in the region. */
export interface Residual {
  /** 95th percentile of the remaining movement, px per frame. NaN when everything is masked. */
  readonly high: number;
  /** Cells that remain beyond `over` px per frame, as an area in px². */
  readonly area: (over: number) => number;
}

/** Take out the shared motion and the needle, and say what still moves in the region. */
export function residual(field: Field, width: number, roi: Roi, mask: NeedleMask | undefined): Residual {
  const cell = cellOf(field, width);
  const shared = sharedMotion(field, width);
  const longer = mask === undefined ? undefined : { ...mask, shaft: lengthened(mask.shaft, mask.beyond) };
  const speeds: number[] = [];
  for (let c = 0; c < field.u.length; c++) {
    const place = { x: ((c % field.cols) + 0.5) * cell.x, y: (Math.floor(c / field.cols) + 0.5) * cell.y };
    if (Math.hypot(place.x - roi.x, place.y - roi.y) > roi.radius) continue;
    if (longer !== undefined && distanceToSegment(place, longer.shaft) < longer.beside) continue;
    const u = (field.u[c] ?? 0) - at(shared.u, field, c, cell);
    const v = (field.v[c] ?? 0) - at(shared.v, field, c, cell);
    speeds.push(Math.hypot(u, v));
  }
  speeds.sort((a, b) => a - b);
  const high = speeds[Math.floor(0.95 * (speeds.length - 1))] ?? NaN;
  return { high, area: (over) => speeds.filter((s) => s > over).length * cell.x * cell.y };
}

function lengthened({ from, to }: Segment, by: number): Segment {
  const length = Math.max(1e-9, Math.hypot(to.x - from.x, to.y - from.y));
  const share = 1 + by / length;
  return { from, to: { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) } };
}
