import { expect, test } from 'vitest';
import { writeClip, type Clip } from '../../src/imaging/dicom/clip.ts';
import { mm } from '../../src/imaging/frame.ts';
import { openFile } from '../../src/web/features/ultrasound/dicom/open.ts';
import { parse } from '../../src/web/features/ultrasound/dicom/parse.ts';
import { scene } from './files.ts';
import { nodeSources } from './node-codecs.ts';

const NOTICE = 'Research use only: not for diagnosis or needle guidance';
const AT = '2030-01-02T03:04:05.678Z';
const ids = { study: '2.25.1', series: '2.25.2', instance: '2.25.3' };
const { frames } = scene(96, 80, 4);
const clip: Clip = {
  width: 96,
  height: 80,
  tissueRows: 64,
  pixel: { x: mm(0.08), y: mm(0.0625) },
  // A frame that came late: 33, 33 and 67 ms.
  times: [0, 33, 66, 133],
  pixels: { packing: 'none', frames },
};

test('a clip read back by another program has every pixel, the scale, and the strip left out of the tissue', async () => {
  const opened = openFile(writeClip(clip, ids, NOTICE, AT), { sources: nodeSources });
  if (!opened.ok) throw new Error(opened.error.got);
  const { info } = opened.value;
  expect([info.width, info.height, info.frames, info.colours]).toEqual([96, 80, 4, 'MONOCHROME2']);
  expect(info.regions.tissue).toEqual([
    {
      rect: { x: 0, y: 0, width: 96, height: 64 },
      pixel: {
        x: expect.closeTo(0.08, 9) as number,
        y: expect.closeTo(0.0625, 9) as number,
        source: 'region',
      },
    },
  ]);
  for (const [n, frame] of frames.entries()) {
    const picture = await opened.value.frame(n);
    if (!picture.ok) throw new Error(picture.error.got);
    expect(Buffer.compare(picture.value.grey, frame), `frame ${n}`).toBe(0);
  }
});

test('each frame has its own time, and the moment of the first is kept', () => {
  const parsed = parse(writeClip(clip, ids, NOTICE, AT));
  if (!parsed.ok) throw new Error(parsed.error.got);
  const { elements } = parsed.value;
  expect(elements.text('00181065')).toBe('0\\33\\33\\67');
  // 133 ms over three steps.
  expect(elements.text('00181063')).toBe('44.333');
  // The pointer names (0018,1065): 18 00 65 10 in little-endian words.
  expect([...(elements.bytes('00280009') ?? [])]).toEqual([0x18, 0x00, 0x65, 0x10]);
  expect(elements.text('0008002a')).toBe('20300102030405.678+0000');
});

test('a clip names nobody, says what it must not be used for, and that nothing was lost', () => {
  const parsed = parse(writeClip(clip, ids, NOTICE, AT));
  if (!parsed.ok) throw new Error(parsed.error.got);
  const { elements } = parsed.value;
  for (const tag of ['00100010', '00100020', '00100030']) expect(elements.text(tag) ?? '').toBe('');
  expect(elements.text('0008103e')).toBe(NOTICE);
  expect(elements.text('00204000')).toBe(NOTICE);
  expect(elements.text('00282110')).toBe('00');
  expect(elements.text('00280301')).toBe('NO');
});

test('frames in JPEG say that something was lost, by which method and how much they were packed', () => {
  const packed = [new Uint8Array(960), new Uint8Array(960)];
  const lossy = writeClip(
    { ...clip, times: [0, 40], pixels: { packing: 'jpeg', frames: packed } },
    ids,
    NOTICE,
    AT,
  );
  const parsed = parse(lossy);
  if (!parsed.ok) throw new Error(parsed.error.got);
  const { elements, syntax, pixels } = parsed.value;
  expect(syntax).toBe('1.2.840.10008.1.2.4.50');
  // 96 × 80 = 7680 bytes to 960.
  expect([elements.text('00282110'), elements.text('00282112'), elements.text('00282114')]).toEqual([
    '01',
    '8.00',
    'ISO_10918_1',
  ]);
  expect(pixels?.kind === 'fragments' ? pixels.fragments.length : 0).toBe(2);
});

test('a clip without a scale says so instead of inventing one, and one without frames is our own mistake', () => {
  const { width, height, tissueRows, times, pixels } = clip;
  const bare: Clip = { width, height, tissueRows, times, pixels };
  const opened = openFile(writeClip(bare, ids, NOTICE, AT), { sources: nodeSources });
  expect(opened.ok && opened.value.info.regions.tissue[0]?.pixel).toBeUndefined();
  expect(() => writeClip({ ...clip, times: [0] }, ids, NOTICE, AT)).toThrow('4 frames with 1 times');
});
