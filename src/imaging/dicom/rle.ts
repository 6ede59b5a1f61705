import { err, ok, type Result } from '../../kit/result.ts';
import type { DicomError } from './error.ts';

/**
 * Unpack one RLE frame into planes of bytes.
 *
 * A header of sixteen little-endian words says how many segments follow and where; each is PackBits. Every plane must
 * be filled exactly up to `length`; one byte of padding may follow.
 *
 * @source dicom-ps3.5 2024, annex G
 */
export function unpackRle(
  bytes: Uint8Array,
  planes: number,
  length: number,
): Result<readonly Uint8Array[], DicomError> {
  if (bytes.length < 64) return bad('a header of 64 bytes', `${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  if (count !== planes) return bad(`${planes} segments`, `${count}`);
  const unpacked: Uint8Array[] = [];
  for (let n = 0; n < planes; n++) {
    const from = view.getUint32(4 + 4 * n, true);
    const to = n + 1 < planes ? view.getUint32(8 + 4 * n, true) : bytes.length;
    if (from < 64 || to < from || to > bytes.length) return bad('segments in order', `${from} to ${to}`);
    const plane = unpackBits(bytes.subarray(from, to), length);
    if (plane === undefined) return bad(`${length} bytes in segment ${n}`, 'another number');
    unpacked.push(plane);
  }
  return ok(unpacked);
}

const bad = (expected: string, got: string): Result<never, DicomError> =>
  err({ code: 'bad-frame', at: '7fe00010', expected, got });

function unpackBits(packed: Uint8Array, length: number): Uint8Array | undefined {
  const out = new Uint8Array(length);
  let [at, to] = [0, 0];
  while (at < packed.length && to < length) {
    const head = packed[at++] ?? 128;
    if (head < 128) {
      const run = packed.subarray(at, at + head + 1);
      if (run.length !== head + 1 || to + run.length > length) return undefined;
      out.set(run, to);
      [at, to] = [at + run.length, to + run.length];
    } else if (head > 128) {
      const value = packed[at++];
      if (value === undefined || to + 257 - head > length) return undefined;
      out.fill(value, to, to + 257 - head);
      to += 257 - head;
    }
  }
  return to === length ? out : undefined;
}

/** Pack planes of bytes as one RLE frame: the inverse of `unpackRle`. Rows are packed one by one, as the standard asks. */
export function packRle(planes: readonly Uint8Array[], width: number): Uint8Array {
  const segments = planes.map((plane) => packRows(plane, width));
  const total = segments.reduce((sum, segment) => sum + segment.length, 64);
  const out = new Uint8Array(total);
  const view = new DataView(out.buffer);
  view.setUint32(0, segments.length, true);
  let at = 64;
  segments.forEach((segment, n) => {
    view.setUint32(4 + 4 * n, at, true);
    out.set(segment, at);
    at += segment.length;
  });
  return out;
}

function packRows(plane: Uint8Array, width: number): Uint8Array {
  const out: number[] = [];
  for (let row = 0; row < plane.length; row += width) packBits(plane.subarray(row, row + width), out);
  // A segment has an even number of bytes.
  if (out.length % 2 === 1) out.push(0);
  return Uint8Array.from(out);
}

function packBits(row: Uint8Array, out: number[]): void {
  let at = 0;
  while (at < row.length) {
    const same = runAt(row, at);
    if (same >= 3) {
      out.push(257 - same, row[at] ?? 0);
      at += same;
      continue;
    }
    let end = at;
    while (end < row.length && end - at < 128 && runAt(row, end) < 3) end++;
    out.push(end - at - 1, ...row.subarray(at, end));
    at = end;
  }
}

function runAt(row: Uint8Array, at: number): number {
  let end = at + 1;
  while (end < row.length && end - at < 128 && row[end] === row[at]) end++;
  return end - at;
}
