import { KERNEL_BYTES } from './bytes.ts';

/*
 * WebAssembly belongs to JavaScript engines, not to browsers or Node, but its types come with the DOM's. We state
 * the little that we use, so that this room still has no way to reach a document or a process.
 */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface WasmModule {
  readonly [brand: symbol]: 'module';
}
declare const WebAssembly:
  | {
      validate(bytes: Uint8Array): boolean;
      compile(bytes: Uint8Array): Promise<WasmModule>;
      Instance: new (module: WasmModule, imports: object) => { readonly exports: unknown };
    }
  | undefined;

interface Exports {
  readonly memory: WasmMemory;
  readonly __heap_base: { readonly value: number };
  readonly [name: string]: unknown;
}

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
  const bytes = decode(KERNEL_BYTES);
  if (WebAssembly?.validate(bytes) !== true) return undefined;
  const wasm = WebAssembly;
  try {
    const module = await wasm.compile(bytes);
    return { open: () => running(new wasm.Instance(module, {}).exports as Exports) };
  } catch {
    // A content security policy refuses by throwing; to the caller that is the same as not having it.
    return undefined;
  }
}

function running(exports: Exports): Kernel {
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

/** Base 64 to bytes; `atob` is not part of the language. */
function decode(text: string): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const value = new Int16Array(128).fill(-1);
  for (let n = 0; n < 64; n++) value[alphabet.charCodeAt(n)] = n;
  const clean = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((clean.length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (let n = 0; n < clean.length; n++) {
    bits = ((bits << 6) | (value[clean.charCodeAt(n)] ?? 0)) & 0xff_ffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = (bits >> held) & 0xff;
  }
  return bytes;
}
