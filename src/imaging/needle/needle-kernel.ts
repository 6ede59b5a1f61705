import type { Frame } from '../frame.ts';
import type { Kernel, Kernels } from '../kernels/load.ts';
import { keptFamilies, plainNeedle, type NeedleEngine } from './detect.ts';
import { REACH, type Bands } from './refine.ts';
import type { Slant } from './scan.ts';

const ROW = 2 * REACH + 1;

/**
 * A needle engine for frames of one size: in WebAssembly when there are kernels, otherwise in TypeScript.
 *
 * Both find the same needles within 0.001 px; see `detect.test.ts`. One engine serves one sequence at a time.
 */
export function openNeedle(
  size: { readonly width: number; readonly height: number },
  kernels: Kernels | undefined,
): NeedleEngine {
  return kernels === undefined ? plainNeedle() : kernelNeedle(size, kernels.open());
}

function kernelNeedle(
  { width, height }: { readonly width: number; readonly height: number },
  kernel: Kernel,
): NeedleEngine {
  const [qw, qh] = [width >> 2, height >> 2];
  const source = kernel.reserve(width * height + 16);
  const map = kernel.reserve(2 * (qw * qh + 8));
  const half = kernel.reserve(2 * ((width >> 1) * (height >> 1) + 8));
  const work = kernel.reserve(4 * (2 * (qw * qh + 4) + 5 * (qw + 32)));
  const fans = {
    byRow: kernel.reserve(2 * (qw + 2 * PAD) * (qh + 1) + 32),
    byColumn: kernel.reserve(2 * (qh + 2 * PAD) * (qw + 1) + 32),
  };
  const search = fanSearch(kernel, fans, { width: qw, height: qh });
  const bands = kernelBands(kernel, source, Math.ceil(Math.hypot(width, height)) + 2);
  let shown: Frame | undefined;
  const show = (frame: Frame): void => {
    if (frame === shown) return;
    if (frame.width !== width || frame.height !== height)
      throw new Error(`needle engine for ${width}x${height} was given ${frame.width}x${frame.height}`);
    kernel.u8(source, frame.data.length).set(frame.data);
    shown = frame;
  };
  return {
    engine: 'wasm',
    evidence(frame) {
      show(frame);
      kernel.call('evidence', source, width, height, map, half, work);
      return { data: kernel.i16(map, qw * qh).slice(), width: qw, height: qh };
    },
    families: keptFamilies(),
    bestPieces: (evidence, families) => {
      kernel.i16(map, qw * qh).set(evidence.data);
      kernel.call('fan', map, qw, qh, fans.byRow, fans.byColumn);
      return search(families);
    },
    bands: {
      ...bands,
      strip(frame, from, direction, steps) {
        show(frame);
        return bands.strip(frame, from, direction, steps);
      },
    },
  };
}

/** Zeros before and after each row of a map that is searched; the kernel's. */
const PAD = 16;

/** Searches families of lines. Their shifts are laid out in the kernel's memory once and stay there. */
function fanSearch(
  kernel: Kernel,
  { byRow, byColumn }: { readonly byRow: number; readonly byColumn: number },
  { width, height }: { readonly width: number; readonly height: number },
): (families: readonly Slant[]) => readonly Int16Array[] {
  let laid: { readonly families: readonly Slant[]; readonly shifts: readonly number[] } | undefined;
  let [room, roomSize, run, best] = [0, 0, 0, 0];
  const lay = (families: readonly Slant[]): readonly number[] => {
    const longest = Math.max(0, ...families.map(({ offsets }) => offsets));
    const whole = 4 * (longest + 16) + 4 * families.reduce((sum, { shift }) => sum + shift.length, 0);
    // Memory is never given back: a family that fits takes the place of the one before.
    if (whole > roomSize) [room, roomSize] = [kernel.reserve(whole), whole];
    [run, best] = [room, room + 2 * (longest + 16)];
    let next = room + 4 * (longest + 16);
    return families.map(({ shift }) => {
      const at = next;
      next += 4 * shift.length;
      kernel.i32(at, shift.length).set(shift);
      return at;
    });
  };
  return (families) => {
    if (laid?.families !== families) laid = { families, shifts: lay(families) };
    const { shifts } = laid;
    return families.map(({ along, shift, offsets }, n) => {
      const [rows, across] = along === 'columns' ? [byColumn, height] : [byRow, width];
      kernel.call('pieces', rows, shifts[n] ?? 0, shift.length, across, run, best, offsets);
      return kernel.i16(best, offsets).slice();
    });
  };
}

function kernelBands(kernel: Kernel, source: number, longest: number): Bands {
  const [band, raw, rough] = [
    kernel.reserve(4 * longest * ROW),
    kernel.reserve(4 * longest),
    kernel.reserve(4 * longest),
  ];
  const sums = kernel.reserve(8 * 5);
  const read = (count: number): readonly number[] => [...kernel.f64(sums, count)];
  return {
    strip({ width, height }, from, direction, steps) {
      kernel.call('strip', source, width, height, from.x, from.y, direction.x, direction.y, steps, band);
      return kernel.f32(band, steps * ROW);
    },
    moments(_, begin, end, width) {
      kernel.call('moments', band, begin, end, width, sums);
      return read(5);
    },
    ridge(_, steps) {
      kernel.call('ridge', band, steps, raw, rough, sums);
      const [side = 0, square = 0] = read(2);
      const noise = Math.sqrt(Math.max(0, square / steps - (side / steps) ** 2));
      return { raw: kernel.f32(raw, steps).slice(), noise };
    },
  };
}
