import { err, ok, type Result } from '../../kit/result.ts';
import type { Instant } from '../../kit/time.ts';
import type { Millimetres } from '../frame.ts';
import { median } from '../strain/strain.ts';
import type { Field } from '../strain/tracker.ts';
import { residual, type NeedleMask, type Roi } from './residual.ts';

/** How the detector is set. Speeds in mm/s, times in ms. */
export interface TwitchSettings {
  /**
   * Speed above the usual that makes an alarm. 9 mm/s lies between passive motion of the leg (up to 3.3) and voluntary
   * contraction (34 and more) in the clips we know; nobody has measured it on twitches of trigger points.
   */
  readonly threshold: number;
  /** Time after an onset in which nothing new begins. */
  readonly refractory: number;
  readonly shortest: number;
  readonly longest: number;
}

/** Settings to begin with. */
export const TWITCH: TwitchSettings = { threshold: 9, refractory: 300, shortest: 30, longest: 300 };

/** Fewer different frames a second cannot show a movement of 30 ms. */
export const LEAST_FPS = 30;

/** A short, local movement. It is a candidate until a person has looked at it. */
export interface TwitchEvent {
  readonly id: number;
  /** Milliseconds of the frame in which it began. */
  readonly onset: number;
  readonly duration: number;
  /** Highest speed, mm/s. */
  readonly peak: number;
  /** Largest area that moved faster than the threshold, mm². */
  readonly area: number;
  readonly uniqueFps: number;
  readonly verdict: 'unreviewed' | 'confirmed' | 'rejected';
  readonly reviewed?: { readonly by: string; readonly at: Instant };
}

/** Why there is no detector. */
export interface TwitchError {
  readonly code: 'too-slow' | 'rate-unknown' | 'not-calibrated';
  readonly expected: string;
  readonly got: string;
}

/** What one frame added. */
export interface TwitchReading {
  /** Speed of what moves by itself in the region, mm/s; undefined when it could not be measured. */
  readonly speed: number | undefined;
  /** Speed above the usual that two frames in a row reached. */
  readonly transient: number;
  /** An event that ended with this frame. */
  readonly event?: TwitchEvent;
}

/** One pair of unique frames. */
export interface TwitchFrame {
  readonly ms: number;
  /** Movement since the unique frame before. */
  readonly field: Field;
  /** Milliseconds since that frame. */
  readonly since: number;
  readonly needle: NeedleMask | undefined;
}

/**
 * A detector of local twitches for one sequence; it has state.
 *
 * Movement that the whole picture shares is taken out, the needle and what it drags are masked, and what remains is a speed:
 * its 95th percentile in the region. Both of two frames in a row have to exceed the median of the last second by the
 * threshold, so that a single spoilt frame is no alarm.
 *
 * - `rate-unknown`, `too-slow`: fewer than 30 unique frames a second; repeated frames do not count
 * - `not-calibrated`: a speed needs millimetres
 *
 * @param view.width of the frame in px; `view.pixel` is mm per px across and along
 */
export function twitchDetector(
  view: {
    readonly width: number;
    readonly roi: Roi;
    readonly pixel: { readonly x: Millimetres; readonly y: Millimetres } | undefined;
  },
  uniqueFps: number | undefined,
  settings: TwitchSettings = TWITCH,
): Result<(frame: TwitchFrame) => TwitchReading, TwitchError> {
  if (view.pixel === undefined)
    return err({ code: 'not-calibrated', expected: 'millimetres per pixel', got: 'none' });
  if (uniqueFps === undefined)
    return err({ code: 'rate-unknown', expected: 'half a second of frames', got: 'fewer' });
  if (!(uniqueFps >= LEAST_FPS))
    return err({
      code: 'too-slow',
      expected: `${LEAST_FPS} different frames a second`,
      got: uniqueFps.toFixed(1),
    });
  const scale = Math.max(view.pixel.x, view.pixel.y);
  return ok(watch({ width: view.width, roi: view.roi, scale, uniqueFps }, settings));
}

interface Open {
  readonly onset: number;
  readonly peak: number;
  readonly area: number;
}

function watch(
  view: { readonly width: number; readonly roi: Roi; readonly scale: number; readonly uniqueFps: number },
  settings: TwitchSettings,
): (frame: TwitchFrame) => TwitchReading {
  let history: readonly { readonly ms: number; readonly speed: number }[] = [];
  let last: { readonly ms: number; readonly above: number } | undefined;
  let open: Open | undefined;
  let quietUntil = -Infinity;
  let id = 0;

  const close = (ms: number, was: Open): TwitchEvent | undefined => {
    open = undefined;
    const duration = ms - was.onset;
    if (duration < settings.shortest || duration > settings.longest) return undefined;
    return { id: ++id, ...was, duration, uniqueFps: view.uniqueFps, verdict: 'unreviewed' };
  };

  return ({ ms, field, since, needle }) => {
    const left = residual(field, view.width, view.roi, needle);
    const toSpeed = (view.scale * 1000) / since;
    const speed = left.high * toSpeed;
    if (!Number.isFinite(speed) || !(since > 0)) {
      last = undefined;
      return { speed: undefined, transient: 0 };
    }
    history = [...history, { ms, speed }].filter((h) => ms - h.ms <= 1000);
    const above = speed - median(history.map((h) => h.speed));
    const transient = last === undefined ? 0 : Math.max(0, Math.min(last.above, above));
    const before = last;
    last = { ms, above };
    if (transient > settings.threshold) {
      const area = left.area(settings.threshold / toSpeed) * view.scale ** 2;
      if (open !== undefined)
        open = { ...open, peak: Math.max(open.peak, speed), area: Math.max(open.area, area) };
      else if (ms >= quietUntil && before !== undefined) {
        // It began with the first of the two frames, at the start of that frame's interval.
        open = { onset: before.ms, peak: speed, area };
        quietUntil = before.ms + settings.refractory;
      }
      return { speed, transient };
    }
    const event = open === undefined ? undefined : close(ms, open);
    return event === undefined ? { speed, transient } : { speed, transient, event };
  };
}

/** The event list with one event confirmed or rejected by a person; the list is unchanged when there is no such event. */
export function review(
  events: readonly TwitchEvent[],
  id: number,
  verdict: 'confirmed' | 'rejected',
  reviewed: { readonly by: string; readonly at: Instant },
): readonly TwitchEvent[] {
  return events.map((event) => (event.id === id ? { ...event, verdict, reviewed } : event));
}
