import type { PixelBytes } from '../../../../imaging/dicom/elements.ts';
import type { DicomError } from '../../../../imaging/dicom/error.ts';
import { frameBytes } from '../../../../imaging/dicom/fragments.ts';
import { readImage, type ImageInfo } from '../../../../imaging/dicom/image.ts';
import { pictureOf, type Picture, type Samples } from '../../../../imaging/dicom/picture.ts';
import { isComplete, streamSize } from '../../../../imaging/dicom/stream-size.ts';
import { unpack } from '../../../../imaging/dicom/unpack.ts';
import { err, ok, type Result } from '../../../../kit/result.ts';
import { runLossless, runWasm, type CodecSources, type WasmDecoder } from './codecs.ts';
import { parse } from './parse.ts';

/** A file that was read and whose frames can be asked for. */
export interface OpenFile {
  readonly info: ImageInfo;
  /** The picture of one frame, from 0. */
  frame(index: number): Promise<Result<Picture, DicomError>>;
}

/** Decoders, fetched when a file first needs them and kept. */
export interface Codecs {
  readonly sources: CodecSources;
  jpegLs?: () => WasmDecoder;
  jpeg2000?: () => WasmDecoder;
  jpegLossless?: (bytes: Uint8Array) => ArrayBuffer;
}

/** Read a DICOM file. Frames are unpacked one at a time when asked for, so that memory holds the file and one frame. */
export function openFile(bytes: Uint8Array, codecs: Codecs): Result<OpenFile, DicomError> {
  const parsed = parse(bytes);
  if (!parsed.ok) return parsed;
  const { elements, syntax, pixels } = parsed.value;
  const info = readImage(elements, syntax, bytes.length);
  if (!info.ok) return info;
  if (pixels === undefined)
    return err({ code: 'no-image', at: '7fe00010', expected: 'pixel data', got: 'none' });
  return ok({ info: info.value, frame: (index) => readFrame({ pixels, info: info.value, codecs }, index) });
}

async function readFrame(
  { pixels, info, codecs }: { pixels: PixelBytes; info: ImageInfo; codecs: Codecs },
  index: number,
): Promise<Result<Picture, DicomError>> {
  const bytes = frameBytes(pixels, info, index);
  if (!bytes.ok) return bytes;
  if (info.packing === 'native' || info.packing === 'rle') return unpack(bytes.value, info);
  // A damaged header must not make a decoder set memory aside for a picture that was never promised.
  const size = streamSize(bytes.value, info.packing === 'jpeg-2000' ? 'jpeg-2000' : 'jpeg');
  if (size?.width !== info.width || size.height !== info.height || size.components !== info.samples)
    return badFrame(
      `${info.width} x ${info.height} x ${info.samples}`,
      size === undefined ? 'no size' : `${size.width} x ${size.height} x ${size.components}`,
    );
  if (info.packing === 'jpeg-ls' && !isComplete(bytes.value)) return badFrame('a stream with an end', 'none');
  try {
    return await decode(bytes.value, info, codecs);
  } catch (thrown) {
    forgetAfter(thrown, codecs);
    return badFrame('a picture the decoder can read', thrown instanceof Error ? thrown.message : 'damage');
  }
}

const badFrame = (expected: string, got: string): Result<never, DicomError> =>
  err({ code: 'bad-frame', at: '7fe00010', expected, got: got.slice(0, 80) });

async function decode(
  bytes: Uint8Array,
  info: ImageInfo,
  codecs: Codecs,
): Promise<Result<Picture, DicomError>> {
  const { sources } = codecs;
  const shown = (samples: Samples): Result<Picture, DicomError> => pictureOf(samples, info, info.colours);
  switch (info.packing) {
    case 'jpeg':
      if (sources.jpeg === undefined)
        return err({ code: 'unsupported', at: '00020010', expected: 'a browser for JPEG', got: 'none' });
      return ok(await sources.jpeg(bytes, info));
    case 'jpeg-ls':
      codecs.jpegLs ??= await sources.jpegLs();
      return shown(runWasm(codecs.jpegLs, bytes));
    case 'jpeg-2000':
      codecs.jpeg2000 ??= await sources.jpeg2000();
      return shown(runWasm(codecs.jpeg2000, bytes));
    case 'jpeg-lossless':
      codecs.jpegLossless ??= await sources.jpegLossless();
      return shown(runLossless(codecs.jpegLossless, bytes, info));
    case 'native':
    case 'rle':
      return unpack(bytes, info);
  }
}

/** After a trap a compiled decoder's memory cannot be trusted: the next frame gets a new one. */
function forgetAfter(thrown: unknown, codecs: Codecs): void {
  if (!(thrown instanceof WebAssembly.RuntimeError) && !(thrown instanceof RangeError)) return;
  delete codecs.jpegLs;
  delete codecs.jpeg2000;
}
