import { writeClip, type Clip } from '../../../../imaging/dicom/clip.ts';
import type { Calibration } from '../../../../imaging/calibration.ts';
import type { Analysed } from '../analysis/shared.ts';
import { imageOf } from '../stage/paint-frame.ts';
import { RESEARCH_ONLY } from '../words.ts';
import { newUid } from './record.ts';

/** Rows below the tissue that say what the picture is. */
const FOOT = 28;
/** Bytes of a DICOM file beside its frames, at most. */
const HEAD = 8_192;
const QUALITY = 0.85;

/** A clip that was written, and how many of the frames are in it. */
export interface WrittenClip {
  readonly blob: Blob;
  readonly frames: number;
}

/** The whole cine without loss, as a DICOM multi-frame file. Undefined without frames. */
export function wholeClip(
  cine: readonly Analysed[],
  calibration: Calibration | undefined,
): WrittenClip | undefined {
  const foot = footOf(cine);
  if (foot === undefined) return undefined;
  const frames = cine.map(({ frame }) => withFoot(frame.grey, foot.data));
  return written(cine, calibration, { packing: 'none', frames });
}

/**
 * The newest frames of the cine that fit, in JPEG, which the file says. Undefined when not even one fits.
 *
 * @param most bytes of the whole file
 */
export async function shortClip(
  cine: readonly Analysed[],
  calibration: Calibration | undefined,
  most: number,
): Promise<WrittenClip | undefined> {
  const foot = footOf(cine);
  if (foot === undefined) return undefined;
  const frames: Uint8Array[] = [];
  let left = most - HEAD;
  for (const { frame } of cine.toReversed()) {
    const packed = await jpegOf(withFoot(frame.grey, foot.data), foot.width);
    // Each frame lies in an item of its own, of even length, with an entry in the offset table and in the times.
    left -= packed.length + 32;
    if (left < 0) break;
    frames.unshift(packed);
  }
  if (frames.length === 0) return undefined;
  return written(cine.slice(-frames.length), calibration, { packing: 'jpeg', frames });
}

function written(
  cine: readonly Analysed[],
  calibration: Calibration | undefined,
  pixels: Clip['pixels'],
): WrittenClip | undefined {
  const [first] = cine;
  if (first === undefined) return undefined;
  const { width, height, at } = first.frame;
  const bytes = writeClip(
    {
      width,
      height: height + FOOT,
      tissueRows: height,
      ...(calibration !== undefined && { pixel: { x: calibration.x, y: calibration.y } }),
      times: cine.map(({ frame }) => frame.at - at),
      pixels,
    },
    { study: newUid(), series: newUid(), instance: newUid() },
    RESEARCH_ONLY,
    new Date(first.arrived).toISOString(),
  );
  return { blob: new Blob([bytes.slice()], { type: 'application/dicom' }), frames: cine.length };
}

interface Foot {
  readonly width: number;
  readonly data: Uint8Array;
}

/** The strip with the words, as wide as the frames: part of the pixels, so that it cannot be lost from them. */
function footOf([first]: readonly Analysed[]): Foot | undefined {
  if (first === undefined) return undefined;
  const { width } = first.frame;
  const context = new OffscreenCanvas(width, FOOT).getContext('2d', {
    alpha: false,
    willReadFrequently: true,
  });
  if (context === null) throw new Error('no canvas');
  context.fillStyle = '#ffffff';
  // Narrow pictures get smaller letters, never fewer.
  for (let size = 15; size >= 5; size--) {
    context.font = `600 ${size}px system-ui, sans-serif`;
    if (context.measureText(RESEARCH_ONLY).width <= width - 8) break;
  }
  context.fillText(RESEARCH_ONLY, 4, FOOT - 9);
  const { data } = context.getImageData(0, 0, width, FOOT);
  return { width, data: Uint8Array.from({ length: width * FOOT }, (_, n) => data[4 * n] ?? 0) };
}

function withFoot(grey: Uint8Array, foot: Uint8Array): Uint8Array {
  const whole = new Uint8Array(grey.length + foot.length);
  whole.set(grey);
  whole.set(foot, grey.length);
  return whole;
}

async function jpegOf(grey: Uint8Array, width: number): Promise<Uint8Array> {
  const height = grey.length / width;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d', { alpha: false })?.putImageData(imageOf({ grey, width, height, at: 0 }), 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  return new Uint8Array(await blob.arrayBuffer());
}
