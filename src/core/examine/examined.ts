import type { Answer } from '../answer.ts';
import type { SiteId } from '../atlas/muscle.ts';
import { classify, type Criteria, type Verdict } from './criteria.ts';

/** One sign of one site, as it was answered. */
export interface SignAnswer {
  readonly site: SiteId;
  readonly sign: string;
  readonly answer: Answer;
}

/** One examined site with what was found there, and what a set of criteria makes of it. */
export interface ExaminedSite {
  readonly site: SiteId;
  readonly verdict: Verdict;
  readonly present: readonly string[];
  readonly absent: readonly string[];
}

/** Every site at which something was examined, in the order of the answers. A sign that is not there is unknown. */
export function examinedSites(answers: readonly SignAnswer[], criteria: Criteria): readonly ExaminedSite[] {
  const bySite = new Map<SiteId, Map<string, Answer>>();
  for (const { site, sign, answer } of answers) {
    const signs = bySite.get(site) ?? new Map<string, Answer>();
    signs.set(sign, answer);
    bySite.set(site, signs);
  }
  return [...bySite].map(([site, signs]) => ({
    site,
    verdict: classify(criteria, signs).verdict,
    present: namesOf(signs, 'present'),
    absent: namesOf(signs, 'absent'),
  }));
}

const namesOf = (signs: ReadonlyMap<string, Answer>, answer: Answer): readonly string[] =>
  [...signs].filter(([, a]) => a === answer).map(([sign]) => sign.replaceAll('-', ' '));
