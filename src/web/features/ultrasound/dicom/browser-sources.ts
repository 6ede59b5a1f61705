import jpegLsWasm from '@cornerstonejs/codec-charls/decodewasm?url';
import jpeg2000Wasm from '@cornerstonejs/codec-openjpeg/decodewasm?url';
import type { ImageInfo } from '../../../../imaging/dicom/image.ts';
import type { Picture } from '../../../../imaging/dicom/picture.ts';
import type { CodecSources } from './codecs.ts';
import { jpegPicture } from './jpeg.ts';

/** The decoders print progress; bytes of a patient's file do not belong in a log. */
const quiet = (): void => undefined;
const at = (url: string): object => ({ locateFile: () => url, print: quiet, printErr: quiet });

/** Decoders in the browser: its own for JPEG, the others fetched from our own server when first needed. */
export const browserSources: CodecSources = {
  async jpegLs() {
    const { default: start } = await import('@cornerstonejs/codec-charls/decodewasmjs');
    const module = await start(at(jpegLsWasm));
    return () => new module.JpegLSDecoder();
  },
  async jpeg2000() {
    const { default: start } = await import('@cornerstonejs/codec-openjpeg/decodewasmjs');
    const module = await start(at(jpeg2000Wasm));
    return () => new module.J2KDecoder();
  },
  async jpegLossless() {
    const { Decoder } = await import('jpeg-lossless-decoder-js');
    return (bytes) => new Decoder().decompress(bytes.slice().buffer);
  },
  jpeg: (bytes: Uint8Array, info: ImageInfo): Promise<Picture> => jpegPicture(bytes, info),
};
