import type { Frame } from '../frame.ts';

/** What a capture really delivers. */
export interface FrameRate {
  /** Frames per second that differ from the one before, over the last two seconds; undefined before 0.5 s. */
  readonly unique: number | undefined;
  /** Frames per second that arrive, the same picture twice included. */
  readonly arriving: number | undefined;
  /** Of the frames so far, those that repeated the one before. */
  readonly duplicates: number;
  /** Gaps longer than one and a half usual intervals, each counted as the frames it swallowed. */
  readonly dropped: number;
  /** Whether the newest frame is a repetition. */
  readonly isDuplicate: boolean;
}

/** Grey values by which two looks at tissue differ at least on average: noise alone makes more than one. */
const SAME = 0.35;
const WINDOW = 2000;

/**
 * Count unique frames: a capture device may deliver 60 a second of a machine that draws 21. Give it every frame with its
 * time in milliseconds.
 */
export function frameMeter(): (frame: Frame, ms: number) => FrameRate {
  let last: { readonly frame: Frame; readonly ms: number } | undefined;
  let recent: { readonly ms: number; readonly isUnique: boolean }[] = [];
  let [duplicates, dropped] = [0, 0];
  return (frame, ms) => {
    const isDuplicate = last !== undefined && difference(last.frame, frame) < SAME;
    if (isDuplicate) duplicates++;
    const usual = usualInterval(recent.map((r) => r.ms));
    if (last !== undefined && usual !== undefined && ms - last.ms > 1.5 * usual)
      dropped += Math.round((ms - last.ms) / usual) - 1;
    last = { frame, ms };
    recent = [...recent, { ms, isUnique: !isDuplicate }].filter((r) => ms - r.ms <= WINDOW);
    const span = ms - (recent[0]?.ms ?? ms);
    const rate = (count: number): number | undefined => (span >= 500 ? (1000 * count) / span : undefined);
    return {
      unique: rate(recent.slice(1).filter((r) => r.isUnique).length),
      arriving: rate(recent.length - 1),
      duplicates,
      dropped,
      isDuplicate,
    };
  };
}

/** Mean difference of every 97th grey value: a prime, so that it does not walk down columns. */
function difference(a: Frame, b: Frame): number {
  if (a.data.length !== b.data.length) return Infinity;
  let [sum, n] = [0, 0];
  for (let at = 0; at < a.data.length; at += 97) {
    sum += Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0));
    n++;
  }
  return n === 0 ? 0 : sum / n;
}

function usualInterval(times: readonly number[]): number | undefined {
  if (times.length < 6) return undefined;
  const gaps = times.slice(1).map((ms, n) => ms - (times[n] ?? ms));
  return gaps.sort((a, b) => a - b)[gaps.length >> 1];
}
