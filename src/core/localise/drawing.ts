import type { BodyView } from '../atlas/body-view.ts';
import type { RegionId } from '../atlas/region.ts';
import { Painting, UNRATED } from './geometry/painting.ts';
import { rasterOf, type ViewRaster } from './geometry/raster.ts';
import type { PaintedRegion } from './request.ts';

/** With what a stroke was made. An eraser removes paint; a tap marks the whole region under the finger. */
export const STROKE_TOOLS = ['brush', 'lasso', 'eraser', 'tap'] as const;
export type StrokeTool = (typeof STROKE_TOOLS)[number];

/** One movement of pen or finger on one view, in the units of that view. */
export interface DrawnStroke {
  readonly view: string;
  readonly tool: StrokeTool;
  /** Radius of the brush or eraser; not used for a lasso and a tap. */
  readonly radius: number;
  /** A lasso closes itself; a tap has one point. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Numeric rating 1 to 10. Absent when it was not asked, and for an eraser. */
  readonly intensity?: number;
}

/** A drawing as the ranking needs it: fits into a `LocaliseRequest` as it is. */
export interface DrawnRegions {
  /** Regions under paint, in the order of the first view that shows them. */
  readonly regions: readonly PaintedRegion[];
  /** Regions of every view that was painted on: the others were not asked about. */
  readonly asked: readonly RegionId[];
}

/** Coverage below this is a slip of the hand, not paint. */
const LEAST_COVERAGE = 0.02;

/** A view that shows less than this share of what another shows of a region counts for that much less. */
const FULL_VIEW = 0.25;

/**
 * The rasters of some views: made on first use, kept, never changed. Make one for as long as the views live.
 */
export class Rasters {
  readonly #views: ReadonlyMap<string, BodyView>;
  readonly #made = new Map<string, ViewRaster>();
  #widest: ReadonlyMap<RegionId, number> | undefined;

  constructor(views: readonly BodyView[]) {
    this.#views = new Map(views.map((view) => [view.id, view]));
  }

  /** The raster of a view. Throws when there is no such view: strokes are checked before they get here. */
  get(view: string): ViewRaster {
    const made = this.#made.get(view);
    if (made !== undefined) return made;
    const body = this.#views.get(view);
    if (body === undefined) throw new Error(`no view ${view} among ${[...this.#views.keys()].join(', ')}`);
    const raster = rasterOf(body);
    this.#made.set(view, raster);
    return raster;
  }

  /** Largest visible area of each region over all views, in units that are the same in every view. */
  widest(): ReadonlyMap<RegionId, number> {
    if (this.#widest !== undefined) return this.#widest;
    const widest = new Map<RegionId, number>();
    for (const view of this.#views.values())
      for (const { id, area } of view.regions.values())
        widest.set(id, Math.max(widest.get(id) ?? 0, area / view.unit ** 2));
    this.#widest = widest;
    return widest;
  }
}

/** Which regions a drawing covers, how much of each, and how bad it is there. */
export function drawingToRegions(
  views: readonly BodyView[] | Rasters,
  strokes: readonly DrawnStroke[],
): DrawnRegions {
  const rasters = views instanceof Rasters ? views : new Rasters(views);
  return regionsOf([...paint(rasters, strokes).values()], rasters.widest());
}

/** Replay strokes onto fresh paper, one sheet per view that has any. Undo is to replay all but the last. */
export function paint(rasters: Rasters, strokes: readonly DrawnStroke[]): ReadonlyMap<string, Painting> {
  const sheets = new Map<string, Painting>();
  for (const stroke of strokes) {
    let sheet = sheets.get(stroke.view);
    if (sheet === undefined) {
      sheet = new Painting(rasters.get(stroke.view));
      sheets.set(stroke.view, sheet);
    }
    addStroke(sheet, stroke);
  }
  return sheets;
}

/**
 * Lay one stroke on a sheet of its view.
 *
 * @param from number of its points that lie there already: what a brush or an eraser adds is the rest
 */
export function addStroke(sheet: Painting, stroke: DrawnStroke, from = 0): void {
  const { pixel } = sheet.raster;
  const value = stroke.tool === 'eraser' ? 0 : maskValue(stroke.intensity);
  const x = (i: number): number => (stroke.points[i]?.[0] ?? 0) / pixel;
  const y = (i: number): number => (stroke.points[i]?.[1] ?? 0) / pixel;
  if (stroke.tool === 'lasso')
    sheet.lasso(
      stroke.points.flatMap(([px, py]) => [px / pixel, py / pixel]),
      value,
    );
  else if (stroke.tool === 'tap') sheet.tap(x(0), y(0), value);
  else {
    const pen = { radius: stroke.radius / pixel, value };
    if (stroke.points.length === 1) sheet.segment(x(0), y(0), x(0), y(0), pen);
    for (let i = Math.max(1, from); i < stroke.points.length; i++)
      sheet.segment(x(i - 1), y(i - 1), x(i), y(i), pen);
  }
}

const maskValue = (intensity: number | undefined): number =>
  intensity === undefined ? UNRATED : Math.min(10, Math.max(1, Math.round(intensity)));

/**
 * What sheets of paint say about regions.
 *
 * Coverage is the largest over the views that show the region well: a patient who paints the shoulder from
 * the side need not paint it again from the front. The rating is the mean over the painted area that has one.
 */
export function regionsOf(sheets: readonly Painting[], widest: ReadonlyMap<RegionId, number>): DrawnRegions {
  const found = new Map<RegionId, { coverage: number; rated: number; ratings: number }>();
  const asked = new Set<RegionId>();
  for (const { raster, painted, rated, ratings } of sheets) {
    raster.regions.forEach((id, i) => {
      asked.add(id);
      const label = i + 1;
      const size = raster.sizes[label] ?? 0;
      if ((painted[label] ?? 0) === 0 || size === 0) return;
      const seen = (raster.visible[label] ?? 0) / (FULL_VIEW * (widest.get(id) ?? Infinity));
      const coverage = ((painted[label] ?? 0) / size) * Math.min(1, seen);
      const before = found.get(id) ?? { coverage: 0, rated: 0, ratings: 0 };
      found.set(id, {
        coverage: Math.max(before.coverage, coverage),
        rated: before.rated + (rated[label] ?? 0),
        ratings: before.ratings + (ratings[label] ?? 0),
      });
    });
  }
  const regions = [...found].flatMap(([id, { coverage, rated, ratings }]): readonly PaintedRegion[] => {
    if (coverage < LEAST_COVERAGE) return [];
    const intensity = rated > 0 ? Math.min(10, Math.max(1, Math.round(ratings / rated))) : undefined;
    return [{ id, coverage, ...(intensity === undefined ? {} : { intensity }) }];
  });
  return { regions, asked: [...asked] };
}

/** Agreement of two drawings of one view: shared paint over all paint (Jaccard). 1 when both are blank. */
export function overlap(a: Painting, b: Painting): number {
  if (a.raster.view !== b.raster.view) throw new Error(`${a.raster.view} drawn against ${b.raster.view}`);
  let [both, either] = [0, 0];
  for (let i = 0; i < a.mask.length; i++) {
    const [p, q] = [a.mask[i] !== 0, b.mask[i] !== 0];
    if (p || q) either++;
    if (p && q) both++;
  }
  return either === 0 ? 1 : both / either;
}
