import { createRequire } from 'node:module';
import type { CodecSources, WasmDecoder } from '../../src/web/features/ultrasound/dicom/codecs.ts';

interface WasmEncoder {
  getDecodedBuffer(info: object): Uint8Array;
  setInterleaveMode?(mode: number): void;
  setQuality?(isReversible: boolean, quality: number): void;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
  delete(): void;
}
type Start<T> = (options: object) => Promise<T>;

const require = createRequire(import.meta.url);
const quiet = { print: () => undefined, printErr: () => undefined };

/** Compile a package of ours from disk; its decoder and encoder, without the browser. */
const start = <T>(name: string): Promise<T> => (require(name) as Start<T>)({ ...quiet });

/** The same decoders as in the browser, but for baseline JPEG, which only a browser has. */
export const nodeSources: CodecSources = {
  async jpegLs() {
    const module = await start<{ JpegLSDecoder: new () => WasmDecoder }>(
      '@cornerstonejs/codec-charls/decodewasmjs',
    );
    return () => new module.JpegLSDecoder();
  },
  async jpeg2000() {
    const module = await start<{ J2KDecoder: new () => WasmDecoder }>(
      '@cornerstonejs/codec-openjpeg/decodewasmjs',
    );
    return () => new module.J2KDecoder();
  },
  async jpegLossless() {
    const { Decoder } = await import('jpeg-lossless-decoder-js');
    return (bytes) => new Decoder().decompress(bytes.slice().buffer);
  },
};

/** Size and depth of what is to be packed. */
export interface Shape {
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

const frameInfo = (data: Uint8Array | Uint16Array, shape: Shape): object => ({
  width: shape.width,
  height: shape.height,
  bitsPerSample: data instanceof Uint8Array ? 8 : 16,
  componentCount: shape.components,
  isSigned: false,
});

const run = (encoder: WasmEncoder, data: Uint8Array | Uint16Array, shape: Shape): Uint8Array => {
  const room = encoder.getDecodedBuffer(frameInfo(data, shape));
  room.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  encoder.encode();
  const packed = encoder.getEncodedBuffer().slice();
  encoder.delete();
  return packed;
};

/** Pack samples as JPEG-LS, without loss. */
export async function packJpegLs(data: Uint8Array | Uint16Array, shape: Shape): Promise<Uint8Array> {
  const module = await start<{ JpegLSEncoder: new () => WasmEncoder }>('@cornerstonejs/codec-charls/wasmjs');
  const encoder = new module.JpegLSEncoder();
  // 2: interleaved by sample.
  if (shape.components === 3) encoder.setInterleaveMode?.(2);
  return run(encoder, data, shape);
}

/** Pack samples as JPEG 2000, without loss. */
export async function packJpeg2000(data: Uint8Array | Uint16Array, shape: Shape): Promise<Uint8Array> {
  const module = await start<{ J2KEncoder: new () => WasmEncoder }>('@cornerstonejs/codec-openjpeg/wasmjs');
  const encoder = new module.J2KEncoder();
  encoder.setQuality?.(true, 0);
  return run(encoder, data, shape);
}
