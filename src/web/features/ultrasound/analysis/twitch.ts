import type { Millimetres } from '../../../../imaging/frame.ts';
import type { NeedleState } from '../../../../imaging/needle/track.ts';
import {
  twitchDetector,
  type TwitchError,
  type TwitchFrame,
  type TwitchReading,
} from '../../../../imaging/twitch/detector.ts';
import type { NeedleMask } from '../../../../imaging/twitch/residual.ts';
import type { Result } from '../../../../kit/result.ts';
import type { Settings } from './shared.ts';

/** Tissue beside and ahead of a needle that moves with it, in mm. */
const DRAGGED = { beside: 3, beyond: 5 } as const;
/** Radius of the region when none is marked, as a part of the height of the picture. */
const MIDDLE = 0.3;

interface Look {
  readonly settings: Settings;
  readonly uniqueFps: number | undefined;
  readonly height: number;
}

/** Looks for twitches from frame to frame. The detector is opened once the true frame rate is known. */
export function openTwitch(
  width: number,
): (frame: TwitchFrame, look: Look) => Result<TwitchReading, TwitchError> | undefined {
  let detect: ((frame: TwitchFrame) => TwitchReading) | undefined;
  return (frame, { settings, uniqueFps, height }) => {
    if (settings.twitch === undefined) return undefined;
    if (detect === undefined) {
      const roi = settings.regions?.target ?? { x: width / 2, y: height / 2, radius: MIDDLE * height };
      // 30 frames a second measured over two seconds are 29.9 as often as 30.1.
      const fps = uniqueFps === undefined ? undefined : Math.round(uniqueFps);
      const opened = twitchDetector({ width, roi, pixel: settings.twitch }, fps);
      if (!opened.ok) return opened;
      detect = opened.value;
    }
    return { ok: true, value: detect(frame) };
  };
}

/** The needle and what it drags along; nothing while it has no place. */
export function maskOf(
  needle: NeedleState | undefined,
  pixel: { readonly x: Millimetres; readonly y: Millimetres } | undefined,
): NeedleMask | undefined {
  if (needle === undefined || pixel === undefined || !('tip' in needle)) return undefined;
  return {
    shaft: { from: needle.start, to: needle.tip },
    beside: DRAGGED.beside / pixel.y,
    beyond: DRAGGED.beyond / pixel.y,
  };
}
