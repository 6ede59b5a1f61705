import { seededRandom } from '../../kit/random.ts';
import { mm, type Frame } from '../frame.ts';
import { addEchoes, LINES, SAMPLE, silence, SPECKLE_RMS, type Baseband } from './beam.ts';
import { displacement, type Motion } from './motion.ts';
import { addNeedle, type NeedleEcho } from './needle-echo.ts';
import { normalPair, scatter, type Scatterers, type TissueSpec } from './tissue.ts';

/** Decibels from black to white, and the grey at which even speckle lies on average. */
const RANGE = 60;
const SPECKLE_GREY = 0.6;

/** Size of one pixel of every phantom frame: 0.0625 mm, so that 640 by 480 is 40 by 30 mm. */
export const PHANTOM_PIXEL = 0.0625;

/** A block of simulated tissue that frames can be taken of. */
export interface Phantom {
  readonly tissue: TissueSpec;
  readonly points: Scatterers;
}

/** One look at the tissue. Absent parts are absent from the picture. */
export interface View {
  readonly motion?: Motion;
  readonly needle?: NeedleEcho;
  /** Signal to noise in decibel; absent is no noise. */
  readonly noise?: number;
  /** Part of the scatterers that have been exchanged for others, as when tissue leaves the plane: 0 to 1. */
  readonly exchanged?: number;
  /** Brightness factor before log compression: 1.02 is 2 % more. */
  readonly gain?: number;
  /** Fixes the noise and which scatterers are exchanged. */
  readonly seed: number;
}

/** Make a phantom `width` by `height` pixels of 0.0625 mm. The same arguments always give the same tissue. */
export function makePhantom(
  size: { readonly width: number; readonly height: number },
  spec: Omit<TissueSpec, 'width' | 'depth'>,
): Phantom {
  const tissue = { ...spec, width: size.width * PHANTOM_PIXEL, depth: size.height * PHANTOM_PIXEL };
  return { tissue, points: scatter(tissue) };
}

/**
 * Take one B-mode frame of a phantom: echoes, needle, noise, envelope, 60 dB log compression, scan conversion.
 *
 * The truth about it is `displacement` of `motion.ts` and the needle that was passed in. It is a model: real images
 * have aberration, shadows, persistence and motion out of the plane, and errors on them will be larger.
 */
export function takeFrame(phantom: Phantom, view: View): Frame {
  const { tissue } = phantom;
  const signal = silence(tissue.width, tissue.depth);
  const points = exchange(phantom.points, view);
  const moved = moveAll(points, tissue, view.motion);
  addEchoes(signal, moved.x, moved.y, points);
  if (view.needle !== undefined) addNeedle(signal, view.needle);
  if (view.noise !== undefined) addNoise(signal, view.noise, view.seed);
  return compress(signal, tissue, view.gain ?? 1);
}

/** One of many looks at tissue that rests. `lines` are needles, and whatever else echoes like one. */
export interface RestingView {
  readonly lines: readonly NeedleEcho[];
  readonly noise: number;
  readonly seed: number;
}

/** Look at resting tissue again and again: its echoes are made once, which is nine tenths of the work of a frame. */
export function restingLook(phantom: Phantom): (view: RestingView) => Frame {
  const { tissue, points } = phantom;
  const rest = silence(tissue.width, tissue.depth);
  addEchoes(rest, points.x, points.y, points);
  return ({ lines, noise, seed }) => {
    const signal = { ...rest, i: rest.i.slice(), q: rest.q.slice() };
    for (const line of lines) addNeedle(signal, line);
    addNoise(signal, noise, seed);
    return compress(signal, tissue, 1);
  };
}

function moveAll(
  points: Scatterers,
  tissue: TissueSpec,
  motion: Motion | undefined,
): { readonly x: Float64Array; readonly y: Float64Array } {
  if (motion === undefined) return points;
  const [x, y] = [new Float64Array(points.count), new Float64Array(points.count)];
  for (let n = 0; n < points.count; n++) {
    const rest = { x: points.x[n] ?? 0, y: points.y[n] ?? 0 };
    const by = displacement(tissue, motion, rest);
    x[n] = rest.x + by.x;
    y[n] = rest.y + by.y;
  }
  return { x, y };
}

/** Newcomers land within a resolution cell of those they replace, so that lump and fascicles stay where they are. */
function exchange(points: Scatterers, { exchanged = 0, seed }: View): Scatterers {
  if (exchanged === 0) return points;
  const random = seededRandom(seed ^ 0x0dec0);
  const [x, y] = [points.x.slice(), points.y.slice()];
  for (let n = 0; n < points.count; n++) {
    if (random() >= exchanged) continue;
    x[n] = (points.x[n] ?? 0) + 0.45 * (random() - 0.5);
    y[n] = (points.y[n] ?? 0) + 0.3 * (random() - 0.5);
  }
  return { ...points, x, y };
}

function addNoise(signal: Baseband, decibel: number, seed: number): void {
  const random = seededRandom(seed ^ 0x90153);
  const size = (SPECKLE_RMS * 10 ** (-decibel / 20)) / Math.SQRT2;
  for (let n = 0; n < signal.i.length; n++) {
    const [a, b] = normalPair(random);
    signal.i[n] = (signal.i[n] ?? 0) + size * a;
    signal.q[n] = (signal.q[n] ?? 0) + size * b;
  }
}

/** Envelope, log compression, and cubic (Catmull-Rom) conversion from lines and samples to square pixels. */
function compress(signal: Baseband, tissue: TissueSpec, gain: number): Frame {
  const [width, height] = [
    Math.round(tissue.width / PHANTOM_PIXEL),
    Math.round(tissue.depth / PHANTOM_PIXEL),
  ];
  const level = new Float32Array(signal.i.length);
  for (let n = 0; n < level.length; n++) {
    const power = (signal.i[n] ?? 0) ** 2 + (signal.q[n] ?? 0) ** 2;
    const decibel = 10 * Math.log10((gain * gain * power) / (SPECKLE_RMS * SPECKLE_RMS) + 1e-9);
    level[n] = 255 * (SPECKLE_GREY + decibel / RANGE);
  }
  const rows = new Float32Array(height * LINES);
  for (let y = 0; y < height; y++) {
    const { cell, taps } = cubic(((y + 0.5) * PHANTOM_PIXEL) / SAMPLE, signal.samples);
    for (let l = 0; l < LINES; l++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += (taps[k] ?? 0) * (level[(cell + k) * LINES + l] ?? 0);
      rows[y * LINES + l] = sum;
    }
  }
  const data = new Uint8Array(width * height);
  for (let x = 0; x < width; x++) {
    const { cell, taps } = cubic(((x + 0.5) * PHANTOM_PIXEL) / signal.pitch - 0.5, LINES);
    for (let y = 0; y < height; y++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += (taps[k] ?? 0) * (rows[y * LINES + cell + k] ?? 0);
      data[y * width + x] = Math.max(0, Math.min(255, Math.round(sum)));
    }
  }
  return { data, width, height, pixel: { x: mm(PHANTOM_PIXEL), y: mm(PHANTOM_PIXEL) } };
}

/** First of the four neighbours and their weights, kept inside `length`. */
function cubic(at: number, length: number): { readonly cell: number; readonly taps: readonly number[] } {
  const base = Math.floor(at);
  const t = at - base;
  const taps = [
    0.5 * (-t + 2 * t * t - t * t * t),
    0.5 * (2 - 5 * t * t + 3 * t * t * t),
    0.5 * (t + 4 * t * t - 3 * t * t * t),
    0.5 * (-t * t + t * t * t),
  ];
  const cell = Math.max(0, Math.min(length - 4, base - 1));
  return { cell, taps: cell === base - 1 ? taps : edge(base - 1 - cell, taps) };
}

/** At the border the outermost line or sample stands in for those beyond it. */
function edge(shift: number, taps: readonly number[]): readonly number[] {
  const kept = [0, 0, 0, 0];
  taps.forEach((w, k) => {
    const to = Math.max(0, Math.min(3, k + shift));
    kept[to] = (kept[to] ?? 0) + w;
  });
  return kept;
}
