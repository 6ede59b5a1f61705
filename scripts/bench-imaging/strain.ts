import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from '../../src/imaging/frame.ts';
import { displacementBetween, type Motion } from '../../src/imaging/phantom/motion.ts';
import { makePhantom, PHANTOM_PIXEL, takeFrame, type Phantom } from '../../src/imaging/phantom/phantom.ts';
import { strainOf } from '../../src/imaging/strain/strain.ts';
import { openTracker } from '../../src/imaging/strain/tracker-kernel.ts';
import { CELL, PLANS, plainTracker, type Field } from '../../src/imaging/strain/tracker.ts';
import { give, SEEDS, type Bench } from './bench.ts';
import { contrastToNoise, gaussian, mean, round, timing, variance } from './measures.ts';

export const SIZE = { width: 640, height: 480 };
const STOCK = ['DIS ultrafast', 'DIS fast', 'DIS medium', 'Farneback', 'PyrLK'] as const;
/** Extra blur OpenCV's fields are given, σ in px. */
const BLURS = [0, 6, 12, 18] as const;
const LUMP = { x: 20, y: 15, radius: 4, stiffness: 3, echo: 0 };

/** One pair of frames with the truth about it. */
interface Pair {
  readonly id: string;
  readonly phantom: Phantom;
  readonly motion: Motion;
  readonly strain: number;
  readonly isEven: boolean;
  readonly isHard: boolean;
  readonly from: Frame;
  readonly to: Frame;
}

/** Noise, exchanged speckle, slip and gain of the hard pairs; the clean ones have none of it. */
function pairs(): readonly Pair[] {
  return SEEDS.reporting.strain.flatMap((seed) =>
    [0, 0.0025, 0.005, 0.01, 0.02, 0.03].flatMap((given) => {
      const isEven = given === 0;
      const strain = isEven ? 0.01 : given;
      const texture = seed % 2 === 0 ? 'speckle' : 'muscle';
      const phantom = makePhantom(SIZE, { seed, texture, ...(isEven ? {} : { inclusion: LUMP }) });
      return [false, true].map((isHard): Pair => {
        const slip = { x: 1.44 * PHANTOM_PIXEL, y: 0.64 * PHANTOM_PIXEL };
        const motion = isHard ? { strain, slip } : { strain };
        const spoilt = isHard ? { noise: 20 } : {};
        const from = takeFrame(phantom, { seed: 2 * seed, ...spoilt });
        const changed = isHard ? { exchanged: 0.05, gain: 1.02 } : {};
        const to = takeFrame(phantom, { seed: 2 * seed + 1, motion, ...spoilt, ...changed });
        return {
          id: `${seed}-${given}-${isHard ? 'hard' : 'clean'}`,
          phantom,
          motion,
          strain,
          isEven,
          isHard,
          from,
          to,
        };
      });
    }),
  );
}

const centre = (cols: number, c: number): { x: number; y: number } => ({
  x: ((c % cols) + 0.5) * CELL.x * PHANTOM_PIXEL,
  y: (Math.floor(c / cols) + 0.5) * CELL.y * PHANTOM_PIXEL,
});

/** Values of the cells whose centre (mm) fulfils `where`. */
export const pick = (
  data: Float32Array,
  cols: number,
  where: (at: { x: number; y: number }) => boolean,
): readonly number[] => [...data].filter((_, c) => where(centre(cols, c)));

const isInner = ({ x, y }: { x: number; y: number }): boolean => x > 3 && x < 37 && y > 3 && y < 27;
/** Middle of the lump, and tissue on both sides of it at the same depth. */
export const isTarget =
  (radius: number) =>
  ({ x, y }: { x: number; y: number }): boolean =>
    Math.hypot(x - 20, y - 15) < 0.7 * radius;
export const isBackground =
  (radius: number) =>
  ({ x, y }: { x: number; y: number }): boolean => {
    const [dx, dy] = [Math.abs(x - 20), Math.abs(y - 15)];
    return dy < 0.7 * radius && dx > 1.7 * radius && dx < 2.7 * radius;
  };

interface Scores {
  readonly error: number[];
  readonly even: number[];
  readonly contrast: Map<number, number[]>;
  readonly ratio: number[];
}

function score(scores: Scores, pair: Pair, field: Field): void {
  const { cols } = field;
  let [sum, n] = [0, 0];
  field.v.forEach((value, c) => {
    const at = centre(cols, c);
    if (!isInner(at)) return;
    const truth =
      displacementBetween(pair.phantom.tissue, { from: {}, to: pair.motion }, at).y / PHANTOM_PIXEL;
    sum += (value - truth) ** 2;
    n++;
  });
  scores.error.push(Math.sqrt(sum / n));
  const { data } = strainOf(field);
  if (pair.isEven) {
    const inner = pick(data, cols, isInner);
    scores.even.push(mean(inner) / Math.sqrt(variance(inner)));
    return;
  }
  const [b, t] = [pick(data, cols, isBackground(LUMP.radius)), pick(data, cols, isTarget(LUMP.radius))];
  const kept = scores.contrast.get(pair.strain) ?? [];
  scores.contrast.set(pair.strain, [...kept, contrastToNoise(b, t)]);
  if (pair.strain >= 0.01) scores.ratio.push(mean(b) / mean(t));
}

interface Row {
  readonly method: string;
  readonly blurPx: number;
  readonly axialErrorPx: number;
  readonly snre: number;
  readonly cnre: Readonly<Record<string, number>>;
  readonly ratio: number;
}

const rowOf = (method: string, blurPx: number, scores: Scores): Row => ({
  method,
  blurPx,
  axialErrorPx: round(mean(scores.error)),
  snre: round(mean(scores.even)),
  cnre: Object.fromEntries([...scores.contrast].map(([e, all]) => [`${e * 100}%`, round(mean(all))])),
  ratio: round(mean(scores.ratio)),
});

/** Axial error, SNRe, CNRe and strain ratio, ours and OpenCV's with and without extra blur, clean and hard. */
export async function accuracy(bench: Bench): Promise<void> {
  const { report, kernels, folder } = bench;
  const tracker = openTracker(SIZE, kernels);
  const all = pairs();
  for (const isHard of [false, true]) {
    const table = new Map<string, Scores>();
    const scoresOf = (key: string): Scores => {
      const found = table.get(key) ?? { error: [], even: [], contrast: new Map(), ratio: [] };
      table.set(key, found);
      return found;
    };
    for (const pair of all.filter((p) => p.isHard === isHard)) {
      for (const plan of ['normal', 'steady', 'fine'] as const)
        score(scoresOf(`ours ${plan}|0`), pair, tracker.track(pair.from, pair.to, PLANS[plan]));
      await give(bench, 'a', pair.from);
      await give(bench, 'b', pair.to);
      for (const method of STOCK) {
        const out = join(folder, 'flow.f32');
        await bench.cv.ask({ op: 'flow', method, a: 'a', b: 'b', out });
        const field = readField(out, SIZE);
        for (const blur of BLURS)
          score(scoresOf(`${method}|${blur}`), pair, {
            ...field,
            v: gaussian(field.v, field.cols, field.rows, blur),
          });
      }
    }
    const rows = [...table].map(([key, scores]) =>
      rowOf(key.split('|')[0]!, Number(key.split('|')[1]), scores),
    );
    for (const row of rows) report.line('accuracy', { conditions: isHard ? 'hard' : 'clean', ...row });
    figures(bench, rows, isHard);
  }
}

function figures({ report }: Bench, rows: readonly Row[], isHard: boolean): void {
  const ours = rows.find((row) => row.method === 'ours normal')!;
  const stock = rows.filter((row) => !row.method.startsWith('ours'));
  const conditions = isHard ? 'hard' : 'clean';
  const least = Math.min(...stock.filter((row) => row.blurPx === 0).map((row) => row.axialErrorPx));
  const ratio = ours.axialErrorPx / least;
  if (isHard) report.figure('axial error, hard / best stock OpenCV', ratio, 'at most', 0.8);
  for (const most of [12, 18]) {
    const blurred = stock.filter((row) => row.blurPx <= most);
    const best = Math.max(...blurred.map((row) => row.cnre['1%']!));
    const by = `CNRe at 1 %, ${conditions} / best OpenCV given up to ${most} px of blur`;
    report.figure(by, ours.cnre['1%']! / best, 'at least', 1);
  }
}

/** Read a field that the Python side wrote. */
export function readField(path: string, { width, height }: { width: number; height: number }): Field {
  const bytes = readFileSync(path);
  const [cols, rows] = [width >> 3, height >> 2];
  const all = new Float32Array(bytes.buffer, bytes.byteOffset, 2 * cols * rows).slice();
  return { cols, rows, u: all.slice(0, cols * rows), v: all.slice(cols * rows) };
}

/** Time of one pair, two fresh frames to strain map, interleaved with OpenCV's flow of the same pair. */
export async function trackerTime(bench: Bench): Promise<void> {
  const { report, kernels, cv } = bench;
  const [pair] = pairs().filter((p) => p.isHard && p.strain === 0.01 && !p.isEven);
  if (pair === undefined) throw new Error('no pair');
  await give(bench, 'a', pair.from);
  await give(bench, 'b', pair.to);
  const wasm = openTracker(SIZE, kernels);
  const plain = plainTracker(SIZE);
  const times = new Map<string, number[]>();
  const add = (method: string, ms: number): void =>
    void times.set(method, [...(times.get(method) ?? []), ms]);
  for (let n = -3; n < bench.repeats; n++) {
    for (const [name, tracker] of [
      ['ours wasm', wasm],
      ['ours typescript', plain],
    ] as const) {
      // New objects: the tracker must not find the pyramids of the round before.
      const [from, to] = [{ ...pair.from }, { ...pair.to }];
      const start = performance.now();
      strainOf(tracker.track(from, to, PLANS.normal));
      if (n >= 0) add(name, performance.now() - start);
    }
    for (const method of STOCK) {
      const { ms } = await cv.ask({ op: 'flow', method, a: 'a', b: 'b' });
      if (n >= 0) add(method, Number(ms));
    }
  }
  const ours = timing(times.get('ours wasm')!);
  for (const [method, all] of times) {
    const t = timing(all);
    const ratios = { ratioMin: round(ours.minMs / t.minMs), ratioMedian: round(ours.medianMs / t.medianMs) };
    report.line('time', { method, ...t, repeats: all.length, ...ratios });
  }
  for (const [method, limit] of [
    ['DIS medium', 0.12],
    ['DIS fast', 0.6],
    ['DIS ultrafast', 1],
  ] as const)
    report.figure(
      `tracker time / ${method}`,
      ours.minMs / timing(times.get(method)!).minMs,
      'at most',
      limit,
    );
}

/** TypeScript, WebAssembly and a 64-bit NumPy reference on the same pairs. */
export async function agreement(bench: Bench): Promise<void> {
  const { report, kernels, cv, folder } = bench;
  const [wasm, plain] = [openTracker(SIZE, kernels), plainTracker(SIZE)];
  const worst = { 'typescript–wasm': 0, 'typescript–reference': 0, 'wasm–reference': 0 };
  const some = pairs().filter((p) => p.strain === 0.02 || p.strain === 0.005);
  for (const pair of some) {
    await give(bench, 'a', pair.from);
    await give(bench, 'b', pair.to);
    const out = join(folder, 'reference.f64');
    await cv.ask({ op: 'reference', a: 'a', b: 'b', plan: PLANS.normal, out });
    const bytes = readFileSync(out);
    const truth = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const flat = ({ u, v }: Field): Float64Array => Float64Array.from([...u, ...v]);
    const [a, b] = [plain, wasm].map((t) => flat(t.track(pair.from, pair.to, PLANS.normal))) as [
      Float64Array,
      Float64Array,
    ];
    const apart = (p: Float64Array, q: Float64Array): number =>
      p.reduce((m, x, n) => Math.max(m, Math.abs(x - q[n]!)), 0);
    worst['typescript–wasm'] = Math.max(worst['typescript–wasm'], apart(a, b));
    worst['typescript–reference'] = Math.max(worst['typescript–reference'], apart(a, truth));
    worst['wasm–reference'] = Math.max(worst['wasm–reference'], apart(b, truth));
  }
  report.line('agreement', { pairs: some.length, largestDifferencePx: worst });
  report.figure(
    'agreement of TypeScript, WASM and reference, px',
    Math.max(...Object.values(worst)),
    'at most',
    1e-3,
  );
}
