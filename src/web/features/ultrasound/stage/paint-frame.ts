import type { Incoming } from '../analysis/shared.ts';

/** Draw a frame pixel by pixel; an absent one leaves the canvas black. Painting the same frame twice costs nothing. */
export function paintFrame(canvas: HTMLCanvasElement, frame: Incoming | undefined): void {
  if (painted.get(canvas) === frame) return;
  painted.set(canvas, frame);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return;
  if (frame === undefined) {
    context.clearRect(0, 0, canvas.width, canvas.height);
    return;
  }
  const { width, height } = frame;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.putImageData(imageOf(frame), 0, 0);
}

const painted = new WeakMap<HTMLCanvasElement, Incoming | undefined>();

/** The frame as the canvas wants it. */
export function imageOf({ grey, colour, width, height }: Incoming): ImageData {
  const image = new ImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  // Alpha, blue, green, red from the high byte down: every browser runs on little-endian machines.
  if (colour === undefined)
    for (let n = 0; n < words.length; n++) words[n] = 0xff00_0000 | ((grey[n] ?? 0) * 0x01_0101);
  else
    for (let n = 0; n < words.length; n++)
      words[n] =
        0xff00_0000 |
        ((colour[3 * n + 2] ?? 0) << 16) |
        ((colour[3 * n + 1] ?? 0) << 8) |
        (colour[3 * n] ?? 0);
  return image;
}
