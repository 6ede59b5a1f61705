import type { Rate } from '../../../imaging/frame-rate.ts';
import type { Analysed } from './analysis/shared.ts';

/** Bytes of frames that are kept for scrubbing back: about 300 frames of 640 by 480. */
const CINE_BYTES = 96 * 1024 * 1024;

/** What the panes show: the newest frame, or the one that was scrubbed to. */
export interface Shown {
  readonly analysed: Analysed | undefined;
  /** Position in the cine; undefined while live. */
  readonly at: number | undefined;
  readonly length: number;
  readonly rate: Rate | undefined;
}

const NOTHING: Shown = { analysed: undefined, at: undefined, length: 0, rate: undefined };

/** The frames of one sequence with what was seen in them: live, frozen, scrubbed. A new snapshot after every change. */
export class Live {
  private readonly listeners = new Set<() => void>();
  private cine: Analysed[] = [];
  private bytes = 0;
  private shown: Shown = NOTHING;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): Shown => this.shown;

  /** One more frame. While frozen it is not kept: the cine stays what was frozen. */
  add(analysed: Analysed): void {
    if (this.shown.at !== undefined) return;
    this.cine.push(analysed);
    this.bytes += sizeOf(analysed);
    while (this.bytes > CINE_BYTES && this.cine.length > 1) {
      const oldest = this.cine.shift();
      if (oldest !== undefined) this.bytes -= sizeOf(oldest);
    }
    this.show({ analysed, at: undefined, length: this.cine.length, rate: analysed.rate });
  }

  /** A frame came that repeats the last one: only its count is news. */
  repeated(rate: Rate): void {
    if (this.shown.at === undefined) this.show({ ...this.shown, rate });
  }

  freeze(): void {
    if (this.cine.length > 0) this.scrub(this.cine.length - 1);
  }

  /** Show an earlier frame; freezes. */
  scrub(to: number): void {
    const at = Math.max(0, Math.min(this.cine.length - 1, to));
    const analysed = this.cine[at];
    if (analysed !== undefined) this.show({ ...this.shown, analysed, at });
  }

  unfreeze(): void {
    this.show({ ...this.shown, analysed: this.cine[this.cine.length - 1], at: undefined });
  }

  /** Another sequence begins. */
  clear(): void {
    this.cine = [];
    this.bytes = 0;
    this.show(NOTHING);
  }

  /** The kept frames, oldest first. */
  frames(): readonly Analysed[] {
    return this.cine;
  }

  private show(shown: Shown): void {
    this.shown = shown;
    for (const listener of this.listeners) listener();
  }
}

const sizeOf = ({ frame, strain }: Analysed): number =>
  frame.grey.length + (frame.colour?.length ?? 0) + (strain?.map?.data.byteLength ?? 0);
