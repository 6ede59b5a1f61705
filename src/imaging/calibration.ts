import { err, ok, type Result } from '../kit/result.ts';
import { mm, px, type Millimetres, type Pixels, type Point } from './frame.ts';

/**
 * Where the size of a pixel came from. `dicom` and `ruler` are read from the image, `clicks` from two
 * places a person marked, `simulation` is known because we made the picture.
 */
export const CALIBRATION_SOURCES = ['dicom', 'ruler', 'clicks', 'simulation'] as const;
export type CalibrationSource = (typeof CALIBRATION_SOURCES)[number];

/** A rectangle of pixels: left, top, width, height. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What one pixel measures, inside one region of the frame and nowhere else. */
export interface Calibration {
  readonly source: CalibrationSource;
  readonly x: Millimetres;
  readonly y: Millimetres;
  /** Half-width of the error of a length, as a part of it: 0.02 is 2 %. */
  readonly error: number;
  readonly region: Rectangle;
  /** A ruler that the program found counts only after a person confirmed it. */
  readonly confirmedBy?: string;
}

/** A length that says its unit. Without a calibration it is in pixels and there is no way to call it millimetres. */
export type Length =
  { readonly unit: 'mm'; readonly value: Millimetres } | { readonly unit: 'px'; readonly value: Pixels };

/** Why a calibration is refused. */
export interface CalibrationError {
  readonly code: 'not-positive' | 'too-short' | 'not-confirmed' | 'implausible';
  readonly expected: string;
  readonly got: string;
}

/** Pixels of real machines: 1 to 40 cm of tissue over 100 to 2000 px. */
const PLAUSIBLE = { least: 0.005, most: 4 } as const;

/**
 * Check a calibration that was read from the file or from a ruler.
 *
 * - `not-positive`: a size that is zero, negative or not a number
 * - `implausible`: below 0.005 or above 4 mm per pixel: no ultrasound image is so fine or so coarse
 * - `not-confirmed`: a ruler found by the program that no person has confirmed
 */
export function calibrate(calibration: Calibration): Result<Calibration, CalibrationError> {
  for (const size of [calibration.x, calibration.y]) {
    if (!(size > 0)) return refuse('not-positive', 'millimetres per pixel above 0', size);
    if (size < PLAUSIBLE.least || size > PLAUSIBLE.most)
      return refuse('implausible', '0.005 to 4 mm per pixel', size);
  }
  if (calibration.source === 'ruler' && (calibration.confirmedBy ?? '') === '')
    return refuse('not-confirmed', 'a person who confirmed the ruler', 'nobody');
  return ok(calibration);
}

/**
 * Calibrate from two clicks on marks of the machine's own ruler that are `apart` millimetres from each other.
 *
 * Pixels are taken to be square, because one direction cannot tell. The error assumes that each click is within 1 px.
 *
 * - `too-short`: the clicks are less than 50 px apart, so that 1 px each would be more than 4 %
 */
export function calibrateByClicks(
  clicks: { readonly from: Point; readonly to: Point; readonly by: string },
  apart: Millimetres,
  region: Rectangle,
): Result<Calibration, CalibrationError> {
  const length = Math.hypot(clicks.to.x - clicks.from.x, clicks.to.y - clicks.from.y);
  if (!(length >= 50)) return refuse('too-short', 'clicks at least 50 px apart', length);
  const size = mm(apart / length);
  return calibrate({
    source: 'clicks',
    x: size,
    y: size,
    error: 2 / length,
    region,
    confirmedBy: clicks.by,
  });
}

/** Distance between two places: in millimetres when both lie in the calibrated region, otherwise in pixels. */
export function lengthOf(from: Point, to: Point, calibration: Calibration | undefined): Length {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  if (calibration === undefined || !isIn(calibration.region, from) || !isIn(calibration.region, to))
    return { unit: 'px', value: px(Math.hypot(dx, dy)) };
  return { unit: 'mm', value: mm(Math.hypot(dx * calibration.x, dy * calibration.y)) };
}

/** Angle below the horizontal in degrees, −90 to 90, negative when running down to the left; true for oblong pixels too. */
export function angleBetween(from: Point, to: Point, calibration: Calibration | undefined): number {
  const [sx, sy] = calibration === undefined ? [1, 1] : [calibration.x, calibration.y];
  const angle = (Math.atan2((to.y - from.y) * sy, (to.x - from.x) * sx) * 180) / Math.PI;
  return angle > 90 ? angle - 180 : angle <= -90 ? angle + 180 : angle;
}

/** Print a length with its unit, one decimal for millimetres: `12.3 mm`, `197 px`. */
export const printLength = ({ unit, value }: Length): string =>
  `${value.toFixed(unit === 'mm' ? 1 : 0)} ${unit}`;

/** One region of a DICOM file's Sequence of Ultrasound Regions (0018,6011), as its tags say. */
export interface UltrasoundRegion {
  /** (0018,6012): 1 is 2D, 2 M-mode, 3 spectral. */
  readonly spatialFormat: number;
  /** (0018,6014): 1 is tissue. */
  readonly dataType: number;
  /** (0018,6024), (0018,6026): 3 is centimetres. */
  readonly unitsX: number;
  readonly unitsY: number;
  /** (0018,602C), (0018,602E). */
  readonly deltaX: number;
  readonly deltaY: number;
  /** (0018,6018) to (0018,601E): columns and rows, both ends included. */
  readonly location: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
}

/**
 * The calibrated tissue regions of a DICOM frame. Doppler and M-mode regions, and regions without centimetres, are left
 * out: their axes are not lengths.
 */
export function calibrationsOf(regions: readonly UltrasoundRegion[]): readonly Calibration[] {
  return regions.flatMap((region) => {
    const isTissue = region.spatialFormat === 1 && region.dataType === 1;
    if (!isTissue || region.unitsX !== 3 || region.unitsY !== 3) return [];
    const { x0, y0, x1, y1 } = region.location;
    const checked = calibrate({
      source: 'dicom',
      // Some machines write a negative delta for an axis that runs up; a length has no direction.
      x: mm(10 * Math.abs(region.deltaX)),
      y: mm(10 * Math.abs(region.deltaY)),
      error: 0.01,
      region: { x: x0, y: y0, width: x1 - x0 + 1, height: y1 - y0 + 1 },
    });
    return checked.ok && x1 > x0 && y1 > y0 ? [checked.value] : [];
  });
}

const isIn = ({ x, y, width, height }: Rectangle, at: Point): boolean =>
  at.x >= x && at.y >= y && at.x <= x + width && at.y <= y + height;

const refuse = (
  code: CalibrationError['code'],
  expected: string,
  got: number | string,
): Result<never, CalibrationError> => err({ code, expected, got: `${got}` });
