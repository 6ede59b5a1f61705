/*
 * WebAssembly belongs to JavaScript engines, not to browsers or Node, but its types come with the DOM's. We state
 * the little that we use, so that a pure room still has no way to reach a document or a process.
 */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
/** Compiled code. */
export interface WasmModule {
  readonly [brand: symbol]: 'module';
}
declare const WebAssembly:
  | {
      validate(bytes: Uint8Array): boolean;
      compile(bytes: Uint8Array): Promise<WasmModule>;
      Module: new (bytes: Uint8Array) => WasmModule;
      Instance: new (module: WasmModule, imports: object) => { readonly exports: unknown };
    }
  | undefined;

/** What code of ours exports: it imports nothing and lays out nothing itself. */
export interface WasmExports {
  readonly memory: WasmMemory;
  readonly __heap_base: { readonly value: number };
  readonly [name: string]: unknown;
}

/**
 * Compile code given in base 64. Undefined when the engine has no WebAssembly, lacks what the code needs (SIMD), or
 * the page's policy forbids it (`wasm-unsafe-eval`).
 */
export async function compileWasm(text: string): Promise<WasmModule | undefined> {
  const bytes = decode(text);
  if (WebAssembly?.validate(bytes) !== true) return undefined;
  const wasm = WebAssembly;
  try {
    return await wasm.compile(bytes);
  } catch {
    // A content security policy refuses by throwing; to the caller that is the same as not having it.
    return undefined;
  }
}

/** The same at once, for small code. Some browsers refuse it in a window above a few kilobytes; workers and Node do not. */
export function compileWasmNow(text: string): WasmModule | undefined {
  const bytes = decode(text);
  if (WebAssembly?.validate(bytes) !== true) return undefined;
  const wasm = WebAssembly;
  try {
    return new wasm.Module(bytes);
  } catch {
    return undefined;
  }
}

/** A running copy with its own memory. */
export function runWasm(module: WasmModule): WasmExports {
  if (WebAssembly === undefined) throw new Error('a module was compiled without WebAssembly');
  return new WebAssembly.Instance(module, {}).exports as WasmExports;
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
