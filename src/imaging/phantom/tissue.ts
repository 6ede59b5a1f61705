import { seededRandom, type Random } from '../../kit/random.ts';
import type { Inclusion } from './inclusion.ts';

/** What the simulated tissue is made of. Lengths in millimetres, (0, 0) is the left end of the skin line. */
export interface TissueSpec {
  readonly seed: number;
  /** Size of the image field. */
  readonly width: number;
  readonly depth: number;
  /** `speckle` is even; `muscle` has bright fascicle borders at 10 to 18 degrees that the tissue carries along. */
  readonly texture: 'speckle' | 'muscle';
  readonly inclusion?: Inclusion;
}

/** Point scatterers: x and y in millimetres at rest, and how strongly each reflects. */
export interface Scatterers {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly amplitude: Float64Array;
  readonly count: number;
}

/** Scatterers per square millimetre: ten per resolution cell of 0.45 by 0.15 mm, which is fully developed speckle. */
export const DENSITY = 150;
/** Tissue beyond the edge of the image, so that what moves in is there. */
const MARGIN = 3;

/** Two independent standard normal numbers (Box and Muller). */
export function normalPair(random: Random): readonly [number, number] {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  const turn = 2 * Math.PI * random();
  return [radius * Math.cos(turn), radius * Math.sin(turn)];
}

/** Scatter points over the field. The same spec gives the same points. */
export function scatter(spec: TissueSpec): Scatterers {
  const random = seededRandom(spec.seed);
  const [wide, deep] = [spec.width + 2 * MARGIN, spec.depth + 2 * MARGIN];
  const count = Math.round(wide * deep * DENSITY);
  const [x, y, amplitude] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  const brightness = spec.texture === 'muscle' ? fascicles(spec.seed) : () => 1;
  for (let i = 0; i < count; i++) {
    const [px, py] = [random() * wide - MARGIN, random() * deep - MARGIN];
    x[i] = px;
    y[i] = py;
    amplitude[i] = normalPair(random)[0] * brightness(px, py) * lump(spec.inclusion, px, py);
  }
  return { x, y, amplitude, count };
}

function lump(inclusion: Inclusion | undefined, x: number, y: number): number {
  if (inclusion === undefined || Math.hypot(x - inclusion.x, y - inclusion.y) > inclusion.radius) return 1;
  return 10 ** (inclusion.echo / 20);
}

/**
 * Brightness of muscle at a place at rest: dark fascicles about 1.5 mm thick between bright, wavy, interrupted
 * borders up to 16 dB brighter, all at one slant of 8 to 22 degrees to either side.
 */
function fascicles(seed: number): (x: number, y: number) => number {
  const random = seededRandom(seed ^ 0x5eed);
  const slope = ((8 + 14 * random()) * Math.PI * (random() < 0.5 ? 1 : -1)) / 180;
  const [cos, sin] = [Math.cos(slope), Math.sin(slope)];
  const [thick, wave, phase] = [1.2 + 0.6 * random(), 14 + 10 * random(), 6.28 * random()];
  const weights = Float64Array.from({ length: 64 * 16 }, () => random());
  return (x, y) => {
    const along = x * cos + y * sin;
    const across = y * cos - x * sin + 0.2 * Math.sin((2 * Math.PI * along) / wave + phase) + 40;
    const nearest = Math.round(across / thick);
    const off = (across - nearest * thick) / 0.14;
    const piece = ((nearest & 63) << 4) | (Math.floor((along + 64) / 9) & 15);
    return 0.55 + 3 * (weights[piece] ?? 0) ** 2 * Math.exp(-0.5 * off * off);
  };
}
