/** Smallest and middle of some times, in ms. */
export interface Timing {
  readonly minMs: number;
  readonly medianMs: number;
}

/** Summarise times. */
export function timing(times: readonly number[]): Timing {
  return { minMs: round(Math.min(...times)), medianMs: round(quantile(times, 0.5)) };
}

/** The value below which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** Mean. */
export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Variance, n in the denominator. */
export function variance(values: readonly number[]): number {
  const m = mean(values);
  return mean(values.map((v) => (v - m) ** 2));
}

/** Probability that one of `high` exceeds one of `low`; equals count half. */
export function auc(high: readonly number[], low: readonly number[]): number {
  const all = [...high.map((v) => ({ v, high: true })), ...low.map((v) => ({ v, high: false }))].sort(
    (a, b) => a.v - b.v,
  );
  let rank = 0;
  for (let n = 0; n < all.length;) {
    let m = n;
    while (m < all.length && all[m]!.v === all[n]!.v) m++;
    const shared = (n + m + 1) / 2;
    for (let k = n; k < m; k++) if (all[k]!.high) rank += shared;
    n = m;
  }
  return (rank - (high.length * (high.length + 1)) / 2) / (high.length * low.length);
}

/** Contrast to noise of elastography: √(2 (b − t)² / (σb² + σt²)). */
export function contrastToNoise(background: readonly number[], target: readonly number[]): number {
  const between = mean(background) - mean(target);
  return Math.sqrt((2 * between * between) / (variance(background) + variance(target)));
}

/** Gaussian blur of a plane of cells, σ in frame pixels, the border repeated: the extra blur OpenCV is given. */
export function gaussian(data: Float32Array, cols: number, rows: number, sigma: number): Float32Array {
  if (sigma === 0) return data;
  const along = pass(data, { n: cols, lines: rows, step: 1, jump: cols }, sigma / 8);
  return pass(along, { n: rows, lines: cols, step: cols, jump: 1 }, sigma / 4);
}

function pass(
  data: Float32Array,
  { n, lines, step, jump }: { n: number; lines: number; step: number; jump: number },
  sigma: number,
): Float32Array {
  const reach = Math.ceil(4 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-0.5 * ((k - reach) / sigma) ** 2),
  );
  const total = weights.reduce((a, b) => a + b, 0);
  const out = new Float32Array(data.length);
  for (let line = 0; line < lines; line++)
    for (let k = 0; k < n; k++) {
      let sum = 0;
      for (let r = -reach; r <= reach; r++)
        sum += weights[r + reach]! * data[line * jump + Math.max(0, Math.min(n - 1, k + r)) * step]!;
      out[line * jump + k * step] = sum / total;
    }
  return out;
}

/** Four significant digits, so that lines stay readable. */
export const round = (value: number): number => Number(value.toPrecision(4));
