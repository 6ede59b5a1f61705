import { newId } from './records.ts';

/** Work that the server has not confirmed yet, as it is kept on this device. */
export interface Draft<T> {
  readonly value: T;
  /** Version of the record that the work started from. */
  readonly base: number;
  /** Idempotency key of the write that is under way with exactly this value. */
  readonly key: string;
  /** An earlier write whose answer never came: it may have happened. */
  readonly doubtful?: { readonly value: T; readonly key: string };
}

/** Where drafts are kept. Absent storage keeps nothing and says so by `false`. */
export interface DraftStore {
  load<T>(name: string): Draft<T> | undefined;
  save<T>(name: string, draft: Draft<T>): boolean;
  drop(name: string): void;
}

const PREFIX = 'tautband.draft';
const TAB = 'tautband.tab';

/**
 * Drafts in `localStorage`, one per window: written before anything is sent, so that neither a killed server nor
 * a killed browser loses a stroke.
 *
 * Two windows on one visit keep a draft each. What a window left behind that is no longer open is taken over by
 * the next window that opens the visit; a lock held by every window tells which are open.
 */
async function openDrafts(): Promise<DraftStore> {
  const tab = await claimTab();
  const open = await openTabs();
  const own = (name: string): string => `${PREFIX}.${name}.${tab}`;
  const adopt = (name: string): void => {
    const prefix = `${PREFIX}.${name}.`;
    if (open === undefined || localStorage.getItem(own(name)) !== null) return;
    const left = Object.keys(localStorage).find(
      (key) => key.startsWith(prefix) && !open.has(key.slice(prefix.length)),
    );
    if (left === undefined) return;
    localStorage.setItem(own(name), localStorage.getItem(left) ?? '');
    localStorage.removeItem(left);
  };
  return {
    load<T>(name: string): Draft<T> | undefined {
      adopt(name);
      const text = localStorage.getItem(own(name));
      return text === null ? undefined : (JSON.parse(text) as Draft<T>);
    },
    save<T>(name: string, draft: Draft<T>): boolean {
      try {
        localStorage.setItem(own(name), JSON.stringify(draft));
        return true;
      } catch {
        return false;
      }
    },
    drop: (name) => localStorage.removeItem(own(name)),
  };
}

let opened: Promise<DraftStore> | undefined;

/** The drafts of this window, as options for `useQuery`. */
export const draftsQuery = {
  queryKey: ['drafts'],
  queryFn: (): Promise<DraftStore> => (opened ??= openDrafts()),
  staleTime: Infinity,
  gcTime: Infinity,
  networkMode: 'always',
} as const;

/** How long the page before this one in the same window may take to let go of its lock. */
const HANDOVER_MS = 800;

/** The id of this window: the same after a reload. A duplicated window starts with a copy, and gets its own. */
async function claimTab(): Promise<string> {
  const known = sessionStorage.getItem(TAB);
  if (known !== null && (await holdLock(known))) return known;
  const id = newId();
  sessionStorage.setItem(TAB, id);
  await holdLock(id);
  return id;
}

/** Hold the lock of a window until it closes. False when another window holds it. */
function holdLock(tab: string): Promise<boolean> {
  // Locks exist on https and on this machine only. Elsewhere nothing is taken over from other windows.
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks
      .request(`${TAB}.${tab}`, { signal: AbortSignal.timeout(HANDOVER_MS) }, () => {
        resolve(true);
        return new Promise(() => undefined);
      })
      .catch(() => resolve(false));
  });
}

/** The windows that are open, this one among them; undefined when that cannot be known. */
async function openTabs(): Promise<ReadonlySet<string> | undefined> {
  if (!('locks' in navigator)) return undefined;
  const { held = [] } = await navigator.locks.query();
  return new Set(held.map(({ name = '' }) => name.replace(`${TAB}.`, '')));
}
