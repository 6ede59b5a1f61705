import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { packRle, unpackRle } from '../../src/imaging/dicom/rle.ts';
import { crop } from '../../src/imaging/dicom/picture.ts';
import { openFile } from '../../src/web/features/ultrasound/dicom/open.ts';
import { everyEncoding, fileOf, scene } from './files.ts';
import type { Fate } from './mutant-worker.ts';
import { nodeSources } from './node-codecs.ts';

const shown = scene(96, 80, 3);
let files: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  files = await everyEncoding(shown);
});

const open = (bytes: Uint8Array) => openFile(bytes, { sources: nodeSources });
const opened = (bytes: Uint8Array) => {
  const result = open(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

test('every encoding gives back exactly the pixels that were put in, frame by frame', async () => {
  expect(files.size).toBe(17);
  for (const [name, bytes] of files) {
    const file = opened(bytes);
    expect(file.info.frames, name).toBe(3);
    for (const [n, frame] of shown.frames.entries()) {
      const picture = await file.frame(n);
      if (!picture.ok) throw new Error(`${name}: ${JSON.stringify(picture.error)}`);
      expect(picture.value.colour, name).toBeUndefined();
      expect(Buffer.compare(picture.value.grey, frame), `${name}, frame ${n}`).toBe(0);
    }
  }
});

test('the scale is that of the tissue region, and Doppler is left out', () => {
  for (const [name, bytes] of files) {
    const { regions, frameMs } = opened(bytes).info;
    // 0.00625 cm per pixel is 0.0625 mm.
    expect(regions.tissue, name).toEqual([
      { rect: shown.rect, pixel: { x: 0.0625, y: 0.0625, source: 'region' } },
    ]);
    expect(
      regions.leftOut.map((r) => r.why),
      name,
    ).toEqual(['spectral']);
    expect(frameMs, name).toBe(33.3);
  }
});

test('what is burned in outside the region is gone after cropping', async () => {
  const file = opened(files.get('RLE')!);
  const picture = await file.frame(0);
  if (!picture.ok) throw new Error('unreadable');
  const banner = picture.value.grey.subarray(0, shown.rect.y * shown.width);
  expect(banner.includes(255)).toBe(true);
  const cut = crop(picture.value, shown.rect);
  expect([cut.width, cut.height, cut.grey.length]).toEqual([80, 60, 80 * 60]);
  for (const row of [0, 31, 59])
    expect([...cut.grey.subarray(row * 80, row * 80 + 80)]).toEqual([
      ...picture.value.grey.subarray((row + 16) * 96 + 8, (row + 16) * 96 + 88),
    ]);
});

test('coloured pixels keep their colour and get the brightness of the standard weights', async () => {
  const one = { ...shown, frames: [shown.frames[0]!] };
  // Orange at full strength: 0.299 × 255 + 0.587 × 128 = 151.4.
  const orange = Uint8Array.from({ length: 96 * 80 * 3 }, (_, n) => [255, 128, 0][n % 3]!);
  const file = opened(fileOf(one, '1.2.840.10008.1.2.1', { colours: 'RGB', samples: 3 }, orange));
  const picture = await file.frame(0);
  if (!picture.ok) throw new Error('unreadable');
  expect(picture.value.grey.every((v) => v === 151)).toBe(true);
  expect([...picture.value.colour!.subarray(0, 6)]).toEqual([255, 128, 0, 255, 128, 0]);
});

test('colour as brightness and difference is turned back by the formula of the standard', async () => {
  const one = { ...shown, frames: [shown.frames[0]!] };
  // R = 100 + 1.402 × 50 = 170.1, G = 100 − 0.344136 × (−28) − 0.714136 × 50 = 73.9, B = 100 + 1.772 × (−28) = 50.4.
  const data = Uint8Array.from({ length: 96 * 80 * 3 }, (_, n) => [100, 100, 178][n % 3]!);
  const file = opened(fileOf(one, '1.2.840.10008.1.2.1', { colours: 'YBR_FULL', samples: 3 }, data));
  const picture = await file.frame(0);
  if (!picture.ok) throw new Error('unreadable');
  expect(picture.value.grey[0]).toBe(100);
  expect([...picture.value.colour!.subarray(0, 3)]).toEqual([170, 74, 50]);
});

test('what we cannot read is refused by name', async () => {
  const mono = { colours: 'MONOCHROME2' };
  const [frame] = shown.frames;
  const one = { ...shown, frames: [frame!] };
  const codeOf = async (bytes: Uint8Array): Promise<string> => {
    const file = open(bytes);
    const result = file.ok ? await file.value.frame(0) : file;
    return result.ok ? 'read' : result.error.code;
  };
  expect(await codeOf(new Uint8Array(10))).toBe('not-dicom');
  expect(await codeOf(new Uint8Array(5000))).toBe('not-dicom');
  expect(await codeOf(fileOf(one, '1.2.840.10008.1.2.4.102', mono, [frame!]))).toBe('unsupported');
  expect(await codeOf(fileOf(one, '1.2.840.10008.1.2.1', { colours: 'CMYK' }, frame!))).toBe('unsupported');
  expect(await codeOf(fileOf(one, '1.2.840.10008.1.2.1', mono, frame!.subarray(2)))).toBe('bad-image');
  expect(await codeOf(fileOf(one, '1.2.840.10008.1.2.5', mono, [new Uint8Array(70)]))).toBe('bad-frame');
  expect(await codeOf(fileOf(one, '1.2.840.10008.1.2.4.90', mono, [new Uint8Array(70)]))).toBe('bad-frame');
  expect(await codeOf(fileOf({ ...one, width: 0 }, '1.2.840.10008.1.2.1', mono, frame!))).toBe('no-image');
  const vast = { ...one, width: 60_000, height: 60_000 };
  expect(await codeOf(fileOf(vast, '1.2.840.10008.1.2.5', mono, [frame!]))).toBe('too-large');
});

test('a frame that does not exist is refused, and the others still read', async () => {
  const file = opened(files.get('JPEG-LS')!);
  expect(await file.frame(3)).toMatchObject({ ok: false, error: { code: 'bad-image' } });
  expect(await file.frame(-1)).toMatchObject({ ok: false, error: { code: 'bad-image' } });
  expect((await file.frame(2)).ok).toBe(true);
});

test('run-length packing and unpacking are inverse for any bytes', () => {
  const plane = fc.array(fc.constantFrom(0, 0, 0, 7, 255), { minLength: 1, maxLength: 600 });
  fc.assert(
    fc.property(plane, fc.integer({ min: 1, max: 200 }), (values, width) => {
      const bytes = Uint8Array.from(values);
      const back = unpackRle(packRle([bytes], width), 1, bytes.length);
      expect(back.ok && Buffer.compare(back.value[0]!, bytes)).toBe(0);
    }),
  );
});

/**
 * Read `count` damaged files in a worker with 256 MB of heap, starting another whenever one takes more than 2 s.
 * Set MUTANTS for more than the 10,000 of an ordinary run.
 */
async function survive(seeds: readonly Uint8Array[], count: number): Promise<readonly (Fate | 'hang')[]> {
  const fates: (Fate | 'hang')[] = [];
  while (fates.length < count) {
    const worker = new Worker(new URL('./mutant-worker.ts', import.meta.url), {
      workerData: { seeds },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      execArgv: [],
    });
    await new Promise<void>((resolve) => {
      const give = (fate: Fate | 'hang'): void => {
        fates.push(fate);
        clearTimeout(timer);
        if (fate === 'hang' || fates.length === count) resolve();
        else timer = setTimeout(give, 2_000, 'hang');
      };
      // The first answer includes starting the worker and the decoders.
      let timer = setTimeout(give, 20_000, 'hang');
      worker.on('message', give);
      worker.on('error', () => give('hang'));
      worker.postMessage({ from: fates.length, to: count });
    });
    await worker.terminate();
  }
  return fates;
}

test('damaged files never hang a reader, never end it, and every refusal has a name', async () => {
  const seeds = [...(await everyEncoding(scene(48, 40, 2))).values()];
  const count = Number(process.env['MUTANTS'] ?? 10_000);
  const fates = await survive(seeds, count);
  const of = (outcome: Fate['outcome']): Fate[] =>
    fates.filter((f): f is Fate => f !== 'hang' && f.outcome === outcome);
  expect(fates.filter((f) => f === 'hang')).toEqual([]);
  expect(of('untyped')).toEqual([]);
  // The damage is neither so light that all is read nor so heavy that nothing gets past the first check.
  expect(of('read').length).toBeGreaterThan(count * 0.1);
  expect(of('refused').length).toBeGreaterThan(count * 0.3);
  expect(new Set(of('refused').map((f) => f.code)).size).toBeGreaterThanOrEqual(5);
  if (process.env['MUTANTS'] !== undefined) {
    const worst = Math.max(...fates.map((f) => (f === 'hang' ? Infinity : f.ms)));
    const codes: Record<string, number> = {};
    for (const { code = '' } of of('refused')) codes[code] = (codes[code] ?? 0) + 1;
    const rssMb = Math.round(process.memoryUsage().rss / 1e6);
    process.stdout.write(
      `${JSON.stringify({ mutants: count, read: of('read').length, codes, worstMs: worst, rssMb })}\n`,
    );
  }
}, 1_800_000);
