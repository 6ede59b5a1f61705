import type { ClipIds } from '../../../../imaging/dicom/clip.ts';
import type { Calibration } from '../../../../imaging/calibration.ts';
import type { Analysed } from '../analysis/shared.ts';
import type { ClipMade, ClipOrder } from './clip-worker.ts';

/** A clip that was written, and how many of the frames are in it. */
export interface WrittenClip {
  readonly blob: Blob;
  readonly frames: number;
  readonly ids: ClipIds;
}

/**
 * The cine as a DICOM multi-frame file. Undefined without frames, or when not even one fits.
 *
 * @param most bytes of the whole file: the newest frames that fit, in JPEG, which the file says. Absent: all frames, without
 *   loss.
 */
export function writtenClip(
  cine: readonly Analysed[],
  calibration: Calibration | undefined,
  most?: number,
): Promise<WrittenClip | undefined> {
  const [first] = cine;
  if (first === undefined) return Promise.resolve(undefined);
  const { width, height, at } = first.frame;
  const order: ClipOrder = {
    width,
    height,
    frames: cine.map(({ frame }) => ({ grey: frame.grey, at: frame.at - at })),
    ...(calibration !== undefined && { pixel: { x: calibration.x, y: calibration.y } }),
    arrived: first.arrived,
    ...(most !== undefined && { most }),
  };
  // On a thread of its own: a page that is busy encodes one frame a second.
  const worker = new Worker(new URL('./clip-worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<ClipMade | undefined>) => {
      worker.terminate();
      resolve(
        data && {
          blob: new Blob([data.bytes], { type: 'application/dicom' }),
          frames: data.frames,
          ids: data.ids,
        },
      );
    });
    worker.addEventListener('error', ({ message }) => {
      worker.terminate();
      reject(new Error(message));
    });
    worker.postMessage(order);
  });
}
