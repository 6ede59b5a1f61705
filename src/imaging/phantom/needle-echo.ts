import { seededRandom } from '../../kit/random.ts';
import type { Segment } from '../frame.ts';
import { AXIAL_WIDTH, lateralWidth, LINES, SAMPLE, SPECKLE_RMS, type Baseband } from './beam.ts';
import { normalPair } from './tissue.ts';

/** A needle in the image plane. Millimetres; `shaft.from` is outside or at the border, `shaft.to` is the tip. */
export interface NeedleEcho {
  readonly shaft: Segment;
  /** Mean brightness of the shaft above even speckle, in decibel: 8 is barely there, 20 is easy. */
  readonly contrast: number;
  /** Fixes the flicker and the gaps of the shaft. */
  readonly seed: number;
  /** How much of the echo is left at so many millimetres along the shaft, 0 to 1: less where it leaves the plane. */
  readonly left?: (along: number) => number;
}

/**
 * Add the echo of a needle: a ridge as thin as the point spread allows, whose brightness flickers along the shaft by
 * about 3 dB with gaps, followed by two weaker reverberations. No bending, no shadow.
 */
export function addNeedle(signal: Baseband, needle: NeedleEcho): void {
  const { from, to } = needle.shaft;
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const steady = flickerAlong(needle.seed, length);
  const { left } = needle;
  const flicker = left === undefined ? steady : (along: number): number => steady(along) * left(along);
  const peak = SPECKLE_RMS * 10 ** (needle.contrast / 20);
  for (const [lag, strength] of [
    [0, 1],
    [0.45, 0.3],
    [0.9, 0.12],
  ] as const) {
    for (let s = 0; s < signal.samples; s++) {
      const y = s * SAMPLE - lag;
      const wide = lateralWidth(s * SAMPLE);
      // Blur across and along the shaft, of an elliptical Gaussian seen at the angle of the needle.
      const thick2 = (wide * uy) ** 2 + (AXIAL_WIDTH * ux) ** 2 + 0.06 ** 2;
      const end = Math.sqrt((wide * ux) ** 2 + (AXIAL_WIDTH * uy) ** 2);
      const depth = { y, thick2, end, size: peak * strength };
      addRow(signal, s, depth, { from, ux, uy, length, flicker });
    }
  }
}

interface Shaft {
  readonly from: { readonly x: number; readonly y: number };
  readonly ux: number;
  readonly uy: number;
  readonly length: number;
  readonly flicker: (along: number) => number;
}

function addRow(
  signal: Baseband,
  s: number,
  { y, thick2, end, size }: { y: number; thick2: number; end: number; size: number },
  shaft: Shaft,
): void {
  for (let l = 0; l < LINES; l++) {
    const x = (l + 0.5) * signal.pitch;
    const [dx, dy] = [x - shaft.from.x, y - shaft.from.y];
    const off = dx * shaft.uy - dy * shaft.ux;
    if (off * off > 12 * thick2) continue;
    const along = dx * shaft.ux + dy * shaft.uy;
    // A Gaussian-blurred edge is an error function; the logistic curve is within 1 % of it.
    const edge = 1 / (1 + Math.exp((1.702 * (along - shaft.length)) / end));
    if (edge < 1e-3 || along < -1) continue;
    const at = s * LINES + l;
    const echo = size * edge * shaft.flicker(along) * Math.exp((-0.5 * off * off) / thick2);
    signal.i[at] = (signal.i[at] ?? 0) + echo;
  }
}

/** Brightness along the shaft: log-normal, 3 dB, correlated over 1.5 mm, and about one gap of 1 mm in 8 mm. */
function flickerAlong(seed: number, length: number): (along: number) => number {
  const random = seededRandom(seed ^ 0x0eed1e);
  const knots = Float64Array.from({ length: Math.ceil(length / 1.5) + 3 }, () => {
    const [normal] = normalPair(random);
    const gap = random() < 0.12 ? 0.25 : 1;
    return gap * 10 ** ((3 * normal) / 20);
  });
  return (along) => {
    const at = Math.max(0, Math.min(along, length)) / 1.5;
    const cell = Math.floor(at);
    return (knots[cell] ?? 1) * (1 - at + cell) + (knots[cell + 1] ?? 1) * (at - cell);
  };
}
