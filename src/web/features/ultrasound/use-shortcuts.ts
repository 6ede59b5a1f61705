import { useEffect, useRef } from 'react';
import type { Live } from './live.ts';

/**
 * Keys of the workspace: `o` takes all overlays off and on, `m` what the model says, `f` freezes, the arrows step through a frozen cine, Escape puts
 * the tool away. They are silent while somebody types or uses a control.
 */
export function useShortcuts(
  live: Live,
  onOverlays: () => void,
  onModel: () => void,
  onEscape: () => void,
): void {
  const now = useRef({ onOverlays, onModel, onEscape });
  useEffect(() => {
    now.current = { onOverlays, onModel, onEscape };
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const isTyping =
        event.target instanceof Element && event.target.matches('input, textarea, select, [role="slider"]');
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      const { at } = live.read();
      if (event.key === 'o') now.current.onOverlays();
      else if (event.key === 'm') now.current.onModel();
      else if (event.key === 'Escape') now.current.onEscape();
      else if (event.key === 'f') {
        if (at === undefined) live.freeze();
        else live.unfreeze();
      } else if (at !== undefined && event.key === 'ArrowLeft') live.scrub(at - 1);
      else if (at !== undefined && event.key === 'ArrowRight') live.scrub(at + 1);
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [live]);
}
