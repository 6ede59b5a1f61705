import { join } from 'node:path';
import { PHANTOM_PIXEL, makePhantom, takeFrame } from '../../src/imaging/phantom/phantom.ts';
import { combine, strainOf, type StrainMap } from '../../src/imaging/strain/strain.ts';
import { openTracker } from '../../src/imaging/strain/tracker-kernel.ts';
import { PLANS, type Field } from '../../src/imaging/strain/tracker.ts';
import { give, SEEDS, type Bench } from './bench.ts';
import { auc, contrastToNoise, gaussian, mean, round } from './measures.ts';
import { isBackground, isTarget, pick, readField, SIZE } from './strain.ts';

/** Radius of a circle of 0.16 cm²: the mean size of a trigger point (PMC2774893). */
const RADIUS = 2.26;
const MODULI = [1, 1.5, 2, 3] as const;
/** Palpation: strain of nine frames, so that eight pairs differ by 0.8 to 1.2 %, pressed and released. */
const PRESSURE = [0, 0.01, 0.02, 0.011, 0.001, 0.009, 0.02, 0.01, 0.002] as const;
const OTHERS = [
  { method: 'PyrLK', blur: 8 },
  { method: 'DIS medium', blur: 0 },
  { method: 'DIS medium', blur: 12 },
  { method: 'Farneback', blur: 12 },
] as const;

/**
 * A darker lump of trigger-point size in muscle, under hard conditions, over eight pairs: contrast to noise and recovered strain
 * ratio; the probability that a place in the lump strains less than a place beside it (`places`), and that the ratio of a lump
 * this stiff exceeds that of a lump that is only dark (`lumps`). At modulus ratio 1 the true ratio is 1 and `lumps` is 0.5 by
 * definition; how far `places` is from 0.5 shows how much darkness alone looks like hardness.
 */
export async function lumps(bench: Bench): Promise<void> {
  const nulls = new Map<string, readonly number[]>();
  for (const stiffness of MODULI) {
    const maps = new Map<string, StrainMap[]>();
    for (const seed of SEEDS.reporting.lump) {
      const pairs = await tracked(bench, seed, stiffness);
      for (const [method, fields] of pairs) {
        const map = combine(fields.map(strainOf));
        if (map !== undefined) maps.set(method, [...(maps.get(method) ?? []), map]);
      }
    }
    for (const [method, all] of maps) {
      const parts = all.map(({ data, cols }) => ({
        target: pick(data, cols, isTarget(RADIUS)),
        background: pick(data, cols, isBackground(RADIUS)),
      }));
      const ratios = parts.map(({ target, background }) => mean(background) / mean(target));
      if (stiffness === 1) nulls.set(method, ratios);
      bench.report.line('lump', {
        modulusRatio: stiffness,
        // Incompressible circle: (1 + μ₁/μ₀)/2.
        trueRatio: (1 + stiffness) / 2,
        method,
        recoveredRatio: round(mean(ratios)),
        cnre: round(mean(parts.map(({ target, background }) => contrastToNoise(background, target)))),
        places: round(mean(parts.map(({ target, background }) => auc(background, target)))),
        lumps: round(auc(ratios, nulls.get(method)!)),
      });
    }
  }
}

async function tracked(bench: Bench, seed: number, stiffness: number): Promise<Map<string, Field[]>> {
  const inclusion = { x: 20, y: 15, radius: RADIUS, stiffness, echo: -4 };
  const phantom = makePhantom(SIZE, { seed, texture: 'muscle', inclusion });
  const frames = PRESSURE.map((strain, n) =>
    takeFrame(phantom, {
      seed: 1000 * seed + n,
      noise: 20,
      exchanged: n === 0 ? 0 : 0.05,
      gain: 1 + 0.02 * (n % 2),
      motion: { strain, slip: { x: 0.7 * (n % 3) * PHANTOM_PIXEL, y: 0.3 * (n % 3) * PHANTOM_PIXEL } },
    }),
  );
  const tracker = openTracker(SIZE, bench.kernels);
  const fields = new Map<string, Field[]>();
  const add = (method: string, field: Field): void =>
    void fields.set(method, [...(fields.get(method) ?? []), field]);
  for (let n = 1; n < frames.length; n++) {
    const [from, to] = [frames[n - 1]!, frames[n]!];
    for (const plan of ['normal', 'fine'] as const) add(`ours ${plan}`, tracker.track(from, to, PLANS[plan]));
    await give(bench, 'a', from);
    await give(bench, 'b', to);
    for (const method of new Set(OTHERS.map((other) => other.method))) {
      const out = join(bench.folder, 'flow.f32');
      await bench.cv.ask({ op: 'flow', method, a: 'a', b: 'b', out });
      const field = readField(out, SIZE);
      for (const { blur } of OTHERS.filter((other) => other.method === method))
        add(`${method}+${blur} px`, { ...field, v: gaussian(field.v, field.cols, field.rows, blur) });
    }
  }
  return fields;
}
