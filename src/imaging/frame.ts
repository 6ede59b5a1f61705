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

/** Shortest distance from a place to a piece of line, in the unit of both. */
export function distanceToSegment(at: Point, { from, to }: Segment): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : ((at.x - from.x) * dx + (at.y - from.y) * dy) / length2;
  const clamped = Math.min(1, Math.max(0, t));
  return Math.hypot(at.x - from.x - clamped * dx, at.y - from.y - clamped * dy);
}
