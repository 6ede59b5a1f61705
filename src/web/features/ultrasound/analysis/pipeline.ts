import type { Frame } from '../../../../imaging/frame.ts';
import { frameRate, type Rate } from '../../../../imaging/frame-rate.ts';
import type { Kernels } from '../../../../imaging/kernels/load.ts';
import { ANY_ANGLE, needles } from '../../../../imaging/needle/detect.ts';
import { openNeedle } from '../../../../imaging/needle/needle-kernel.ts';
import { needleTrack } from '../../../../imaging/needle/track.ts';
import { drifted, NO_DRIFT, type Drift } from '../../../../imaging/path/live.ts';
import { elastography, strainRatio, type Elastogram } from '../../../../imaging/strain/elastography.ts';
import { openTracker } from '../../../../imaging/strain/tracker-kernel.ts';
import { fits, PLANS, type Field } from '../../../../imaging/strain/tracker.ts';
import { maskOf, openTwitch } from './twitch.ts';
import type { Analysed, Incoming, Settings } from './shared.ts';

/** What became of one incoming frame. */
export type Outcome =
  | { readonly kind: 'analysed'; readonly analysed: Analysed }
  | { readonly kind: 'repeated'; readonly rate: Rate }
  | { readonly kind: 'too-small'; readonly got: string };

/** Takes frames one by one and says what is seen in them. */
export interface Pipeline {
  /** Change what is looked for. Trackers start anew only when they must. */
  set(settings: Settings): void;
  take(frame: Incoming, arrived: number): Outcome;
}

/**
 * Everything that happens to a frame of one sequence: counting, strain, needle, drift.
 *
 * A repeated frame is counted and otherwise ignored: taking it for a still probe would freeze the strain map, and a needle
 * that "did not move" would be confirmed by nothing.
 *
 * @param now milliseconds of a steady clock, for the times that are reported
 */
export function openPipeline(kernels: Kernels | undefined, first: Settings, now: () => number): Pipeline {
  const count = frameRate();
  let settings = first;
  let eyes: Eyes | undefined;
  let number = 0;
  return {
    set(next) {
      const isSame = next.resolution === settings.resolution && next.keep === settings.keep;
      if (!isSame) eyes?.restartStrain(next);
      if (next.drawing !== settings.drawing) eyes?.restartDrift();
      if (next.twitch !== settings.twitch || next.regions !== settings.regions) eyes?.restartTwitch();
      settings = next;
    },
    take(frame, arrived) {
      const rate = count(frame.grey, frame.at);
      if (!rate.isUnique) return { kind: 'repeated', rate };
      if (!fits(frame).ok) return { kind: 'too-small', got: `${frame.width} x ${frame.height}` };
      if (eyes?.width !== frame.width || eyes.height !== frame.height)
        eyes = openEyes(frame, { kernels, settings, now });
      return { kind: 'analysed', analysed: eyes.see(frame, settings, { rate, number: number++, arrived }) };
    },
  };
}

interface Eyes {
  readonly width: number;
  readonly height: number;
  restartStrain(settings: Settings): void;
  restartDrift(): void;
  restartTwitch(): void;
  see(frame: Incoming, settings: Settings, known: Pick<Analysed, 'rate' | 'number' | 'arrived'>): Analysed;
}

function openEyes(
  { width, height }: { readonly width: number; readonly height: number },
  deps: { readonly kernels: Kernels | undefined; readonly settings: Settings; readonly now: () => number },
): Eyes {
  const { kernels, now } = deps;
  const size = { width, height };
  const tracker = openTracker(size, kernels);
  const engine = openNeedle(size, kernels);
  const look = ({ resolution, keep }: Settings): ((frame: Frame) => Elastogram) =>
    elastography(tracker, { plan: PLANS[resolution], keep });
  let [strainOf, trackNeedle] = [look(deps.settings), needleTrack()];
  let previous: Frame | undefined;
  let drift: Drift = NO_DRIFT;

  let [previousAt, twitches] = [0, openTwitch(width)];

  /** Movement since the frame before, when somebody asks for it. */
  const follow = (frame: Frame, isNeeded: boolean): Field | undefined => {
    const field =
      isNeeded && previous !== undefined ? tracker.track(previous, frame, PLANS.sharp, 1) : undefined;
    previous = frame;
    return field;
  };

  return {
    width,
    height,
    restartStrain(settings) {
      strainOf = look(settings);
    },
    restartDrift() {
      drift = NO_DRIFT;
    },
    restartTwitch() {
      twitches = openTwitch(width);
    },
    see(incoming, settings, known) {
      const frame: Frame = { data: incoming.grey, ...size };
      const field = follow(frame, settings.drawing > 0 || settings.twitch !== undefined);
      if (field !== undefined && settings.drawing > 0) drift = drifted(drift, field);
      const from = now();
      const seen = settings.strain ? strainOf(frame) : undefined;
      const between = now();
      if (!settings.needle) trackNeedle = needleTrack();
      const needle = settings.needle ? trackNeedle(needles(frame, engine, ANY_ANGLE)) : undefined;
      const to = now();
      const { regions } = settings;
      const moment = { ms: incoming.at, since: incoming.at - previousAt };
      previousAt = incoming.at;
      const twitch =
        field === undefined
          ? undefined
          : twitches(
              { ...moment, field, needle: maskOf(needle, settings.twitch) },
              { settings, uniqueFps: known.rate.unique, height },
            );
      return {
        ...known,
        frame: incoming,
        ...(seen !== undefined && { strain: { ...seen, pairs: seen.pairs.length } }),
        ...(seen !== undefined &&
          regions !== undefined && { ratio: strainRatio(seen.pairs, regions.target, regions.reference) }),
        ...(needle !== undefined && { needle }),
        drift,
        ...(twitch !== undefined && { twitch }),
        took: { strain: between - from, needle: to - between },
        engine: tracker.engine,
      };
    },
  };
}
