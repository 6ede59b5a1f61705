import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { sessionActs, sessionReads } from '../api/session.ts';

/** Where all tabs of this browser note when somebody last touched one of them. */
const TOUCHED = 'tautband.touched';
/** Milliseconds between two looks at the clock. */
const LOOK_EVERY = 5_000;
/** Milliseconds after which somebody who only reads tells the server that they are still there. */
const TELL_EVERY = 60_000;

/** Lock the screen when nobody touched any tab for some minutes; undefined while there is nothing to lock. */
export function useIdleLock(minutes: number | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (minutes === undefined) return undefined;
    let told = Date.now();
    let touched = Date.now();
    const ask = (): void => void client.invalidateQueries({ queryKey: sessionReads.session.queryKey });
    const touch = (): void => {
      touched = Date.now();
      remember(touched);
      if (touched - told < TELL_EVERY) return;
      told = touched;
      ask();
    };
    const look = (): void => {
      if (Date.now() - Math.max(touched, remembered()) < minutes * 60_000) return;
      void sessionActs.lock().then(ask);
    };
    const kinds = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const kind of kinds) window.addEventListener(kind, touch, { passive: true });
    const timer = window.setInterval(look, LOOK_EVERY);
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, touch);
      window.clearInterval(timer);
    };
  }, [client, minutes]);
}

function remember(at: number): void {
  try {
    localStorage.setItem(TOUCHED, String(at));
  } catch {
    // Without storage each tab counts for itself.
  }
}

function remembered(): number {
  try {
    return Number(localStorage.getItem(TOUCHED) ?? 0);
  } catch {
    return 0;
  }
}
