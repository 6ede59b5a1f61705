import type { Frequency, ReferralKind } from '../../../core/atlas/muscle.ts';

const frequencies: Readonly<Record<Frequency, string>> = {
  'very-common': 'very common',
  common: 'common',
  uncommon: 'uncommon',
  rare: 'rare',
};

const kinds: Readonly<Record<ReferralKind, string>> = {
  essential: 'most patients',
  spillover: 'some patients',
  local: 'at the site',
};

/** Words of the atlas browser. */
export const words = {
  title: 'Atlas',
  lead: 'Where trigger points are described, where each refers pain, and who says so.',
  loading: 'Loading the atlas',
  failed: 'The atlas cannot be loaded',
  failedText: 'The server cannot be reached.',
  retry: 'Try again',
  find: 'Find a muscle or a place',
  list: 'Muscles and places',
  by: 'Look up by',
  byMuscle: 'Muscle',
  byRegion: 'Place',
  noMatch: (text: string): string => `Nothing is called “${text}”`,
  noMatchText: 'Search looks at English, Latin and common names, and at the names of places.',
  choose: 'Choose a muscle, or tap a place on the body',
  chooseText: 'A muscle shows its sites and where they refer. A place shows everything that can refer to it.',
  map: (what: string, view: string): string => `Body map, ${view}: ${what}`,
  refersTo: (muscle: string): string => `where ${muscle} refers pain`,
  blankMap: 'choose a place',
  place: (name: string): string => `${name} is marked`,
  side: 'Side',
  sides: { left: 'Left', right: 'Right' },
  onlyOn: { left: 'Described on the left only', right: 'Described on the right only' },
  site: 'Site',
  allSites: 'All sites',
  siteNumber: (n: number): string => `Site ${n}`,
  seeAs: 'Facts',
  facts: {
    latin: 'Latin',
    attachments: 'Attachments',
    nerve: 'Nerve',
    action: 'Action',
    synergists: 'Acts with',
    provokes: 'Provoked by',
    eases: 'Eased by',
    frequency: 'How often met',
    palpation: 'How to find it',
    beneath: 'What lies beneath',
    refers: 'Refers to',
    satellites: 'Often active together with',
    sources: 'Sources',
  },
  frequencies,
  kinds,
  grips: {
    flat: 'flat palpation',
    pincer: 'pincer grip',
    deep: 'deep palpation',
    intraoral: 'from inside the mouth',
    internal: 'internal palpation',
  },
  strength: 'Strength',
  strengthText: 'How often the place hurts when this site alone is active. Mean over the sources.',
  disputed: 'sources disagree',
  midline: 'midline',
  refersHere: (place: string): string => `What can refer to: ${place}`,
  noneHere: 'Nothing in the atlas refers here',
  noneHereText: 'That is an answer about the atlas, not about the patient.',
  count: (sites: number, muscles: number): string => `${sites} sites in ${muscles} muscles, strongest first`,
  otherThanMuscle: 'Not a muscle',
  dangerous: 'Dangerous',
  back: 'Back to the list',
  missing: (id: string): string => `The atlas has nothing called “${id}”`,
  version: (version: string, muscles: number, sites: number): string =>
    `Atlas ${version}: ${muscles} muscles, ${sites} sites`,
} as const;

/** A share in whole percent. Strengths lie strictly between 0 and 1. */
export const percent = (share: number): string =>
  share < 0.01 ? '< 1 %' : share > 0.99 ? '> 99 %' : `${Math.round(share * 100)} %`;
