import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Picture } from '../../src/imaging/dicom/picture.ts';
import { openFile } from '../../src/web/features/ultrasound/dicom/open.ts';
import { nodeSources } from './node-codecs.ts';

/** Files of other machines that come with a decoder that we use: one picture, packed by each of the seven predictors. */
const HOME = join(
  dirname(createRequire(import.meta.url).resolve('jpeg-lossless-decoder-js/package.json')),
  'tests/data',
);

async function read(name: string): Promise<Picture> {
  const opened = openFile(new Uint8Array(readFileSync(join(HOME, name))), { sources: nodeSources });
  if (!opened.ok) throw new Error(`${name}: ${JSON.stringify(opened.error)}`);
  const picture = await opened.value.frame(0);
  if (!picture.ok) throw new Error(`${name}: ${JSON.stringify(picture.error)}`);
  return picture.value;
}

test('one picture that another program packed in seven ways is the same picture seven times', async () => {
  const first = await read('jpeg_lossless_sel1.dcm');
  expect(first.width * first.height).toBe(first.grey.length);
  expect(new Set(first.grey).size).toBeGreaterThan(50);
  for (const n of [2, 3, 4, 5, 6, 7]) {
    const other = await read(`jpeg_lossless_sel${n}.dcm`);
    expect([other.width, other.height], `predictor ${n}`).toEqual([first.width, first.height]);
    expect(Buffer.compare(other.grey, first.grey), `predictor ${n}`).toBe(0);
  }
});

test('files of other machines in 8 bits and in colour open too', async () => {
  expect((await read('jpeg_lossless_sel1-8bit.dcm')).colour).toBeUndefined();
  const colour = await read('jpeg_lossless_sel1-rgb.dcm');
  expect(colour.colour?.length).toBe(3 * colour.width * colour.height);
});
