import type { Millimetres } from '../frame.ts';
import { writeDicom, type Element } from './write.ts';

/** Ultrasound Multi-frame Image Storage. */
export const ULTRASOUND_CLIP = '1.2.840.10008.5.1.4.1.1.3.1';
const EXPLICIT = '1.2.840.10008.1.2.1';
const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';

/** A clip to write. */
export interface Clip {
  readonly width: number;
  /** Of the whole picture: the tissue, and below it the strip that says what it is. */
  readonly height: number;
  /** Rows of tissue, from the top. */
  readonly tissueRows: number;
  /** Size of a pixel; absent when it is not known. */
  readonly pixel?: { readonly x: Millimetres; readonly y: Millimetres };
  /** When each frame was taken, milliseconds from the first. */
  readonly times: readonly number[];
  /** Grey bytes of each frame, row by row; or JPEG streams with three components, 4:2:0. */
  readonly pixels:
    | { readonly packing: 'none'; readonly frames: readonly Uint8Array[] }
    | { readonly packing: 'jpeg'; readonly frames: readonly Uint8Array[] };
}

/** Identifiers of a clip, UIDs that the caller makes. */
export interface ClipIds {
  readonly study: string;
  readonly series: string;
  readonly instance: string;
}

/**
 * A clip as an ultrasound multi-frame DICOM file, with the time of every frame and the scale of the tissue.
 *
 * No patient is named: whoever files it says whose it is. `notice` stands in the series description and the comment; the
 * caller has put it into the pixels as well. Frames in JPEG say that they lost something, and how much they were packed.
 *
 * @param at moment of the first frame, ISO 8601 in UTC
 * @source dicom-ps3.3 2024, sections A.7, C.7.6.5, C.8.5.5, C.8.5.6
 */
export function writeClip(clip: Clip, ids: ClipIds, notice: string, at: string): Uint8Array {
  const { pixels, times, width, height } = clip;
  if (pixels.frames.length === 0 || pixels.frames.length !== times.length)
    throw new Error(`a clip of ${pixels.frames.length} frames with ${times.length} times`);
  const isJpeg = pixels.packing === 'jpeg';
  const [date, time] = [
    at.slice(0, 10).replaceAll('-', ''),
    `${at.slice(11, 19).replaceAll(':', '')}.${at.slice(20, 23)}`,
  ];
  const us = (tag: string, value: number): Element => ({ tag, vr: 'US', value: [value] });
  const elements: readonly Element[] = [
    { tag: '00080008', vr: 'CS', value: isJpeg ? 'DERIVED\\SECONDARY' : 'ORIGINAL\\SECONDARY' },
    { tag: '00080020', vr: 'DA', value: date },
    { tag: '00080023', vr: 'DA', value: date },
    { tag: '0008002a', vr: 'DT', value: `${date}${time}+0000` },
    { tag: '00080030', vr: 'TM', value: time },
    { tag: '00080033', vr: 'TM', value: time },
    { tag: '00080050', vr: 'SH', value: '' },
    { tag: '00080060', vr: 'CS', value: 'US' },
    { tag: '00080070', vr: 'LO', value: 'Tautband' },
    { tag: '00080090', vr: 'PN', value: '' },
    { tag: '0008103e', vr: 'LO', value: notice },
    { tag: '00100010', vr: 'PN', value: '' },
    { tag: '00100020', vr: 'LO', value: '' },
    { tag: '00100030', vr: 'DA', value: '' },
    { tag: '00100040', vr: 'CS', value: '' },
    { tag: '00181063', vr: 'DS', value: decimal(meanStep(times)) },
    { tag: '00181065', vr: 'DS', value: steps(times).map(decimal).join('\\') },
    ...regionOf(clip),
    { tag: '0020000d', vr: 'UI', value: ids.study },
    { tag: '0020000e', vr: 'UI', value: ids.series },
    { tag: '00200010', vr: 'SH', value: '' },
    { tag: '00200011', vr: 'IS', value: '1' },
    { tag: '00200013', vr: 'IS', value: '1' },
    { tag: '00204000', vr: 'UT', value: notice },
    us('00280002', isJpeg ? 3 : 1),
    { tag: '00280004', vr: 'CS', value: isJpeg ? 'YBR_FULL_422' : 'MONOCHROME2' },
    ...(isJpeg ? [us('00280006', 0)] : []),
    { tag: '00280008', vr: 'IS', value: `${pixels.frames.length}` },
    // The frames follow one another by the Frame Time Vector.
    { tag: '00280009', vr: 'AT', value: [0x0018_1065] },
    us('00280010', height),
    us('00280011', width),
    us('00280100', 8),
    us('00280101', 8),
    us('00280102', 7),
    us('00280103', 0),
    // Nothing in the pixels tells who it is.
    { tag: '00280301', vr: 'CS', value: 'NO' },
    ...lossOf(clip),
    {
      tag: '7fe00010',
      vr: 'OB',
      value: isJpeg ? { fragments: pixels.frames } : join(pixels.frames, width * height),
    },
  ];
  const syntax = isJpeg ? JPEG_BASELINE : EXPLICIT;
  return writeDicom(syntax, { sopClass: ULTRASOUND_CLIP, instance: ids.instance }, elements);
}

/** The tissue as a region in two dimensions, with its scale in centimetres when it is known. */
function regionOf({ width, tissueRows, pixel }: Clip): readonly Element[] {
  const us = (tag: string, value: number): Element => ({ tag, vr: 'US', value: [value] });
  const ul = (tag: string, value: number): Element => ({ tag, vr: 'UL', value: [value] });
  const scale: readonly Element[] =
    pixel === undefined
      ? [us('00186024', 0), us('00186026', 0)]
      : [
          us('00186024', 3),
          us('00186026', 3),
          { tag: '0018602c', vr: 'FD', value: [pixel.x / 10] },
          { tag: '0018602e', vr: 'FD', value: [pixel.y / 10] },
        ];
  const region: readonly Element[] = [
    us('00186012', 1),
    us('00186014', 1),
    ul('00186018', 0),
    ul('0018601a', 0),
    ul('0018601c', width - 1),
    ul('0018601e', tissueRows - 1),
    ...scale,
  ];
  return [{ tag: '00186011', vr: 'SQ', value: [region] }];
}

function lossOf({ width, height, pixels }: Clip): readonly Element[] {
  if (pixels.packing === 'none') return [{ tag: '00282110', vr: 'CS', value: '00' }];
  const packed = pixels.frames.reduce((sum, frame) => sum + frame.length, 0);
  const ratio = (width * height * pixels.frames.length) / packed;
  return [
    { tag: '00282110', vr: 'CS', value: '01' },
    { tag: '00282112', vr: 'DS', value: ratio.toFixed(2) },
    { tag: '00282114', vr: 'CS', value: 'ISO_10918_1' },
  ];
}

/** Each frame's distance from the one before in milliseconds; the first has none before it. */
const steps = (times: readonly number[]): readonly number[] =>
  times.map((time, n) => (n === 0 ? 0 : time - (times[n - 1] ?? 0)));

const meanStep = (times: readonly number[]): number =>
  times.length < 2 ? 0 : ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (times.length - 1);

const decimal = (value: number): string => `${Number(value.toFixed(3))}`;

function join(frames: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size * frames.length);
  frames.forEach((frame, n) => {
    if (frame.length !== size) throw new Error(`a frame of ${frame.length} bytes, expected ${size}`);
    whole.set(frame, n * size);
  });
  return whole;
}
