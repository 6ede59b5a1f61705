import type { Answer } from '../answer.ts';
import type { SiteId } from '../atlas/muscle.ts';
import type { SiteFinding } from '../localise/request.ts';
import type { Answers } from '../logic.ts';
import {
  classify,
  DC_TMD_MYALGIA,
  delphi2018,
  DELPHI_DEFAULT,
  TRAVELL_SIMONS_1999,
  type Classified,
  type Criteria,
  type DelphiSettings,
} from './criteria.ts';
import type { Motion, PressureReadings } from './measures.ts';
import type { NeuroScreen } from './neuro.ts';
import type { AutonomicSign, ExaminationSign, FurtherSign } from './signs.ts';

/** Criteria that a visit can be judged by. */
export const CRITERIA_IDS = ['delphi-2018', 'travell-simons-1999', 'dc-tmd-myalgia'] as const;
export type CriteriaId = (typeof CRITERIA_IDS)[number];

/** What is asked of the history before a jaw muscle can be judged by DC/TMD. */
export const JAW_QUESTIONS = ['jaw-pain-30-days', 'jaw-use-changes-pain'] as const;
export type JawQuestion = (typeof JAW_QUESTIONS)[number];

/** What one site showed beyond the signs that move the ranking. A sign that is not listed is unknown. */
export interface SiteExamination {
  readonly site: SiteId;
  readonly signs?: Readonly<Partial<Record<FurtherSign, Answer>>>;
  readonly autonomic?: Readonly<Partial<Record<AutonomicSign, Answer>>>;
  readonly pressure?: PressureReadings;
}

/** What a second examiner found without seeing what the first had found. */
export interface SecondExamination {
  readonly examiner: string;
  /** A sign that is not listed was not examined by the second. */
  readonly found: readonly {
    readonly site: SiteId;
    readonly sign: ExaminationSign;
    readonly answer: Exclude<Answer, 'unknown'>;
  }[];
  /** The second said to be done: from here on both are shown side by side. */
  readonly isDone: boolean;
}

/**
 * The examination of one visit, but for the signs that move the ranking: those are the visit's findings.
 */
export interface Examination {
  readonly criteria: CriteriaId;
  /** Absent: the usual reading. */
  readonly delphi?: DelphiSettings;
  readonly jaw?: Readonly<Partial<Record<JawQuestion, Answer>>>;
  readonly sites: readonly SiteExamination[];
  readonly motions: readonly Motion[];
  readonly neuro: NeuroScreen;
  readonly second?: SecondExamination;
}

/** An examination in which nobody has done anything yet. */
export const NOTHING_EXAMINED: Examination = {
  criteria: 'delphi-2018',
  sites: [],
  motions: [],
  neuro: {},
};

/** Every set, with the choices of this visit. */
export function criteriaSets(
  examination: Pick<Examination, 'delphi'>,
): Readonly<Record<CriteriaId, Criteria>> {
  return {
    'delphi-2018': delphi2018(examination.delphi ?? DELPHI_DEFAULT),
    'travell-simons-1999': TRAVELL_SIMONS_1999,
    'dc-tmd-myalgia': DC_TMD_MYALGIA,
  };
}

/** The set that judges a muscle: the chosen one, or Delphi where the chosen one was not made for that muscle. */
export function criteriaFor(examination: Pick<Examination, 'criteria' | 'delphi'>, muscle: string): Criteria {
  const sets = criteriaSets(examination);
  const chosen = sets[examination.criteria];
  return chosen.muscles === undefined || chosen.muscles.includes(muscle) ? chosen : sets['delphi-2018'];
}

/** Everything known of one site: signs of both records, and the history of the jaw. */
export function signsAt(
  site: SiteId,
  findings: readonly SiteFinding[],
  examination: Pick<Examination, 'sites' | 'jaw'>,
): Answers {
  const further = examination.sites.find((s) => s.site === site)?.signs ?? {};
  return new Map<string, Answer>([
    ...Object.entries(examination.jaw ?? {}),
    ...findings.filter((f) => f.site === site).map((f) => [f.sign, f.answer] as const),
    ...Object.entries(further),
  ]);
}

/**
 * The examination as the lives of trigger points read it. A myalgia of the jaw is no trigger point: where DC/TMD judges
 * the visit, Delphi says what is a point.
 */
export function forPoints(examination: Examination): Examination {
  return examination.criteria === 'dc-tmd-myalgia'
    ? { ...examination, criteria: 'delphi-2018' }
    : examination;
}

/** One site that was examined, and what the criteria make of it. */
export interface JudgedSite extends Classified {
  readonly site: SiteId;
  readonly signs: Answers;
}

/**
 * Every site of which anything was answered, judged by the criteria of the visit.
 *
 * @param muscleOf id of the muscle of a site
 */
export function judge(
  findings: readonly SiteFinding[],
  examination: Examination,
  muscleOf: (site: SiteId) => string,
): readonly JudgedSite[] {
  const sites = new Set([...findings.map((f) => f.site), ...examination.sites.map((s) => s.site)]);
  return [...sites].map((site) => {
    const signs = signsAt(site, findings, examination);
    return { site, signs, ...classify(criteriaFor(examination, muscleOf(site)), signs) };
  });
}
