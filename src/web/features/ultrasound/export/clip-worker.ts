import { writeClip, type Clip, type ClipIds } from '../../../../imaging/dicom/clip.ts';
import { imageOf } from '../stage/paint-frame.ts';
import { RESEARCH_ONLY } from '../words.ts';
import { newUid } from './record.ts';

// Writes clips on a thread of its own.

/** What is to be written. */
export interface ClipOrder {
  readonly width: number;
  readonly height: number;
  /** `at` in milliseconds from the first. */
  readonly frames: readonly { readonly grey: Uint8Array; readonly at: number }[];
  readonly pixel?: NonNullable<Clip['pixel']>;
  /** Epoch milliseconds of the first frame. */
  readonly arrived: number;
  readonly most?: number;
}

/** The file, and how many of the frames are in it. */
export interface ClipMade {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly frames: number;
  /** UIDs under which it can be referred to. */
  readonly ids: ClipIds;
}

/** Rows below the tissue that say what the picture is. */
const FOOT = 28;
/** Bytes of a DICOM file beside its frames, at most. */
const HEAD = 8_192;
/** Each frame lies in an item of its own, of even length, with an entry in the offset table and in the times. */
const BESIDE = 32;
const QUALITY = 0.85;

self.addEventListener('message', ({ data }: MessageEvent<ClipOrder>) => {
  void make(data).then((made) =>
    self.postMessage(made, made === undefined ? {} : { transfer: [made.bytes.buffer] }),
  );
});

async function make(order: ClipOrder): Promise<ClipMade | undefined> {
  const { width, height, frames } = order;
  const foot = footOf(width);
  const whole = (grey: Uint8Array): Uint8Array => {
    const picture = new Uint8Array(grey.length + foot.length);
    picture.set(grey);
    picture.set(foot, grey.length);
    return picture;
  };
  if (order.most === undefined)
    return written(order, frames, { packing: 'none', frames: frames.map(({ grey }) => whole(grey)) });
  const packed: Uint8Array[] = [];
  let left = order.most - HEAD;
  for (const { grey } of frames.toReversed()) {
    const jpeg = await jpegOf(whole(grey), width, height + FOOT);
    left -= jpeg.length + BESIDE;
    if (left < 0) break;
    packed.unshift(jpeg);
  }
  if (packed.length === 0) return undefined;
  return written(order, frames.slice(-packed.length), { packing: 'jpeg', frames: packed });
}

function written(
  { width, height, pixel, arrived }: ClipOrder,
  frames: ClipOrder['frames'],
  pixels: Clip['pixels'],
): ClipMade {
  const from = frames[0]?.at ?? 0;
  const ids = { study: newUid(), series: newUid(), instance: newUid() };
  const bytes = writeClip(
    {
      width,
      height: height + FOOT,
      tissueRows: height,
      ...(pixel !== undefined && { pixel }),
      times: frames.map(({ at }) => at - from),
      pixels,
    },
    ids,
    RESEARCH_ONLY,
    new Date(arrived + from).toISOString(),
  );
  return { bytes: bytes.slice(), frames: frames.length, ids };
}

/** The strip with the words, as wide as the frames: part of the pixels, so that it cannot be lost from them. */
function footOf(width: number): Uint8Array {
  const context = contextOf(width, FOOT);
  context.fillStyle = '#ffffff';
  // Narrow pictures get smaller letters, never fewer.
  for (let size = 15; size >= 5; size--) {
    context.font = `600 ${size}px system-ui, sans-serif`;
    if (context.measureText(RESEARCH_ONLY).width <= width - 8) break;
  }
  context.fillText(RESEARCH_ONLY, 4, FOOT - 9);
  const { data } = context.getImageData(0, 0, width, FOOT);
  return Uint8Array.from({ length: width * FOOT }, (_, n) => data[4 * n] ?? 0);
}

async function jpegOf(grey: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const context = contextOf(width, height);
  context.putImageData(imageOf({ grey, width, height, at: 0 }), 0, 0);
  const blob = await context.canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  return new Uint8Array(await blob.arrayBuffer());
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    alpha: false,
    willReadFrequently: true,
  });
  if (context === null) throw new Error('no canvas');
  return context;
}
