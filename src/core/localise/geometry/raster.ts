import type { BodyView } from '../../atlas/body-view.ts';
import type { RegionId } from '../../atlas/region.ts';
import { Scanner } from './scan.ts';

/** Pixels of every raster, about; every view gets the same number whatever its shape. */
const PIXELS = 512 * 1024;

/**
 * One view as pixels: which region each belongs to. Made once per view and then only read.
 *
 * Row-major; pixel (x, y) is `labels[y * width + x]` and covers view units from x · pixel to (x + 1) · pixel.
 */
export interface ViewRaster {
  readonly view: string;
  readonly width: number;
  readonly height: number;
  /** View units per pixel, both ways. */
  readonly pixel: number;
  /** Index into `regions` plus one; 0 is paper. */
  readonly labels: Uint8Array;
  readonly regions: readonly RegionId[];
  /** Pixels of each region, by label. */
  readonly sizes: Int32Array;
  /** Visible area of each region, by label, in units that are the same in every view. */
  readonly visible: Float64Array;
  /** The labels again as runs: those of row y are `runStart[y]` to `runStart[y + 1]`. */
  readonly runStart: Int32Array;
  /** Column where each run ends, exclusive. */
  readonly runEnd: Int32Array;
  readonly runLabel: Uint8Array;
}

/** Make the raster of a view. Throws when a view has more than 255 regions: views are ours. */
export function rasterOf(view: BodyView): ViewRaster {
  const pixel = Math.sqrt((view.width * view.height) / PIXELS);
  const width = Math.ceil(view.width / pixel);
  const height = Math.ceil(view.height / pixel);
  const labels = new Uint8Array(width * height);
  const regions = [...view.regions.values()];
  if (regions.length > 255) throw new Error(`view ${view.id} has ${regions.length} regions, more than 255`);
  const scanner = new Scanner(width, height);
  const sizes = new Int32Array(regions.length + 1);
  regions.forEach((region, i) => {
    const rings = region.rings.map((ring) => ring.map((v) => v / pixel));
    scanner.fill(rings, 'even-odd', (y, from, to) => labels.fill(i + 1, y * width + from, y * width + to));
  });
  for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
  const visible = Float64Array.from(sizes, (n) => n * (pixel / view.unit) ** 2);
  return {
    view: view.id,
    width,
    height,
    pixel,
    labels,
    regions: regions.map(({ id }) => id),
    sizes,
    visible,
    ...runsOf(labels, width, height),
  };
}

type Runs = Pick<ViewRaster, 'runStart' | 'runEnd' | 'runLabel'>;

function runsOf(labels: Uint8Array, width: number, height: number): Runs {
  const runStart = new Int32Array(height + 1);
  const ends: number[] = [];
  const names: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width;) {
      const label = labels[y * width + x] ?? 0;
      let end = x + 1;
      while (end < width && labels[y * width + end] === label) end++;
      ends.push(end);
      names.push(label);
      x = end;
    }
    runStart[y + 1] = ends.length;
  }
  return { runStart, runEnd: Int32Array.from(ends), runLabel: Uint8Array.from(names) };
}
