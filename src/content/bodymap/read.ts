import { mirrorId, type Region, type RegionId, type Side } from '../../core/atlas/region.ts';
import type { BodyView, ViewRegion } from '../../core/atlas/body-view.ts';

/** Region list of a `bodymap/1` file. Codes are cross-walks to other maps. */
export interface RegionRow {
  readonly id: RegionId;
  readonly name: string;
  readonly side: Side;
  readonly part: string;
  /** Percent of the body surface. */
  readonly bsa: number;
  /** CHOIR segments, male numbering. */
  readonly choir: readonly number[];
  /** Area of the Widespread Pain Index. */
  readonly wpi?: string;
  /** SNOMED CT body structure, without laterality. */
  readonly sct?: string;
  /** Indices of touching regions that come later in the list. */
  readonly n: readonly number[];
}

type RawRegion = readonly [
  rings: readonly (readonly number[])[],
  cx: number,
  cy: number,
  px: number,
  py: number,
  pr: number,
  area: number,
];

interface RawView {
  readonly title: string;
  readonly w: number;
  readonly h: number;
  readonly unit: number;
  readonly stroke: number;
  /** Boundaries as `x y` and then relative cubic Béziers, six integers each. */
  readonly arcs: readonly string[];
  /** Rings of arc indices; `~i` walks arc i backwards, as in TopoJSON. */
  readonly outline: readonly (readonly number[])[];
  readonly shade: readonly string[];
  readonly ink: string;
  readonly regions: Readonly<Record<string, RawRegion>>;
  readonly landmarks: Readonly<Record<string, readonly [number, number]>>;
}

/** The body map as it is stored. */
export interface BodyMapFile {
  readonly format: 'bodymap/1';
  readonly variant: string;
  readonly licence: string;
  readonly regions: readonly RegionRow[];
  readonly views: Readonly<Record<string, RawView | { readonly title: string; readonly mirrorOf: string }>>;
}

/** Straight segments per Bézier when a boundary is flattened; both neighbours get the same points. */
const FLATTEN = 6;

/** The regions, with neighbours by id in both directions. */
export function readRegions(file: BodyMapFile): readonly Region[] {
  const neighbours = file.regions.map((): RegionId[] => []);
  file.regions.forEach((row, i) => {
    for (const j of row.n) {
      const other = file.regions[j];
      if (other === undefined) throw new Error(`${row.id}: no region with index ${j}`);
      neighbours[i]?.push(other.id);
      neighbours[j]?.push(row.id);
    }
  });
  return file.regions.map(({ id, name, side, part, bsa }, i) => ({
    id,
    name,
    side,
    part,
    surface: bsa,
    neighbours: neighbours[i] ?? [],
  }));
}

/** Expand one view for drawing and hit-testing. Throws when the file has no such view: ids are ours. */
export function readView(file: BodyMapFile, id: string): BodyView {
  const entry = file.views[id];
  if (entry === undefined) throw new Error(`no view ${id} in the body map`);
  if (!('mirrorOf' in entry)) return expand(file, id, entry, false);
  const original = file.views[entry.mirrorOf];
  if (original === undefined || 'mirrorOf' in original) throw new Error(`view ${id} mirrors nothing`);
  return expand(file, id, { ...original, title: entry.title }, true);
}

function expand(file: BodyMapFile, id: string, raw: RawView, flip: boolean): BodyView {
  const fx = (x: number): number => (flip ? raw.w - x : x);
  const side = (name: string): string => (flip ? mirrorId(name) : name);
  const arcs = raw.arcs.map((arc) => arcPoints(arc, fx));
  const regions = Object.entries(raw.regions).map(([index, region]): [RegionId, ViewRegion] => {
    const row = file.regions[Number(index)];
    if (row === undefined) throw new Error(`view ${id}: no region with index ${index}`);
    return [side(row.id), viewRegion(side(row.id), region, { arcs, fx })];
  });
  const onOutline = new Set(raw.outline.flat().map((i) => (i < 0 ? ~i : i)));
  const seams = arcs.map((_, i) => i).filter((i) => !onOutline.has(i));
  return {
    id,
    title: raw.title,
    width: raw.w,
    height: raw.h,
    unit: raw.unit,
    stroke: raw.stroke,
    outline: raw.outline.map((ring) => ringPath(arcs, ring)).join(''),
    seams: seams.map((i) => ringPath(arcs, [i]).slice(0, -1)).join(''),
    shade: flip ? raw.shade.map((d) => mirrorPath(d, raw.w)) : raw.shade,
    ink: flip ? mirrorPath(raw.ink, raw.w) : raw.ink,
    regions: new Map(regions),
    landmarks: Object.fromEntries(Object.entries(raw.landmarks).map(([k, [x, y]]) => [side(k), [fx(x), y]])),
  };
}

interface Geometry {
  readonly arcs: readonly (readonly number[])[];
  readonly fx: (x: number) => number;
}

function viewRegion(id: RegionId, raw: RawRegion, { arcs, fx }: Geometry): ViewRegion {
  const rings = raw[0].map((ring) => ringPolygon(arcs, ring));
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y] = [ring[i] ?? 0, ring[i + 1] ?? 0];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  return {
    id,
    d: raw[0].map((ring) => ringPath(arcs, ring)).join(''),
    centroid: [fx(raw[1]), raw[2]],
    pole: [fx(raw[3]), raw[4], raw[5]],
    // Stored in blocks of 10 × 10 view units.
    area: raw[6] * 100,
    rings,
    box: [left, top, right, bottom],
  };
}

/** Absolute control points `x0 y0 x1 y1 …` of an arc. */
function arcPoints(arc: string, fx: (x: number) => number): readonly number[] {
  const v = (arc.match(/-?\d+/g) ?? []).map(Number);
  let [x, y] = [v[0] ?? 0, v[1] ?? 0];
  const points = [fx(x), y];
  for (let i = 2; i + 5 < v.length; i += 6) {
    for (let k = 0; k < 6; k += 2) points.push(fx(x + (v[i + k] ?? 0)), y + (v[i + k + 1] ?? 0));
    x += v[i + 4] ?? 0;
    y += v[i + 5] ?? 0;
  }
  return points;
}

const backwards = (points: readonly number[]): readonly number[] => {
  const out: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) out.push(points[i] ?? 0, points[i + 1] ?? 0);
  return out;
};

const arcAt = (arcs: readonly (readonly number[])[], i: number): readonly number[] => {
  const arc = arcs[i < 0 ? ~i : i];
  if (arc === undefined) throw new Error(`the body map has no arc ${i}`);
  return arc;
};

function ringPath(arcs: readonly (readonly number[])[], ring: readonly number[]): string {
  let d = '';
  for (const i of ring) {
    const p = i < 0 ? backwards(arcAt(arcs, i)) : arcAt(arcs, i);
    if (d === '') d = `M${p[0] ?? 0} ${p[1] ?? 0}`;
    for (let k = 2; k + 5 < p.length; k += 6) d += `C${p.slice(k, k + 6).join(' ')}`;
  }
  return `${d}Z`;
}

function ringPolygon(arcs: readonly (readonly number[])[], ring: readonly number[]): Float64Array {
  const out: number[] = [];
  for (const i of ring) {
    // Flatten in the stored direction, then turn: the same points for both neighbours of an arc.
    const forward = flatten(arcAt(arcs, i));
    const points = i < 0 ? backwards(forward) : forward;
    out.push(...points.slice(0, -2));
  }
  return Float64Array.from(out);
}

function flatten(arc: readonly number[]): readonly number[] {
  const at = (i: number): number => arc[i] ?? 0;
  const out = [at(0), at(1)];
  for (let i = 2; i + 5 < arc.length; i += 6)
    for (let k = 1; k <= FLATTEN; k++) {
      const t = k / FLATTEN;
      const m = 1 - t;
      const [b0, b1, b2, b3] = [m * m * m, 3 * m * m * t, 3 * m * t * t, t * t * t];
      for (const o of [0, 1])
        out.push(b0 * at(i - 2 + o) + b1 * at(i + o) + b2 * at(i + 2 + o) + b3 * at(i + 4 + o));
    }
  return out;
}

/** Mirror relative path data (`M l c z`) about the middle of the view. */
function mirrorPath(d: string, width: number): string {
  return d.replace(/([Mlcz])([^Mlcz]*)/g, (_, command: string, body: string) => {
    const v = (body.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
    return command + v.map((n, i) => (i % 2 === 1 ? n : command === 'M' ? width - n : -n)).join(' ');
  });
}
