import { compileWasmNow, runWasm, type WasmExports, type WasmModule } from '../../../kit/wasm.ts';
import { Eliminator } from './eliminate.ts';
import { KERNEL_BYTES } from './kernel/bytes.ts';
import type { Plan } from './plan.ts';
import type { Graph } from './question.ts';
import type { Runner, Workspace } from './workspace.ts';

/** Levels in one entry of the compiled tables. */
const LANES = 4;
/** Memory that is kept between questions; what a wide drawing took beyond it is given back after it. */
const MOST_KEPT = 64 * 2 ** 20;

let compiled: { readonly module: WasmModule | undefined } | undefined;

/** A runner in WebAssembly; undefined where there is none, or no SIMD. */
export function compiledRunner(graph: Graph): Runner | undefined {
  compiled ??= { module: compileWasmNow(KERNEL_BYTES) };
  return compiled.module === undefined ? undefined : new CompiledRunner(compiled.module, graph);
}

/**
 * Runs plans in `kernel/eliminate.c`, all levels of severity at once. What that computes, and in which order, is said
 * by its twin `eliminate.ts`.
 */
class CompiledRunner implements Runner {
  readonly #module: WasmModule;
  readonly #graph: Graph;
  readonly #otherwise = new Eliminator();
  #copy: Copy;

  constructor(module: WasmModule, graph: Graph) {
    this.#module = module;
    this.#graph = graph;
    this.#copy = new Copy(runWasm(module), graph);
  }

  reserve(plan: Plan, levels: number): Workspace {
    if (levels > LANES || plan.links.length === 0) return this.#otherwise.reserve(plan, levels);
    if (this.#copy.size > MOST_KEPT) this.#copy = new Copy(runWasm(this.#module), this.#graph);
    return this.#copy.reserve(plan, levels);
  }

  run(plan: Plan, space: Workspace): void {
    if (space.stride !== LANES) this.#otherwise.run(plan, space);
    else this.#copy.run(plan, space);
  }
}

/** One copy of the code with its memory. The question comes first in it, then the program, then the tables. */
class Copy {
  readonly #exports: WasmExports;
  readonly #run: (job: number) => void;
  readonly #fixed: Fixed;
  #words = new Int32Array(0);
  #numbers = new Float64Array(0);
  #space: Workspace | undefined;
  #regionOf: (leak: number) => number = (leak) => leak;
  #levels = 0;
  /** Bytes from here on belong to the program in hand. */
  readonly #end: number;

  constructor(exports: WasmExports, graph: Graph) {
    this.#exports = exports;
    this.#run = exports['run'] as (job: number) => void;
    const sizes = {
      causes: graph.linkStart.length - 1,
      links: graph.linkRegion.length,
      regions: graph.regionStart.length - 1,
    };
    const { fixed, end } = layOut((exports.__heap_base.value + 31) & ~31, sizes);
    this.#fixed = fixed;
    this.#end = end;
    this.#grow(end);
  }

  get size(): number {
    return this.#exports.memory.buffer.byteLength;
  }

  reserve(plan: Plan, levels: number): Workspace {
    this.#grow(this.#end + programBytes(plan));
    this.#levels = levels;
    const m = plan.painted.length;
    const { slotStarts, slots } = plan;
    this.#regionOf = (leak) => (leak < m ? leak : slots[slotStarts[leak - m]!]!);
    this.#space ??= this.#views();
    return this.#space;
  }

  run(plan: Plan, space: Workspace): void {
    this.#pad(plan, space);
    const words = this.#words;
    const f = this.#fixed;
    const slots = plan.slotStarts.length - 1;
    const leaks = plan.painted.length + slots;
    let top = this.#end;
    const put = (values: Int32Array): number => {
      const at = top;
      words.set(values, at >> 2);
      top = (at + 4 * values.length + 31) & ~31;
      return at;
    };
    const room = (entries: number): number => {
      const at = top;
      top += 8 * LANES * entries;
      return at;
    };
    let h = f.job >> 2;
    const write = (...values: readonly number[]): void => {
      for (const value of values) words[h++] = value;
    };
    write(plan.painted.length, plan.links.length, plan.causes.length, plan.starts.length, slots);
    write(plan.singles.length / 3, plan.arena, plan.none, plan.one);
    write(put(plan.code), put(plan.starts), put(plan.slotStarts), put(plan.slots), put(plan.singles));
    write(room(plan.arena), room(plan.arena), room(scratchOf(plan)), room(plan.starts.length));
    write(f.w0, f.w1, f.off, f.on, f.lambda0, f.lambda1, f.leak0, f.leak1, f.idle);
    write(room(leaks), room(leaks), room(leaks), room(leaks), room((2 * plan.singles.length) / 3));
    write(f.total, f.none, f.active, f.link, f.leak, f.exponent);
    this.#run(f.job);
    for (let s = 0; s < this.#levels; s++)
      space.logWeight[s] =
        Math.log(this.#numbers[(f.total >> 3) + s]!) + Math.LN2 * this.#numbers[(f.exponent >> 3) + s]!;
  }

  /** Entries hold four levels whatever the question has: the others repeat the first. */
  #pad(plan: Plan, { w0, w1, idle }: Workspace): void {
    for (let s = this.#levels; s < LANES; s++) {
      for (let at = 0; at < plan.causes.length * LANES; at += LANES) {
        w0[at + s] = w0[at]!;
        w1[at + s] = w1[at]!;
      }
      idle[s] = idle[0]!;
    }
  }

  #grow(bytes: number): void {
    const { memory } = this.#exports;
    const missing = bytes - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
    if (this.#words.buffer === memory.buffer) return;
    this.#words = new Int32Array(memory.buffer);
    this.#numbers = new Float64Array(memory.buffer);
    this.#space = undefined;
  }

  #views(): Workspace {
    const f = this.#fixed;
    const at = (from: number, end: number): Float64Array => this.#numbers.subarray(from >> 3, end >> 3);
    const nowhere = new Float64Array(0);
    const copy = this.#levelsOf();
    return {
      get levels() {
        return copy.levels();
      },
      stride: LANES,
      w0: at(f.w0, f.w1),
      w1: at(f.w1, f.off),
      off: at(f.off, f.on),
      on: at(f.on, f.lambda0),
      lambda0: at(f.lambda0, f.lambda1),
      lambda1: at(f.lambda1, f.leak0),
      leak0: at(f.leak0, f.leak1),
      leak1: at(f.leak1, f.idle),
      idle: at(f.idle, f.total),
      // These stay with the program: nobody reads them from outside.
      leakOff: nowhere,
      leakOn: nowhere,
      offBack: nowhere,
      onBack: nowhere,
      before: nowhere,
      regionOf: (leak) => this.#regionOf(leak),
      logWeight: new Float64Array(LANES),
      none: at(f.none, f.active),
      active: at(f.active, f.link),
      link: at(f.link, f.leak),
      leak: at(f.leak, f.exponent),
    };
  }

  #levelsOf(): { levels: () => number } {
    return { levels: () => this.#levels };
  }
}

type Fixed = Readonly<Record<(typeof FIXED)[number], number>>;

/** What lies at the bottom of the memory, in this order. */
const FIXED = [
  'job',
  'w0',
  'w1',
  'off',
  'on',
  'lambda0',
  'lambda1',
  'leak0',
  'leak1',
  'idle',
  'total',
  'none',
  'active',
  'link',
  'leak',
  'exponent',
] as const;

/** Addresses for the largest question that a network can ask. */
function layOut(
  base: number,
  { causes, links, regions }: { causes: number; links: number; regions: number },
): { readonly fixed: Fixed; readonly end: number } {
  const entries: Fixed = {
    job: 8,
    w0: causes,
    w1: causes,
    off: Math.ceil(links / LANES),
    on: Math.ceil(links / LANES),
    lambda0: Math.ceil(regions / LANES),
    lambda1: Math.ceil(regions / LANES),
    leak0: Math.ceil(regions / LANES),
    leak1: Math.ceil(regions / LANES),
    idle: 1,
    total: 1,
    none: 1,
    active: causes,
    link: links,
    leak: regions,
    exponent: 1,
  };
  let end = base;
  const fixed = Object.fromEntries(
    FIXED.map((name) => {
      const at = end;
      end += 8 * LANES * entries[name];
      return [name, at];
    }),
  ) as Fixed;
  return { fixed, end };
}

/** Entries of scratch: the twin's, and room for index tables. */
const scratchOf = (plan: Plan): number => Math.ceil(1.25 * plan.scratch) + 64;

function programBytes(plan: Plan): number {
  const words = plan.code.length + plan.starts.length + plan.slotStarts.length + plan.slots.length;
  const leaks = plan.painted.length + plan.slotStarts.length - 1;
  const entries = 2 * plan.arena + scratchOf(plan) + plan.starts.length + 4 * leaks + plan.singles.length;
  return 4 * (words + plan.singles.length) + 5 * 32 + 8 * LANES * entries;
}
