/** How pixels are packed. */
export const PACKINGS = ['native', 'rle', 'jpeg', 'jpeg-lossless', 'jpeg-ls', 'jpeg-2000'] as const;
export type Packing = (typeof PACKINGS)[number];

/** Transfer syntaxes that we read. @source dicom-ps3.5 2024, section 10 and annex A */
export const SYNTAXES: ReadonlyMap<string, Packing> = new Map([
  ['1.2.840.10008.1.2', 'native'],
  ['1.2.840.10008.1.2.1', 'native'],
  ['1.2.840.10008.1.2.5', 'rle'],
  ['1.2.840.10008.1.2.4.50', 'jpeg'],
  ['1.2.840.10008.1.2.4.57', 'jpeg-lossless'],
  ['1.2.840.10008.1.2.4.70', 'jpeg-lossless'],
  ['1.2.840.10008.1.2.4.80', 'jpeg-ls'],
  ['1.2.840.10008.1.2.4.81', 'jpeg-ls'],
  ['1.2.840.10008.1.2.4.90', 'jpeg-2000'],
  ['1.2.840.10008.1.2.4.91', 'jpeg-2000'],
]);
