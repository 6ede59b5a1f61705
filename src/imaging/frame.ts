import type { Brand } from '../kit/brand.ts';

/** Length in millimetres. Only a calibration makes one out of pixels. */
export type Millimetres = Brand<number, 'mm'>;
/** Length in pixels of one frame. Nothing turns it into millimetres but `lengthOf` in `calibration.ts`. */
export type Pixels = Brand<number, 'px'>;

/** State that a number is in millimetres: for constants and for numbers read from a machine. */
export const mm = (value: number): Millimetres => value as Millimetres;
/** State that a number is in pixels. */
export const px = (value: number): Pixels => value as Pixels;

/** A place. x runs across the probe, y runs away from the skin; the unit is the owner's and is documented there. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A straight piece from one place to another. */
export interface Segment {
  readonly from: Point;
  readonly to: Point;
}

/**
 * One B-mode image.
 *
 * Row-major, one byte per pixel: pixel (x, y) is `data[y * width + x]`. x runs across the probe,
 * y runs away from the skin.
 */
export interface Frame {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Size of one pixel. Absent when the machine did not say; then nothing here is in millimetres. */
  readonly pixel?: { readonly x: Millimetres; readonly y: Millimetres };
}
