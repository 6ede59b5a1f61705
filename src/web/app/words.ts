/** Words of the frame around every page. */
export const words = {
  product: 'Tautband',
  skip: 'Skip to the content',
  main: 'Main',
  patients: 'Patients',
  atlas: 'Atlas',
  about: 'About',
  theme: 'Appearance',
  themes: { system: 'Auto', light: 'Light', dark: 'Dark' },
  limits: 'Ranks hypotheses for a clinician to examine. It makes no diagnosis and is not a medical device.',
  loading: 'Loading the page',
  crashed: 'This page broke',
  crashedText:
    'It is our fault, not yours. What you entered on a visit is kept on this device until it is saved. Reload to go on.',
  reload: 'Reload',
  missing: 'There is no such page',
  missingText: 'The address leads nowhere. It may be old, or a letter may be missing.',
  home: 'Go to the patients',
  demo: 'Demo data',
} as const;
