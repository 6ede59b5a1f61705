import { useSyncExternalStore } from 'react';
import type { Bar } from '../../../core/localise/bars.ts';

/** Bars under the finger, most probable first; explanations other than a muscle among them. */
export type Bars = readonly Bar[];

/**
 * The bars while the finger is down. Beside the page's state, so that a movement redraws bars and nothing else.
 */
export class LiveBars {
  #bars: Bars | undefined;
  #byId: ReadonlyMap<string, number> = new Map();
  #rankOf: ReadonlyMap<string, number> = new Map();
  readonly #listeners = new Set<() => void>();

  /** Show bars; undefined when the finger was lifted and the ranking counts again. */
  show(bars: Bars | undefined): void {
    if (bars === undefined && this.#bars === undefined) return;
    this.#bars = bars;
    this.#byId = new Map(bars?.map(({ id, probability }) => [id, probability]));
    const sites = bars?.filter(({ kind }) => kind === 'site') ?? [];
    this.#rankOf = new Map(sites.map(({ id }, i) => [id, i + 1]));
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): Bars | undefined => this.#bars;

  /** Probability of one cause under the finger: 0 when it reaches nothing painted; undefined when no finger is down. */
  probability(id: string): number | undefined {
    return this.#bars === undefined ? undefined : (this.#byId.get(id) ?? 0);
  }

  /** Where a site stands now, from 1; undefined when no finger is down or it reaches nothing painted. */
  rank(id: string): number | undefined {
    return this.#rankOf.get(id);
  }
}

/** Whether a finger is down: changes twice per stroke. */
export const useIsLive = (live: LiveBars): boolean =>
  useSyncExternalStore(live.subscribe, () => live.read() !== undefined);

/** All bars under the finger. */
export const useBars = (live: LiveBars): Bars | undefined => useSyncExternalStore(live.subscribe, live.read);

/** One bar under the finger. */
export const useProbability = (live: LiveBars, id: string): number | undefined =>
  useSyncExternalStore(live.subscribe, () => live.probability(id));

/** One rank under the finger. */
export const useRank = (live: LiveBars, id: string): number | undefined =>
  useSyncExternalStore(live.subscribe, () => live.rank(id));
