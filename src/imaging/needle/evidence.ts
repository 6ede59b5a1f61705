import type { Frame } from '../frame.ts';

/** Side of the neighbourhood that a bright place is compared with, in blocks of the map on each side: 13 by 13 blocks. */
export const AROUND = 6;
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
 * Places are pixels at half resolution. The four of one block of the map share their surroundings, 52 by 52 frame pixels
 * (3.25 mm at 0.0625 mm) with the block in the middle, and are averaged. Being local it does not care about gain, and
 * bright, uneven muscle has to show more than dark, even muscle does.
 */
export function evidence(frame: Frame): Evidence {
  const { half, width: stride } = halfSize(frame);
  const [w, h] = [frame.width >> 2, frame.height >> 2];
  const { sums, squares } = blocks(half, stride, { w, h });
  const data = new Int16Array(w * h);
  const [column, columnSquare] = [new Int32Array(w), new Int32Array(w)];
  const addRow = (y: number, sign: 1 | -1): void => {
    if (y < 0 || y >= h) return;
    for (let x = 0; x < w; x++) {
      column[x] = (column[x] ?? 0) + sign * (sums[y * w + x] ?? 0);
      columnSquare[x] = (columnSquare[x] ?? 0) + sign * (squares[y * w + x] ?? 0);
    }
  };
  for (let y = 0; y < AROUND; y++) addRow(y, 1);
  for (let y = 0; y < h; y++) {
    addRow(y + AROUND, 1);
    addRow(y - AROUND - 1, -1);
    const rows = Math.min(h - 1, y + AROUND) - Math.max(0, y - AROUND) + 1;
    judgeRow(data, { half, stride }, { y, w, rows }, [column, columnSquare]);
  }
  return { data, width: w, height: h };
}

/** Each value is the sum of 2 by 2 grey values: whole numbers, so that running sums are exact. */
function halfSize(frame: Frame): { readonly half: Int16Array; readonly width: number } {
  const [width, height] = [frame.width >> 1, frame.height >> 1];
  const half = new Int16Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = 2 * y * frame.width + 2 * x;
      half[y * width + x] =
        (frame.data[at] ?? 0) +
        (frame.data[at + 1] ?? 0) +
        (frame.data[at + frame.width] ?? 0) +
        (frame.data[at + frame.width + 1] ?? 0);
    }
  return { half, width };
}

/** Sum and sum of squares of the four half-resolution values of each block. */
function blocks(
  half: Int16Array,
  stride: number,
  { w, h }: { readonly w: number; readonly h: number },
): { readonly sums: Int32Array; readonly squares: Int32Array } {
  const [sums, squares] = [new Int32Array(w * h), new Int32Array(w * h)];
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      for (const at of fourOf(x, y, stride)) {
        const value = half[at] ?? 0;
        sums[y * w + x] = (sums[y * w + x] ?? 0) + value;
        squares[y * w + x] = (squares[y * w + x] ?? 0) + value * value;
      }
  return { sums, squares };
}

const fourOf = (x: number, y: number, stride: number): readonly [number, number, number, number] => {
  const at = 2 * y * stride + 2 * x;
  return [at, at + 1, at + stride, at + stride + 1];
};

/** One row of the map. Rounded to 32 bits where the kernel does. */
function judgeRow(
  data: Int16Array,
  { half, stride }: { readonly half: Int16Array; readonly stride: number },
  { y, w, rows }: { readonly y: number; readonly w: number; readonly rows: number },
  [column, columnSquare]: readonly [Int32Array, Int32Array],
): void {
  let [sum, square] = [0, 0];
  const add = (x: number, sign: 1 | -1): void => {
    if (x < 0 || x >= w) return;
    sum += sign * (column[x] ?? 0);
    square += sign * (columnSquare[x] ?? 0);
  };
  for (let x = 0; x < AROUND; x++) add(x, 1);
  for (let x = 0; x < w; x++) {
    add(x + AROUND, 1);
    add(x - AROUND - 1, -1);
    const columns = Math.min(w - 1, x + AROUND) - Math.max(0, x - AROUND) + 1;
    const n = f(f(1 / (4 * columns)) * f(1 / rows));
    const mean = f(f(sum) * n);
    // 64 is 4² grey² of sums of four: below that there is no texture, only rounding.
    const variance = Math.max(64, f(f(f(square) * n) - f(mean * mean)));
    const scale = f(QUARTER / f(Math.sqrt(variance)));
    const offset = f(f(mean * scale) + f(QUARTER * NEUTRAL));
    let all = 0;
    for (const at of fourOf(x, y, stride)) {
      const value = f(f((half[at] ?? 0) * scale) - offset);
      all += Math.floor(Math.max(-QUARTER * CAP, Math.min(QUARTER * CAP, value)));
    }
    data[y * w + x] = all;
  }
}

/** What one of the four places adds to a block at full evidence. */
const QUARTER = FULL / 4;
const f = Math.fround;
