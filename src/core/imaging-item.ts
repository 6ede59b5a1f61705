import type { Instant } from '../kit/time.ts';

/*
 * What the ultrasound workspace files into a visit. It is kept and shown, and nothing else: no stage of care imports this
 * file, so nothing of it can enter the ranking or the advice (`test/architecture.test.ts`).
 */

/** What was filed. */
export const IMAGING_KINDS = ['snapshot', 'clip', 'measurements'] as const;
export type ImagingKind = (typeof IMAGING_KINDS)[number];

/** Where the picture came from. */
export const IMAGING_SOURCES = ['live', 'dicom', 'clip', 'simulation', 'practice'] as const;
export type ImagingSource = (typeof IMAGING_SOURCES)[number];

/** One number of the workspace. */
export interface ImagingMeasurement {
  readonly at: Instant;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly standardError?: number;
  readonly frame: number;
  readonly note?: string;
}

/** One acquisition of the elastography log. */
export interface ImagingAcquisition {
  readonly at: Instant;
  readonly side: 'site' | 'other side';
  readonly ratio: number;
  readonly standardError: number;
  readonly pairs: number;
}

/** A structure that a person had drawn; the program draws none. */
export interface ImagingStructure {
  readonly kind: string;
  readonly name: string;
  readonly by: string;
  readonly at: Instant;
}

/** A picture or clip that lies beside the item. */
export interface ImagingFile {
  readonly id: string;
  readonly type: AttachmentType;
  readonly bytes: number;
  /** SHA-256 in hexadecimal, of the bytes. */
  readonly sha256: string;
}

/** One thing that was filed, with everything needed to know what it is. */
export interface ImagingItem {
  readonly what: ImagingKind;
  readonly source: ImagingSource;
  /** By the clock of the browser; when it was filed is in the version. */
  readonly takenAt: Instant;
  /** Size of a pixel in mm and where it came from. Absent: not known, lengths are in pixels. */
  readonly scale?: { readonly x: number; readonly y: number; readonly from: string };
  /** Different frames a second as they were measured. Absent: not known. */
  readonly uniqueFps?: number;
  readonly frames?: number;
  readonly measurements: readonly ImagingMeasurement[];
  readonly log: readonly ImagingAcquisition[];
  readonly structures: readonly ImagingStructure[];
  /** Absent for measurements without a picture. */
  readonly file?: ImagingFile;
  readonly note?: string;
}

/** What an attachment may be. */
export const ATTACHMENT_TYPES = ['image/png', 'application/dicom'] as const;
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number];

/** Most bytes of one attachment. */
export const MOST_BYTES = 3_000_000;
