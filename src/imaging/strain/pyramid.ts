import type { Frame } from '../frame.ts';

/**
 * Grey images of falling size, finest first, as the tracker wants them.
 *
 * The finest level has half the columns of the frame and all of its rows: an ultrasound beam is several times wider
 * than its pulse is long, so across the probe every second column says nothing new, while along the beam every row
 * does. Further levels halve both ways.
 */
export interface Level {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** At most four levels, so that a movement of 40 px is within reach; fewer when the frame is small. */
export function levelsOf(width: number, height: number): number {
  let levels = 1;
  while (levels < 4 && (width >> 1) >> levels >= 16 && height >> levels >= 16) levels++;
  return levels;
}

/** Position kept inside 0 … n − 1: beyond the border the border is repeated. */
export const clamp = (at: number, n: number): number => (at < 0 ? 0 : at >= n ? n - 1 : at);

/**
 * Table from the sum of eight grey values to the brightness that is tracked.
 *
 * In a log-compressed image the dark gaps of the speckle carry the steepest slopes and nearly all of the noise. So
 * below the mean of the frame brightness is bent towards a fifth of its slope (a soft corner 30 grey values wide). On
 * the simulation this lowers the axial error by a fifth on noisy frames and costs nothing on clean ones. Measuring
 * from the frame's own mean makes a change of gain drop out.
 */
export function brightnessTable(mean: number): Float32Array {
  const corner = 30;
  return Float32Array.from({ length: 2041 }, (_, sum) => {
    const above = sum / 8 - mean;
    return 0.2 * above + 0.8 * corner * Math.log1p(Math.exp(above / corner));
  });
}

/** Build all levels of one frame. */
export function pyramid(frame: Frame): readonly Level[] {
  let total = 0;
  for (const grey of frame.data) total += grey;
  const table = brightnessTable(total / frame.data.length);
  const levels: Level[] = [finest(frame, table)];
  for (let l = 1; l < levelsOf(frame.width, frame.height); l++) {
    const last = levels[l - 1];
    if (last !== undefined) levels.push(halve(last));
  }
  return levels;
}

function finest({ data, width, height }: Frame, table: Float32Array): Level {
  const w = width >> 1;
  const out = new Float32Array(w * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < w; x++) {
      const at = y * width + 2 * x;
      const left = data[x === 0 ? at : at - 1] ?? 0;
      const right = data[2 * x + 2 < width ? at + 2 : at + 1] ?? 0;
      out[y * w + x] = table[left + 3 * ((data[at] ?? 0) + (data[at + 1] ?? 0)) + right] ?? 0;
    }
  return { data: out, width: w, height };
}

/** Half the size both ways, [1 3 3 1]/8 in both directions. */
function halve({ data, width, height }: Level): Level {
  const [w, h] = [width >> 1, height >> 1];
  const out = new Float32Array(w * h);
  const row = new Float32Array(width);
  for (let y = 0; y < h; y++) {
    const [a, b, c, d] = [-1, 0, 1, 2].map((k) => clamp(2 * y + k, height) * width);
    for (let x = 0; x < width; x++)
      row[x] =
        (data[(a ?? 0) + x] ?? 0) +
        (data[(d ?? 0) + x] ?? 0) +
        3 * ((data[(b ?? 0) + x] ?? 0) + (data[(c ?? 0) + x] ?? 0));
    for (let x = 0; x < w; x++) {
      const at = (dx: number): number => row[clamp(2 * x + dx, width)] ?? 0;
      out[y * w + x] = (at(-1) + at(2) + 3 * (at(0) + at(1))) / 64;
    }
  }
  return { data: out, width: w, height: h };
}
