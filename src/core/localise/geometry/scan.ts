/** Receives one run of pixels: row y, columns from `from` up to but not including `to`. */
export type Span = (y: number, from: number, to: number) => void;

/** Which points count as inside where a polygon crosses itself. */
export type FillRule = 'even-odd' | 'non-zero';

/**
 * Finds the pixels whose centres lie inside polygons. Pixel (x, y) has its centre at (x + ½, y + ½).
 *
 * Keeps its buffers between calls, so a lasso costs no allocation. Neighbouring polygons that share an edge point
 * for point share no pixel and leave no gap.
 */
export class Scanner {
  readonly #width: number;
  readonly #height: number;
  /** Crossings per row as a linked list: first of the row, next of the crossing. */
  readonly #head: Int32Array;
  #next = new Int32Array(1024);
  #x = new Float64Array(1024);
  #winding = new Int8Array(1024);
  #count = 0;
  #row = new Float64Array(64);
  #turn = new Int8Array(64);

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#head = new Int32Array(height).fill(-1);
  }

  /** Fill rings `x0 y0 x1 y1 …` in pixels; each closes itself. Parts outside the picture are cut off. */
  fill(rings: readonly ArrayLike<number>[], rule: FillRule, span: Span): void {
    this.#count = 0;
    let [top, bottom] = [this.#height, 0];
    for (const ring of rings) {
      const n = ring.length;
      if (n < 6) continue;
      let [px, py] = [ring[n - 2] ?? 0, ring[n - 1] ?? 0];
      for (let i = 0; i < n; i += 2) {
        const [x, y] = [ring[i] ?? 0, ring[i + 1] ?? 0];
        this.#edge(px, py, x, y);
        if (y < top) top = y;
        if (y > bottom) bottom = y;
        [px, py] = [x, y];
      }
    }
    const last = Math.min(this.#height, Math.ceil(bottom) + 1);
    for (let y = Math.max(0, Math.floor(top) - 1); y < last; y++) this.#sweep(y, rule, span);
  }

  #edge(x0: number, y0: number, x1: number, y1: number): void {
    const down = y1 > y0;
    // Always walked from the upper end, so both neighbours of an edge round its crossings alike.
    const [ax, ay, bx, by] = down ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
    const first = Math.max(0, Math.ceil(ay - 0.5));
    const end = Math.min(this.#height, Math.ceil(by - 0.5));
    if (first >= end) return;
    const slope = (bx - ax) / (by - ay);
    for (let y = first; y < end; y++) {
      if (this.#count === this.#x.length) this.#grow();
      const at = this.#count++;
      this.#x[at] = ax + slope * (y + 0.5 - ay);
      this.#winding[at] = down ? 1 : -1;
      this.#next[at] = this.#head[y] ?? -1;
      this.#head[y] = at;
    }
  }

  #grow(): void {
    const size = 2 * this.#x.length;
    const bigger = <T extends Float64Array | Int32Array | Int8Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.#next = bigger(this.#next, new Int32Array(size));
    this.#x = bigger(this.#x, new Float64Array(size));
    this.#winding = bigger(this.#winding, new Int8Array(size));
  }

  /** Sort the crossings of one row by insertion (there are few) and report what lies inside. */
  #sweep(y: number, rule: FillRule, span: Span): void {
    let n = 0;
    for (let at = this.#head[y] ?? -1; at >= 0; at = this.#next[at] ?? -1) {
      if (n === this.#row.length) {
        const [row, turn] = [new Float64Array(2 * n), new Int8Array(2 * n)];
        row.set(this.#row);
        turn.set(this.#turn);
        [this.#row, this.#turn] = [row, turn];
      }
      const [x, winding] = [this.#x[at] ?? 0, this.#winding[at] ?? 0];
      let i = n++;
      for (; i > 0 && (this.#row[i - 1] ?? 0) > x; i--) {
        this.#row[i] = this.#row[i - 1] ?? 0;
        this.#turn[i] = this.#turn[i - 1] ?? 0;
      }
      this.#row[i] = x;
      this.#turn[i] = winding;
    }
    this.#head[y] = -1;
    let inside = 0;
    for (let i = 0; i + 1 < n; i++) {
      inside = rule === 'even-odd' ? 1 - inside : inside + (this.#turn[i] ?? 0);
      if (inside === 0) continue;
      const from = Math.max(0, Math.ceil((this.#row[i] ?? 0) - 0.5));
      const to = Math.min(this.#width, Math.ceil((this.#row[i + 1] ?? 0) - 0.5));
      if (from < to) span(y, from, to);
    }
  }
}
