import type { Verdict } from '../../../core/examine/criteria.ts';
import type { CriteriaId, JawQuestion } from '../../../core/examine/examination.ts';
import type { StageOfLife } from '../../../core/examine/life.ts';
import type { Feeling, Limb, NerveWord, ReflexAnswer, Touch } from '../../../core/examine/neuro.ts';

const verdicts: Readonly<Record<Verdict, string>> = {
  active: 'Active',
  latent: 'Latent',
  'not-met': 'Criteria not met',
  'not-enough-known': 'Not enough known',
};

const criteria: Readonly<Record<CriteriaId, string>> = {
  'delphi-2018': 'Delphi 2018',
  'travell-simons-1999': 'Travell & Simons 1999',
  'dc-tmd-myalgia': 'DC/TMD myalgia',
};

const jaw: Readonly<Record<JawQuestion, string>> = {
  'jaw-pain-30-days': 'Pain of jaw, temple or ear within the last 30 days',
  'jaw-use-changes-pain': 'Using the jaw changes that pain',
};

const stages: Readonly<Record<StageOfLife, string>> = {
  suspected: 'Suspected',
  latent: 'Latent',
  active: 'Active',
  treated: 'Treated',
  resolved: 'Resolved',
  recurred: 'Recurred',
};

const feelings: Readonly<Record<Feeling, string>> = {
  normal: 'Normal',
  reduced: 'Reduced',
  lost: 'Lost',
  increased: 'Increased',
};
const reflexes: Readonly<Record<ReflexAnswer, string>> = {
  normal: 'Normal',
  reduced: 'Reduced',
  lost: 'Lost',
  brisk: 'Brisk',
  clonus: 'Clonus',
};
const touches: Readonly<Record<Touch, string>> = { 'light-touch': 'Light touch', pin: 'Pin' };
const limbs: Readonly<Record<Limb, string>> = { arm: 'Neck and arm', leg: 'Back and leg' };
const nerveWords: Readonly<Record<NerveWord, string>> = {
  burning: 'Burning',
  electric: 'Like an electric shock',
  tingling: 'Tingling',
  numb: 'Numb',
  cold: 'Painfully cold',
  'touch-hurts': 'Light touch hurts',
};

/** DC/TMD says whether there is a myalgia, never whether there is a trigger point. */
const jawVerdicts: Readonly<Record<Verdict, string>> = {
  ...verdicts,
  active: 'Myalgia',
  latent: 'Tender, not the known pain',
};

/** A verdict as the criteria that gave it call it. */
export const verdictIn = (verdict: Verdict, by: string): string =>
  (by === 'dc-tmd-myalgia' ? jawVerdicts : verdicts)[verdict];

/** Words of the examination. */
export const words = {
  loading: 'Loading the examination',
  failed: 'This examination cannot be shown',
  unreachable: 'The server cannot be reached. What is unsaved is kept on this device.',
  retry: 'Try again',
  title: (day: string): string => `Examination of ${day}`,
  sections: {
    palpation: 'Palpation',
    movement: 'Movement',
    nerves: 'Nerves',
    points: 'Points',
    second: 'Second examiner',
  },
  section: 'Part of the examination',
  parts: { findings: 'What palpation found', examination: 'The examination', points: 'The list of points' },
  refused: 'The list of points does not follow this answer',
  verdicts,
  criteria,
  jaw,
  stages,
  side: { left: 'Left', right: 'Right', midline: 'Midline' },

  strip: {
    title: 'Ranking now',
    blankTitle: 'Nothing is painted yet',
    blank:
      'Without a drawing nothing is ranked and nothing proposed. Find a muscle by name, or paint where it hurts first.',
    paint: 'To the drawing',
    working: 'Ranking …',
    broken: 'The ranking cannot be computed. The examination is safe.',
    next: 'Palpate next',
    ask: (sign: string): string => `ask for ${sign.toLowerCase()}`,
    chance: (p: string): string => `expected in ${p}`,
    would: (present: string, absent: string): string => `present ${present} · absent ${absent}`,
    why: (gain: string, cost: string): string =>
      `Of everything open it tells most for its effort: ${gain} bits, effort ${cost}.`,
    another: 'Of muscles not examined yet',
    go: 'Examine it',
    nothingNext: 'No palpation would tell more about this drawing.',
    above: 'Before any muscle, consider',
    moved: (by: string): string => `${by} since the last answer`,
  },

  list: {
    title: 'Muscles to examine',
    find: 'Find a muscle',
    none: 'No muscle of that name in the atlas',
    more: (n: number): string => `${n} more; type on`,
    empty: 'No muscle yet. Find one by name.',
    signs: (present: number, absent: number): string => `${present} present, ${absent} absent`,
    add: 'Take up',
  },

  panel: {
    choose: 'Choose a muscle',
    chooseText: 'From the list, from the map, or by name.',
    otherSide: 'Other side',
    undo: 'Undo',
    map: (name: string): string => `Body map with ${name} marked`,
    where: 'Where was it felt?',
    whereOn: 'Touch every area where it was felt',
    whereDone: 'Done',
    whereNone: 'The area was not asked',
    whereList: 'Areas by list or keyboard',
    felt: (list: string): string => `Felt at ${list}`,
    keys: 'Keys',
    howTo: 'How to find it',
    pressure: 'Pressure-pain threshold',
    reading: (n: number): string => `Reading ${n}`,
    unit: 'Unit',
    mean: (mean: string, spread: string): string => `Mean ${mean} kPa, spread ± ${spread}`,
    single: (mean: string): string => `${mean} kPa, one reading`,
    provisional: 'Fewer than three readings: provisional.',
    other: (kPa: string, by: string): string => `Other side ${kPa} kPa: this side ${by}.`,
    within: 'Within what measuring alone can do (unreviewed figure of 55 kPa).',
    beyond: 'More than measuring alone does (unreviewed figure of 55 kPa).',
    badReading: 'No plausible pressure',
    autonomic: 'Autonomic signs',
    chanceNow: 'Probability now',
    notRanked: 'Nothing painted lies in its reach, so the ranking says nothing of it.',
  },

  judge: {
    title: 'Criteria',
    by: 'Judge by',
    threshold: 'Of taut band, tender spot and referral, how many',
    thresholds: { '2': 'Two', '3': 'All three' },
    within: 'The tender spot must lie in the band',
    withinWords: { yes: 'Yes', no: 'No' },
    thresholdText:
      'The 2018 panel named three signs and left the number to the clinic. Two with the spot in the band is a common reading; it is unreviewed.',
    settle: 'Would settle it',
    each: (sign: string, present: string, absent: string): string =>
      `${sign}: if present ${present.toLowerCase()}, if absent ${absent.toLowerCase()}`,
    missing: (signs: string): string => `No single sign settles it. Open: ${signs}.`,
    other: 'By the other sets',
    nerve: 'Nerve signs are present. A trigger point alone does not explain them.',
    nerveTo: 'See the nerves',
    notPain: 'A verdict on the point. It says nothing of how the patient feels.',
    jawOnly: 'Made for jaw muscles. Other muscles are judged by Delphi 2018.',
  },

  movement: {
    title: 'Range of movement',
    area: 'Part of the body',
    areas: {
      neck: 'Neck',
      jaw: 'Jaw',
      shoulder: 'Shoulder',
      arm: 'Elbow and forearm',
      hand: 'Wrist',
      back: 'Trunk',
      hip: 'Hip',
      leg: 'Knee and ankle',
    } as Readonly<Record<string, string>>,
    before: 'Before',
    after: 'After',
    normal: 'Usual',
    gained: 'Gained',
    field: (movement: string, side: string, when: string): string => `${movement}, ${side}, ${when}`,
    unit: { degree: '°', mm: 'mm' },
    own: 'Another movement',
    add: 'Add',
    bad: 'Out of any joint’s reach',
    text: 'Usual values are averages of healthy adults; age, sex and habit move them. The other side of this patient is the better measure.',
  },

  nerves: {
    title: 'Nerves',
    limb: 'Limb',
    limbs,
    touches,
    feelings,
    reflexes,
    nerveWords,
    strength: 'Strength',
    reflex: (name: string): string => `${name} reflex`,
    open: 'Not tested',
    grade: (n: number): string => `${n} of 5`,
    skin: 'Skin',
    allNormal: 'The rest is normal',
    allNormalText: 'Marks every test of this limb that has no answer yet as normal.',
    clear: 'Clear this limb',
    tests: 'Tests that provoke',
    words: 'How the patient describes it',
    state: {
      positive: 'Nerve signs are present',
      negative: 'Nothing abnormal in what was tested, and everything was tested',
      incomplete: 'Not enough tested to say that the nerves are well',
    },
    missing: (n: number): string => `${n} tests have no answer. Not tested is not normal.`,
    positiveText: 'A trigger point alone does not explain them, whatever palpation finds.',
    pointsAt: 'They speak for',
    notMuscle: 'To what is not a muscle',
    toScreen: 'Answer them in the safety screen',
    askText: 'These questions of the safety screen follow from what was found:',
    cell: (what: string, root: string, side: string): string => `${what}, ${root}, ${side}`,
    nothing: 'Nothing tested yet',
  },

  points: {
    title: 'Trigger points of this patient',
    none: 'No trigger point so far',
    noneText: 'A point appears here when an examination finds it active or latent.',
    separate:
      'Where a point stands is one thing, how the patient feels another. Neither is read from the other.',
    since: (day: string): string => `since ${day}`,
    suspected: (day: string): string => `suspected ${day}`,
    parent: 'Satellite of',
    noParent: 'No other point',
    mayBe: (name: string): string =>
      `The atlas lists it among those that often become active with ${name}: opinion, unreviewed.`,
    keyFirst: 'Treating the parent first is a proposal of textbooks, not evidence.',
    life: 'Life',
    pressure: 'Threshold',
    noPressure: 'No threshold measured',
    pressureText: (from: string, to: string): string => `${from} → ${to} kPa`,
    beyond: 'more than measuring alone does',
    within: 'within what measuring alone does',
    suspect: 'Note as suspected',
    isPoint: (stage: string): string => `On the list of points: ${stage.toLowerCase()}`,
    take: 'Take off the list',
    pending: (names: string): string => `A finished procedure treated ${names}.`,
    writePending: 'Write it into their lives',
    behind: 'Something was found at this visit that the list does not tell yet.',
    catchUp: 'Bring the list up to date',
    now: 'Stages now',
    sides: 'Left and right',
    sidesText: 'Sites examined at this visit. What was not examined is unknown, not normal.',
    sidesNone: 'Nothing was examined at this visit yet.',
    muscle: 'Muscle',
    difference: 'Difference',
    notExamined: 'not examined',
    response: 'Pain over the same time',
    noResponse: 'No pain score is recorded.',
  },

  second: {
    title: 'Second examiner',
    text: 'Another examiner palpates the same sites without seeing the answers. Both are shown when the second is done.',
    name: 'Name of the second examiner',
    start: 'Begin, answers hidden',
    done: 'Done: compare',
    again: 'Continue',
    none: 'Examine at least one muscle first.',
    agreement: 'Agreement',
    sign: 'Sign',
    both: 'Both said',
    same: 'Same answer',
    kappa: 'Kappa',
    noKappa: 'not defined',
    tooFew: (n: number): string => `from ${n} pairs on`,
    few: 'Few pairs say little of two examiners, and kappa needs both answers to occur.',
    pooled: 'In published studies the pooled kappa for trigger points is 0.45 (Rathbone 2017).',
  },

  keys: [
    ['j k', 'down, up'],
    ['1 – 8', 'a sign: present, absent, unknown'],
    ['Shift 1 – 8', 'absent at once'],
    ['n', 'palpate next'],
    ['s', 'other side'],
    ['r', 'where referral was felt'],
    ['u', 'undo'],
    ['/', 'find a muscle'],
  ],
  keyboard: 'One key per sign',
} as const;
