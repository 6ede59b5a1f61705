import { err, ok, type Result } from '../../kit/result.ts';
import type { PixelBytes } from './elements.ts';
import type { DicomError } from './error.ts';
import type { ImageInfo } from './image.ts';

const bad = (at: string, expected: string, got: string): Result<never, DicomError> =>
  err({ code: 'bad-image', at, expected, got });

/**
 * The bytes of one frame, still packed.
 *
 * Compressed frames may be cut into fragments. With as many fragments as frames each is one; otherwise the offset
 * table says where frames begin; without a table a new frame begins after each fragment that ends a JPEG stream.
 *
 * @param index from 0
 */
export function frameBytes(
  pixels: PixelBytes,
  info: ImageInfo,
  index: number,
): Result<Uint8Array, DicomError> {
  if (!Number.isInteger(index) || index < 0 || index >= info.frames)
    return bad('frame', `0 to ${info.frames - 1}`, `${index}`);
  if (pixels.kind === 'native') return nativeFrame(pixels.bytes, info, index);
  const { fragments } = pixels;
  if (info.frames === 1) return joined(fragments);
  if (fragments.length === info.frames) return joined(fragments.slice(index, index + 1));
  const starts = pixels.offsets.length === info.frames ? byTable(pixels) : byMarker(fragments);
  if (starts?.length !== info.frames)
    return bad(
      '7fe00010',
      `fragments of ${info.frames} frames`,
      `${fragments.length} fragments that do not divide`,
    );
  return joined(fragments.slice(starts[index], starts[index + 1] ?? fragments.length));
}

function nativeFrame(bytes: Uint8Array, info: ImageInfo, index: number): Result<Uint8Array, DicomError> {
  if (info.packing !== 'native') return bad('7fe00010', 'compressed fragments', 'uncompressed bytes');
  const pixels = info.width * info.height;
  // YBR_FULL_422 keeps two brightnesses and one colour for two pixels.
  const samples = info.colours === 'YBR_FULL_422' ? 2 : info.samples;
  const length = (pixels * samples * info.bitsAllocated) / 8;
  const frame = bytes.subarray(index * length, (index + 1) * length);
  return frame.length === length
    ? ok(frame)
    : bad('7fe00010', `${length} bytes for frame ${index}`, `${frame.length}`);
}

function byTable({
  positions,
  offsets,
}: Extract<PixelBytes, { kind: 'fragments' }>): readonly number[] | undefined {
  const starts = offsets.map((offset) => positions.indexOf(offset));
  const isRising = starts.every((s, n) => s >= 0 && (n === 0 || s > (starts[n - 1] ?? 0)));
  return isRising && starts[0] === 0 ? starts : undefined;
}

/** Fragments after one that ends with the JPEG end marker FF D9, perhaps padded by a zero. */
function byMarker(fragments: readonly Uint8Array[]): readonly number[] {
  const starts = [0];
  fragments.forEach((fragment, n) => {
    const end = fragment[fragment.length - 1] === 0 ? fragment.length - 1 : fragment.length;
    const isEnd = fragment[end - 2] === 0xff && fragment[end - 1] === 0xd9;
    if (isEnd && n + 1 < fragments.length) starts.push(n + 1);
  });
  return starts;
}

function joined(parts: readonly Uint8Array[]): Result<Uint8Array, DicomError> {
  const [only] = parts;
  if (only === undefined) return bad('7fe00010', 'a fragment', 'none');
  if (parts.length === 1) return ok(only);
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return ok(whole);
}
