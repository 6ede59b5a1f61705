import { useLayoutEffect, useRef, type RefObject } from 'react';

/** How long a card takes to its new place, milliseconds. */
const SETTLE_MS = 260;

/**
 * Keeps an examined card under the finger while the order around it changes, and lets the others glide.
 *
 * A new answer can move the card up or down the list. The page is scrolled by as much as the card moved, and what
 * had the focus gets it back: browsers drop it when an element changes places. Cards that change places after the
 * finger was lifted move there in sight, so that the eye can follow.
 */
export function useSteadyList(
  opened: string | undefined,
  isLive: boolean,
): RefObject<HTMLOListElement | null> {
  const list = useRef<HTMLOListElement>(null);
  const before = useRef<{ id: string; top: number } | undefined>(undefined);
  const focused = useRef<Element | null>(null);
  const places = useRef<ReadonlyMap<string, number>>(new Map());
  useLayoutEffect(() => {
    if (isLive) return;
    const now = placesIn(list.current);
    if (opened === undefined) glide(list.current, places.current, now);
    places.current = now;
  });
  useLayoutEffect(() => {
    const card = opened === undefined ? null : list.current?.querySelector(`[data-site="${opened}"]`);
    if (card === null || card === undefined || opened === undefined) {
      before.current = undefined;
      return;
    }
    const { top } = card.getBoundingClientRect();
    const moved = before.current?.id === opened ? top - before.current.top : 0;
    if (Math.abs(moved) > 1) window.scrollBy({ top: moved, behavior: 'instant' });
    before.current = { id: opened, top: card.getBoundingClientRect().top };
    const had = focused.current;
    if (document.activeElement === document.body && had instanceof HTMLElement && card.contains(had))
      had.focus({ preventScroll: true });
  });
  useLayoutEffect(() => {
    const remember = (): void => {
      if (document.activeElement !== document.body) focused.current = document.activeElement;
    };
    // Where the card is can change between two renders: by scrolling, or when the window is resized.
    const forget = (): void => {
      before.current = undefined;
    };
    document.addEventListener('focusin', remember);
    window.addEventListener('scroll', forget, { passive: true });
    window.addEventListener('resize', forget);
    return () => {
      document.removeEventListener('focusin', remember);
      window.removeEventListener('scroll', forget);
      window.removeEventListener('resize', forget);
    };
  }, []);
  return list;
}

const cardsIn = (list: HTMLElement | null): readonly HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[data-site]') ?? []),
];

/** Where each card stands, from the top of the list. */
function placesIn(list: HTMLElement | null): ReadonlyMap<string, number> {
  const top = list?.getBoundingClientRect().top ?? 0;
  return new Map(
    cardsIn(list).map((card) => [card.dataset['site'] ?? '', card.getBoundingClientRect().top - top]),
  );
}

function glide(
  list: HTMLElement | null,
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): void {
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  for (const card of cardsIn(list)) {
    const id = card.dataset['site'] ?? '';
    const moved = (before.get(id) ?? 0) - (now.get(id) ?? 0);
    if (before.has(id) && Math.abs(moved) > 1)
      card.animate([{ transform: `translateY(${moved}px)` }, { transform: 'none' }], {
        duration: SETTLE_MS,
        easing: 'cubic-bezier(0.2, 0, 0, 1)',
      });
  }
}
