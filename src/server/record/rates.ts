import { acceptRates, type DoubleCount } from '../../core/examine/rates-review.ts';
import type { AcceptedRates } from '../../core/localise/accepted-rates.ts';
import { SHIPPED_PARAMETERS } from '../../core/localise/parameters.ts';
import type { Sign } from '../../core/localise/request.ts';
import type { RatesDecision } from '../../core/rates-decision.ts';
import { canonicalJson } from '../../kit/canonical.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Day } from '../../kit/time.ts';
import { sha256 } from '../../store/digest.ts';
import type { Records } from '../../store/store.ts';
import type { Refusal } from './refusal.ts';
import type { Write } from './write.ts';

/** How far the clinic's examiners agree, and what was decided about the rates of signs. Counts, and nobody's record. */
export interface AgreementView {
  readonly counts: readonly DoubleCount[];
  /** First to last. */
  readonly decisions: readonly RatesDecision[];
  /** Version of the shipped parameters. */
  readonly shipped: string;
}

/** What the clinic counted and decided. */
export async function readAgreement(records: Records): Promise<AgreementView> {
  const [counts, decisions] = await Promise.all([records.doubleExaminations(), records.ratesDecisions()]);
  return { counts, decisions, shipped: SHIPPED_PARAMETERS.version };
}

/** What an owner decides, with what they saw when they did. */
export interface RatesWanted {
  /** Signs that take the clinic's own rates; none: back to the shipped ones. */
  readonly signs: readonly Sign[];
  /** The counts on their screen. */
  readonly counts: readonly DoubleCount[];
  /** How many decisions there were, and the version of the shipped parameters. */
  readonly from: number;
  readonly shipped: string;
}

/** Put the clinic's own rates in force for some signs, or go back. Refused when anything moved since the owner looked. */
export async function decideRates(
  { records, actor, at }: Omit<Write, 'from'>,
  wanted: RatesWanted,
): Promise<Result<RatesDecision, Refusal>> {
  const seen = await readAgreement(records);
  if (seen.shipped !== wanted.shipped || canonicalJson(seen.counts) !== canonicalJson(wanted.counts))
    return err({ code: 'not-possible', why: 'The numbers have changed since you looked. Look again.' });
  let rates: AcceptedRates | undefined;
  if (wanted.signs.length > 0) {
    const day = at.slice(0, 10) as Day;
    const { signs } = wanted;
    const accepted = acceptRates({ parameters: SHIPPED_PARAMETERS, counts: seen.counts, signs, day }, sha256);
    if (!accepted.ok) return err({ code: 'invalid', complaints: accepted.error });
    rates = accepted.value;
  } else if (seen.decisions.at(-1)?.rates === undefined)
    return err({ code: 'not-possible', why: 'The shipped rates are in force already.' });
  const { id: by, name } = actor;
  const decision: RatesDecision = {
    number: wanted.from + 1,
    ...(rates === undefined ? {} : { rates }),
    by,
    name,
    at,
  };
  if ((await records.decideRates(decision)) !== 'saved')
    return err({ code: 'not-possible', why: 'Somebody else has just decided. Look again.' });
  return ok(decision);
}
