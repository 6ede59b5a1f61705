import type { Frame } from '../frame.ts';
import type { Kernel, Kernels } from '../kernels/load.ts';
import { keptFamilies, plainNeedle, type NeedleEngine } from './detect.ts';
import type { Evidence } from './evidence.ts';
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
  const float = (count: number): number => kernel.reserve(4 * count);
  const source = kernel.reserve(width * height + 16);
  const [map, turned] = [float(qw * qh + 16), float(qw * qh + 16)];
  const [half, work] = [float((width >> 1) * (height >> 1) + 8), float(7 * ((width >> 1) + 64))];
  const longest = qw + qh;
  // Lines up to 10 degrees from the step direction add at most one map's width or height of offsets per step axis.
  const lanes = 8 * longest + 16;
  const [shift, run, best] = [float(longest), float(lanes), float(lanes)];
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
      kernel.call('transpose', map, turned, qw, qh);
      return families.map((family) =>
        piecesOf(kernel, { map, turned, shift, run, best, lanes }, family, evidence),
      );
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

function piecesOf(
  kernel: Kernel,
  at: Readonly<Record<'map' | 'turned' | 'shift' | 'run' | 'best' | 'lanes', number>>,
  family: Slant,
  { width, height }: Evidence,
): Int16Array {
  if (family.offsets + 8 > at.lanes)
    throw new Error(`${family.angle} degrees is too close to the horizontal`);
  const columns = family.along === 'columns';
  kernel.i32(at.shift, family.shift.length).set(family.shift);
  const [rows, across] = columns ? [at.turned, height] : [at.map, width];
  const steps = family.shift.length;
  kernel.call('pieces', rows, at.shift, steps, across, at.run, at.best, family.offsets);
  return kernel.i16(at.best, family.offsets).slice();
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
