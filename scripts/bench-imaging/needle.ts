import { seededRandom } from '../../src/kit/random.ts';
import type { Frame, Point } from '../../src/imaging/frame.ts';
import { needles } from '../../src/imaging/needle/detect.ts';
import { openNeedle } from '../../src/imaging/needle/needle-kernel.ts';
import { FOUND, TIP_P90 } from '../../src/imaging/needle/track.ts';
import { makePhantom, PHANTOM_PIXEL, takeFrame } from '../../src/imaging/phantom/phantom.ts';
import { give, SEEDS, type Bench } from './bench.ts';
import { auc, mean, quantile, round, timing, type Timing } from './measures.ts';
import { SIZE } from './strain.ts';

const METHODS = [
  'threshold 97 %+Hough',
  'threshold 98 %+Hough',
  'threshold 99 %+Hough',
  'threshold 99 % smooth+Hough',
  'Canny 50/150+Hough',
  'Canny 30/90+Hough',
  'Gabor 16+Hough',
] as const;
const CONTRASTS = [6, 9, 12, 18] as const;

interface Case {
  readonly frame: Frame;
  /** Absent in every second frame. Places in px. */
  readonly truth: { readonly tip: Point; readonly angle: number; readonly contrast: number } | undefined;
}

/**
 * Frame `n`: every second one with a needle of 15 to 65 degrees from a border, three of four in muscle, 20 dB signal to noise.
 */
function makeCase(n: number, from: number): Case {
  const seed = from + n;
  const random = seededRandom(seed * 7 + 1);
  const side = random() < 0.5 ? 1 : -1;
  const angle = 15 + 50 * random();
  const [dx, dy] = [side * Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const atSide = random() < 0.5 || angle < 30;
  const entry = atSide
    ? { x: side > 0 ? 0 : 40, y: 1 + 9 * random() }
    : { x: side > 0 ? 2 + 12 * random() : 38 - 12 * random(), y: 0 };
  let length = 9 + 17 * random();
  const end = (): Point => ({ x: entry.x + length * dx, y: entry.y + length * dy });
  while ((end().y > 28 || end().x > 38 || end().x < 2) && length > 4) length -= 0.5;
  const contrast = CONTRASTS[(n >> 1) % 4]!;
  const phantom = makePhantom(SIZE, { seed, texture: n % 8 < 6 ? 'muscle' : 'speckle' });
  const shaft = { from: { x: entry.x - dx, y: entry.y - dy }, to: end() };
  const hasNeedle = n % 2 === 0;
  const needle = hasNeedle ? { needle: { shaft, contrast, seed } } : {};
  const frame = takeFrame(phantom, { seed, noise: 20, ...needle });
  const tip = { x: shaft.to.x / PHANTOM_PIXEL - 0.5, y: shaft.to.y / PHANTOM_PIXEL - 0.5 };
  return { frame, truth: hasNeedle ? { tip, angle: side * angle, contrast } : undefined };
}

interface Guess {
  readonly score: number;
  readonly angle: number;
  readonly start: Point;
  readonly tip: Point;
}

interface Outcome {
  readonly truth: Case['truth'];
  readonly score: number;
  /** Line within 3 degrees and 1.5 mm. */
  readonly isRight: boolean;
  readonly tipMm: number;
  readonly angleOff: number;
}

function judge(truth: Case['truth'], guess: Guess | undefined): Outcome {
  if (guess === undefined) return { truth, score: -1e9, isRight: false, tipMm: NaN, angleOff: NaN };
  if (truth === undefined) return { truth, score: guess.score, isRight: false, tipMm: NaN, angleOff: NaN };
  const turn = (truth.angle * Math.PI) / 180;
  const middle = {
    x: (guess.start.x + guess.tip.x) / 2 - truth.tip.x,
    y: (guess.start.y + guess.tip.y) / 2 - truth.tip.y,
  };
  const off = Math.abs(middle.y * Math.cos(turn) - middle.x * Math.sin(turn)) * PHANTOM_PIXEL;
  const angleOff = Math.abs(guess.angle - truth.angle);
  const tipMm = Math.hypot(guess.tip.x - truth.tip.x, guess.tip.y - truth.tip.y) * PHANTOM_PIXEL;
  return { truth, score: guess.score, isRight: angleOff < 3 && off < 1.5, tipMm, angleOff };
}

interface Row {
  readonly method: string;
  readonly detected: number;
  readonly tipP50Mm: number;
  readonly tipP90Mm: number;
  readonly [more: string]: unknown;
}

/** Detection at the threshold that 5 % of the frames without a needle exceed, and the tip error of what was detected. */
function summarise(method: string, outcomes: readonly Outcome[]): Row {
  const without = outcomes.filter(({ truth }) => truth === undefined).map(({ score }) => score);
  const threshold = [...without].sort((a, b) => b - a)[Math.floor(0.05 * without.length)]!;
  const withNeedle = outcomes.filter(({ truth }) => truth !== undefined);
  const detected = withNeedle.filter(({ isRight, score }) => isRight && score > threshold);
  const share = (contrast: number): number => {
    const of = (all: readonly Outcome[]): number =>
      all.filter(({ truth }) => truth?.contrast === contrast).length;
    return round(of(detected) / of(withNeedle));
  };
  const tips = detected.map(({ tipMm }) => tipMm);
  return {
    method,
    detected: round(detected.length / withNeedle.length),
    byContrastDb: Object.fromEntries(CONTRASTS.map((c) => [c, share(c)])),
    auc: round(
      auc(
        withNeedle.map(({ isRight, score }) => (isRight ? score : -1e9)),
        without,
      ),
    ),
    tipP50Mm: round(quantile(tips, 0.5)),
    tipP90Mm: round(quantile(tips, 0.9)),
    angleP50: round(
      quantile(
        detected.map(({ angleOff }) => angleOff),
        0.5,
      ),
    ),
    threshold: round(threshold),
    withinCircle: round(tips.filter((tip) => tip <= TIP_P90 * PHANTOM_PIXEL).length / tips.length),
  };
}

/** Detection and tip error on single frames, without any memory of the frame before. */
export async function needleAccuracy(bench: Bench): Promise<void> {
  const { report, cv, kernels } = bench;
  const engine = openNeedle(SIZE, kernels);
  const outcomes = new Map<string, Outcome[]>();
  const add = (method: string, outcome: Outcome): void =>
    void outcomes.set(method, [...(outcomes.get(method) ?? []), outcome]);
  const { from, count } = SEEDS.reporting.needle;
  for (let n = 0; n < count; n++) {
    const { frame, truth } = makeCase(n, from);
    add('ours', judge(truth, needles(frame, engine)[0]));
    await give(bench, 'a', frame);
    for (const method of METHODS) {
      const { best } = (await cv.ask({ op: 'needle', method, a: 'a' })) as {
        best: { score: number; angle: number; start: [number, number]; tip: [number, number] } | null;
      };
      const place = ([x, y]: [number, number]): Point => ({ x, y });
      add(
        method,
        judge(truth, best === null ? undefined : { ...best, start: place(best.start), tip: place(best.tip) }),
      );
    }
  }
  const rows = [...outcomes].map(([method, all]) => summarise(method, all));
  for (const row of rows) report.line('needle', { frames: count, ...row });
  const [ours, ...others] = rows as [Row, ...Row[]];
  const best = others.reduce((a, b) => (b.detected > a.detected ? b : a));
  const all = outcomes.get('ours')!;
  const above = all.filter(({ score }) => score >= FOUND);
  const share = (part: readonly Outcome[], whole: readonly Outcome[]): number =>
    round(part.length / whole.length);
  report.line('needle', {
    bestOpenCv: best.method,
    // What the product's fixed threshold does on these frames, to which it was not fitted.
    productThreshold: FOUND,
    falsePositives: share(
      above.filter(({ truth }) => truth === undefined),
      all.filter(({ truth }) => truth === undefined),
    ),
    detected: share(
      above.filter(({ isRight }) => isRight),
      all.filter(({ truth }) => truth !== undefined),
    ),
  });
  report.figure(
    'needle detected at 5 % false positives / best OpenCV',
    ours.detected / best.detected,
    'at least',
    1.25,
  );
  report.figure('needle tip p90 / that OpenCV', ours.tipP90Mm / best.tipP90Mm, 'at most', 0.3);
}

/** The variant of threshold and Hough that finds most needles. */
const HOUGH = 'threshold 99 % smooth+Hough';

/** Time of one frame, interleaved: least and middle of at least 25 repeats of each of eight frames, then the mean over frames. */
export async function needleTime(bench: Bench): Promise<void> {
  const { report, cv, kernels, repeats } = bench;
  const engine = openNeedle(SIZE, kernels);
  const cases = Array.from({ length: 8 }, (_, n) => makeCase(n, SEEDS.reporting.needle.from));
  for (const [n, { frame }] of cases.entries()) await give(bench, `n${n}`, frame);
  const times = new Map<string, number[][]>();
  const add = (method: string, k: number, ms: number): void => {
    const all = times.get(method) ?? cases.map(() => []);
    all[k]!.push(ms);
    times.set(method, all);
  };
  for (let n = -3; n < repeats; n++)
    for (const [k, { frame }] of cases.entries()) {
      const fresh = { ...frame };
      const start = performance.now();
      needles(fresh, engine);
      if (n >= 0) add('ours wasm', k, performance.now() - start);
      for (const method of METHODS) {
        const { ms } = await cv.ask({ op: 'needle', method, a: `n${k}` });
        if (n >= 0) add(method, k, Number(ms));
      }
    }
  const summary = (method: string): Timing => {
    const each = times.get(method)!.map(timing);
    return { minMs: mean(each.map((t) => t.minMs)), medianMs: mean(each.map((t) => t.medianMs)) };
  };
  const ours = summary('ours wasm');
  for (const method of times.keys()) {
    const { minMs, medianMs } = summary(method);
    const ratios = { ratioMin: round(ours.minMs / minMs), ratioMedian: round(ours.medianMs / medianMs) };
    report.line('needle time', {
      method,
      minMs: round(minMs),
      medianMs: round(medianMs),
      frames: 8,
      repeats,
      ...ratios,
    });
  }
  report.figure(`needle time / ${HOUGH}`, ours.minMs / summary(HOUGH).minMs, 'at most', 1);
}
