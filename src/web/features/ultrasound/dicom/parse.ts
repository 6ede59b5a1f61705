import dicomParser, { type DataSet } from 'dicom-parser';
import type { Elements, PixelBytes } from '../../../../imaging/dicom/elements.ts';
import type { DicomError } from '../../../../imaging/dicom/error.ts';
import { err, ok, type Result } from '../../../../kit/result.ts';

/** A file taken apart: its data set, its transfer syntax and its pixels, all views on the same bytes. */
export interface Parsed {
  readonly elements: Elements;
  readonly syntax: string;
  readonly pixels: PixelBytes | undefined;
}

/**
 * Take a DICOM file apart.
 *
 * The library throws strings and plain objects as well as errors; whatever it throws becomes `not-dicom`. Run it in a
 * worker that can be stopped: damaged files have made such libraries loop for ever.
 */
export function parse(bytes: Uint8Array): Result<Parsed, DicomError> {
  try {
    const set = dicomParser.parseDicom(bytes, { inflater: refuseDeflated });
    const syntax = set.string('x00020010') ?? '';
    return ok({ elements: elementsOf(set, bytes), syntax, pixels: pixelsOf(set, bytes) });
  } catch (thrown) {
    return err({ code: 'not-dicom', at: '', expected: 'a DICOM file', got: whatWasThrown(thrown) });
  }
}

/** A deflated file of 1 MB can hold 1 GB; ultrasound machines do not write them. */
function refuseDeflated(): never {
  throw new Error('a deflated data set, which is not read');
}

/** In words, whatever was thrown, without repeating bytes of the file. */
function whatWasThrown(thrown: unknown): string {
  const inner =
    typeof thrown === 'object' && thrown !== null && 'exception' in thrown ? thrown.exception : thrown;
  const text =
    inner instanceof Error ? inner.message : typeof inner === 'string' ? inner : 'something unreadable';
  return text.replaceAll(/[^ -~]/g, '').slice(0, 80);
}

/** Reading past the end of a damaged value is the same as not having it. */
function orNothing<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function elementsOf(set: DataSet, file: Uint8Array): Elements {
  return {
    u16: (tag, index) => orNothing(() => set.uint16(`x${tag}`, index)),
    u32: (tag) => orNothing(() => set.uint32(`x${tag}`)),
    f64: (tag) => orNothing(() => set.double(`x${tag}`)),
    text: (tag) => orNothing(() => set.string(`x${tag}`)),
    bytes: (tag) => orNothing(() => bytesOf(set, file, tag)),
    items: (tag) =>
      (set.elements[`x${tag}`]?.items ?? []).flatMap(({ dataSet }) =>
        dataSet === undefined ? [] : [elementsOf(dataSet, file)],
      ),
  };
}

function bytesOf(set: DataSet, file: Uint8Array, tag: string): Uint8Array | undefined {
  const element = set.elements[`x${tag}`];
  if (element === undefined || element.length <= 0) return undefined;
  return file.subarray(element.dataOffset, element.dataOffset + element.length);
}

function pixelsOf(set: DataSet, file: Uint8Array): PixelBytes | undefined {
  const element = set.elements['x7fe00010'];
  if (element === undefined) return undefined;
  if (element.encapsulatedPixelData !== true) {
    const bytes = bytesOf(set, file, '7fe00010');
    return bytes === undefined ? undefined : { kind: 'native', bytes };
  }
  const fragments = element.fragments ?? [];
  return {
    kind: 'fragments',
    fragments: fragments.map(({ position, length }) => file.subarray(position, position + length)),
    positions: fragments.map(({ offset }) => offset),
    offsets: element.basicOffsetTable ?? [],
  };
}
