import type { Frame, Point } from '../frame.ts';
import type { Piece } from './scan.ts';

/** Offsets looked at on each side of a line, in frame pixels. */
export const REACH = 9;
const ROW = 2 * REACH + 1;

/**
 * The loops over a band along a line, in either language. A band has 19 grey values per step: step t, offset o is at
 * `t * 19 + o + 9`. What a call returns may be overwritten by the next call.
 */
export interface Bands {
  /** Sample a band of the frame; outside of it the border is repeated. */
  strip(frame: Frame, from: Point, direction: Point, steps: number): Float32Array;
  /** Σw, Σwt, Σwo, Σwt², Σwto over steps begin … end, where w is the squared brightness above the sides. */
  moments(band: Float32Array, begin: number, end: number, width: number): readonly number[];
  /** Centre minus the brighter side at each step, over 5 px; and the spread of the difference between the sides. */
  ridge(band: Float32Array, steps: number): { readonly raw: Float32Array; readonly noise: number };
}

/** A line with its bright piece. Places are frame pixels. */
export interface Shaft {
  /** Where the bright piece begins, nearer to the skin. */
  readonly start: Point;
  readonly tip: Point;
  /** Degrees below the horizontal, −90 to 90; negative runs down to the left. */
  readonly angle: number;
  /** Evidence along the shaft, in pixels: about its clearly visible length. */
  readonly score: number;
  /** Whether the bright piece begins at the border of the field, as a needle does and most fascicles do not. */
  readonly fromBorder: boolean;
}

/** The loops in plain TypeScript: the specification of the kernel's. */
export const plainBands: Bands = {
  strip({ data, width, height }, from, direction, steps) {
    const out = new Float32Array(steps * ROW);
    // Rounded to 32 bits where the kernel does, so that both look at the same places.
    const f = Math.fround;
    const [dx, dy, maxX, maxY] = [f(direction.x), f(direction.y), f(width - f(1.001)), f(height - f(1.001))];
    for (let t = 0; t < steps; t++) {
      const [mx, my] = [f(from.x + t * direction.x), f(from.y + t * direction.y)];
      for (let o = -REACH; o <= REACH; o++) {
        const x = Math.min(maxX, Math.max(0, f(mx - f(o * dy))));
        const y = Math.min(maxY, Math.max(0, f(my + f(o * dx))));
        const [i, j] = [Math.floor(x), Math.floor(y)];
        const at = j * width + i;
        const [fx, fy] = [x - i, y - j];
        const top = (data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx;
        const bottom = (data[at + width] ?? 0) * (1 - fx) + (data[at + width + 1] ?? 0) * fx;
        out[t * ROW + o + REACH] = top + fy * (bottom - top);
      }
    }
    return out;
  },
  moments(band, begin, end, width) {
    let [w, wt, wo, wtt, wto] = [0, 0, 0, 0, 0];
    for (let t = begin; t <= end; t++) {
      const base = 0.5 * (mean(band, t, -REACH, -6) + mean(band, t, 6, REACH));
      for (let o = -width; o <= width; o++) {
        const above = Math.max(0, (band[t * ROW + o + REACH] ?? 0) - base);
        const weight = above * above;
        w += weight;
        wt += weight * t;
        wo += weight * o;
        wtt += weight * t * t;
        wto += weight * t * o;
      }
    }
    return [w, wt, wo, wtt, wto];
  },
  ridge(band, steps) {
    const rough = new Float32Array(steps);
    let [side, square] = [0, 0];
    for (let t = 0; t < steps; t++) {
      const [left, right] = [mean(band, t, -REACH, -5), mean(band, t, 5, REACH)];
      rough[t] = mean(band, t, -1, 1) - Math.max(left, right);
      side += left - right;
      square += (left - right) ** 2;
    }
    const raw = rough.map((_, t) => {
      const [first, last] = [Math.max(0, t - 2), Math.min(steps - 1, t + 2)];
      let sum = 0;
      for (let k = first; k <= last; k++) sum += rough[k] ?? 0;
      return sum / (last - first + 1);
    });
    return { raw, noise: Math.sqrt(Math.max(0, square / steps - (side / steps) ** 2)) };
  },
};

function mean(band: Float32Array, t: number, from: number, to: number): number {
  let sum = 0;
  for (let o = from; o <= to; o++) sum += band[t * ROW + o + REACH] ?? 0;
  return sum / (to - from + 1);
}

/** Pixels that a piece is lengthened by at both ends before it is measured. */
const EXTRA = 40;

/** A line that has been measured once, on its way to a shaft. */
export interface Measured {
  readonly line: Line;
  readonly score: number;
  readonly begin: number;
  readonly end: number;
}

/** Straighten one piece at full resolution and measure its bright part. Undefined when nothing is there. */
export function measure(frame: Frame, piece: Piece, bands: Bands): Measured | undefined {
  const fine = clipped(frame, piece.from, piece.to);
  // Every second pixel both ways is enough to find the direction again.
  const { x, y } = fine.direction;
  const rough = { from: fine.from, direction: { x: 2 * x, y: 2 * y }, steps: (fine.steps + 1) >> 1 };
  const band = bands.strip(frame, rough.from, rough.direction, rough.steps);
  const begin = Math.min(EXTRA >> 1, rough.steps >> 2);
  const whole = { begin, end: rough.steps - 1 - begin };
  const sums = bands.moments(band, whole.begin, whole.end, 3);
  return brightPart(frame, straighten(frame, rough, whole, sums), bands);
}

/** Straighten a measured line once more along its bright part, and find where it ends. */
export function refine(frame: Frame, { line, begin, end }: Measured, bands: Bands): Shaft | undefined {
  const band = bands.strip(frame, line.from, line.direction, line.steps);
  const straight = straighten(frame, line, { begin, end }, bands.moments(band, begin, end, 4));
  const found = brightPart(frame, straight, bands);
  if (found === undefined) return undefined;
  return shaftOf(frame, straight, { ...found, end: lastOfShaft(found.raw, found) });
}

/** Where a band lies; the length of `direction` is the distance between its steps and its offsets. */
export interface Line {
  readonly from: Point;
  readonly direction: Point;
  readonly steps: number;
}

/** The line through two points, lengthened and cut at the border of the frame. Runs downwards. */
function clipped(frame: Frame, a: Point, b: Point): Line {
  const length = Math.max(1, Math.hypot(b.x - a.x, b.y - a.y));
  const direction = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
  let [first, last] = [-EXTRA, length + EXTRA];
  const cut = (at: number, slope: number, size: number): void => {
    if (Math.abs(slope) < 1e-9) return;
    const [p, q] = [-at / slope, (size - 1 - at) / slope];
    first = Math.max(first, Math.min(p, q));
    last = Math.min(last, Math.max(p, q));
  };
  cut(a.x, direction.x, frame.width);
  cut(a.y, direction.y, frame.height);
  const from = { x: a.x + first * direction.x, y: a.y + first * direction.y };
  return { from, direction, steps: Math.max(2, Math.floor(last - first) + 1) };
}

interface Found {
  readonly begin: number;
  readonly end: number;
  readonly score: number;
}

/**
 * The consecutive steps with the largest sum of evidence for a needle, from −1 to 1 per step.
 *
 * Evidence is the centre minus the brighter of its two sides: the border of a bright region is bright on one side only and
 * is not a needle. It is measured in the noise of the band or half the contrast of its best part, whichever is larger,
 * so that a bright needle must stay bright to go on.
 */
function brightPart(
  frame: Frame,
  line: Line,
  bands: Bands,
): (Measured & { readonly raw: Float32Array }) | undefined {
  const { raw, noise } = bands.ridge(bands.strip(frame, line.from, line.direction, line.steps), line.steps);
  const unit = Math.max(6, noise, 0.5 * upper(raw));
  let [run, start, score, begin, end] = [0, 0, 0, 0, 0];
  for (let t = 0; t < raw.length; t++) {
    if (run <= 0) [run, start] = [0, t];
    run += Math.max(-1, Math.min(1, (raw[t] ?? 0) / unit - 0.25));
    if (run > score) [score, begin, end] = [run, start, t];
  }
  return score < 15 ? undefined : { line, raw, begin, end, score };
}

/** The grey contrast that 15 % of the steps exceed, to the next whole grey; 0 when it is below. */
function upper(raw: Float32Array): number {
  const counts = new Int32Array(256);
  for (const value of raw) {
    const grey = Math.max(0, Math.min(255, Math.floor(value)));
    counts[grey] = (counts[grey] ?? 0) + 1;
  }
  let [grey, above] = [255, counts[255] ?? 0];
  while (grey > 0 && above < 0.15 * raw.length) above += counts[--grey] ?? 0;
  return grey;
}

/** Fit the line again through the brightest offsets of its bright part, by weighted least squares. */
function straighten(
  frame: Frame,
  line: Line,
  { begin, end }: { readonly begin: number; readonly end: number },
  [w = 0, wt = 0, wo = 0, wtt = 0, wto = 0]: readonly number[],
): Line {
  const det = w * wtt - wt * wt;
  if (!(det > 0)) return line;
  const slope = (w * wto - wt * wo) / det;
  const shift = (wo - slope * wt) / w;
  const at = (t: number): Point => {
    const o = shift + slope * t;
    return {
      x: line.from.x + t * line.direction.x - o * line.direction.y,
      y: line.from.y + t * line.direction.y + o * line.direction.x,
    };
  };
  return clipped(frame, at(begin), at(end));
}

/** Grey contrast at the tip, as part of the shaft's. */
const EDGE = 0.5;

/**
 * The last step that is more shaft than tissue: where the sum of what lies above `EDGE` of the shaft's own contrast is
 * largest, looking from 40 px before to 20 px after the end of the bright piece.
 */
function lastOfShaft(raw: Float32Array, { begin, end }: Found): number {
  const level = median(raw.subarray(Math.max(begin, end - 80), Math.max(begin + 1, end - 8)));
  const from = Math.max(begin + 1, end - 40);
  let [sum, most, at] = [0, -Infinity, end];
  for (let t = from; t <= Math.min(raw.length - 1, end + 20); t++) {
    sum += Math.max(0, Math.min(1.3 * level, raw[t] ?? 0)) - EDGE * level;
    if (sum > most) [most, at] = [sum, t];
  }
  return at;
}

const median = (values: Float32Array): number => Float32Array.from(values).sort()[values.length >> 1] ?? 0;

function shaftOf(frame: Frame, line: Line, { begin, end, score }: Found): Shaft {
  const [start, tip] = [place(line, begin), place(line, end)];
  const edge = 20;
  const fromBorder = start.x < edge || start.y < edge || start.x > frame.width - 1 - edge;
  return { start, tip, angle: angleOf(line), score, fromBorder };
}

/** The place of one step of a line, in frame pixels. */
export const place = ({ from, direction }: Line, t: number): Point => ({
  x: from.x + t * direction.x,
  y: from.y + t * direction.y,
});

/** Degrees below the horizontal, −90 to 90; a line that runs down to the left is negative. */
export function angleOf({ direction }: Line): number {
  const angle = (Math.atan2(direction.y, direction.x) * 180) / Math.PI;
  return angle > 90 ? angle - 180 : angle;
}
