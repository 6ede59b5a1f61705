import { ANSWER_WORDS as answers, SIGN_WORDS as signs } from '../../ui/facts/sign-words.ts';

/** Words of a visit. */
export const words = {
  loading: 'Loading the visit',
  failed: 'This visit cannot be shown',
  retry: 'Try again',
  visitOf: (day: string): string => `Visit of ${day}`,
  unreachable: 'The server cannot be reached. What is unsaved is kept on this device.',

  conflict: {
    title: (what: string): string => `${what} was changed somewhere else too`,
    drawing: 'The drawing',
    findings: 'The examination',
    text: 'Both versions are kept in the record, whichever you go on with.',
    mine: 'This window',
    theirs: 'Saved elsewhere',
    takeMine: 'Go on with this window',
    takeTheirs: 'Go on with the other',
    nothing: 'Nothing painted',
    noFindings: 'Nothing recorded',
  },

  draw: {
    title: 'Where does it hurt?',
    map: (view: string, sentence: string): string =>
      sentence === '' ? `Body map, ${view}. Nothing is painted.` : `Body map, ${view}. Painted: ${sentence}`,
    tools: 'Tool',
    tool: { brush: 'Brush', lasso: 'Lasso', eraser: 'Eraser' },
    size: 'Brush size',
    sizes: { fine: 'Fine', medium: 'Medium', broad: 'Broad' },
    intensity: 'Pain, 1 to 10',
    intensityOf: (n: number): string => `Pain ${n} of 10`,
    undo: 'Undo',
    clear: 'Clear',
    readBack: 'Is this right?',
    blank: 'Nothing is painted yet. A blank drawing is missing data, not “no pain”.',
    list: 'Mark by list or keyboard',
    hand: 'The patient paints',
    handText: 'The ranking is hidden while the patient paints.',
    done: 'Painting is done',
  },

  rank: {
    title: 'Muscles that could refer it',
    limits:
      'Hypotheses to examine, never a diagnosis. Probabilities come from a model of published referral patterns; they were not tested on patients.',
    blank: 'Paint where it hurts, and the muscles that could refer there appear here.',
    blankTitle: 'No drawing, no ranking',
    working: 'Ranking',
    broken: 'The ranking cannot be computed',
    brokenText: 'The drawing is safe. Reload the page; if it stays like this, it is our fault.',
    none: 'No muscle in the atlas refers here',
    noneText: 'That is an answer about the atlas, not about the patient. Look for other reasons.',
    more: (n: number): string => `Show ${n} less probable`,
    fewer: 'Show fewer',
    unexplained: 'Not explained by any muscle in the atlas',
    unexplainedText:
      'Pain that nothing in the atlas accounts for well. Think of nerve, joint, organ, and vessel.',
    leak: (p: string): string => `${p} for a reason outside the atlas`,
    above: 'To consider before any muscle',
    next: 'Palpate next',
    nextWould: (present: string, absent: string): string => `if present ${present}, if absent ${absent}`,
    sampled: (error: string): string =>
      `This drawing is too wide for exact figures. They were sampled, and most are within ${error} of the truth.`,
    alternatives: 'Other than a muscle',
    alternativesText:
      'Ranked in the same network as the muscles, so that one does not get credit for the other.',
    dangerous: 'Dangerous',
    changes: 'What would change the order',
    change: (sign: string, answer: string, at: string, first: string): string =>
      `${sign} ${answer} at ${at} would put ${first} first`,
    chance: (p: string): string => `present in ${p}`,
    changeChance: (p: string): string => `expected in ${p}`,
    versions: (content: string, engine: string, parameters: string): string =>
      `Atlas ${content}, engine ${engine}, parameters ${parameters}`,
    probability: 'Probability',
    latent: (p: string): string => `latent ${p}`,
    latentText: 'Probability that the point is there but is not what hurts now',
    updated: 'Updated',
  },

  site: {
    examine: 'Examine',
    alike: (ranks: readonly number[]): string =>
      `The drawing alone cannot tell it from number ${ranks.slice(0, 4).join(', ')}${ranks.length > 4 ? ' …' : ''}.`,
    explains: 'Would explain',
    misses: 'Usually also hurts, not painted',
    missesText: 'Evidence against it',
    nothingMissed: 'Nothing that it usually does is missing',
    share: (p: string): string => `${p} of this pain`,
    strength: (p: string): string => `hurts in ${p} when active`,
    findings: 'Examination',
    palpation: 'How to find it',
    beneath: 'What lies beneath',
    sources: 'Sources',
    atlas: 'Open in the atlas',
    effect: (sign: string, answer: string, from: string, to: string): string =>
      `${sign} ${answer}: ${from} → ${to}`,
    disputed: 'sources disagree',
    side: { left: 'Left', right: 'Right', midline: 'Midline' },
  },
  signs,
  answers,
} as const;
