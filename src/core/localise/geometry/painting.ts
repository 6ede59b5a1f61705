import { Scanner } from './scan.ts';
import type { ViewRaster } from './raster.ts';

/** Mask value of paint without a rating. Ratings 1 to 10 stand for themselves; 0 is no paint. */
export const UNRATED = 11;

const ratingOf = (value: number): number => (value === UNRATED ? 0 : value);

/**
 * Paint on one view, pixel by pixel, counted per region as it is laid on.
 *
 * Holds state: each stroke changes it. To undo, make a new one and replay the strokes that remain.
 * All lengths are pixels of the raster.
 */
export class Painting {
  readonly raster: ViewRaster;
  /** 0, a rating, or `UNRATED`, per pixel. */
  readonly mask: Uint8Array;
  /** Painted pixels per label. */
  readonly painted: Int32Array;
  /** Painted pixels with a rating, and the sum of their ratings, per label. */
  readonly rated: Int32Array;
  readonly ratings: Int32Array;
  /** Painted pixels per row: rows without paint can be filled a run at a time. */
  readonly #rows: Int32Array;
  readonly #scanner: Scanner;

  constructor(raster: ViewRaster) {
    this.raster = raster;
    this.mask = new Uint8Array(raster.labels.length);
    this.painted = new Int32Array(raster.sizes.length);
    this.rated = new Int32Array(raster.sizes.length);
    this.ratings = new Int32Array(raster.sizes.length);
    this.#rows = new Int32Array(raster.height);
    this.#scanner = new Scanner(raster.width, raster.height);
  }

  /** Become a copy of another sheet of the same view. */
  copy(other: Painting): void {
    this.mask.set(other.mask);
    this.painted.set(other.painted);
    this.rated.set(other.rated);
    this.ratings.set(other.ratings);
    this.#rows.set(other.#rows);
  }

  /** Everything within `radius` of the segment, set to a mask value; 0 erases. */
  segment(x0: number, y0: number, x1: number, y1: number, pen: { radius: number; value: number }): void {
    const { width, height } = this.raster;
    const { radius, value } = pen;
    const first = Math.max(0, Math.ceil(Math.min(y0, y1) - radius - 0.5));
    const last = Math.min(height - 1, Math.floor(Math.max(y0, y1) + radius - 0.5));
    const [dx, dy] = [x1 - x0, y1 - y0];
    const length = Math.hypot(dx, dy);
    // Half the width of the ribbon between the discs, turned to lie across the segment.
    const [nx, ny] = length > 0 ? [(-dy / length) * radius, (dx / length) * radius] : [0, 0];
    for (let y = first; y <= last; y++) {
      const cy = y + 0.5;
      let [left, right] = [Infinity, -Infinity];
      const h0 = radius * radius - (cy - y0) * (cy - y0);
      if (h0 >= 0) {
        const half = Math.sqrt(h0);
        left = x0 - half;
        right = x0 + half;
      }
      const h1 = radius * radius - (cy - y1) * (cy - y1);
      if (h1 >= 0) {
        const half = Math.sqrt(h1);
        left = Math.min(left, x1 - half);
        right = Math.max(right, x1 + half);
      }
      if (dy !== 0) {
        // The two long sides of the ribbon, where they cross this row.
        const s = (cy - (y0 + ny)) / dy;
        if (s >= 0 && s <= 1) {
          left = Math.min(left, x0 + nx + s * dx);
          right = Math.max(right, x0 + nx + s * dx);
        }
        const t = (cy - (y0 - ny)) / dy;
        if (t >= 0 && t <= 1) {
          left = Math.min(left, x0 - nx + t * dx);
          right = Math.max(right, x0 - nx + t * dx);
        }
      }
      const from = Math.max(0, Math.ceil(left - 0.5));
      const to = Math.min(width, Math.floor(right - 0.5) + 1);
      if (from < to) this.#pixels(y, from, to, value);
    }
  }

  /** Everything inside a closed line `x0 y0 x1 y1 …`, set to a mask value. Loops that overlap stay filled. */
  lasso(ring: ArrayLike<number>, value: number): void {
    this.#scanner.fill([ring], 'non-zero', (y, from, to) => {
      if (this.#rows[y] === 0 && value !== 0) this.#run(y, from, to, value);
      else this.#pixels(y, from, to, value);
    });
  }

  /** The whole region under a point, set to a mask value; nothing when the point is on paper. */
  tap(x: number, y: number, value: number): void {
    const { labels, width, height } = this.raster;
    if (x < 0 || y < 0 || x >= width || y >= height) return;
    const label = labels[Math.floor(y) * width + Math.floor(x)] ?? 0;
    if (label === 0) return;
    for (let row = 0; row < height; row++) {
      const base = row * width;
      let from = labels.indexOf(label, base);
      if (from < 0) return;
      if (from >= base + width) continue;
      while (from < base + width && labels[from] === label) {
        let to = from + 1;
        while (to < base + width && labels[to] === label) to++;
        this.#pixels(row, from - base, to - base, value);
        while (to < base + width && labels[to] !== label) to++;
        from = to;
      }
    }
  }

  #pixels(y: number, from: number, to: number, value: number): void {
    const { labels, width } = this.raster;
    const { mask, painted, rated, ratings } = this;
    const rating = ratingOf(value);
    let row = 0;
    for (let i = y * width + from, end = y * width + to; i < end; i++) {
      const old = mask[i] ?? 0;
      if (old === value) continue;
      mask[i] = value;
      const label = labels[i] ?? 0;
      if (old === 0) {
        painted[label] = (painted[label] ?? 0) + 1;
        row++;
      } else {
        if (value === 0) {
          painted[label] = (painted[label] ?? 0) - 1;
          row--;
        }
        if (old !== UNRATED) {
          rated[label] = (rated[label] ?? 0) - 1;
          ratings[label] = (ratings[label] ?? 0) - old;
        }
      }
      if (rating > 0) {
        rated[label] = (rated[label] ?? 0) + 1;
        ratings[label] = (ratings[label] ?? 0) + rating;
      }
    }
    this.#rows[y] = (this.#rows[y] ?? 0) + row;
  }

  /** A run of pixels in a row without paint: counted by runs of the raster, no look at single pixels. */
  #run(y: number, from: number, to: number, value: number): void {
    const { runStart, runEnd, runLabel, width } = this.raster;
    const rating = ratingOf(value);
    this.mask.fill(value, y * width + from, y * width + to);
    let at = from;
    for (let run = runStart[y] ?? 0; at < to; run++) {
      const end = Math.min(to, runEnd[run] ?? to);
      if (end <= at) continue;
      const label = runLabel[run] ?? 0;
      this.painted[label] = (this.painted[label] ?? 0) + end - at;
      if (rating > 0) {
        this.rated[label] = (this.rated[label] ?? 0) + end - at;
        this.ratings[label] = (this.ratings[label] ?? 0) + rating * (end - at);
      }
      at = end;
    }
    this.#rows[y] = (this.#rows[y] ?? 0) + to - from;
  }
}

/**
 * Share of each region inside a closed line, by label: the line alone, without paint before it.
 *
 * The line is in pixels. No look at single pixels, so it costs rows and not area.
 */
export function lassoCoverage(raster: ViewRaster, scanner: Scanner, ring: ArrayLike<number>): Float64Array {
  const inside = new Float64Array(raster.sizes.length);
  const { runStart, runEnd, runLabel } = raster;
  scanner.fill([ring], 'non-zero', (y, from, to) => {
    let at = from;
    for (let run = runStart[y] ?? 0; at < to; run++) {
      const end = Math.min(to, runEnd[run] ?? to);
      if (end <= at) continue;
      const label = runLabel[run] ?? 0;
      inside[label] = (inside[label] ?? 0) + end - at;
      at = end;
    }
  });
  return inside.map((pixels, label) => pixels / Math.max(1, raster.sizes[label] ?? 1));
}
