import { addStroke, paint, regionsOf, type DrawnRegions, type DrawnStroke, type Rasters } from './drawing.ts';
import { Painting } from './geometry/painting.ts';

/**
 * The regions of a drawing while its last stroke still grows.
 *
 * Gives what `drawingToRegions` gives for all strokes together, but lays down only what the finger added since it
 * was asked last: a long drawing costs no more per movement than a short one.
 */
export class LiveDrawing {
  readonly #rasters: Rasters;
  #finished: readonly DrawnStroke[] | undefined;
  #sheets: ReadonlyMap<string, Painting> = new Map();
  #growing: DrawnStroke | undefined;
  #live: Painting | undefined;

  constructor(rasters: Rasters) {
    this.#rasters = rasters;
  }

  /**
   * @param finished the strokes before; the same list until one is finished
   * @param growing the stroke so far: the points of a movement are only ever added to
   */
  regions(finished: readonly DrawnStroke[], growing: DrawnStroke): DrawnRegions {
    if (finished !== this.#finished) {
      this.#finished = finished;
      this.#sheets = paint(this.#rasters, finished);
      this.#growing = undefined;
    }
    const laid = isMoreOf(this.#growing, growing) ? (this.#growing?.points.length ?? 0) : 0;
    const live = laid === 0 ? this.#fresh(growing.view) : (this.#live ?? this.#fresh(growing.view));
    addStroke(live, growing, laid);
    this.#growing = growing;
    this.#live = live;
    const sheets = new Map(this.#sheets).set(growing.view, live);
    return regionsOf([...sheets.values()], this.#rasters.widest());
  }

  #fresh(view: string): Painting {
    const raster = this.#rasters.get(view);
    const before = this.#sheets.get(view);
    const reusable = this.#live?.raster === raster ? this.#live : undefined;
    if (before === undefined) return new Painting(raster);
    const sheet = reusable ?? new Painting(raster);
    sheet.copy(before);
    return sheet;
  }
}

/** Whether the second is the first with more points: only then can the first stay where it lies. */
function isMoreOf(before: DrawnStroke | undefined, after: DrawnStroke): boolean {
  if (before === undefined || (after.tool !== 'brush' && after.tool !== 'eraser')) return false;
  const [first, start] = [before.points[0], after.points[0]];
  return (
    before.view === after.view &&
    before.tool === after.tool &&
    before.radius === after.radius &&
    before.intensity === after.intensity &&
    before.points.length <= after.points.length &&
    first?.[0] === start?.[0] &&
    first?.[1] === start?.[1]
  );
}
