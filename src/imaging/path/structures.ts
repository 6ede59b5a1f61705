import type { Instant } from '../../kit/time.ts';
import type { Point } from '../frame.ts';
import type { Mask } from './distance.ts';

/** What a person can mark. The program marks nothing by itself. */
export const STRUCTURE_KINDS = ['pleura', 'vessel', 'nerve', 'bone', 'other'] as const;
export type StructureKind = (typeof STRUCTURE_KINDS)[number];

/**
 * Something the needle must keep away from, drawn on the frame by a person.
 *
 * A `region` is what lies inside its outline. A `surface` is a line and everything deeper than it, drawn on to both borders
 * of the frame at the depth of its ends: the pleura and the surface of bone are seen as lines with the unknown behind them.
 */
export interface Structure {
  readonly id: string;
  readonly kind: StructureKind;
  readonly name: string;
  readonly shape:
    | { readonly form: 'region'; readonly outline: readonly Point[] }
    | { readonly form: 'surface'; readonly line: readonly Point[] };
  /** Who drew it, and when. */
  readonly by: string;
  readonly at: Instant;
}

/**
 * The outline of a structure as one closed polygon in frame pixels. A surface is closed far below the frame.
 *
 * Undefined when it has too few points to be anything: three for a region, two for a surface.
 */
export function outlineOf(
  { shape }: Structure,
  size: { readonly width: number; readonly height: number },
): readonly Point[] | undefined {
  if (shape.form === 'region') return shape.outline.length >= 3 ? shape.outline : undefined;
  const line = [...shape.line].sort((a, b) => a.x - b.x);
  const [left, right] = [line[0], line[line.length - 1]];
  if (left === undefined || right === undefined || line.length < 2) return undefined;
  const far = 10 * (size.width + size.height);
  return [
    { x: -far, y: left.y },
    ...line,
    { x: size.width + far, y: right.y },
    { x: size.width + far, y: far },
    { x: -far, y: far },
  ];
}

/** Mark every pixel whose centre is in the polygon (even–odd), and every pixel its outline passes through. */
export function fill(
  outline: readonly Point[],
  { width, height }: { readonly width: number; readonly height: number },
): Mask {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const crossings = edgesOf(outline)
      .filter(([a, b]) => a.y <= y !== b.y <= y)
      .map(([a, b]) => a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x))
      .sort((p, q) => p - q);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil(crossings[k] ?? 0));
      const to = Math.min(width - 1, Math.floor(crossings[k + 1] ?? -1));
      for (let x = from; x <= to; x++) data[y * width + x] = 1;
    }
  }
  // A structure thinner than a pixel must not fall between pixel centres.
  for (const [a, b] of edgesOf(outline)) markEdge(data, { width, height }, a, b);
  return { data, width, height };
}

function markEdge(
  data: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  a: Point,
  b: Point,
): void {
  // Only the part within the frame, a little widened: a surface runs far beyond it.
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  let [first, last] = [0, 1];
  for (const [at, slope, size] of [
    [a.x, dx, width],
    [a.y, dy, height],
  ] as const) {
    if (slope === 0) {
      if (at < -1 || at > size) return;
      continue;
    }
    const [p, q] = [(-1 - at) / slope, (size - at) / slope];
    first = Math.max(first, Math.min(p, q));
    last = Math.min(last, Math.max(p, q));
  }
  const steps = Math.ceil(2 * Math.hypot(dx, dy) * Math.max(0, last - first)) + 1;
  for (let k = 0; k <= steps && first <= last; k++) {
    const t = first + ((last - first) * k) / steps;
    const [x, y] = [Math.round(a.x + t * dx), Math.round(a.y + t * dy)];
    if (x >= 0 && y >= 0 && x < width && y < height) data[y * width + x] = 1;
  }
}

const edgesOf = (outline: readonly Point[]): readonly (readonly [Point, Point])[] =>
  outline.map((a, n) => [a, outline[(n + 1) % outline.length] ?? a] as const);

/** Distance from a place to the outline, negative inside, exact; in the unit of `scale` per pixel. */
export function signedDistance(at: Point, outline: readonly Point[], scale: Point): number {
  let nearest = Infinity;
  let isInside = false;
  for (const [a, b] of edgesOf(outline)) {
    const [dx, dy] = [(b.x - a.x) * scale.x, (b.y - a.y) * scale.y];
    const [px, py] = [(at.x - a.x) * scale.x, (at.y - a.y) * scale.y];
    const length2 = dx * dx + dy * dy;
    const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length2));
    nearest = Math.min(nearest, Math.hypot(px - t * dx, py - t * dy));
    if (a.y <= at.y !== b.y <= at.y && at.x < a.x + ((at.y - a.y) / (b.y - a.y)) * (b.x - a.x))
      isInside = !isInside;
  }
  return isInside ? -nearest : nearest;
}
