// The decoders come without types; these are the parts that we use. A file with a plain import would no longer declare
// modules, hence the imports in place.
/* eslint-disable @typescript-eslint/consistent-type-imports */
declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const start: (options: object) => Promise<{
    readonly JpegLSDecoder: new () => import('./codecs.ts').WasmDecoder;
  }>;
  // The package exports nothing by name.
  // eslint-disable-next-line no-restricted-syntax
  export default start;
}
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const start: (options: object) => Promise<{
    readonly J2KDecoder: new () => import('./codecs.ts').WasmDecoder;
  }>;
  // As above.
  // eslint-disable-next-line no-restricted-syntax
  export default start;
}
declare module 'jpeg-lossless-decoder-js' {
  export class Decoder {
    decompress(buffer: ArrayBuffer): ArrayBuffer;
  }
}
