import type { Element } from '../../src/imaging/dicom/write.ts';
import { writeDicom } from '../../src/imaging/dicom/write.ts';
import { packRle } from '../../src/imaging/dicom/rle.ts';
import { makePhantom, takeFrame } from '../../src/imaging/phantom/phantom.ts';
import { packLossless } from './jpeg-lossless.ts';
import { packJpeg2000, packJpegLs } from './node-codecs.ts';

/** US Multi-frame Image Storage. */
const ULTRASOUND = '1.2.840.10008.5.1.4.1.1.3.1';
/** Test files name themselves below 2.25, from a UUID made for them. */
const INSTANCE = '2.25.63084571029384756102938475610293847561';

/** A picture of the phantom below a banner with burned-in text, as machines store it. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Whole pictures, banner and all. */
  readonly frames: readonly Uint8Array[];
  /** Where the tissue is. */
  readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Two or more frames of the phantom, squeezed a little more each time, in a picture with a banner and a margin. */
export function scene(width: number, height: number, count: number): Scene {
  const rect = { x: 8, y: 16, width: width - 16, height: height - 20 };
  const phantom = makePhantom(rect, { seed: 5, texture: 'speckle' });
  const frames = Array.from({ length: count }, (_, n) => {
    const tissue = takeFrame(phantom, { seed: 40 + n, noise: 25, motion: { strain: 0.004 * n } });
    const whole = new Uint8Array(width * height);
    // A name burned in: bright strokes in the banner.
    for (let i = 0; i < width; i += 3) whole.fill(255, 4 * width + i, 4 * width + i + 1);
    for (let row = 0; row < rect.height; row++)
      whole.set(
        tissue.data.subarray(row * rect.width, (row + 1) * rect.width),
        (row + rect.y) * width + rect.x,
      );
    return whole;
  });
  return { width, height, frames, rect };
}

const us = (tag: string, ...value: number[]): Element => ({ tag, vr: 'US', value });

/** What a machine writes about its regions: one of tissue at 0.0625 mm per pixel, and one of Doppler. */
export function regions({ rect }: Scene): Element {
  const region = (format: number, kind: number, units: number, at: Scene['rect']): Element[] => [
    us('00186012', format),
    us('00186014', kind),
    { tag: '00186018', vr: 'UL', value: [at.x] },
    { tag: '0018601a', vr: 'UL', value: [at.y] },
    { tag: '0018601c', vr: 'UL', value: [at.x + at.width - 1] },
    { tag: '0018601e', vr: 'UL', value: [at.y + at.height - 1] },
    us('00186024', units),
    us('00186026', units),
    { tag: '0018602c', vr: 'FD', value: [0.00625] },
    { tag: '0018602e', vr: 'FD', value: [0.00625] },
  ];
  const doppler = { x: 0, y: 0, width: rect.width, height: rect.y };
  return { tag: '00186011', vr: 'SQ', value: [region(3, 3, 4, doppler), region(1, 1, 3, rect)] };
}

interface Layout {
  readonly colours: string;
  readonly samples?: number;
  readonly bits?: number;
  readonly extra?: readonly Element[];
}

/** A DICOM file of the scene. `pixels` are already packed as the syntax says. */
export function fileOf(
  shown: Scene,
  syntax: string,
  layout: Layout,
  pixels: Uint8Array | readonly Uint8Array[],
): Uint8Array {
  const bits = layout.bits ?? 8;
  const elements: Element[] = [
    { tag: '00080060', vr: 'CS', value: 'US' },
    { tag: '00100010', vr: 'PN', value: 'Phantom^Tissue' },
    { tag: '00181063', vr: 'DS', value: '33.3' },
    regions(shown),
    us('00280002', layout.samples ?? 1),
    { tag: '00280004', vr: 'CS', value: layout.colours },
    us('00280006', 0),
    { tag: '00280008', vr: 'IS', value: `${shown.frames.length}` },
    us('00280010', shown.height),
    us('00280011', shown.width),
    us('00280100', bits),
    us('00280101', bits),
    us('00280102', bits - 1),
    us('00280103', 0),
    ...(layout.extra ?? []),
    pixels instanceof Uint8Array
      ? { tag: '7fe00010', vr: bits === 8 ? 'OB' : 'OW', value: pixels }
      : { tag: '7fe00010', vr: 'OB', value: { fragments: pixels } },
  ];
  return writeDicom(syntax, { sopClass: ULTRASOUND, instance: INSTANCE }, elements);
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((p) => [...p]));
const triples = (frame: Uint8Array): Uint8Array => Uint8Array.from([...frame].flatMap((v) => [v, v, v]));
const ybr = (frame: Uint8Array): Uint8Array => Uint8Array.from([...frame].flatMap((v) => [v, 128, 128]));
const ybr422 = (frame: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: frame.length * 2 }, (_, n) =>
    n % 4 < 2 ? (frame[(n >> 2) * 2 + (n % 4)] ?? 0) : 128,
  );
const word = (frame: Uint8Array): Uint16Array => Uint16Array.from(frame, (v) => v * 257);
const bytesOf = (data: Uint16Array): Uint8Array => new Uint8Array(data.buffer);

/** A palette that counts backwards, so that reading the index as brightness would be noticed. */
const backwards: readonly Element[] = ['1', '2', '3'].flatMap((n): Element[] => [
  us(`0028110${n}`, 256, 0, 8),
  { tag: `0028120${n}`, vr: 'OW', value: Uint8Array.from({ length: 256 }, (_, i) => 255 - i) },
]);

/** One file for each encoding that can be written without a browser, by name. All show the same scene. */
export async function everyEncoding(shown: Scene): Promise<ReadonlyMap<string, Uint8Array>> {
  const { width, height, frames } = shown;
  const [grey, colour] = [
    { width, height, components: 1 },
    { width, height, components: 3 },
  ];
  const all = (pack: (frame: Uint8Array) => Uint8Array | Promise<Uint8Array>): Promise<Uint8Array[]> =>
    Promise.all(frames.map(async (frame) => pack(frame)));
  const MONO = { colours: 'MONOCHROME2' };
  const [EXPLICIT, RLE] = ['1.2.840.10008.1.2.1', '1.2.840.10008.1.2.5'];
  const [LOSSLESS, LS, J2K] = ['70', '80', '90'].map((n) => `1.2.840.10008.1.2.4.${n}`) as [
    string,
    string,
    string,
  ];
  const rgb = { colours: 'RGB', samples: 3 };
  return new Map([
    ['uncompressed, explicit', fileOf(shown, EXPLICIT, MONO, joined(frames))],
    ['uncompressed, implicit', fileOf(shown, '1.2.840.10008.1.2', MONO, joined(frames))],
    [
      'uncompressed, inverted',
      fileOf(shown, EXPLICIT, { colours: 'MONOCHROME1' }, joined(frames.map((f) => f.map((v) => 255 - v)))),
    ],
    [
      'uncompressed, 16 bits',
      fileOf(shown, EXPLICIT, { ...MONO, bits: 16 }, joined(frames.map((f) => bytesOf(word(f))))),
    ],
    ['uncompressed, RGB', fileOf(shown, EXPLICIT, rgb, joined(frames.map(triples)))],
    [
      'uncompressed, YBR',
      fileOf(shown, EXPLICIT, { colours: 'YBR_FULL', samples: 3 }, joined(frames.map(ybr))),
    ],
    [
      'uncompressed, YBR with half the colour',
      fileOf(shown, EXPLICIT, { colours: 'YBR_FULL_422', samples: 3 }, joined(frames.map(ybr422))),
    ],
    [
      'uncompressed, palette',
      fileOf(
        shown,
        EXPLICIT,
        { colours: 'PALETTE COLOR', extra: backwards },
        joined(frames.map((f) => f.map((v) => 255 - v))),
      ),
    ],
    ['RLE', fileOf(shown, RLE, MONO, await all((f) => packRle([f], width)))],
    ['RLE, RGB', fileOf(shown, RLE, rgb, await all((f) => packRle([f, f, f], width)))],
    ['JPEG lossless', fileOf(shown, LOSSLESS, MONO, await all((f) => packLossless(f, grey)))],
    ['JPEG lossless, RGB', fileOf(shown, LOSSLESS, rgb, await all((f) => packLossless(triples(f), colour)))],
    [
      'JPEG lossless, 16 bits',
      fileOf(shown, LOSSLESS, { ...MONO, bits: 16 }, await all((f) => packLossless(word(f), grey))),
    ],
    ['JPEG-LS', fileOf(shown, LS, MONO, await all((f) => packJpegLs(f, grey)))],
    ['JPEG-LS, RGB', fileOf(shown, LS, rgb, await all((f) => packJpegLs(triples(f), colour)))],
    ['JPEG 2000', fileOf(shown, J2K, MONO, await all((f) => packJpeg2000(f, grey)))],
    [
      'JPEG 2000, colour',
      fileOf(
        shown,
        J2K,
        { colours: 'YBR_RCT', samples: 3 },
        await all((f) => packJpeg2000(triples(f), colour)),
      ),
    ],
  ]);
}
