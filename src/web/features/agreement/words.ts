import type { Failure } from '../../api/client.ts';

/** By what an answer multiplies the odds. */
interface Weights {
  readonly present: string;
  readonly absent: string;
}

/** Words of the agreement of examiners. */
export const words = {
  title: 'Examiner agreement',
  lead: 'How far two examiners of this clinic agree, sign by sign, over all visits at which a second one palpated without seeing the answers of the first. Counts only: nobody’s record is here.',
  loading: 'Counting double examinations',
  failed: 'The agreement cannot be shown',
  retry: 'Try again',
  none: 'Nobody has been examined twice yet',
  noneText:
    'On the examination page of a visit, “Second examiner” lets a colleague palpate without seeing your answers. Invented patients do not count.',
  inForce: 'What rankings use now',
  shippedInForce: (version: string): string =>
    `The shipped rates of every sign (parameters ${version}). Counting changes nothing; only an owner’s decision does.`,
  ownInForce: (signs: string, name: string, day: string): string =>
    `The clinic’s own rates for ${signs}, put in force by ${name} on ${day}; the shipped rates for every other sign.`,
  version: (version: string): string => `Parameters ${version}`,
  older: (from: string, to: string): string =>
    `These rates were derived from parameters ${from}; parameters ${to} ship now. Look at the signs again and decide anew.`,
  back: 'Go back to the shipped rates',
  shipped: 'Shipped',
  own: 'Own',
  published: 'Published kappa',
  ownKappa: 'Own kappa',
  publishedNote: (note: string): string => `Published: ${note}.`,
  unknown: 'not known',
  range: (from: string, to: string): string => `${from} to ${to}`,
  pairs: (pairs: number, visits: number): string =>
    `${pairs} ${pairs === 1 ? 'pair' : 'pairs'} of answers at ${visits} ${visits === 1 ? 'visit' : 'visits'}`,
  noKappa: 'Too few pairs for a kappa, or a sign that was always or never found. Its rates stay as shipped.',
  found: 'Found when the point is',
  between: 'Own, at the ends of the interval',
  states: { active: 'active', latent: 'latent', none: 'not there' },
  shrunk: (kappa: string): string =>
    `With the published agreement counted as 50 pairs more, kappa ${kappa} gives the own rates.`,
  change: (now: Weights, then: Weights): string =>
    `Present would multiply the odds of an active point against none by ${then.present} in place of ${now.present}, absent by ${then.absent} in place of ${now.absent}.`,
  inForceNow: (active: string, latent: string, none: string, pairs: number): string =>
    `In force: ${active}, ${latent} and ${none}, from ${pairs} pairs.`,
  belowChance:
    'Cannot be put in force: the two agree less often than by chance. Perhaps one took present for absent.',
  least: (pairs: number, leastPairs: number, visits: number, leastVisits: number): string =>
    `Cannot be put in force yet: ${pairs} of ${leastPairs} pairs, ${visits} of ${leastVisits} visits.`,
  choose: (sign: string): string => `Use own rates for ${sign}`,
  accept: (signs: number): string =>
    signs === 0
      ? 'Put own rates in force'
      : `Put own rates in force for ${signs} ${signs === 1 ? 'sign' : 'signs'}`,
  acceptText: 'Tick the signs above. You are asked once more before anything changes.',
  confirmTitle: 'Put own rates in force?',
  confirmText:
    'From now on every ranking of this clinic weighs these signs by the clinic’s own agreement and says so. Rankings that were kept stay as they are. Your name and the day are kept with the decision.',
  confirmSign: (sign: string, pairs: number, visits: number): string =>
    `${sign}: ${pairs} pairs at ${visits} visits`,
  confirmOthers: 'Signs that are not in this list go back to the shipped rates.',
  confirm: 'Put in force',
  cancel: 'Cancel',
  limits: 'What this cannot say',
  limitsText: [
    'Agreement is not truth: two examiners who share a habit agree, and may both be wrong.',
    'Sites of one patient are not independent, so the true interval is wider than the one shown.',
    'All pairs of examiners are counted together: one careless examiner moves the number of everyone.',
    'Answers count as they stood when the second examiner was first done; what was changed afterwards does not.',
    'The least of 50 pairs at 10 visits, and the weight of the published agreement, are proposals that nobody has reviewed.',
  ],
  history: 'Decisions',
  wentBack: 'back to the shipped rates',
  tookOwn: (sign: string, pairs: number): string => `own rates for ${sign} (${pairs} pairs)`,
  sources: 'Published agreement',
  failure: (failure: Failure): string =>
    failure.code === 'unreachable' ? 'The server cannot be reached. Nothing was changed.' : failure.said,
} as const;
