import { err, ok, type Result } from '../../kit/result.ts';
import type { Frame } from '../frame.ts';
import { clamp, levelsOf, pyramid, type Level } from './pyramid.ts';

/** Frame pixels in one cell, across and along the beam. */
export const CELL = { x: 8, y: 4 } as const;

/**
 * How finely and how steadily a pair of frames is tracked.
 *
 * Window radii and blur radii are in cells; a box of 2r + 1 cells is applied twice, which makes a near-triangle.
 */
export interface Plan {
  readonly window: { readonly x: number; readonly y: number };
  /** Solver steps per level, finest first. */
  readonly iterations: readonly [number, number, number, number];
  readonly blur: { readonly x: number; readonly y: number };
}

/**
 * The resolution slider. `steady` reads even tissue best, `normal` is what the figures are quoted for, `sharp`
 * follows contraction and small lumps and is noisier.
 */
export const PLANS = {
  steady: { window: { x: 2, y: 6 }, iterations: [1, 2, 3, 4], blur: { x: 2, y: 4 } },
  normal: { window: { x: 2, y: 6 }, iterations: [1, 2, 3, 4], blur: { x: 1, y: 3 } },
  fine: { window: { x: 2, y: 4 }, iterations: [1, 2, 3, 4], blur: { x: 0, y: 1 } },
  sharp: { window: { x: 1, y: 2 }, iterations: [2, 3, 3, 4], blur: { x: 0, y: 0 } },
} as const satisfies Record<string, Plan>;

/**
 * Displacement of each cell from the first frame to the second, in frame pixels.
 *
 * Cell (i, j) is `u[j * cols + i]` and covers pixels 8i … 8i + 7 across and 4j … 4j + 3 along the beam.
 */
export interface Field {
  readonly cols: number;
  readonly rows: number;
  /** Across the probe. */
  readonly u: Float32Array;
  /** Away from the skin. */
  readonly v: Float32Array;
}

/** Follows speckle between frames of one size. It remembers the last frames it prepared, by identity. */
export interface Tracker {
  readonly engine: 'typescript' | 'wasm';
  readonly width: number;
  readonly height: number;
  /**
   * Displacement from `from` to `to`.
   *
   * @param finest 0 is full accuracy; 1 stops one level earlier for a check at a third of the time
   */
  track(from: Frame, to: Frame, plan: Plan, finest?: 0 | 1): Field;
}

/** A frame is too small to hold one window. */
export interface TooSmall {
  readonly code: 'too-small';
  readonly expected: string;
  readonly got: string;
}

/** Return a complaint when frames of this size cannot be tracked: below 64 by 64 px there is no room for a window. */
export function fits(size: { readonly width: number; readonly height: number }): Result<true, TooSmall> {
  if (size.width >= 64 && size.height >= 64) return ok(true);
  return err({
    code: 'too-small',
    expected: 'at least 64 by 64 pixels',
    got: `${size.width} by ${size.height}`,
  });
}

/**
 * The tracker in plain TypeScript: the specification of the WebAssembly one and its fallback.
 *
 * Pyramidal Lucas-Kanade on a grid of cells (4 by 4 samples of the level). Each step warps the second image by one
 * displacement per cell, sums gradient products over each cell, spreads the sums over a window of cells, and solves
 *
 *     (G − s sᵀ/N + k I) d = −(b − s t/N)
 *
 * where G, s, b, t are the window's sums of ∇∇ᵀ, ∇, e∇, e. The s-terms take out the mean, so a change of gain is not
 * taken for movement. k = 0.01 tr G + N/2 holds still what has no texture.
 */
export function plainTracker(size: { readonly width: number; readonly height: number }): Tracker {
  const prepare = remember(pyramid);
  return {
    engine: 'typescript',
    width: size.width,
    height: size.height,
    track(from, to, plan, finest = 0) {
      mustMatch(size, from, to);
      const [a, b] = [prepare(from), prepare(to)];
      let field: Grid | undefined;
      for (let l = levelsOf(size.width, size.height) - 1; l >= finest; l--) {
        const [from, to] = [a[l], b[l]];
        if (from === undefined || to === undefined) continue;
        field = refine(from, to, startAt(field, from, to), { plan, iterations: plan.iterations[l] ?? 0 });
      }
      return finish(field, plan, finest);
    },
  };
}

/** Both frames must have the size the tracker was made for; anything else is our own mistake. */
export function mustMatch(
  size: { readonly width: number; readonly height: number },
  ...frames: readonly Frame[]
): void {
  for (const frame of frames)
    if (frame.width !== size.width || frame.height !== size.height)
      throw new Error(`tracker for ${size.width}x${size.height} was given ${frame.width}x${frame.height}`);
}

/** Keep the last eight results of `make`, by identity of the frame, which must not change after it was given. */
export function remember<T>(make: (frame: Frame) => T): (frame: Frame) => T {
  const kept = new Map<Frame, T>();
  return (frame) => {
    const found = kept.get(frame) ?? make(frame);
    kept.delete(frame);
    kept.set(frame, found);
    const oldest = kept.keys().next();
    if (kept.size > 8 && oldest.done !== true) kept.delete(oldest.value);
    return found;
  };
}

interface Grid {
  readonly cols: number;
  readonly rows: number;
  readonly u: Float32Array;
  readonly v: Float32Array;
}

/** The coarser field enlarged to this level, or at the coarsest the movement of the whole picture. */
function startAt(coarser: Grid | undefined, a: Level, b: Level): Grid {
  const [cols, rows] = [a.width >> 2, a.height >> 2];
  if (coarser === undefined) return wholeMotion(a, b, { cols, rows });
  return {
    cols,
    rows,
    u: enlarge(coarser.u, coarser, cols, rows),
    v: enlarge(coarser.v, coarser, cols, rows),
  };
}

/**
 * The affine movement of the whole picture, by six Gauss–Newton steps on all cells at once.
 *
 * A squeezed corner moves 10 px against the average. Parallel fascicles repeat every 20 px, so a window that starts from
 * stillness would catch the wrong one; starting from the squeeze of the whole it catches the right one.
 */
function wholeMotion(
  a: Level,
  b: Level,
  { cols, rows }: { readonly cols: number; readonly rows: number },
): Grid {
  const p = [0, 0, 0, 0, 0, 0];
  for (let step = 0; step < 6; step++) {
    const field = spread(p, cols, rows);
    const sums = accumulate(a, b, field);
    normalStep(sums, { cols, rows }).forEach((by, k) => (p[k] = (p[k] ?? 0) + by));
  }
  return spread(p, cols, rows);
}

const placeOf = (c: number, cols: number, rows: number): readonly [number, number, number] => [
  1,
  ((c % cols) + 0.5) / cols - 0.5,
  (Math.floor(c / cols) + 0.5) / rows - 0.5,
];

function spread(p: readonly number[], cols: number, rows: number): Grid {
  const [u, v] = [new Float32Array(cols * rows), new Float32Array(cols * rows)];
  for (let c = 0; c < u.length; c++) {
    const [, x, y] = placeOf(c, cols, rows);
    u[c] = (p[0] ?? 0) + (p[1] ?? 0) * x + (p[2] ?? 0) * y;
    v[c] = (p[3] ?? 0) + (p[4] ?? 0) * x + (p[5] ?? 0) * y;
  }
  return { cols, rows, u, v };
}

/** One Gauss–Newton step for the six numbers: build the normal equations and solve them. */
function normalStep(
  sums: Sums,
  { cols, rows }: { readonly cols: number; readonly rows: number },
): readonly number[] {
  const m = Array.from({ length: 6 }, () => new Float64Array(7));
  const add = (r: number, c: number, value: number): void => {
    const row = m[r];
    if (row !== undefined) row[c] = (row[c] ?? 0) + value;
  };
  for (let cell = 0; cell < cols * rows; cell++) {
    const q = (k: number): number => sums[k]?.[cell] ?? 0;
    const at = placeOf(cell, cols, rows);
    at.forEach((ar, r) => {
      at.forEach((ac, c) => {
        add(r, c, ar * ac * q(0));
        add(r, c + 3, ar * ac * q(1));
        add(r + 3, c, ar * ac * q(1));
        add(r + 3, c + 3, ar * ac * q(2));
      });
      add(r, 6, -ar * q(5));
      add(r + 3, 6, -ar * q(6));
    });
  }
  for (let r = 0; r < 6; r++) add(r, r, 0.01 * (m[r]?.[r] ?? 0) + 0.5 * 16 * cols * rows);
  return eliminate(m);
}

/** Solve a positive definite system whose right side is the last column. */
function eliminate(m: readonly Float64Array[]): readonly number[] {
  const at = (r: number, c: number): number => m[r]?.[c] ?? 0;
  const n = m.length;
  m.forEach((pivot, k) => {
    for (const row of m.slice(k + 1)) {
      const share = (row[k] ?? 0) / (pivot[k] ?? 1);
      for (let c = k; c <= n; c++) row[c] = (row[c] ?? 0) - share * (pivot[c] ?? 0);
    }
  });
  const x = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    let rest = at(k, n);
    for (let c = k + 1; c < n; c++) rest -= at(k, c) * (x[c] ?? 0);
    x[k] = rest / at(k, k);
  }
  return x;
}

/** Twice the size and twice the values, bilinear about cell centres. */
function enlarge(data: Float32Array, from: Grid, cols: number, rows: number): Float32Array {
  const out = new Float32Array(cols * rows);
  for (let j = 0; j < rows; j++) {
    const [y0, y1] = [clamp((j - 1) >> 1, from.rows), clamp(((j - 1) >> 1) + 1, from.rows)];
    const fy = j % 2 === 1 ? 0.25 : 0.75;
    for (let i = 0; i < cols; i++) {
      const [x0, x1] = [clamp((i - 1) >> 1, from.cols), clamp(((i - 1) >> 1) + 1, from.cols)];
      const fx = i % 2 === 1 ? 0.25 : 0.75;
      const row = (y: number): number =>
        (data[y * from.cols + x0] ?? 0) * (1 - fx) + (data[y * from.cols + x1] ?? 0) * fx;
      out[j * cols + i] = 2 * (row(y0) * (1 - fy) + row(y1) * fy);
    }
  }
  return out;
}

/** Sums per cell, one plane each. */
type Sums = readonly Float32Array[];

function refine(
  a: Level,
  b: Level,
  field: Grid,
  { plan, iterations }: { readonly plan: Plan; readonly iterations: number },
): Grid {
  const { cols, rows, u, v } = field;
  const side = (2 * plan.window.x + 1) * (2 * plan.window.y + 1);
  for (let k = 0; k < iterations; k++) {
    const sums = accumulate(a, b, field);
    for (const plane of sums) {
      boxTwice(plane, cols, rows, plan.window);
    }
    solve(sums, field, 16 * side * side);
    smooth(u, cols, rows);
    smooth(v, cols, rows);
  }
  return field;
}

/** Columns beyond the border that a warped cell may reach; the kernel pads its rows by as much. */
const PAD = 16;

/** Sums of gx², gx·gy, gy², gx, gy, e·gx, e·gy and e over each cell of 4 by 4 samples. */
function accumulate(a: Level, b: Level, { cols, rows, u, v }: Grid): Sums {
  const sums = Array.from({ length: 8 }, () => new Float32Array(cols * rows));
  const cell = new Float64Array(8);
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < cols; i++) {
      const c = j * cols + i;
      cell.fill(0);
      cellSums(a, b, { i, j, u: u[c] ?? 0, v: v[c] ?? 0 }, cell);
      for (let n = 0; n < 8; n++) {
        const plane = sums[n];
        if (plane !== undefined) plane[c] = cell[n] ?? 0;
      }
    }
  return sums;
}

/** Add the products of one cell to `out`. */
function cellSums(
  a: Level,
  b: Level,
  cell: { readonly i: number; readonly j: number; readonly u: number; readonly v: number },
  out: Float64Array,
): void {
  const x = Math.fround(4 * cell.i + cell.u);
  const [floorX, floorY] = [Math.floor(x), Math.floor(cell.v)];
  const [fx, fy] = [x - floorX, cell.v - floorY];
  const ix = Math.max(-PAD, Math.min(floorX, b.width + PAD - 5));
  const [p, q] = [a.data, b.data];
  let [gxx, gxy, gyy, sx, sy, ex, ey, se] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = 0; k < 4; k++) {
    const y = 4 * cell.j + k;
    const at = y * a.width;
    const up = clamp(y - 1, a.height) * a.width;
    const down = clamp(y + 1, a.height) * a.width;
    const top = clamp(y + floorY, b.height) * b.width;
    const bottom = clamp(y + floorY + 1, b.height) * b.width;
    for (let n = 0; n < 4; n++) {
      const col = 4 * cell.i + n;
      const gx = 0.5 * ((p[at + clamp(col + 1, a.width)] ?? 0) - (p[at + clamp(col - 1, a.width)] ?? 0));
      const gy = 0.5 * ((p[down + col] ?? 0) - (p[up + col] ?? 0));
      const left = clamp(ix + n, b.width);
      const right = clamp(ix + n + 1, b.width);
      const above = (q[top + left] ?? 0) * (1 - fx) + (q[top + right] ?? 0) * fx;
      const below = (q[bottom + left] ?? 0) * (1 - fx) + (q[bottom + right] ?? 0) * fx;
      const e = above + fy * (below - above) - (p[at + col] ?? 0);
      gxx += gx * gx;
      gxy += gx * gy;
      gyy += gy * gy;
      sx += gx;
      sy += gy;
      ex += e * gx;
      ey += e * gy;
      se += e;
    }
  }
  out[0] = gxx;
  out[1] = gxy;
  out[2] = gyy;
  out[3] = sx;
  out[4] = sy;
  out[5] = ex;
  out[6] = ey;
  out[7] = se;
}

function solve(sums: Sums, { u, v }: Grid, n: number): void {
  for (let c = 0; c < u.length; c++) {
    const q = (k: number): number => sums[k]?.[c] ?? 0;
    const mx = q(3) / n;
    const my = q(4) / n;
    const a11 = q(0) - q(3) * mx;
    const a12 = q(1) - q(3) * my;
    const a22 = q(2) - q(4) * my;
    const [b1, b2] = [q(5) - mx * q(7), q(6) - my * q(7)];
    const k = 0.01 * (a11 + a22) + 0.5 * n;
    const det = (a11 + k) * (a22 + k) - a12 * a12;
    u[c] = (u[c] ?? 0) + limit((a12 * b2 - (a22 + k) * b1) / det);
    v[c] = (v[c] ?? 0) + limit((a12 * b1 - (a11 + k) * b2) / det);
  }
}

const limit = (step: number): number => Math.max(-1, Math.min(1, step));

/** [1 2 1]/4 both ways. */
function smooth(data: Float32Array, cols: number, rows: number): void {
  const across = data.slice();
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < cols; i++) {
      const at = (k: number): number => data[j * cols + clamp(i + k, cols)] ?? 0;
      across[j * cols + i] = 0.25 * (at(-1) + 2 * at(0) + at(1));
    }
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < cols; i++) {
      const at = (k: number): number => across[clamp(j + k, rows) * cols + i] ?? 0;
      data[j * cols + i] = 0.25 * (at(-1) + 2 * at(0) + at(1));
    }
}

/** Sum over a box of 2rx + 1 by 2ry + 1 cells, twice, in place; beyond the border the border is repeated. */
function boxTwice(
  data: Float32Array,
  cols: number,
  rows: number,
  r: { readonly x: number; readonly y: number },
): void {
  for (let pass = 0; pass < 2; pass++) {
    if (r.x > 0) for (let j = 0; j < rows; j++) boxLine(data, { from: j * cols, n: cols, step: 1 }, r.x);
    if (r.y > 0) for (let i = 0; i < cols; i++) boxLine(data, { from: i, n: rows, step: cols }, r.y);
  }
}

function boxLine(
  data: Float32Array,
  { from, n, step }: { readonly from: number; readonly n: number; readonly step: number },
  r: number,
): void {
  const line = new Float64Array(n);
  for (let k = 0; k < n; k++) line[k] = data[from + k * step] ?? 0;
  let sum = 0;
  for (let k = -r; k <= r; k++) sum += line[clamp(k, n)] ?? 0;
  for (let k = 0; k < n; k++) {
    data[from + k * step] = sum;
    sum += (line[clamp(k + r + 1, n)] ?? 0) - (line[clamp(k - r, n)] ?? 0);
  }
}

/** Blur as the plan says, and turn samples of the finest tracked level into frame pixels. */
function finish(field: Grid | undefined, plan: Plan, finest: 0 | 1): Field {
  if (field === undefined) throw new Error('nothing was tracked');
  const { cols, rows, u, v } = field;
  const { x, y } = plan.blur;
  const share = ((2 * x + 1) * (2 * y + 1)) ** 2;
  for (const data of [u, v]) boxTwice(data, cols, rows, plan.blur);
  const scale = finest === 1 ? 2 : 1;
  return {
    cols,
    rows,
    u: u.map((value) => (2 * scale * value) / share),
    v: v.map((value) => (scale * value) / share),
  };
}
