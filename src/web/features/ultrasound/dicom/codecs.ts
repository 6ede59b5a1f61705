import type { ImageInfo } from '../../../../imaging/dicom/image.ts';
import type { Picture, Samples } from '../../../../imaging/dicom/picture.ts';

/** What a compiled JPEG-LS or JPEG 2000 decoder gives us; both come from the same makers. */
export interface WasmDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    readonly isSigned?: boolean;
  };
  getInterleaveMode?(): number;
  delete(): void;
}

/** Fetches and starts one decoder; asked for at most once per worker. */
export type OpenWasm = () => Promise<() => WasmDecoder>;

/** Where decoders come from: the browser's and our bundle's in the app, packages on disk in tests. */
export interface CodecSources {
  readonly jpegLs: OpenWasm;
  readonly jpeg2000: OpenWasm;
  readonly jpegLossless: () => Promise<(bytes: Uint8Array) => ArrayBuffer>;
  /** Absent where there is no browser. */
  readonly jpeg?: (bytes: Uint8Array, info: ImageInfo) => Promise<Picture>;
}

/** Samples of a frame in JPEG-LS or JPEG 2000. Throws whatever the decoder throws. */
export function runWasm(open: () => WasmDecoder, bytes: Uint8Array): Samples {
  const decoder = open();
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decode();
    const { width, height, bitsPerSample, componentCount, isSigned } = decoder.getFrameInfo();
    // The buffer lies in the decoder's memory, which goes away with it.
    const raw = decoder.getDecodedBuffer().slice();
    const wide = isSigned === true ? new Int16Array(raw.buffer) : new Uint16Array(raw.buffer);
    const data = bitsPerSample > 8 ? wide : raw;
    const isPlanar = componentCount === 3 && decoder.getInterleaveMode?.() === 0;
    const components = componentCount;
    return { width, height, components, data: isPlanar ? interleave(data, width * height) : data };
  } finally {
    decoder.delete();
  }
}

function interleave(data: Uint8Array | Uint16Array | Int16Array, count: number): Uint8Array {
  const out = new Uint8Array(3 * count);
  for (let c = 0; c < 3; c++) for (let n = 0; n < count; n++) out[3 * n + c] = data[c * count + n] ?? 0;
  return out;
}

/** Samples of a lossless JPEG frame, which has one byte a sample up to 8 bits and two above. */
export function runLossless(
  decode: (bytes: Uint8Array) => ArrayBuffer,
  bytes: Uint8Array,
  info: ImageInfo,
): Samples {
  const raw = decode(bytes);
  const { width, height, samples: components } = info;
  if (info.bitsAllocated === 8) return { width, height, components, data: new Uint8Array(raw) };
  return { width, height, components, data: info.isSigned ? new Int16Array(raw) : new Uint16Array(raw) };
}
