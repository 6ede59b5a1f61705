/** One measured figure: a line of the report. */
export interface Figure {
  /** What was measured, after the name of its bench: `localise/typical/p50`. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it was measured against, in the same run. */
  readonly peer?: string;
  /** How many times better than the peer; above 1 is ours. */
  readonly ratio?: number;
}

/** A named way to measure something. Every `*.bench.ts` beside this file exports a list of them as `benches`. */
export interface Bench {
  /** The prefix of its figures, by which it is chosen: `localise/typical`. */
  readonly name: string;
  readonly run: () => readonly Figure[] | Promise<readonly Figure[]>;
}

/** Milliseconds of the fastest of some runs: the machine is shared, and noise only adds. */
export function fastest(runs: number, work: () => unknown): number {
  let best = Infinity;
  for (let i = 0; i < runs; i++) {
    const from = performance.now();
    work();
    best = Math.min(best, performance.now() - from);
  }
  return best;
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** Three significant digits: what a shared machine can tell. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
