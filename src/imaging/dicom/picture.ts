import { err, ok, type Result } from '../../kit/result.ts';
import type { DicomError } from './error.ts';
import type { Colours, ImageInfo, Palette } from './image.ts';
import type { Rect } from './regions.ts';

/** One frame ready to be shown and measured. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Brightness, one byte a pixel. What is measured. */
  readonly grey: Uint8Array;
  /** Red, green, blue per pixel; absent when every pixel is grey. What is shown when present. */
  readonly colour?: Uint8Array;
}

/** Samples of a frame as a decoder gives them. */
export interface Samples {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** 8- or 16-bit; interleaved when there are three components. */
  readonly data: Uint8Array | Uint16Array | Int16Array;
}

/** Turn decoded samples into a picture. The samples must have the size and number the file promised. */
export function pictureOf(samples: Samples, info: ImageInfo, colours: Colours): Result<Picture, DicomError> {
  const { width, height, data } = samples;
  const is = `${width} x ${height} x ${samples.components}`;
  if (width !== info.width || height !== info.height || samples.components !== info.samples)
    return bad(`${info.width} x ${info.height} x ${info.samples}`, is);
  if (data.length < width * height * info.samples) return bad(is, `${data.length} samples`);
  if (info.samples === 3) return ok(fromTriples(samples, colours));
  if (colours === 'PALETTE COLOR' && info.palette !== undefined)
    return ok(fromPalette(samples, info.palette));
  return ok({ width, height, grey: toBytes(samples, info, colours === 'MONOCHROME1') });
}

const bad = (expected: string, got: string): Result<never, DicomError> =>
  err({ code: 'bad-frame', at: '7fe00010', expected, got });

/** Grey values to one byte, by the window of the file or by the bits it uses. */
function toBytes({ data, width, height }: Samples, info: ImageInfo, isInverted: boolean): Uint8Array {
  const count = width * height;
  const plain = info.bitsStored === 8 && info.window === undefined && !info.isSigned && !isInverted;
  if (plain && data instanceof Uint8Array) return data.slice(0, count);
  const full = 2 ** info.bitsStored;
  const low = info.isSigned ? -full / 2 : 0;
  const { centre, width: wide } = info.window ?? { centre: low + full / 2, width: full };
  const grey = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    // @source dicom-ps3.3 2024, section C.11.2.1.2.1
    const at =
      wide <= 1
        ? Number((data[n] ?? 0) > centre - 0.5)
        : ((data[n] ?? 0) - (centre - 0.5)) / (wide - 1) + 0.5;
    const value = Math.round(255 * Math.min(1, Math.max(0, at)));
    grey[n] = isInverted ? 255 - value : value;
  }
  return grey;
}

function fromPalette({ data, width, height }: Samples, palette: Palette): Picture {
  const count = width * height;
  const last = palette.red.length - 1;
  const colour = new Uint8Array(3 * count);
  for (let n = 0; n < count; n++) {
    const entry = Math.min(last, Math.max(0, (data[n] ?? 0) - palette.first));
    colour[3 * n] = palette.red[entry] ?? 0;
    colour[3 * n + 1] = palette.green[entry] ?? 0;
    colour[3 * n + 2] = palette.blue[entry] ?? 0;
  }
  return fromColour(width, height, colour);
}

function fromTriples({ data, width, height }: Samples, colours: Colours): Picture {
  const count = width * height;
  const colour = Uint8Array.from(data.subarray(0, 3 * count));
  if (colours !== 'YBR_FULL' && colours !== 'YBR_FULL_422') return fromColour(width, height, colour);
  const grey = new Uint8Array(count);
  let isGrey = true;
  const clamped = new Uint8ClampedArray(3);
  for (let n = 0; n < count; n++) {
    const [y, cb, cr] = [colour[3 * n] ?? 0, (colour[3 * n + 1] ?? 0) - 128, (colour[3 * n + 2] ?? 0) - 128];
    grey[n] = y;
    isGrey &&= cb === 0 && cr === 0;
    // @source dicom-ps3.3 2024, section C.7.6.3.1.2
    clamped[0] = y + 1.402 * cr;
    clamped[1] = y - 0.344136 * cb - 0.714136 * cr;
    clamped[2] = y + 1.772 * cb;
    colour.set(clamped, 3 * n);
  }
  return isGrey ? { width, height, grey } : { width, height, grey, colour };
}

/** Picture of red, green and blue; brightness by the weights of Rec. 601. */
export function fromColour(width: number, height: number, colour: Uint8Array): Picture {
  const count = width * height;
  const grey = new Uint8Array(count);
  let isGrey = true;
  for (let n = 0; n < count; n++) {
    const [r, g, b] = [colour[3 * n] ?? 0, colour[3 * n + 1] ?? 0, colour[3 * n + 2] ?? 0];
    grey[n] = Math.round(0.299 * r + 0.587 * g + 0.114 * b);
    isGrey &&= r === g && g === b;
  }
  return isGrey ? { width, height, grey } : { width, height, grey, colour };
}

/** The part of a picture inside a rectangle, which must lie within it. Everything outside is gone. */
export function crop(picture: Picture, rect: Rect): Picture {
  const cut = (data: Uint8Array, samples: number): Uint8Array => {
    const out = new Uint8Array(rect.width * rect.height * samples);
    for (let row = 0; row < rect.height; row++) {
      const from = ((rect.y + row) * picture.width + rect.x) * samples;
      out.set(data.subarray(from, from + rect.width * samples), row * rect.width * samples);
    }
    return out;
  };
  const { width, height } = rect;
  const grey = cut(picture.grey, 1);
  return picture.colour === undefined
    ? { width, height, grey }
    : { width, height, grey, colour: cut(picture.colour, 3) };
}
