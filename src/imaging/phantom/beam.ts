import type { Scatterers } from './tissue.ts';
import { DENSITY } from './tissue.ts';

/**
 * The simulated probe: linear, 7.5 MHz, 60 % bandwidth, 192 lines, sampled as baseband (I and Q) at 20 MHz.
 *
 * Speed of sound 1540 m/s, so 20 MHz is 0.0385 mm per sample. The point spread is a Gaussian, σ 0.064 mm along
 * the beam (60 % of 7.5 MHz at −6 dB) and 0.19 mm across at the focus. It is ideal: no aberration, no shadow.
 */
export const LINES = 192;
export const SAMPLE = 0.0385;
const AXIAL = 0.064;
const FOCUS = 15;
/** Phase per millimetre of depth, there and back: 4π f / c. */
const PHASE = (4 * Math.PI * 7.5) / 1.54;

/** Standard deviation across the beam in millimetres at a depth. */
export const lateralWidth = (depth: number): number => 0.19 * Math.sqrt(1 + ((depth - FOCUS) / 14) ** 2);
/** Standard deviation along the beam in millimetres. */
export const AXIAL_WIDTH = AXIAL;

/** Baseband signal: sample `s` of line `l` is at `s * LINES + l`. */
export interface Baseband {
  readonly i: Float32Array;
  readonly q: Float32Array;
  readonly samples: number;
  /** Millimetres between lines. */
  readonly pitch: number;
}

/** Root mean square envelope of even speckle in this simulation: density × ∫ PSF² × E[a²], by hand. */
export const SPECKLE_RMS = Math.sqrt(DENSITY * Math.PI * AXIAL * 0.19);

/** An empty signal of a field `width` by `depth` millimetres. */
export function silence(width: number, depth: number): Baseband {
  const samples = Math.ceil(depth / SAMPLE) + 4;
  const size = samples * LINES;
  return { i: new Float32Array(size), q: new Float32Array(size), samples, pitch: width / LINES };
}

/** Add the echo of scatterers that are at `x`, `y` (millimetres). */
export function addEchoes(signal: Baseband, x: Float64Array, y: Float64Array, points: Scatterers): void {
  const reach = 3.2;
  const axialStep = Math.ceil((reach * AXIAL) / SAMPLE);
  const along = new Float64Array(2 * axialStep + 2);
  for (let n = 0; n < points.count; n++) {
    const [px, py] = [x[n] ?? 0, y[n] ?? 0];
    const wide = lateralWidth(py);
    const first = Math.max(0, Math.ceil((px - reach * wide) / signal.pitch - 0.5));
    const last = Math.min(LINES - 1, Math.floor((px + reach * wide) / signal.pitch - 0.5));
    const top = Math.max(0, Math.floor(py / SAMPLE) - axialStep);
    const bottom = Math.min(signal.samples - 1, Math.floor(py / SAMPLE) + axialStep + 1);
    if (last < first || bottom < top) continue;
    for (let s = top; s <= bottom; s++) along[s - top] = gauss((s * SAMPLE - py) / AXIAL);
    // Narrower beams concentrate the same energy, so mean brightness does not change with depth.
    const size = (points.amplitude[n] ?? 0) * Math.sqrt(0.19 / wide);
    const [re, im] = [size * Math.cos(PHASE * py), -size * Math.sin(PHASE * py)];
    for (let l = first; l <= last; l++) {
      const across = gauss(((l + 0.5) * signal.pitch - px) / wide);
      spread(signal, { line: l, top, bottom }, along, [re * across, im * across]);
    }
  }
}

function spread(
  { i, q }: Baseband,
  { line, top, bottom }: { readonly line: number; readonly top: number; readonly bottom: number },
  along: Float64Array,
  [re, im]: readonly [number, number],
): void {
  for (let s = top, at = top * LINES + line; s <= bottom; s++, at += LINES) {
    const w = along[s - top] ?? 0;
    i[at] = (i[at] ?? 0) + re * w;
    q[at] = (q[at] ?? 0) + im * w;
  }
}

/** exp(−t²/2) from a table of 1024 steps up to |t| = 4: 1e-5 exact, and beyond it 0. */
function gauss(t: number): number {
  const at = Math.abs(t) * 256;
  const cell = Math.floor(at);
  if (cell >= 1023) return 0;
  const left = TABLE[cell] ?? 0;
  return left + (at - cell) * ((TABLE[cell + 1] ?? 0) - left);
}
const TABLE = Float64Array.from({ length: 1025 }, (_, n) => Math.exp(-0.5 * (n / 256) ** 2));
