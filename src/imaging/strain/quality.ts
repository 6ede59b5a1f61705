import type { Frame } from '../frame.ts';
import { median, type StrainMap } from './strain.ts';
import { CELL, type Field } from './tracker.ts';

/** How far a pair of frames can be believed. */
export interface Quality {
  /** Median strain of the pair; negative while the probe is released. */
  readonly strain: number;
  /** Mean correlation of 32 px blocks after the movement is taken out: 1 is the same speckle. */
  readonly correlation: number;
  /** Part of the cells whose strain has the sign of the median: 0.5 is chance. */
  readonly agreement: number;
  /** Root mean square of there-and-back along the beam, in px: 0 is perfect. */
  readonly roundTrip: number;
}

/** Why a pair is not shown. */
export const REFUSALS = ['too-little', 'too-much', 'decorrelated', 'inconsistent', 'not-reversible'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What a pair must reach. B-mode has no phase: below 0.3 % a single pair shows mostly noise. */
export const GATE = { least: 0.003, most: 0.04, correlation: 0.6, agreement: 0.8, roundTrip: 0.3 } as const;

/** Return why the pair must not be shown, or undefined when it may. */
export function refusal(quality: Quality): Refusal | undefined {
  if (!(quality.correlation >= GATE.correlation)) return 'decorrelated';
  if (!(quality.roundTrip <= GATE.roundTrip)) return 'not-reversible';
  if (Math.abs(quality.strain) > GATE.most) return 'too-much';
  if (!(Math.abs(quality.strain) >= GATE.least)) return 'too-little';
  if (!(quality.agreement >= GATE.agreement)) return 'inconsistent';
  return undefined;
}

/** Measure a pair. `back` is the field from the second frame to the first, of any level. */
export function assess(
  frames: { readonly from: Frame; readonly to: Frame },
  fields: { readonly there: Field; readonly back: Field },
  map: StrainMap,
): Quality {
  const strain = median(map.data);
  let same = 0;
  for (const value of map.data) if (value * strain > 0) same++;
  return {
    strain,
    correlation: correlation(frames.from, frames.to, fields.there),
    agreement: same / map.data.length,
    roundTrip: roundTrip(fields.there, fields.back),
  };
}

function roundTrip(there: Field, back: Field): number {
  let [sum, n] = [0, 0];
  const [sx, sy] = [there.cols / back.cols, there.rows / back.rows];
  for (let j = 2; j < back.rows - 2; j++)
    for (let i = 2; i < back.cols - 2; i++) {
      const c = Math.floor((j + 0.5) * sy) * there.cols + Math.floor((i + 0.5) * sx);
      const y = j + (there.v[c] ?? 0) / (CELL.y * sy);
      const x = i + (there.u[c] ?? 0) / (CELL.x * sx);
      const home = bilinear(back.v, { cols: back.cols, rows: back.rows }, x, y);
      // The cells of the two fields do not share centres: half a cell of the slope is not an error of tracking.
      const out = bilinear(there.v, there, (i + 0.5) * sx - 0.5, (j + 0.5) * sy - 0.5);
      sum += (out + home) ** 2;
      n++;
    }
  return n === 0 ? NaN : Math.sqrt(sum / n);
}

function bilinear(
  data: Float32Array,
  { cols, rows }: { readonly cols: number; readonly rows: number },
  x: number,
  y: number,
): number {
  const cx = Math.max(0, Math.min(cols - 1.001, x));
  const cy = Math.max(0, Math.min(rows - 1.001, y));
  const [i, j] = [Math.floor(cx), Math.floor(cy)];
  const [fx, fy] = [cx - i, cy - j];
  const row = (r: number): number =>
    (data[r * cols + i] ?? 0) * (1 - fx) + (data[r * cols + i + 1] ?? 0) * fx;
  return row(j) * (1 - fy) + row(j + 1) * fy;
}

/** Side of a correlation block in px, and the columns that are looked at within it. */
const BLOCK = 32;
const EVERY = 4;

function correlation(from: Frame, to: Frame, field: Field): number {
  const { width, height } = from;
  let [sum, n] = [0, 0];
  for (let y0 = BLOCK; y0 + 2 * BLOCK <= height; y0 += BLOCK)
    for (let x0 = BLOCK; x0 + 2 * BLOCK <= width; x0 += BLOCK) {
      sum += blockCorrelation(from, to, field, { x: x0, y: y0 });
      n++;
    }
  return n === 0 ? NaN : sum / n;
}

function blockCorrelation(
  from: Frame,
  to: Frame,
  field: Field,
  at: { readonly x: number; readonly y: number },
): number {
  let [a, b, aa, bb, ab, n] = [0, 0, 0, 0, 0, 0];
  for (let y = at.y; y < at.y + BLOCK; y++) {
    const row = Math.min(field.rows - 1, Math.floor(y / CELL.y)) * field.cols;
    for (let x = at.x; x < at.x + BLOCK; x += EVERY) {
      const c = row + Math.min(field.cols - 1, Math.floor(x / CELL.x));
      const p = from.data[y * from.width + x] ?? 0;
      const q = grey(to, x + (field.u[c] ?? 0), y + (field.v[c] ?? 0));
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
      n++;
    }
  }
  const spread = (aa - (a * a) / n) * (bb - (b * b) / n);
  // A block without any texture shows nothing, which is not agreement.
  return spread <= 1e-6 ? 0 : (ab - (a * b) / n) / Math.sqrt(spread);
}

function grey({ data, width, height }: Frame, x: number, y: number): number {
  const cx = Math.max(0, Math.min(width - 1.001, x));
  const cy = Math.max(0, Math.min(height - 1.001, y));
  const [i, j] = [Math.floor(cx), Math.floor(cy)];
  const [fx, fy] = [cx - i, cy - j];
  const at = j * width + i;
  const top = (data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx;
  return top * (1 - fy) + ((data[at + width] ?? 0) * (1 - fx) + (data[at + width + 1] ?? 0) * fx) * fy;
}
