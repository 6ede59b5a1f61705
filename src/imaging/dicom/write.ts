/** A value to write. Text is ASCII; numbers are written as the representation says. */
export interface Element {
  /** `ggggeeee`, lower-case hex. */
  readonly tag: string;
  readonly vr:
    | 'AE'
    | 'AT'
    | 'CS'
    | 'DA'
    | 'DS'
    | 'DT'
    | 'FD'
    | 'FL'
    | 'IS'
    | 'LO'
    | 'OB'
    | 'OW'
    | 'PN'
    | 'SH'
    | 'SL'
    | 'SQ'
    | 'ST'
    | 'TM'
    | 'UI'
    | 'UL'
    | 'US'
    | 'UT';
  readonly value: string | readonly number[] | Uint8Array | readonly (readonly Element[])[] | Fragments;
}

/** Compressed frames, one fragment each, with an offset table. */
export interface Fragments {
  readonly fragments: readonly Uint8Array[];
}

const LONG_FORM = new Set(['OB', 'OW', 'SQ', 'UT']);
const NUMBER_SIZE: Readonly<Record<string, number>> = { US: 2, UL: 4, SL: 4, FD: 8, FL: 4, AT: 4 };
const UNDEFINED_LENGTH = 0xffff_ffff;
const IMPLICIT = '1.2.840.10008.1.2';
/** Names this software in the files that it writes; made from a UUID as PS3.5 annex B.2 allows. */
const IMPLEMENTATION = '2.25.302914873620517469281047365910284736152';

/**
 * A whole DICOM file, little-endian, explicit unless `syntax` is the implicit one.
 *
 * Elements are sorted; the file meta group is added. Sequences have explicit lengths.
 */
export function writeDicom(
  syntax: string,
  ids: { readonly sopClass: string; readonly instance: string },
  elements: readonly Element[],
): Uint8Array {
  const meta = writeSet(
    [
      { tag: '00020001', vr: 'OB', value: Uint8Array.of(0, 1) },
      { tag: '00020002', vr: 'UI', value: ids.sopClass },
      { tag: '00020003', vr: 'UI', value: ids.instance },
      { tag: '00020010', vr: 'UI', value: syntax },
      { tag: '00020012', vr: 'UI', value: IMPLEMENTATION },
    ],
    false,
  );
  const head = writeSet([{ tag: '00020000', vr: 'UL', value: [meta.length] }], false);
  const identity: readonly Element[] = [
    { tag: '00080016', vr: 'UI', value: ids.sopClass },
    { tag: '00080018', vr: 'UI', value: ids.instance },
  ];
  const preamble = new Uint8Array(132);
  preamble.set([0x44, 0x49, 0x43, 0x4d], 128);
  return join([preamble, head, meta, writeSet([...identity, ...elements], syntax === IMPLICIT)]);
}

function writeSet(elements: readonly Element[], isImplicit: boolean): Uint8Array {
  const sorted = [...elements].sort((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0));
  return join(sorted.map((element) => writeElement(element, isImplicit)));
}

function writeElement({ tag, vr, value }: Element, isImplicit: boolean): Uint8Array {
  const body = bodyOf(vr, value, isImplicit);
  const length = isFragments(value) ? UNDEFINED_LENGTH : body.length;
  const isLong = !isImplicit && LONG_FORM.has(vr);
  const head = new Uint8Array(isLong ? 12 : 8);
  const view = new DataView(head.buffer);
  view.setUint16(0, Number.parseInt(tag.slice(0, 4), 16), true);
  view.setUint16(2, Number.parseInt(tag.slice(4), 16), true);
  if (!isImplicit) head.set(ascii(vr), 4);
  if (isLong) view.setUint32(8, length, true);
  else if (isImplicit) view.setUint32(4, length, true);
  else view.setUint16(6, length, true);
  return join([head, body]);
}

const isFragments = (value: Element['value']): value is Fragments =>
  typeof value === 'object' && 'fragments' in value;
const isItems = (value: Element['value']): value is readonly (readonly Element[])[] =>
  Array.isArray(value) && Array.isArray(value[0]);

function bodyOf(vr: Element['vr'], value: Element['value'], isImplicit: boolean): Uint8Array {
  if (typeof value === 'string') return even(ascii(value), vr === 'UI' ? 0 : 0x20);
  if (value instanceof Uint8Array) return even(value, 0);
  if (isFragments(value)) return encapsulated(value.fragments);
  if (isItems(value)) return join(value.map((item) => wrapped(0xe000, writeSet(item, isImplicit))));
  return numbers(vr, value);
}

function numbers(vr: Element['vr'], values: readonly number[]): Uint8Array {
  const size = NUMBER_SIZE[vr] ?? 2;
  const view = new DataView(new ArrayBuffer(size * values.length));
  values.forEach((value, n) => {
    if (vr === 'FD') view.setFloat64(n * 8, value, true);
    else if (vr === 'FL') view.setFloat32(n * 4, value, true);
    else if (vr === 'UL') view.setUint32(n * 4, value, true);
    else if (vr === 'SL') view.setInt32(n * 4, value, true);
    // A tag: group, then element.
    else if (vr === 'AT') {
      view.setUint16(n * 4, value >>> 16, true);
      view.setUint16(n * 4 + 2, value & 0xffff, true);
    } else view.setUint16(n * 2, value, true);
  });
  return new Uint8Array(view.buffer);
}

function encapsulated(fragments: readonly Uint8Array[]): Uint8Array {
  const padded = fragments.map((fragment) => even(fragment, 0));
  let at = 0;
  const offsets = padded.map((fragment) => {
    const here = at;
    at += 8 + fragment.length;
    return here;
  });
  const items = [numbers('UL', offsets), ...padded].map((bytes) => wrapped(0xe000, bytes));
  return join([...items, wrapped(0xe0dd, new Uint8Array())]);
}

/** An item, or the delimiter that ends a sequence. */
function wrapped(element: number, body: Uint8Array): Uint8Array {
  const head = new Uint8Array(8);
  const view = new DataView(head.buffer);
  view.setUint16(0, 0xfffe, true);
  view.setUint16(2, element, true);
  view.setUint32(4, body.length, true);
  return join([head, body]);
}

/** Everything that is not printable ASCII becomes a question mark: no character set is declared. */
const ascii = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length }, (_, n) => {
    const code = text.charCodeAt(n);
    return (code >= 32 && code < 127) || code === 10 || code === 13 ? code : 63;
  });

function even(bytes: Uint8Array, pad: number): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : Uint8Array.from([...bytes, pad]);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
