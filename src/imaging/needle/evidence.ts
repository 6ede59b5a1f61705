import type { Frame } from '../frame.ts';

/** Side of the neighbourhood that a bright place is compared with, in half-resolution pixels on each side. */
export const AROUND = 12;
/** Evidence is clipped to this on both sides, so that no single bright spot makes a needle. */
const CAP = 1;
/** Standard deviations above its surroundings at which a place speaks neither for nor against a needle. */
const NEUTRAL = 0.45;

/** What is 1 in an evidence map. */
export const FULL = 64;

/**
 * Evidence for a needle at a quarter of the frame's resolution, in 64ths from −64 to 64; pixel (x, y) covers 4 by 4 frame
 * pixels. Whole numbers, so that both languages add up to the same.
 */
export interface Evidence {
  readonly data: Int16Array;
  readonly width: number;
  readonly height: number;
}

/**
 * How much brighter each place is than its surroundings, in their standard deviations, clipped.
 *
 * Measured at half resolution against a box of 25 by 25 (3 mm at 0.0625 mm), then averaged 2 by 2. Being local it does
 * not care about gain, and bright, uneven muscle has to show more than dark, even muscle does.
 */
export function evidence(frame: Frame): Evidence {
  const { half, width, height } = halfSize(frame);
  const [w, h] = [width >> 1, height >> 1];
  const data = new Int16Array(w * h);
  const columns = { sum: new Int32Array(width), square: new Int32Array(width) };
  const addRow = (y: number, sign: 1 | -1): void => {
    if (y < 0 || y >= height) return;
    for (let x = 0; x < width; x++) {
      const value = half[y * width + x] ?? 0;
      columns.sum[x] = (columns.sum[x] ?? 0) + sign * value;
      columns.square[x] = (columns.square[x] ?? 0) + sign * value * value;
    }
  };
  for (let y = 0; y < AROUND; y++) addRow(y, 1);
  for (let y = 0; y < height; y++) {
    addRow(y + AROUND, 1);
    addRow(y - AROUND - 1, -1);
    const rows = Math.min(height - 1, y + AROUND) - Math.max(0, y - AROUND) + 1;
    if (y >> 1 < h) addEvidence(data, half, { y, width, rows }, columns);
  }
  return { data, width: w, height: h };
}

/** Each value is the sum of 2 by 2 grey values: whole numbers, so that running sums are exact. */
function halfSize(frame: Frame): {
  readonly half: Int32Array;
  readonly width: number;
  readonly height: number;
} {
  const [width, height] = [frame.width >> 1, frame.height >> 1];
  const half = new Int32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = 2 * y * frame.width + 2 * x;
      half[y * width + x] =
        (frame.data[at] ?? 0) +
        (frame.data[at + 1] ?? 0) +
        (frame.data[at + frame.width] ?? 0) +
        (frame.data[at + frame.width + 1] ?? 0);
    }
  return { half, width, height };
}

/** Add a quarter of each value of one half-resolution row to the quarter-resolution map. */
function addEvidence(
  data: Int16Array,
  half: Int32Array,
  { y, width, rows }: { readonly y: number; readonly width: number; readonly rows: number },
  columns: { readonly sum: Int32Array; readonly square: Int32Array },
): void {
  const w = width >> 1;
  let [sum, square] = [0, 0];
  for (let x = 0; x < Math.min(AROUND, width); x++) {
    sum += columns.sum[x] ?? 0;
    square += columns.square[x] ?? 0;
  }
  for (let x = 0; x < 2 * w; x++) {
    const [enter, leave] = [x + AROUND, x - AROUND - 1];
    if (enter < width) {
      sum += columns.sum[enter] ?? 0;
      square += columns.square[enter] ?? 0;
    }
    if (leave >= 0) {
      sum -= columns.sum[leave] ?? 0;
      square -= columns.square[leave] ?? 0;
    }
    // Rounded to 32 bits where the kernel does.
    const n = f(f(1 / (Math.min(width - 1, enter) - Math.max(0, leave + 1) + 1)) * f(1 / rows));
    const mean = f(f(sum) * n);
    // 64 is 4² grey² of sums of four: below that there is no texture, only rounding.
    const variance = Math.max(64, f(f(f(square) * n) - f(mean * mean)));
    const above = f(f((half[y * width + x] ?? 0) - mean) / f(Math.sqrt(variance)));
    const value = Math.max(-CAP, Math.min(CAP, f(above - f(NEUTRAL))));
    const at = (y >> 1) * w + (x >> 1);
    data[at] = (data[at] ?? 0) + Math.floor((FULL / 4) * value);
  }
}

const f = Math.fround;
