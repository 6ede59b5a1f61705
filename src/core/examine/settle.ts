import type { QuestionId, Answers } from '../logic.ts';
import { classify, type Criteria, type Verdict } from './criteria.ts';

/** What either answer to one open sign would make of a site. */
export interface WouldSettle {
  readonly sign: QuestionId;
  readonly ifPresent: Verdict;
  readonly ifAbsent: Verdict;
}

/**
 * The open signs that would settle a site, best first: those of which either answer settles it, then those of which
 * one does, in the order in which the criteria ask. One whose answer alone settles nothing is left out.
 */
export function wouldSettle(criteria: Criteria, signs: Answers): readonly WouldSettle[] {
  const settled = ({ ifPresent, ifAbsent }: WouldSettle): number =>
    Number(ifPresent !== 'not-enough-known') + Number(ifAbsent !== 'not-enough-known');
  return classify(criteria, signs)
    .missing.map((sign) => ({
      sign,
      ifPresent: classify(criteria, new Map([...signs, [sign, 'present' as const]])).verdict,
      ifAbsent: classify(criteria, new Map([...signs, [sign, 'absent' as const]])).verdict,
    }))
    .filter((w) => settled(w) > 0)
    .sort((a, b) => settled(b) - settled(a));
}
