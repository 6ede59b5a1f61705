import { clamp } from './pyramid.ts';
import { CELL, type Field } from './tracker.ts';

/**
 * One number per cell, laid out like the field it came from.
 *
 * As strain it is positive where tissue is shortened along the beam, 0.01 is 1 %. As relative strain 1 is the
 * average of the frame: above 1 is softer than average, below 1 harder, and it is not a stiffness.
 */
export interface StrainMap {
  readonly cols: number;
  readonly rows: number;
  readonly data: Float32Array;
}

/** Cells of the slope along the beam, on each side: 2 × 6 + 1 cells of 4 px. */
export const ALONG = 6;
/** Cells averaged across the probe, on each side: 2 × 1 + 1 cells of 8 px. */
export const ACROSS = 1;

/**
 * Axial strain of each cell: the least-squares slope of the displacement over 52 px along the beam, then the mean of
 * 24 px across. Near the border the border's displacement is repeated, so the outermost 24 px read low.
 *
 * @source kallel-1997: strain by least squares
 */
export function strainOf({ cols, rows, v }: Field): StrainMap {
  // Σ k² over −6 … 6 is 182; a cell is 4 px.
  let norm = 0;
  for (let k = 1; k <= ALONG; k++) norm += 2 * k * k;
  const slope = new Float32Array(cols * rows);
  for (let j = 0; j < rows; j++)
    for (let k = 1; k <= ALONG; k++) {
      const weight = k / (norm * CELL.y);
      const [up, down] = [clamp(j - k, rows) * cols, clamp(j + k, rows) * cols];
      for (let i = 0; i < cols; i++)
        slope[j * cols + i] = (slope[j * cols + i] ?? 0) + weight * ((v[up + i] ?? 0) - (v[down + i] ?? 0));
    }
  const data = new Float32Array(cols * rows);
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < cols; i++) {
      let sum = 0;
      for (let k = -ACROSS; k <= ACROSS; k++) sum += slope[j * cols + clamp(i + k, cols)] ?? 0;
      data[j * cols + i] = sum / (2 * ACROSS + 1);
    }
  return { cols, rows, data };
}

/** Middle value; of an even number of values the upper of the two. NaN of none. */
export function median(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] ?? NaN;
}

/**
 * One relative map out of several pairs: Σ eᵢ sᵢ / Σ eᵢ², where eᵢ is the median strain of pair i.
 *
 * The least-squares estimate of a map that every pair shows at its own strength and with the same noise: a pair with
 * twice the strain counts four times, a release counts as much as a press. Undefined when nothing was strained.
 */
export function combine(maps: readonly StrainMap[]): StrainMap | undefined {
  const [first] = maps;
  if (first === undefined) return undefined;
  const data = new Float32Array(first.data.length);
  let weight = 0;
  for (const map of maps) {
    const e = median(map.data);
    weight += e * e;
    for (let c = 0; c < data.length; c++) data[c] = (data[c] ?? 0) + e * (map.data[c] ?? 0);
  }
  if (weight === 0) return undefined;
  return { ...first, data: data.map((sum) => sum / weight) };
}
