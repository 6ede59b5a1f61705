import type { Kernel, Kernels } from '../kernels/load.ts';
import type { Frame } from '../frame.ts';
import { brightnessTable, levelsOf } from './pyramid.ts';
import { mustMatch, plainTracker, type Field, type Plan, type Tracker } from './tracker.ts';

/** Pyramids kept at a time: the frames that adaptive lag may go back to. */
const SLOTS = 8;

/**
 * A tracker for frames of one size: in WebAssembly when there are kernels, otherwise in TypeScript.
 *
 * Both give the same displacements within 0.001 px; see `tracker.test.ts`. Check `fits` first.
 */
export function openTracker(
  size: { readonly width: number; readonly height: number },
  kernels: Kernels | undefined,
): Tracker {
  return kernels === undefined ? plainTracker(size) : kernelTracker(size, kernels.open());
}

function kernelTracker(size: { readonly width: number; readonly height: number }, kernel: Kernel): Tracker {
  const [w, h] = [size.width >> 1, size.height];
  const levels = levelsOf(size.width, size.height);
  const cells = (w >> 2) * (h >> 2);
  const area = Array.from({ length: levels }, (_, l) => ((w >> l) + 32) * (h >> l)).reduce((a, b) => a + b);
  const float = (count: number): number => kernel.reserve(4 * count);
  const source = kernel.reserve(size.width * size.height + 16);
  const at = { table: float(2041), row: float(w + 96), plan: float(8) };
  const [u, v, t] = [float(cells + 8), float(cells + 8), float(cells + 8)];
  const [sums, spare] = [float(8 * cells + 32), float(8 * cells + 8 * (w >> 2) + 32)];
  const slots = Array.from({ length: SLOTS }, () => ({
    at: float(area + 64),
    frame: undefined as Frame | undefined,
  }));

  /** Move the frame's slot to the end of the line, preparing it in the oldest slot when it is new. */
  const prepare = (frame: Frame): number => {
    const found = slots.findIndex((slot) => slot.frame === frame);
    const [slot] = slots.splice(Math.max(0, found), 1);
    if (slot === undefined) throw new Error('no slots');
    slots.push(slot);
    if (found >= 0) return slot.at;
    slot.frame = frame;
    kernel.u8(source, frame.data.length).set(frame.data);
    const mean = kernel.call('total', source, frame.data.length) / frame.data.length;
    kernel.f32(at.table, 2041).set(brightnessTable(mean));
    kernel.call('prepare', source, frame.width, at.table, slot.at, w, h, levels, at.row);
    return slot.at;
  };

  return {
    engine: 'wasm',
    ...size,
    track(from, to, plan, finest = 0) {
      mustMatch(size, from, to);
      const [a, b] = [prepare(from), prepare(to)];
      kernel.i32(at.plan, 8).set([levels, finest, plan.window.x, plan.window.y, ...plan.iterations]);
      kernel.call('track', a, b, w, h, at.plan, u, v, t, sums, spare);
      const grid = { cols: (w >> finest) >> 2, rows: (h >> finest) >> 2 };
      return read(kernel, { u, v, t }, grid, { plan, finest });
    },
  };
}

function read(
  kernel: Kernel,
  { u, v, t }: { readonly u: number; readonly v: number; readonly t: number },
  { cols, rows }: { readonly cols: number; readonly rows: number },
  { plan, finest }: { readonly plan: Plan; readonly finest: 0 | 1 },
): Field {
  for (const plane of [u, v]) kernel.call('blur', plane, t, cols, rows, plan.blur.x, plan.blur.y);
  const scale = finest === 1 ? 2 : 1;
  return {
    cols,
    rows,
    u: kernel.f32(u, cols * rows).map((value) => 2 * scale * value),
    v: kernel.f32(v, cols * rows).map((value) => scale * value),
  };
}
