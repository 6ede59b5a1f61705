import type { Rectangle } from '../../../../imaging/calibration.ts';
import type { Millimetres } from '../../../../imaging/frame.ts';
import type { Rate } from '../../../../imaging/frame-rate.ts';
import type { NeedleState } from '../../../../imaging/needle/track.ts';
import type { Drift } from '../../../../imaging/path/live.ts';
import type { PathPlan, PlanError, PlanRequest } from '../../../../imaging/path/plan.ts';
import type { Elastogram, RatioError, Region, StrainRatio } from '../../../../imaging/strain/elastography.ts';
import type { StrainMap } from '../../../../imaging/strain/strain.ts';
import type { PLANS } from '../../../../imaging/strain/tracker.ts';
import type { TwitchError, TwitchReading } from '../../../../imaging/twitch/detector.ts';
import type { Result } from '../../../../kit/result.ts';

/** What is looked for in the frames. */
export interface Settings {
  readonly strain: boolean;
  readonly needle: boolean;
  readonly resolution: keyof typeof PLANS;
  /** Believed pairs that are combined. */
  readonly keep: number;
  /** Where a strain ratio is taken. */
  readonly regions?: { readonly target: Region; readonly reference: Region };
  /** Part of the incoming picture that is looked at; all of it when absent. Everything outside is dropped at once. */
  readonly crop?: Rectangle;
  /** Size of a pixel in mm, when twitches are looked for; where, is the target region or the middle. */
  readonly twitch?: { readonly x: Millimetres; readonly y: Millimetres };
  /** Counts up whenever structures are drawn or signed anew, so that drift is measured from there. */
  readonly drawing: number;
}

/** A grey frame on its way into the analysis. `at` is in milliseconds of one steady clock. */
export interface Incoming {
  readonly grey: Uint8Array;
  /** Red, green, blue; shown but never measured. Absent when the picture is grey. */
  readonly colour?: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly at: number;
}

/** What the page sends to the worker. */
export type ToAnalysis =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'stream'; readonly readable: ReadableStream<VideoFrame> }
  | { readonly kind: 'track'; readonly track: MediaStreamTrack }
  | { readonly kind: 'frame'; readonly frame: Incoming; readonly arrived: number }
  /** The page has painted one more answer. */
  | { readonly kind: 'shown' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'plan'; readonly ticket: number; readonly request: PlanRequest };

/** What the analysis knows after one new frame. */
export interface Analysed {
  readonly frame: Incoming;
  readonly number: number;
  readonly rate: Rate;
  readonly strain?: Omit<Elastogram, 'pairs'> & { readonly pairs: number };
  readonly ratio?: Result<StrainRatio, RatioError>;
  readonly needle?: NeedleState;
  readonly drift: Drift;
  readonly twitch?: Result<TwitchReading, TwitchError>;
  /** Epoch milliseconds at which the frame reached us. */
  readonly arrived: number;
  /** Time spent, in milliseconds. */
  readonly took: { readonly strain: number; readonly needle: number };
  readonly engine: 'typescript' | 'wasm';
}

/** What comes back from the worker. */
export type FromAnalysis =
  | { readonly kind: 'analysed'; readonly analysed: Analysed }
  | { readonly kind: 'repeated'; readonly rate: Rate }
  | { readonly kind: 'ended'; readonly why: string }
  | { readonly kind: 'too-small'; readonly got: string }
  | { readonly kind: 'planned'; readonly ticket: number; readonly plan: Result<PathPlan, PlanError> };

export type { StrainMap };
