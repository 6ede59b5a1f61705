import type { DicomError } from '../../../../imaging/dicom/error.ts';
import type { ImageInfo } from '../../../../imaging/dicom/image.ts';
import type { Picture } from '../../../../imaging/dicom/picture.ts';
import type { Result } from '../../../../kit/result.ts';

/** What the page asks of the reader: a file once, then frames of it. */
export type ToReader =
  | { readonly kind: 'open'; readonly ticket: number; readonly bytes: Uint8Array }
  | { readonly kind: 'frame'; readonly ticket: number; readonly index: number };

/** What comes back. `ready` says that the reader runs and its clock may start; `fetched` that a decoder is on its way. */
export type FromReader =
  | { readonly kind: 'ready' }
  | { readonly kind: 'opened'; readonly ticket: number; readonly info: Result<ImageInfo, DicomError> }
  | { readonly kind: 'framed'; readonly ticket: number; readonly picture: Result<Picture, DicomError> };
