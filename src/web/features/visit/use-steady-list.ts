import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Keeps an examined card under the finger while the order around it changes.
 *
 * A new answer can move the card up or down the list. The page is scrolled by as much as the card moved, and what
 * had the focus gets it back: browsers drop it when an element changes places.
 */
export function useSteadyList(opened: string | undefined): RefObject<HTMLOListElement | null> {
  const list = useRef<HTMLOListElement>(null);
  const before = useRef<{ id: string; top: number } | undefined>(undefined);
  const focused = useRef<Element | null>(null);
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
