import { show, type Complaint } from '../../kit/complaint.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Sourced } from '../atlas/source.ts';
import type { Side } from '../atlas/region.ts';

/** What an algometer shows. */
export const PRESSURE_UNITS = ['kPa', 'kg/cm2'] as const;
export type PressureUnit = (typeof PRESSURE_UNITS)[number];

/** One kilogram-force on a square centimetre, kilopascal: 9.80665 N on 10⁻⁴ m². */
export const KPA_PER_KG_CM2 = 98.0665;

/**
 * Repetitions that make a pressure-pain threshold.
 *
 * @source walton-2014
 */
export const REPETITIONS = 3;

/** Pressures outside this range are taken for typing errors, kilopascal. */
const PRESSURE_RANGE = { least: 5, most: 2500 } as const;

/** A pressure-pain threshold as it was read, in the order of the repetitions. */
export interface PressureReadings {
  readonly unit: PressureUnit;
  readonly readings: readonly number[];
}

/** A pressure-pain threshold, kilopascal. */
export interface PressureThreshold {
  readonly mean: number;
  /** Standard deviation of the repetitions (n − 1). Absent with a single one. */
  readonly deviation?: number;
  /** Largest less smallest. */
  readonly range: number;
  readonly repetitions: number;
  /** All `REPETITIONS` were made; with fewer the mean is shown as provisional. */
  readonly complete: boolean;
}

/**
 * Mean and spread of a pressure-pain threshold.
 *
 * @returns complaints about a reading that is no plausible pressure, or when there is none or too many
 */
export function pressureThreshold(given: PressureReadings): Result<PressureThreshold, readonly Complaint[]> {
  const kPa = given.readings.map((r) => (given.unit === 'kPa' ? r : r * KPA_PER_KG_CM2));
  const { least, most } = PRESSURE_RANGE;
  const complaints: Complaint[] = kPa.flatMap((p, i) =>
    p >= least && p <= most
      ? []
      : [
          {
            at: `readings[${i}]`,
            expected: `from ${least} to ${most} kPa`,
            got: `${show(given.readings[i])} ${given.unit}`,
          },
        ],
  );
  if (kPa.length < 1 || kPa.length > REPETITIONS)
    complaints.push({ at: 'readings', expected: `1 to ${REPETITIONS} readings`, got: String(kPa.length) });
  if (complaints.length > 0) return err(complaints);
  const mean = kPa.reduce((sum, p) => sum + p, 0) / kPa.length;
  const squares = kPa.reduce((sum, p) => sum + (p - mean) ** 2, 0);
  return ok({
    mean,
    ...(kPa.length > 1 ? { deviation: Math.sqrt(squares / (kPa.length - 1)) } : {}),
    range: Math.max(...kPa) - Math.min(...kPa),
    repetitions: kPa.length,
    complete: kPa.length === REPETITIONS,
  });
}

/**
 * The smallest change of a threshold at the upper trapezius that is more than the noise of measuring,
 * kilopascal; recalled from a study of people with neck pain and not re-read.
 */
export const DETECTABLE_PRESSURE: Sourced & { readonly kPa: number } = {
  kPa: 55,
  source: 'tautband',
  status: 'unreviewed',
};

/** How a threshold changed. */
export interface PressureChange {
  /** Kilopascal; positive when more pressure is borne. */
  readonly kPa: number;
  readonly percent: number;
  readonly beyondNoise: boolean;
}

/** Compare two thresholds of one site. */
export function pressureChange(before: PressureThreshold, after: PressureThreshold): PressureChange {
  const kPa = after.mean - before.mean;
  return {
    kPa,
    percent: (kPa / before.mean) * 100,
    beyondNoise: Math.abs(kPa) > DETECTABLE_PRESSURE.kPa,
  };
}

/** How far a joint moves: degrees, or millimetres for a distance such as mouth opening. */
export const MOTION_UNITS = ['degree', 'mm'] as const;
export type MotionUnit = (typeof MOTION_UNITS)[number];

/** One movement, measured before and after treatment in one unit. What was not measured is absent. */
export interface Motion {
  /** What was moved, such as `cervical rotation`. */
  readonly movement: string;
  readonly side: Side;
  readonly unit: MotionUnit;
  readonly before?: number;
  readonly after?: number;
}

const MOTION_RANGE: Readonly<Record<MotionUnit, readonly [least: number, most: number]>> = {
  // A movement that cannot reach its zero position is written as a negative angle.
  degree: [-90, 360],
  mm: [0, 1000],
};

/** Complaints about a movement: unnamed, measured neither before nor after, or out of any joint's reach. */
export function checkMotion(motion: Motion, at: string): readonly Complaint[] {
  const [least, most] = MOTION_RANGE[motion.unit];
  const out: Complaint[] = [];
  if (motion.movement.trim() === '')
    out.push({ at: `${at}.movement`, expected: 'the name of a movement', got: show(motion.movement) });
  if (motion.before === undefined && motion.after === undefined)
    out.push({ at, expected: 'a measurement before or after', got: 'neither' });
  for (const when of ['before', 'after'] as const) {
    const value = motion[when];
    if (value !== undefined && !(value >= least && value <= most))
      out.push({
        at: `${at}.${when}`,
        expected: `from ${least} to ${most} ${motion.unit}`,
        got: show(value),
      });
  }
  return out;
}

/** What was gained, in the unit of the movement. Undefined unless it was measured both times. */
export function motionGained({ before, after }: Motion): number | undefined {
  return before === undefined || after === undefined ? undefined : after - before;
}
