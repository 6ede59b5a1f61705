import { seededRandom } from '../../src/kit/random.ts';

/** Values that have broken readers: none, all, sign changes, and just past common limits. */
const EDGES = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff,
];

/**
 * A damaged copy of a file; the same number gives the same damage.
 *
 * One to four blows: lengths and tags are hit as often as contents, because that is where readers go astray. Element
 * heads are found by their two-letter representation, which all but implicit files carry.
 */
export function mutant(seeds: readonly Uint8Array[], number: number): Uint8Array {
  const random = seededRandom(number);
  const below = (n: number): number => Math.floor(random() * n);
  let bytes = Uint8Array.from(seeds[below(seeds.length)]!);
  for (let blow = below(4); blow >= 0; blow--) {
    const head = below(4) === 0 ? below(bytes.length) : headNear(bytes, below(Math.min(bytes.length, 1400)));
    const kind = below(7);
    if (kind === 0) bytes[below(bytes.length)]! ^= 1 << below(8);
    else if (kind === 1) write(bytes, head + 4 + below(5), EDGES[below(EDGES.length)]!, 4);
    else if (kind === 2) write(bytes, head + below(12), EDGES[below(EDGES.length)]!, 2);
    else if (kind === 3) bytes = bytes.slice(0, below(bytes.length));
    else if (kind === 4) bytes.copyWithin(below(bytes.length), head, head + below(200));
    else if (kind === 5) bytes.fill(EDGES[below(5)]!, head, head + below(64));
    else bytes = splice(bytes, head, seeds[below(seeds.length)]!.subarray(below(400), 400 + below(400)));
    if (bytes.length === 0) break;
  }
  return bytes;
}

function headNear(bytes: Uint8Array, from: number): number {
  const isLetter = (n: number): boolean => n >= 65 && n <= 90;
  for (let at = from; at + 6 < bytes.length && at < from + 300; at++)
    if (isLetter(bytes[at + 4]!) && isLetter(bytes[at + 5]!)) return at;
  return from;
}

function write(bytes: Uint8Array, at: number, value: number, size: number): void {
  for (let n = 0; n < size && at + n < bytes.length; n++) bytes[at + n] = (value >>> (8 * n)) & 255;
}

const splice = (bytes: Uint8Array, at: number, part: Uint8Array): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(bytes.length + part.length);
  out.set(bytes.subarray(0, at));
  out.set(part, at);
  out.set(bytes.subarray(at), at + part.length);
  return out;
};
