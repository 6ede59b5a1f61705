import type { Result } from '../../kit/result.ts';
import type { DicomError } from './error.ts';
import type { ImageInfo } from './image.ts';
import { pictureOf, type Picture, type Samples } from './picture.ts';
import { unpackRle } from './rle.ts';

/** Picture of an uncompressed or run-length packed frame, as `frameBytes` gives it. */
export function unpack(bytes: Uint8Array, info: ImageInfo): Result<Picture, DicomError> {
  if (info.packing === 'rle') {
    const planes = unpackRle(bytes, (info.samples * info.bitsAllocated) / 8, info.width * info.height);
    return planes.ok ? pictureOf(fromPlanes(planes.value, info), info, info.colours) : planes;
  }
  return pictureOf(nativeSamples(bytes, info), info, info.colours);
}

function fromPlanes(planes: readonly Uint8Array[], info: ImageInfo): Samples {
  const { width, height, samples } = info;
  const [first = new Uint8Array(), second = new Uint8Array()] = planes;
  const size = { width, height, components: samples };
  if (samples === 3) return { ...size, data: interleaved(planes, width * height) };
  if (info.bitsAllocated === 8) return { ...size, data: first };
  // The high bytes come first.
  const words = Uint16Array.from(first, (high, n) => (high << 8) | (second[n] ?? 0));
  return { ...size, data: info.isSigned ? new Int16Array(words.buffer) : words };
}

function interleaved(planes: readonly Uint8Array[], count: number): Uint8Array {
  const data = new Uint8Array(3 * count);
  planes.forEach((plane, c) => {
    for (let n = 0; n < count; n++) data[3 * n + c] = plane[n] ?? 0;
  });
  return data;
}

function nativeSamples(bytes: Uint8Array, info: ImageInfo): Samples {
  const { width, height, samples } = info;
  const count = width * height;
  const size = { width, height, components: samples };
  if (info.bitsAllocated === 16) return { ...size, data: words(bytes, count, info.isSigned) };
  if (info.colours === 'YBR_FULL_422') return { ...size, data: fullColour(bytes, count) };
  if (samples === 3 && info.isPlanar)
    return {
      ...size,
      data: interleaved(
        [0, 1, 2].map((c) => bytes.subarray(c * count, (c + 1) * count)),
        count,
      ),
    };
  return { ...size, data: bytes };
}

function words(bytes: Uint8Array, count: number, isSigned: boolean): Uint16Array | Int16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = isSigned ? new Int16Array(count) : new Uint16Array(count);
  for (let n = 0; n < count; n++)
    out[n] = isSigned ? view.getInt16(2 * n, true) : view.getUint16(2 * n, true);
  return out;
}

/** Y Y Cb Cr for every two pixels, to Y Cb Cr each. */
function fullColour(bytes: Uint8Array, count: number): Uint8Array {
  const data = new Uint8Array(3 * count);
  for (let n = 0; n < count; n++) {
    const pair = (n >> 1) * 4;
    data[3 * n] = bytes[pair + (n & 1)] ?? 0;
    data[3 * n + 1] = bytes[pair + 2] ?? 128;
    data[3 * n + 2] = bytes[pair + 3] ?? 128;
  }
  return data;
}
