/**
 * What a parsed data set must answer; a parser of any make is put behind it.
 *
 * Tags are written `ggggeeee` in lower-case hex. A value that is absent, empty or not of the kind asked for is
 * undefined, never zero.
 */
export interface Elements {
  /** The `index`-th unsigned 16-bit value (US). */
  u16(tag: string, index?: number): number | undefined;
  /** The first unsigned 32-bit value (UL). */
  u32(tag: string): number | undefined;
  /** The first 64-bit float (FD). */
  f64(tag: string): number | undefined;
  /** The whole text without padding. */
  text(tag: string): string | undefined;
  /** The raw bytes of a value that is not a sequence. */
  bytes(tag: string): Uint8Array | undefined;
  /** The items of a sequence; none when it is absent. */
  items(tag: string): readonly Elements[];
}

/** The pixel data of a file: one run of bytes, or compressed fragments. */
export type PixelBytes =
  | { readonly kind: 'native'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'fragments';
      readonly fragments: readonly Uint8Array[];
      /** Where each fragment begins, counted as the offset table counts: from the first item after the table. */
      readonly positions: readonly number[];
      /** Where each frame begins; empty when the file does not say. */
      readonly offsets: readonly number[];
    };

/** The `index`-th number of a decimal or integer string (DS, IS), parts divided by a backslash. */
export function decimal(elements: Elements, tag: string, index = 0): number | undefined {
  const part = elements.text(tag)?.split('\\')[index]?.trim();
  if (part === undefined || !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(part)) return undefined;
  return Number(part);
}
