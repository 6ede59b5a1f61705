import type { RegionId } from './region.ts';

/** One region as one view shows it. Lengths are view units, y runs down. */
export interface ViewRegion {
  readonly id: RegionId;
  /** SVG path data. */
  readonly d: string;
  readonly centroid: readonly [x: number, y: number];
  /** Centre and radius of the largest inscribed circle: the best place for a label or a finger. */
  readonly pole: readonly [x: number, y: number, radius: number];
  /** Visible area, view units squared. */
  readonly area: number;
  /** Flattened rings, `x0 y0 x1 y1 …`, even-odd. */
  readonly rings: readonly Float64Array[];
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

/** One drawing of the body from one side: the paper on which a patient paints. */
export interface BodyView {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** View units per 0.1 % of body height. */
  readonly unit: number;
  /** Outline stroke width, view units. */
  readonly stroke: number;
  readonly outline: string;
  readonly seams: string;
  readonly shade: readonly string[];
  readonly ink: string;
  readonly regions: ReadonlyMap<RegionId, ViewRegion>;
  /** Named anatomical landmarks, view units. */
  readonly landmarks: Readonly<Record<string, readonly [x: number, y: number]>>;
}

/** Whether the point lies in the region, by the even-odd rule. */
export function contains(region: ViewRegion, x: number, y: number): boolean {
  const [left, top, right, bottom] = region.box;
  if (x < left || x > right || y < top || y > bottom) return false;
  let inside = false;
  for (const ring of region.rings) {
    let [px, py] = [ring[ring.length - 2] ?? 0, ring[ring.length - 1] ?? 0];
    for (let i = 0; i < ring.length; i += 2) {
      const [qx, qy] = [ring[i] ?? 0, ring[i + 1] ?? 0];
      if (qy > y !== py > y && x < ((px - qx) * (y - qy)) / (py - qy) + qx) inside = !inside;
      [px, py] = [qx, qy];
    }
  }
  return inside;
}

/** The region under a point, if any. Regions never overlap. */
export function regionAt(view: BodyView, x: number, y: number): ViewRegion | undefined {
  for (const region of view.regions.values()) if (contains(region, x, y)) return region;
  return undefined;
}

/** A placement written as fractions of a region's box, in view units. */
export function placedAt(region: ViewRegion, u: number, v: number): readonly [x: number, y: number] {
  const [left, top, right, bottom] = region.box;
  return [left + u * (right - left), top + v * (bottom - top)];
}
