import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../src/kit/random.ts';
import { distanceField, openDistance, type Mask } from '../../src/imaging/path/distance.ts';
import { fill } from '../../src/imaging/path/structures.ts';
import { give, type Bench } from './bench.ts';
import { round, timing } from './measures.ts';
import { SIZE } from './strain.ts';

/** Four structures as a person would draw them: a vessel, a nerve, a bone and a pleura across the whole frame. */
function structures(): Mask {
  const random = seededRandom(77);
  const around = (cx: number, cy: number, r: number): { x: number; y: number }[] =>
    Array.from({ length: 24 }, (_, n) => {
      const size = r * (0.8 + 0.4 * random());
      return { x: cx + size * Math.cos((n * Math.PI) / 12), y: cy + size * Math.sin((n * Math.PI) / 12) };
    });
  const pleura = [
    { x: -10, y: 400 },
    { x: 300, y: 380 },
    { x: 650, y: 420 },
    { x: 650, y: 500 },
    { x: -10, y: 500 },
  ];
  const data = new Uint8Array(SIZE.width * SIZE.height);
  for (const outline of [around(150, 200, 40), around(420, 120, 18), around(520, 290, 50), pleura])
    fill(outline, SIZE).data.forEach((marked, n) => (data[n] = marked | data[n]!));
  return { ...SIZE, data };
}

/** Time and error of the distance map beside `distanceTransform`, exact and with the 5 by 5 mask. */
export async function distances(bench: Bench): Promise<void> {
  const { report, cv, kernels, folder } = bench;
  const mask = structures();
  await give(bench, 'a', mask);
  const wasm = openDistance(SIZE, kernels);
  const times = new Map<string, number[]>();
  const add = (method: string, ms: number): void =>
    void times.set(method, [...(times.get(method) ?? []), ms]);
  for (let n = -3; n < bench.repeats; n++) {
    for (const [name, run] of [
      ['ours wasm', wasm],
      ['ours typescript', distanceField],
    ] as const) {
      const start = performance.now();
      run(mask);
      if (n >= 0) add(name, performance.now() - start);
    }
    for (const method of ['precise', '5x5']) {
      const { ms } = await cv.ask({ op: 'distance', method, a: 'a' });
      if (n >= 0) add(`OpenCV ${method}`, Number(ms));
    }
  }
  const truth = sampled(mask);
  const ours = timing(times.get('ours wasm')!);
  for (const [method, all] of times) {
    let field = method === 'ours wasm' ? wasm(mask) : distanceField(mask);
    if (method.startsWith('OpenCV')) {
      const out = join(folder, 'distance.f32');
      await cv.ask({ op: 'distance', method: method.slice(7), a: 'a', out });
      const bytes = readFileSync(out);
      field = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4).slice();
    }
    const error = Math.max(...truth.map(({ at, distance }) => Math.abs(field[at]! - distance)));
    const t = timing(all);
    report.line('distance', {
      method,
      ...t,
      repeats: all.length,
      ratioMin: round(ours.minMs / t.minMs),
      largestErrorPx: round(error),
    });
    if (method === 'ours wasm') report.figure('distance map error, px', error, 'at most', 1e-3);
  }
  report.figure(
    'distance map time / OpenCV precise',
    ours.minMs / timing(times.get('OpenCV precise')!).minMs,
    'at most',
    2,
  );
}

/** Distance by looking at every marked pixel, at 500 places. */
function sampled({ data, width }: Mask): readonly { at: number; distance: number }[] {
  const marked = [...data].flatMap((m, n) => (m === 0 ? [] : [n]));
  return Array.from({ length: 500 }, (_, k) => {
    const at = (k * 104_729) % data.length;
    let distance = Infinity;
    for (const n of marked)
      distance = Math.min(
        distance,
        Math.hypot((n % width) - (at % width), Math.floor(n / width) - Math.floor(at / width)),
      );
    return { at, distance };
  });
}
