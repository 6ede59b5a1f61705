import type { Result } from '../../kit/result.ts';
import type { Failure, WriteOptions } from './client.ts';
import type { Draft, DraftStore } from './drafts.ts';

/** A record as the server keeps it: the part that we write, and its version. */
export interface Kept<T> {
  readonly value: T;
  readonly version: number;
}

/**
 * How safe the work on the screen is.
 *
 * - `saved`: the server has exactly what is shown
 * - `saving`: on its way; the same is kept on this device
 * - `waiting`: the server cannot be reached; kept on this device, tried again by itself
 * - `unkept`: as `waiting`, and this device refuses to keep it too: closing the window loses it
 * - `conflict`: somebody else saved since; both versions are kept
 * - `refused`: the server says that it is wrong, and why
 */
export type SaveState<T> =
  | { readonly code: 'saved' | 'saving' | 'waiting' | 'unkept' }
  | { readonly code: 'conflict'; readonly theirs: Kept<T> }
  | { readonly code: 'refused'; readonly said: string };

/** What a view shows. A new object after every change. */
export interface Snapshot<T> {
  readonly value: T;
  readonly state: SaveState<T>;
}

/** Everything a saver needs of the world; tests give it a clock and a server of their own. */
export interface SaverDeps<T> {
  /** Name of the draft: unique per record. */
  readonly name: string;
  readonly drafts: DraftStore;
  readonly put: (value: T, options: WriteOptions) => Promise<Result<Kept<T>, Failure>>;
  /** Make sense of the record that a conflict answer carries; undefined when there is none. */
  readonly readCurrent: (current: unknown) => Kept<T>;
  readonly newKey: () => string;
  /** Run `work` after some milliseconds; the result cancels it. */
  readonly later: (work: () => void, ms: number) => () => void;
}

/** Long enough for one stroke to follow another, short enough to be unnoticed. */
const SETTLE_MS = 350;
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;

/**
 * Saves one record by itself, and never loses a change.
 *
 * A change is kept on this device before it is sent. One write is under way at a time; what changes meanwhile
 * is sent after it. A retry carries the same key, so that a write whose answer was lost happens once; it is
 * repeated before anything newer is sent, because the newer one must start from the version that it made.
 */
export class Saver<T> {
  private readonly deps: SaverDeps<T>;
  private readonly listeners = new Set<() => void>();
  private snapshot: Snapshot<T>;
  private base: number;
  /** Key of the value as it is now; a change makes a new one. */
  private key: string;
  private isDirty: boolean;
  /** A write that may have happened: its answer never came. */
  private doubtful: Draft<T>['doubtful'];
  private isBusy = false;
  private attempt = 0;
  private cancel: () => void = () => undefined;

  /** Start from what the server has, or from the draft that this device still holds. */
  constructor(kept: Kept<T>, deps: SaverDeps<T>) {
    this.deps = deps;
    const draft = deps.drafts.load<T>(deps.name);
    this.isDirty = draft !== undefined;
    this.base = draft?.base ?? kept.version;
    this.key = draft?.key ?? deps.newKey();
    this.doubtful = draft?.doubtful;
    this.snapshot = {
      value: draft?.value ?? kept.value,
      state: { code: draft === undefined ? 'saved' : 'saving' },
    };
    if (this.isDirty) this.schedule(0);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): Snapshot<T> => this.snapshot;

  /** Whether everything shown is on the server, and which version that is. */
  savedVersion(): number | undefined {
    return this.isDirty ? undefined : this.base;
  }

  /** Change the value; it is saved shortly after. */
  change(value: T): void {
    this.isDirty = true;
    this.key = this.deps.newKey();
    const isKept = this.keep(value);
    const { state } = this.snapshot;
    if (state.code === 'conflict') {
      this.show(value, state);
      return;
    }
    this.show(value, { code: isKept ? 'saving' : 'unkept' });
    this.attempt = 0;
    this.schedule(SETTLE_MS);
  }

  /** The server said what it has now. Taken over only when nothing here waits to be saved. */
  refresh(kept: Kept<T>): void {
    if (this.isDirty || this.isBusy || kept.version <= this.base) return;
    this.base = kept.version;
    this.show(kept.value, { code: 'saved' });
  }

  /** Try now: the network came back, or somebody pressed the button. */
  retry(): void {
    if (this.isDirty && this.snapshot.state.code !== 'conflict') this.schedule(0);
  }

  /**
   * Go on after a conflict with one of the two versions. Mine is written over theirs, which stays in the history;
   * theirs is written again over mine, so that mine is in the history too.
   */
  async settle(choice: 'mine' | 'theirs'): Promise<void> {
    const { state, value } = this.snapshot;
    if (state.code !== 'conflict' || this.isBusy) return;
    this.base = state.theirs.version;
    this.key = this.deps.newKey();
    this.keep(value);
    this.show(value, { code: 'saving' });
    await this.save();
    if (choice === 'theirs' && this.savedVersion() !== undefined) this.change(state.theirs.value);
  }

  /** Stop timers; the draft stays. */
  stop(): void {
    this.cancel();
  }

  private keep(value: T): boolean {
    const { base, key, doubtful } = this;
    return this.deps.drafts.save(this.deps.name, {
      value,
      base,
      key,
      ...(doubtful !== undefined && { doubtful }),
    });
  }

  private schedule(ms: number): void {
    this.cancel();
    this.cancel = this.deps.later(() => void this.save(), ms);
  }

  private async save(): Promise<void> {
    if (this.isBusy || !this.isDirty) return;
    this.isBusy = true;
    const sent = this.doubtful ?? { value: this.snapshot.value, key: this.key };
    const result = await this.deps.put(sent.value, { key: sent.key, version: this.base });
    this.isBusy = false;
    this.doubtful = !result.ok && result.error.code === 'unreachable' ? sent : undefined;
    if (result.ok) this.saved(result.value.version, sent.key === this.key);
    else if (result.error.code === 'refused' && sent.key !== this.key) this.schedule(0);
    else this.failed(result.error);
  }

  private saved(version: number, isCurrent: boolean): void {
    this.base = version;
    this.attempt = 0;
    this.isDirty = !isCurrent;
    if (isCurrent) {
      this.deps.drafts.drop(this.deps.name);
      this.show(this.snapshot.value, { code: 'saved' });
    } else {
      this.keep(this.snapshot.value);
      this.schedule(0);
    }
  }

  private failed(failure: Failure): void {
    const { value } = this.snapshot;
    switch (failure.code) {
      case 'conflict':
        this.show(value, { code: 'conflict', theirs: this.deps.readCurrent(failure.current) });
        return;
      case 'refused':
        this.show(value, { code: 'refused', said: failure.said });
        return;
      case 'unreachable':
        this.show(value, { code: this.keep(value) ? 'waiting' : 'unkept' });
        this.schedule(RETRY_MS[Math.min(this.attempt, RETRY_MS.length - 1)] ?? 15_000);
        this.attempt += 1;
    }
  }

  private show(value: T, state: SaveState<T>): void {
    this.snapshot = { value, state };
    for (const listener of this.listeners) listener();
  }
}
