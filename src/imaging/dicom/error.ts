import type { Complaint } from '../../kit/complaint.ts';

/**
 * Why a DICOM file, or one of its frames, is not shown.
 *
 * - `not-dicom`: the bytes do not read as DICOM
 * - `no-image`: DICOM, but there is no picture in it
 * - `bad-image`: what it says about its picture contradicts itself or the bytes
 * - `unsupported`: readable in principle, not by us: an encoding, a pixel layout
 * - `too-large`: one frame and the file would not fit the memory set aside
 * - `bad-frame`: the compressed picture is damaged
 * - `too-slow`: reading took longer than the time set aside and was stopped
 * - `stopped`: the reader ended unexpectedly
 */
export const DICOM_ERRORS = [
  'not-dicom',
  'no-image',
  'bad-image',
  'unsupported',
  'too-large',
  'bad-frame',
  'too-slow',
  'stopped',
] as const;

/** One failure: its kind, and where, what was expected and what was got. */
export interface DicomError extends Complaint {
  readonly code: (typeof DICOM_ERRORS)[number];
}
