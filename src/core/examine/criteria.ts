import type { Answer } from '../answer.ts';
import { evaluate, questionsOf, type Answers, type Condition, type QuestionId } from '../logic.ts';
import type { Sourced } from '../atlas/source.ts';

/** What a criteria set makes of the signs at one site. */
export const VERDICTS = ['active', 'latent', 'not-met', 'not-enough-known'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A named, published set of criteria, with the choices that its source leaves open. */
export interface Criteria extends Sourced {
  readonly id: string;
  readonly name: string;
  /** Muscles for which it was made; absent: any. */
  readonly muscles?: readonly string[];
  /** There is a trigger point, or a myalgia. */
  readonly met: Condition;
  /** It reproduces the pain that the patient knows. */
  readonly familiar: Condition;
  /** The rule in one sentence that a screen shows. */
  readonly rule: string;
}

/** The verdict, and what would still change it. */
export interface Classified {
  readonly criteria: string;
  readonly verdict: Verdict;
  /** Signs that are unknown and could still change the verdict. */
  readonly missing: readonly QuestionId[];
}

/**
 * Classify one site by one set of criteria.
 *
 * Met and familiar is active, met and not familiar is latent. While a sign that matters is unknown the
 * verdict is `not-enough-known`, never `not-met`.
 */
export function classify(criteria: Criteria, signs: Answers): Classified {
  const verdict = verdictOf(evaluate(criteria.met, signs), evaluate(criteria.familiar, signs));
  const asked = [...new Set([...questionsOf(criteria.met), ...questionsOf(criteria.familiar)])];
  const open = asked.filter((sign) => (signs.get(sign) ?? 'unknown') === 'unknown');
  return { criteria: criteria.id, verdict, missing: verdict === 'not-enough-known' ? open : [] };
}

function verdictOf(met: Answer, familiar: Answer): Verdict {
  if (met === 'absent') return 'not-met';
  if (met === 'unknown' || familiar === 'unknown') return 'not-enough-known';
  return familiar === 'present' ? 'active' : 'latent';
}

/** What a clinic may set where the 2018 consensus leaves room. */
export interface DelphiSettings {
  /** How many of taut band, hypersensitive spot and referred pain are needed. */
  readonly threshold: 2 | 3;
  /** The hypersensitive spot must lie in a taut band. */
  readonly spotInBand: boolean;
}

/** At least two of three, the spot within the band: a common reading, not the panel's own words. */
export const DELPHI_DEFAULT: DelphiSettings = { threshold: 2, spotInBand: true };

const is = (sign: QuestionId): Condition => ({ is: sign });

/**
 * The cluster of the 2018 international Delphi panel: taut band, hypersensitive spot, referred pain. Active
 * when the patient recognises the pain.
 *
 * @source fernandez-dommerholt-2018; the number needed is unreviewed
 */
export function delphi2018({ threshold, spotInBand }: DelphiSettings): Criteria {
  const cluster: Condition = {
    atLeast: threshold,
    of: [is('taut-band'), is('spot-tenderness'), is('referred-pain')],
  };
  const within: Condition = { allOf: [is('taut-band'), is('spot-tenderness')] };
  const where = spotInBand ? ', the tender spot lying in the band' : '';
  return {
    id: 'delphi-2018',
    name: 'Delphi consensus 2018',
    met: spotInBand ? { allOf: [within, cluster] } : cluster,
    familiar: is('recognised-pain'),
    rule: `At least ${threshold} of taut band, tender spot and referred pain${where}. Active when the patient recognises the pain.`,
    source: 'fernandez-dommerholt-2018',
    status: 'unreviewed',
  };
}

/**
 * The essential criteria of the Trigger Point Manual, 2nd edition: band, tender nodule, recognition, painful
 * limit to stretch.
 *
 * @source simons-travell-1999
 */
export const TRAVELL_SIMONS_1999: Criteria = {
  id: 'travell-simons-1999',
  name: 'Travell & Simons 1999',
  met: { allOf: [is('taut-band'), is('spot-tenderness'), is('nodule'), is('end-range-pain')] },
  familiar: is('recognised-pain'),
  rule: 'Taut band, a tender nodule in it, and pain at the end of stretch. Active when the patient recognises the pain.',
  source: 'simons-travell-1999',
  status: 'textbook',
};

/**
 * Myalgia of the jaw muscles: a history of jaw, temple or ear pain changed by jaw use, and familiar pain on
 * palpation.
 *
 * @source schiffman-2014
 */
export const DC_TMD_MYALGIA: Criteria = {
  id: 'dc-tmd-myalgia',
  name: 'DC/TMD myalgia',
  muscles: ['temporalis', 'masseter-superficial', 'masseter-deep'],
  met: { allOf: [is('jaw-pain-30-days'), is('jaw-use-changes-pain'), is('spot-tenderness')] },
  familiar: is('recognised-pain'),
  rule: 'Pain of jaw, temple or ear within 30 days that jaw use changes, and pain on palpation that the patient knows.',
  source: 'schiffman-2014',
  status: 'unreviewed',
};
