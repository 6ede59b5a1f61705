import { join } from 'node:path';
import { seededRandom } from '../../src/kit/random.ts';
import { mm, type Frame, type Segment } from '../../src/imaging/frame.ts';
import { makePhantom, PHANTOM_PIXEL, takeFrame } from '../../src/imaging/phantom/phantom.ts';
import { openTracker } from '../../src/imaging/strain/tracker-kernel.ts';
import { PLANS, type Field } from '../../src/imaging/strain/tracker.ts';
import { TWITCH, twitchDetector } from '../../src/imaging/twitch/detector.ts';
import type { NeedleMask } from '../../src/imaging/twitch/residual.ts';
import { give, SEEDS, type Bench } from './bench.ts';
import { auc, quantile, round } from './measures.ts';
import { readField } from './strain.ts';

/** 20 by 15 mm, 60 frames a second. */
const SIZE = { width: 320, height: 240 };
const FPS = 60;
const LENGTH = 16;
const AMPLITUDES = [0.1, 0.2, 0.4, 0.8] as const;
/** Rise and fall of a twitch, as parts of its amplitude, one entry per frame from its onset. */
const COURSE = [0.4, 0.8, 1, 1, 0.85, 0.65, 0.45, 0.3, 0.2, 0.1] as const;
const ROI = { x: 160, y: 120, radius: 112 };

interface Clip {
  readonly frames: readonly Frame[];
  readonly shafts: readonly Segment[];
  readonly amplitude: number;
}

/**
 * A needle pistons at 15 to 45 mm/s and drags tissue, the probe drifts and squeezes, in clips with and without a twitch alike.
 */
function makeClip(n: number): Clip {
  const seed = SEEDS.reporting.twitch.from + n;
  const random = seededRandom(seed * 11 + 3);
  const phantom = makePhantom(SIZE, { seed, texture: n % 4 < 3 ? 'muscle' : 'speckle' });
  const amplitude = n % 2 === 0 ? AMPLITUDES[(n >> 1) % 4]! : 0;
  const onset = 4 + Math.floor(4 * random());
  const angle = (20 + 30 * random()) * (Math.PI / 180);
  const [speed, stroke, phase] = [15 + 30 * random(), 0.8 + 0.8 * random(), 6.28 * random()];
  const drift = { x: 0.04 * (random() - 0.5), y: 0.02 * (random() - 0.5) };
  const squeeze = 0.0015 * (random() - 0.5);
  const jerk = { x: 7 + 7 * random(), y: 4 + 8 * random(), direction: 360 * random(), reach: 2.2 };
  const entry = { x: -1, y: 1 + 2 * random() };
  const reach = 7 + 4 * random();
  const shafts: Segment[] = [];
  const frames = Array.from({ length: LENGTH }, (_, k) => {
    const along = stroke * Math.sin(phase + (k * speed) / (FPS * stroke));
    const end = reach + along;
    const shaft = {
      from: entry,
      to: { x: entry.x + end * Math.cos(angle), y: entry.y + end * Math.sin(angle) },
    };
    shafts.push(shaft);
    const size = amplitude * (COURSE[k - onset] ?? 0);
    return takeFrame(phantom, {
      seed: seed * 100 + k,
      noise: 25,
      exchanged: 0.01,
      needle: { shaft, contrast: 14, seed },
      motion: {
        strain: squeeze * k,
        slip: { x: drift.x * k, y: drift.y * k },
        drag: { shaft, along: 0.5 * along, reach: 0.8 },
        ...(size === 0 ? {} : { jerk: { ...jerk, amplitude: size } }),
      },
    });
  });
  return { frames, shafts, amplitude };
}

/** The needle as it was drawn, in px: 3 mm beside and 5 mm beyond. In the product it comes from the needle tracker. */
function maskOf({ from, to }: Segment): NeedleMask {
  const place = (p: Segment['from']): Segment['from'] => ({ x: p.x / PHANTOM_PIXEL, y: p.y / PHANTOM_PIXEL });
  return {
    shaft: { from: place(from), to: place(to) },
    beside: 3 / PHANTOM_PIXEL,
    beyond: 5 / PHANTOM_PIXEL,
  };
}

/** Largest transient that the detector reports over a clip, mm/s. */
function transient(clip: Clip, fields: readonly Field[], hasMask: boolean): number {
  const pixel = { x: mm(PHANTOM_PIXEL), y: mm(PHANTOM_PIXEL) };
  const opened = twitchDetector({ width: SIZE.width, roi: ROI, pixel }, FPS);
  if (!opened.ok) throw new Error(opened.error.code);
  return Math.max(
    ...fields.map((field, k) => {
      const needle = hasMask ? maskOf(clip.shafts[k + 1]!) : undefined;
      return opened.value({ ms: (1000 * k) / FPS, field, since: 1000 / FPS, needle }).transient;
    }),
  );
}

/** Largest 95th percentile of the raw speed, mm/s: what flow alone says. */
const rawSpeed = (fields: readonly Field[]): number =>
  Math.max(
    ...fields.map(({ u, v }) =>
      quantile(
        [...u].map((x, c) => Math.hypot(x, v[c]!)),
        0.95,
      ),
    ),
  ) *
  PHANTOM_PIXEL *
  FPS;

function frameDifference(clip: Clip): number {
  return Math.max(
    ...clip.frames.slice(1).map((frame, k) => {
      const before = clip.frames[k]!.data;
      return frame.data.reduce((sum, grey, n) => sum + Math.abs(grey - before[n]!), 0) / frame.data.length;
    }),
  );
}

/** Area under the curve of clips with a twitch against clips without one, and hits at 5 % false alarms by amplitude. */
export async function twitches(bench: Bench): Promise<void> {
  const { count } = SEEDS.reporting.twitch;
  const tracker = openTracker(SIZE, bench.kernels);
  const scores = new Map<string, { amplitude: number; score: number }[]>();
  for (let n = 0; n < count; n++) {
    const clip = makeClip(n);
    const add = (method: string, score: number): void =>
      void scores.set(method, [...(scores.get(method) ?? []), { amplitude: clip.amplitude, score }]);
    const fields = clip.frames.slice(1).map((to, k) => tracker.track(clip.frames[k]!, to, PLANS.sharp));
    add('ours', transient(clip, fields, true));
    add('ours without needle mask', transient(clip, fields, false));
    add('raw flow (ours)', rawSpeed(fields));
    add('frame difference', frameDifference(clip));
    for (const [k, frame] of clip.frames.entries()) await give(bench, `f${k}`, frame);
    for (const method of ['DIS medium', 'Farneback']) {
      const flow: Field[] = [];
      for (let k = 1; k < clip.frames.length; k++) {
        const out = join(bench.folder, 'flow.f32');
        await bench.cv.ask({ op: 'flow', method, a: `f${k - 1}`, b: `f${k}`, out });
        flow.push(readField(out, SIZE));
      }
      add(`raw flow (${method})`, rawSpeed(flow));
      add(`${method}, our post-processing`, transient(clip, flow, true));
    }
  }
  const aucs = new Map<string, number>();
  for (const [method, all] of scores) {
    const without = all.filter(({ amplitude }) => amplitude === 0).map(({ score }) => score);
    const threshold = quantile(without, 0.95);
    const hits = (amplitude: number): number => {
      const these = all.filter((clip) => clip.amplitude === amplitude);
      return round(these.filter(({ score }) => score > threshold).length / these.length);
    };
    const area = auc(
      all.filter(({ amplitude }) => amplitude > 0).map(({ score }) => score),
      without,
    );
    aucs.set(method, area);
    const byAmplitudeMm = Object.fromEntries(AMPLITUDES.map((a) => [a, hits(a)]));
    // With the threshold that the product starts with, which was set on real movement and not on this simulation.
    const atDefault = (amplitude: number): number => {
      const these = all.filter((clip) => clip.amplitude === amplitude);
      return round(these.filter(({ score }) => score > TWITCH.threshold).length / these.length);
    };
    bench.report.line('twitch', {
      method,
      clips: all.length,
      auc: round(area),
      byAmplitudeMm,
      threshold: round(threshold),
      ...(method === 'ours'
        ? { atDefaultThreshold: Object.fromEntries([0, ...AMPLITUDES].map((a) => [a, atDefault(a)])) }
        : {}),
    });
  }
  const raw = Math.max(
    ...[...aucs].filter(([method]) => method.startsWith('raw flow')).map(([, area]) => area),
  );
  bench.report.figure('twitch AUC / best raw flow', aucs.get('ours')! / raw, 'at least', 1.3);
}
