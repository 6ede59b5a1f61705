import { err, ok, type Result } from '../../kit/result.ts';
import { decimal, type Elements } from './elements.ts';
import type { DicomError } from './error.ts';
import { readRegions, type Regions } from './regions.ts';
import { SYNTAXES, type Packing } from './syntax.ts';

/** How one sample triple, or one grey value, is coloured. */
export const COLOURS = [
  'MONOCHROME1',
  'MONOCHROME2',
  'PALETTE COLOR',
  'RGB',
  'YBR_FULL',
  'YBR_FULL_422',
  'YBR_ICT',
  'YBR_RCT',
] as const;
export type Colours = (typeof COLOURS)[number];

/** Red, green and blue for each index; the first entry stands for `first` and everything below. */
export interface Palette {
  readonly first: number;
  readonly red: Uint8Array;
  readonly green: Uint8Array;
  readonly blue: Uint8Array;
}

/** The picture of a DICOM file, without its pixels. */
export interface ImageInfo {
  readonly syntax: string;
  readonly packing: Packing;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly colours: Colours;
  readonly samples: 1 | 3;
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: number;
  readonly isSigned: boolean;
  /** All red, then all green, then all blue. */
  readonly isPlanar: boolean;
  readonly window?: { readonly centre: number; readonly width: number };
  readonly palette?: Palette;
  /** Milliseconds from one frame to the next; absent when the file does not say. */
  readonly frameMs?: number;
  readonly regions: Regions;
}

/** Memory set aside for one reader: the file and everything made from one frame of it, in bytes. */
export const MEMORY_BUDGET = 256 * 1024 * 1024;
/** Bytes held per pixel while a frame is unpacked: samples of two bytes, colour, grey, and the decoder's own copy. */
const HELD_PER_PIXEL = 20;
const MOST_FRAMES = 20_000;

/**
 * Read what a file says about its picture, and refuse what we could only guess at.
 *
 * @param fileBytes length of the whole file, for the memory budget
 */
export function readImage(
  elements: Elements,
  syntax: string,
  fileBytes: number,
): Result<ImageInfo, DicomError> {
  const packing = SYNTAXES.get(syntax);
  if (packing === undefined) return refuse('unsupported', '00020010', 'a transfer syntax we read', syntax);
  const size = readSize(elements, fileBytes);
  if (!size.ok) return size;
  const layout = readLayout(elements);
  if (!layout.ok) return layout;
  const palette = layout.value.colours === 'PALETTE COLOR' ? readPalette(elements) : undefined;
  if (layout.value.colours === 'PALETTE COLOR' && palette === undefined)
    return refuse('bad-image', '00281101', 'three palettes of equal length', 'none that fit together');
  const window = readWindow(elements);
  const frameMs = readFrameTime(elements);
  return ok({
    syntax,
    packing,
    ...size.value,
    ...layout.value,
    ...(window !== undefined && { window }),
    ...(palette !== undefined && { palette }),
    ...(frameMs !== undefined && { frameMs }),
    regions: readRegions(elements, size.value),
  });
}

const refuse = (
  code: DicomError['code'],
  at: string,
  expected: string,
  got: string,
): Result<never, DicomError> => err({ code, at, expected, got: got.slice(0, 80) });

type Size = Pick<ImageInfo, 'width' | 'height' | 'frames'>;

function readSize(elements: Elements, fileBytes: number): Result<Size, DicomError> {
  const [height, width] = [elements.u16('00280010'), elements.u16('00280011')];
  if (width === undefined || height === undefined || width === 0 || height === 0)
    return refuse(
      'no-image',
      '00280010',
      'rows and columns',
      `${height ?? 'no'} rows, ${width ?? 'no'} columns`,
    );
  const frames = decimal(elements, '00280008') ?? 1;
  if (!Number.isInteger(frames) || frames < 1 || frames > MOST_FRAMES)
    return refuse('bad-image', '00280008', `1 to ${MOST_FRAMES} frames`, `${frames}`);
  if (fileBytes + width * height * HELD_PER_PIXEL > MEMORY_BUDGET)
    return refuse(
      'too-large',
      '',
      'a file and frame within 256 MB',
      `${fileBytes} bytes, ${width} x ${height}`,
    );
  return ok({ width, height, frames });
}

type Layout = Pick<
  ImageInfo,
  'colours' | 'samples' | 'bitsAllocated' | 'bitsStored' | 'isSigned' | 'isPlanar'
>;

function readLayout(elements: Elements): Result<Layout, DicomError> {
  const text = elements.text('00280004') ?? '';
  const colours = COLOURS.find((c) => c === text.trim());
  if (colours === undefined) return refuse('unsupported', '00280004', COLOURS.join(', '), text);
  const wanted = colours.startsWith('MONO') || colours === 'PALETTE COLOR' ? 1 : 3;
  const samples = elements.u16('00280002') ?? 1;
  if (samples !== wanted)
    return refuse('bad-image', '00280002', `${wanted} samples for ${colours}`, `${samples}`);
  const bitsAllocated = elements.u16('00280100');
  if (bitsAllocated !== 8 && !(bitsAllocated === 16 && wanted === 1))
    return refuse('unsupported', '00280100', '8 bits, or 16 in one sample', `${bitsAllocated ?? 'none'}`);
  const bitsStored = elements.u16('00280101') ?? bitsAllocated;
  if (bitsStored < 1 || bitsStored > bitsAllocated)
    return refuse('bad-image', '00280101', `1 to ${bitsAllocated} bits`, `${bitsStored}`);
  const isSigned = elements.u16('00280103') === 1;
  const isPlanar = elements.u16('00280006') === 1;
  return ok({ colours, samples: wanted, bitsAllocated, bitsStored, isSigned, isPlanar });
}

function readPalette(elements: Elements): Palette | undefined {
  const channels = ['1', '2', '3'].map((n) => channel(elements, `0028110${n}`, `0028120${n}`));
  const [red, green, blue] = channels;
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  if (red.length !== green.length || red.length !== blue.length) return undefined;
  return { first: elements.u16('00281101', 1) ?? 0, red, green, blue };
}

/** One colour of the palette, brought to 8 bits. */
function channel(elements: Elements, descriptor: string, data: string): Uint8Array | undefined {
  const [count, bits] = [elements.u16(descriptor, 0), elements.u16(descriptor, 2)];
  const bytes = elements.bytes(data);
  if (count === undefined || bytes === undefined || (bits !== 8 && bits !== 16)) return undefined;
  // 0 stands for 65,536.
  const entries = count === 0 ? 65_536 : count;
  if (bytes.length >= entries * 2)
    // 16-bit entries; the high byte is the colour. Machines that write 8 bits in words leave the high byte empty.
    return Uint8Array.from({ length: entries }, (_, n) => bytes[n * 2 + (bits === 16 ? 1 : 0)] ?? 0);
  return bits === 8 && bytes.length >= entries ? bytes.slice(0, entries) : undefined;
}

function readWindow(elements: Elements): ImageInfo['window'] {
  const [centre, width] = [decimal(elements, '00281050'), decimal(elements, '00281051')];
  return centre !== undefined && width !== undefined && width >= 1 ? { centre, width } : undefined;
}

/** Frame Time, else the first step of the Frame Time Vector, else Cine Rate. */
function readFrameTime(elements: Elements): number | undefined {
  const rate = decimal(elements, '00180040');
  const ms =
    decimal(elements, '00181063') ??
    decimal(elements, '00181065', 1) ??
    (rate === undefined ? undefined : 1000 / rate);
  return ms !== undefined && ms > 0 && ms < 60_000 ? ms : undefined;
}
