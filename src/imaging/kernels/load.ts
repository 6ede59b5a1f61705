import { compileWasm, runWasm, type WasmExports } from '../../kit/wasm.ts';
import { KERNEL_BYTES } from './bytes.ts';

/** The compiled kernels. `open` gives a copy with its own memory, which one owner uses at a time. */
export interface Kernels {
  open(): Kernel;
}

/** One running copy of the kernels. */
export interface Kernel {
  /** Set `bytes` aside for good, on a 16-byte boundary. Views made before may be stale afterwards. */
  reserve(bytes: number): number;
  /** Call an exported function with whole numbers, pointers and floats. */
  call(name: string, ...args: number[]): number;
  u8(at: number, length: number): Uint8Array;
  i16(at: number, length: number): Int16Array;
  i32(at: number, length: number): Int32Array;
  f32(at: number, length: number): Float32Array;
  f64(at: number, length: number): Float64Array;
}

/**
 * Compile the WebAssembly kernels, in a window, a worker or Node alike.
 *
 * Undefined when the engine has no WebAssembly SIMD or the page's policy forbids it (`wasm-unsafe-eval`): then use
 * the TypeScript twins, which give the same numbers five to ten times slower.
 */
export async function loadKernels(): Promise<Kernels | undefined> {
  const module = await compileWasm(KERNEL_BYTES);
  return module === undefined ? undefined : { open: () => running(runWasm(module)) };
}

function running(exports: WasmExports): Kernel {
  const { memory } = exports;
  let top = (exports.__heap_base.value + 15) & ~15;
  return {
    reserve(bytes) {
      const at = top;
      top += (bytes + 15) & ~15;
      const missing = top - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
      return at;
    },
    call(name, ...args) {
      const run = exports[name] as (...args: number[]) => number | undefined;
      return run(...args) ?? 0;
    },
    u8: (at, length) => new Uint8Array(memory.buffer, at, length),
    i16: (at, length) => new Int16Array(memory.buffer, at, length),
    i32: (at, length) => new Int32Array(memory.buffer, at, length),
    f32: (at, length) => new Float32Array(memory.buffer, at, length),
    f64: (at, length) => new Float64Array(memory.buffer, at, length),
  };
}
