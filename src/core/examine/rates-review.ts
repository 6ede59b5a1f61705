import { canonicalJson } from '../../kit/canonical.ts';
import type { Complaint } from '../../kit/complaint.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Day } from '../../kit/time.ts';
import type { TextDigest } from '../audit.ts';
import type { AcceptedRates, AcceptedSign } from '../localise/accepted-rates.ts';
import type { Parameters } from '../localise/parameters.ts';
import type { Sign } from '../localise/request.ts';
import { agreementOf, type Agreement, type PairTable } from './agreement.ts';
import { ownSign, PUBLISHED, type OwnSign, type PublishedAgreement } from './own-rates.ts';

/** Pairs of answers that a clinic needs before it may put a sign's own rates in force. Our proposal, unreviewed. */
export const LEAST_TO_ACCEPT = 50;
/** Visits over which they must be spread: sites of one patient are not independent. Our proposal, unreviewed. */
export const LEAST_VISITS = 10;

/** How often two examiners of a clinic answered one sign alike and otherwise, over all its visits. */
export interface DoubleCount {
  readonly sign: Sign;
  readonly table: PairTable;
  /** Visits at which this sign was answered twice. */
  readonly visits: number;
}

/** One sign as an owner reviews it. */
export interface SignReview {
  readonly sign: Sign;
  readonly published: PublishedAgreement;
  readonly agreement: Agreement;
  readonly visits: number;
  /** What the clinic's own agreement would make of the rates. Absent without a kappa. */
  readonly own?: OwnSign;
  /** There is enough to accept them. */
  readonly mayAccept: boolean;
}

/** Every sign that has a published agreement, with what the clinic counted beside it. */
export function reviewSigns(parameters: Parameters, counts: readonly DoubleCount[]): readonly SignReview[] {
  return PUBLISHED.map((published) => {
    const { sign } = published;
    const { table, visits } = counts.find((row) => row.sign === sign) ?? { table: NONE, visits: 0 };
    const agreement = agreementOf(table);
    const own = ownSign(parameters, sign, agreement);
    return {
      sign,
      published,
      agreement,
      visits,
      ...(own === undefined ? {} : { own }),
      mayAccept:
        own !== undefined &&
        agreement.n >= LEAST_TO_ACCEPT &&
        visits >= LEAST_VISITS &&
        // Below chance one of the two has most likely taken present for absent.
        (agreement.kappa ?? 0) > 0,
    };
  });
}

const NONE: PairTable = [0, 0, 0, 0];

/** What an owner takes, and of which numbers. */
export interface Acceptance {
  readonly parameters: Parameters;
  readonly counts: readonly DoubleCount[];
  /** Which signs take the clinic's own rates. */
  readonly signs: readonly Sign[];
  readonly day: Day;
}

/**
 * The rates of the signs that were chosen, by a name that holds the day and a digest of them.
 *
 * A sign that has too few pairs, or none at all, is refused.
 */
export function acceptRates(
  { parameters, counts, signs, day }: Acceptance,
  digest: TextDigest,
): Result<AcceptedRates, readonly Complaint[]> {
  const complaints: Complaint[] = [];
  const rows = reviewSigns(parameters, counts).flatMap((review): readonly AcceptedSign[] => {
    const { sign, agreement, visits, own, mayAccept } = review;
    const at = signs.indexOf(sign);
    if (at < 0) return [];
    if (!mayAccept || own === undefined) {
      complaints.push({
        at: `signs[${at}]`,
        expected: `a sign answered twice at ${LEAST_TO_ACCEPT} sites of ${LEAST_VISITS} visits, with a kappa above 0`,
        got: `${sign} with ${agreement.n} of ${visits} visits, kappa ${agreement.kappa?.toFixed(2) ?? 'none'}`,
      });
      return [];
    }
    const { active, latent, none } = own.after;
    return [{ sign, active, latent, none, pairs: agreement.n, visits, kappa: agreement.kappa ?? 0 }];
  });
  if (complaints.length > 0) return err(complaints);
  if (rows.length === 0)
    return err([{ at: 'signs', expected: 'at least one sign', got: 'none that has rates' }]);
  const name = `own-${day}-${digest(canonicalJson(rows)).slice(0, 8)}`;
  return ok({ name, from: parameters.version, signs: rows });
}
