import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Live, Shown } from '../live.ts';

/** What the panes show, with every frame. For what is drawn; numbers use `useLiveSlowly`. */
export const useLive = (live: Live): Shown => useSyncExternalStore(live.subscribe, live.read);

const READABLE_MS = 200;

/** The same five times a second: digits that change thirty times a second cannot be read. Freezing shows at once. */
export function useLiveSlowly(live: Live): Shown {
  const [shown, setShown] = useState(live.read);
  useEffect(() => {
    let last = 0;
    let timer: number | undefined;
    const take = (): void => {
      timer = undefined;
      last = performance.now();
      setShown(live.read());
    };
    const heard = (): void => {
      const isStill = live.read().at !== undefined || live.read().length === 0;
      if (isStill || performance.now() - last >= READABLE_MS) take();
      else timer ??= window.setTimeout(take, READABLE_MS);
    };
    heard();
    const unsubscribe = live.subscribe(heard);
    return () => {
      unsubscribe();
      window.clearTimeout(timer);
    };
  }, [live]);
  return shown;
}
