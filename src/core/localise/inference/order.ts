import type { Random } from '../../../kit/random.ts';

/** Ones in a 32-bit word. */
export function popcount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** An undirected graph on few vertices: row v has bit u of word `v * words + (u >> 5)` set when they touch. */
export interface BitGraph {
  readonly size: number;
  readonly words: number;
  readonly rows: Int32Array;
}

/** An empty graph. */
export function bitGraph(size: number): BitGraph {
  const words = Math.max(1, (size + 31) >> 5);
  return { size, words, rows: new Int32Array(size * words) };
}

/** In which order to eliminate, and what stands in each vertex's way when its turn comes. */
export interface Elimination {
  /** Vertices, first to go first. */
  readonly order: Int32Array;
  /** Row v: the neighbours of v when it was eliminated. */
  readonly scopes: BitGraph;
  /** Size of the largest scope, its own vertex included. */
  readonly width: number;
}

/** Random choice among nearly equal vertices, for restarts. */
export interface Noise {
  readonly random: Random;
  /** Spread of the factor on each fill count. */
  readonly spread: number;
}

/**
 * Greedy min-fill: always eliminate the vertex whose neighbours lack the fewest edges among themselves.
 *
 * Ties go to the smaller neighbourhood and then to the lower index, so the order is a function of the graph.
 * Only vertices whose count can have changed are counted again: the neighbours of the eliminated one and,
 * when it added edges, their neighbours.
 */
export function minFill(graph: BitGraph, noise?: Noise): Elimination {
  const { size, words } = graph;
  const rows = graph.rows.slice();
  const order = new Int32Array(size);
  const score = new Float64Array(size).fill(Infinity);
  const stale = new Int32Array(words).fill(-1);
  const alive = new Int32Array(words);
  for (let v = 0; v < size; v++) alive[v >> 5]! |= 1 << (v & 31);
  let width = 0;
  for (let step = 0; step < size; step++) {
    let best = -1;
    for (let v = 0; v < size; v++) {
      if ((alive[v >> 5]! & (1 << (v & 31))) === 0) continue;
      if ((stale[v >> 5]! & (1 << (v & 31))) !== 0) score[v] = rate(rows, words, v, noise);
      if (best < 0 || score[v]! < score[best]!) best = v;
    }
    order[step] = best;
    stale.fill(0);
    width = Math.max(width, 1 + eliminate(rows, words, best, stale));
    alive[best >> 5]! &= ~(1 << (best & 31));
  }
  return { order, scopes: { size, words, rows }, width };
}

/** Missing edges among the neighbours of v, counted twice, with the neighbourhood's size to break ties. */
function rate(rows: Int32Array, words: number, v: number, noise: Noise | undefined): number {
  let missing = 0;
  let degree = 0;
  for (let w = 0; w < words; w++) {
    for (let bits = rows[v * words + w]!; bits !== 0; bits &= bits - 1) {
      const u = (w << 5) + 31 - Math.clz32(bits & -bits);
      degree++;
      for (let k = 0; k < words; k++) missing += popcount(rows[v * words + k]! & ~rows[u * words + k]!);
      missing--;
    }
  }
  const count = missing + degree / 1024;
  return noise === undefined ? count : count * (1 + noise.spread * noise.random());
}

/** Join the neighbours of v to one another and take v out; return how many there were. */
function eliminate(rows: Int32Array, words: number, v: number, stale: Int32Array): number {
  let degree = 0;
  let added = 0;
  for (let w = 0; w < words; w++) {
    for (let bits = rows[v * words + w]!; bits !== 0; bits &= bits - 1) {
      const bit = 31 - Math.clz32(bits & -bits);
      const u = (w << 5) + bit;
      degree++;
      stale[w]! |= 1 << bit;
      for (let k = 0; k < words; k++) {
        const own = k === w ? 1 << bit : 0;
        const fill = rows[v * words + k]! & ~rows[u * words + k]! & ~own;
        if (fill !== 0) added = 1;
        rows[u * words + k]! |= fill;
      }
      rows[u * words + (v >> 5)]! &= ~(1 << (v & 31));
    }
  }
  if (added !== 0) {
    for (let w = 0; w < words; w++)
      for (let bits = rows[v * words + w]!; bits !== 0; bits &= bits - 1) {
        const u = (w << 5) + 31 - Math.clz32(bits & -bits);
        for (let k = 0; k < words; k++) stale[k]! |= rows[u * words + k]!;
      }
  }
  return degree;
}
