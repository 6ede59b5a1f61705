import type { Rectangle } from '../../../../imaging/calibration.ts';

/** A grey picture without its time. */
export interface Grey {
  readonly grey: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Video levels run from 16 to 235; this brings them to 0 to 255. */
const FULL_RANGE = Uint8Array.from({ length: 256 }, (_, y) =>
  Math.max(0, Math.min(255, Math.round(((y - 16) * 255) / 219))),
);

/** Formats whose first plane is brightness, one byte a pixel. */
const PLANAR = new Set(['I420', 'I420A', 'I422', 'I444', 'NV12']);

/** Brightness of a video frame, or of a part of it. The frame stays open. */
export async function greyOf(video: VideoFrame, crop: Rectangle | undefined): Promise<Grey> {
  const rect = cutOf(video.visibleRect, crop);
  if (!PLANAR.has(video.format ?? '')) return fromColour(video, rect);
  const buffer = new Uint8Array(video.allocationSize({ rect }));
  const [plane] = await video.copyTo(buffer, { rect });
  if (plane === undefined) throw new Error('a video frame without planes');
  const { width, height } = rect;
  const grey = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = plane.offset + row * plane.stride;
    grey.set(buffer.subarray(from, from + width), row * width);
  }
  // An unstated range is the usual one for video.
  if (video.colorSpace.fullRange !== true)
    for (let n = 0; n < grey.length; n++) grey[n] = FULL_RANGE[grey[n] ?? 0] ?? 0;
  return { grey, width, height };
}

function cutOf(seen: DOMRectReadOnly | null, crop: Rectangle | undefined): Rectangle {
  if (seen === null) throw new Error('a video frame that was closed');
  const { x, y, width, height } = seen;
  return evenly(crop ?? { x: 0, y: 0, width, height }, { x, y, width, height });
}

/** Colour of I420 comes in blocks of two by two, so cuts must be even. */
function evenly(rect: Rectangle, whole: Rectangle): Rectangle {
  const x = Math.max(0, rect.x & ~1);
  const y = Math.max(0, rect.y & ~1);
  const width = Math.min(rect.width, whole.width - x) & ~1;
  const height = Math.min(rect.height, whole.height - y) & ~1;
  return { x: whole.x + x, y: whole.y + y, width, height };
}

async function fromColour(video: VideoFrame, rect: Rectangle): Promise<Grey> {
  const options = { rect, format: 'RGBA' as const };
  const rgba = new Uint8Array(video.allocationSize(options));
  await video.copyTo(rgba, options);
  return greyOfRgba(rgba, rect.width, rect.height);
}

/** Brightness by the weights of Rec. 601, of four bytes a pixel. */
export function greyOfRgba(rgba: ArrayLike<number>, width: number, height: number): Grey {
  const grey = new Uint8Array(width * height);
  for (let n = 0; n < grey.length; n++)
    grey[n] = Math.round(
      0.299 * (rgba[4 * n] ?? 0) + 0.587 * (rgba[4 * n + 1] ?? 0) + 0.114 * (rgba[4 * n + 2] ?? 0),
    );
  return { grey, width, height };
}
