/** What is known about the stream of frames. Frames per second are over the last two seconds. */
export interface Rate {
  /** Frames that show something new; undefined during the first half second. Machines often send each frame twice. */
  readonly unique: number | undefined;
  /** Frames that arrived, new or not. */
  readonly delivered: number | undefined;
  /** Since the start: frames that repeat the one before. */
  readonly duplicates: number;
  /** Since the start: frames that should have come, judged by the gaps between time stamps. */
  readonly dropped: number;
  /** Whether the newest frame is not a repetition. */
  readonly isUnique: boolean;
}

const WINDOW_MS = 2_000;
const SETTLED_MS = 500;
/** Grey steps by which compression may change a pixel of a repeated frame. */
const TOLERANCE = 2;
/** One pixel in so many is compared. Odd, so that columns are not always the same. */
const STRIDE = 37;

/**
 * Whether two frames of one size show different things: one compared pixel in a thousand differs by more than two grey
 * steps. A repeated frame that went through a lossy encoder still counts as the same.
 */
export function differs(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return true;
  const most = Math.floor(a.length / STRIDE / 1000);
  let changed = 0;
  for (let n = 0; n < a.length; n += STRIDE)
    if (Math.abs((a[n] ?? 0) - (b[n] ?? 0)) > TOLERANCE && ++changed > most) return true;
  return false;
}

/**
 * Count the frames of one stream. Give it each frame as it arrives, with its time stamp in milliseconds.
 *
 * A gap of more than one and a half usual intervals counts as that many dropped frames; the usual interval is the median of
 * the window. It has state: one per stream.
 */
export function frameRate(): (grey: Uint8Array, at: number) => Rate {
  let recent: readonly { readonly at: number; readonly isUnique: boolean }[] = [];
  let previous: Uint8Array | undefined;
  let [duplicates, dropped] = [0, 0];
  return (grey, at) => {
    const isUnique = previous === undefined || differs(previous, grey);
    previous = grey;
    if (!isUnique) duplicates++;
    dropped += missed(recent, at);
    recent = [...recent.filter((frame) => at - frame.at < WINDOW_MS && frame.at < at), { at, isUnique }];
    const span = at - (recent[0]?.at ?? at);
    const perSecond = (count: number): number | undefined =>
      span < SETTLED_MS ? undefined : (1000 * count) / span;
    // The first frame of the window opens the first interval and does not count.
    const after = recent.slice(1);
    return {
      unique: perSecond(after.filter((frame) => frame.isUnique).length),
      delivered: perSecond(after.length),
      duplicates,
      dropped,
      isUnique,
    };
  };
}

function missed(recent: readonly { readonly at: number }[], at: number): number {
  const gaps = recent.slice(1).map((frame, n) => frame.at - (recent[n]?.at ?? frame.at));
  const last = recent[recent.length - 1];
  if (gaps.length < 5 || last === undefined) return 0;
  const usual = gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  const gap = at - last.at;
  return usual > 0 && gap > 1.5 * usual ? Math.round(gap / usual) - 1 : 0;
}
