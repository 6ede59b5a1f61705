import { useSyncExternalStore } from 'react';

/** Light or dark, or whatever the system says. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'tautband.theme';
const changed = new EventTarget();

/** The theme that was chosen on this device; `system` when none was, or when storage is off. */
export function storedTheme(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Put a theme on the page and remember it on this device. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  changed.dispatchEvent(new Event('change'));
}

/** The chosen theme, and how to choose another. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(
    (notify) => {
      changed.addEventListener('change', notify);
      return () => changed.removeEventListener('change', notify);
    },
    () => THEMES.find((t) => t === document.documentElement.dataset['theme']) ?? 'system',
  );
  return [theme, applyTheme];
}
