import type { Opened } from './procedure.page.tsx';

const name = (visit: string): string => `tautband.procedure.${visit}`;

/**
 * Which procedure of a visit this device was working on. Kept from the first tap on, so that a procedure is found again
 * that the server never heard of before the window was closed.
 */
export function openedAt(visit: string): Opened | undefined {
  try {
    const text = localStorage.getItem(name(visit));
    return text === null ? undefined : (JSON.parse(text) as Opened);
  } catch {
    return undefined;
  }
}

/** Remember it, or forget it. A device that keeps nothing only loses the way back. */
export function rememberOpened(visit: string, opened: Opened | undefined): void {
  try {
    if (opened === undefined) localStorage.removeItem(name(visit));
    else localStorage.setItem(name(visit), JSON.stringify(opened));
  } catch {
    // Storage is full or refused: the saver says so where the work itself is at stake.
  }
}
