/** What a compressed picture says about itself. */
export interface StreamSize {
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

/**
 * Width, height and components in the header of a JPEG, JPEG-LS or JPEG 2000 stream; undefined when they are not found.
 *
 * Looks at the header alone: cheap enough to be asked before a decoder is let loose.
 */
export function streamSize(bytes: Uint8Array, kind: 'jpeg' | 'jpeg-2000'): StreamSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return kind === 'jpeg' ? jpegSize(view) : jpeg2000Size(view);
}

/** Frame headers: SOF0 to SOF15 without the tables between them, and SOF55 of JPEG-LS. */
function isFrameHeader(marker: number): boolean {
  if (marker === 0xf7) return true;
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function jpegSize(view: DataView): StreamSize | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 10 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrameHeader(marker))
      return {
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        components: view.getUint8(at + 9),
      };
    // Pictures begin after the start of scan; a frame header must have come before.
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}

/** SOC, then SIZ with the reference grid. Tiles must not be many: each costs memory. @source iso-15444-1, A.5.1 */
function jpeg2000Size(view: DataView): StreamSize | undefined {
  if (view.byteLength < 42 || view.getUint32(0) !== 0xff4fff51) return undefined;
  const [right, bottom, left, top] = [8, 12, 16, 20].map((at) => view.getUint32(at)) as [
    number,
    number,
    number,
    number,
  ];
  const [tileWidth, tileHeight] = [view.getUint32(24), view.getUint32(28)];
  const [width, height] = [right - left, bottom - top];
  if (tileWidth === 0 || tileHeight === 0) return undefined;
  const tiles = Math.ceil(right / tileWidth) * Math.ceil(bottom / tileHeight);
  return tiles > 4096 ? undefined : { width, height, components: view.getUint16(40) };
}

/**
 * Whether a JPEG-LS stream ends with its end marker, perhaps padded by zeros.
 *
 * A decoder that runs past a missing end reads zeros for ever: they never complete a code word.
 */
export function isComplete(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (end > 2 && bytes[end - 1] === 0) end--;
  return bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9;
}
