import type { DoubleCount } from '../../core/examine/rates-review.ts';
import type { Sign } from '../../core/localise/request.ts';
import type { RatesDecision } from '../../core/rates-decision.ts';
import type { Result } from '../../kit/result.ts';
import { act, read, type Failure } from './client.ts';
import { queries } from './queries.ts';
import { ReadFailed } from './records.ts';

/** How far the clinic's examiners agree, and what was decided about the rates of signs. */
export interface AgreementView {
  readonly counts: readonly DoubleCount[];
  /** First to last. */
  readonly decisions: readonly RatesDecision[];
  /** Version of the parameters that the server ships. */
  readonly shipped: string;
}

/** Reads, as options for `useQuery`. */
export const agreementReads = {
  agreement: {
    queryKey: ['agreement'],
    queryFn: async (): Promise<AgreementView> => {
      const answer = await read<AgreementView>('/api/agreement');
      if (!answer.ok) throw new ReadFailed(answer.error);
      return answer.value;
    },
  },
} as const;

/** Put the clinic's own rates in force for these signs; for none: go back to the shipped ones. */
export async function decideRates(
  { counts, decisions, shipped }: AgreementView,
  signs: readonly Sign[],
): Promise<Result<AgreementView, Failure>> {
  const body = { signs, counts, from: decisions.length, shipped };
  const decided = await act<AgreementView>('PUT', '/api/agreement', body);
  // Whatever came of it, what is on the screen may be old; and charts name the rates that their rankings take.
  await queries.invalidateQueries({ queryKey: agreementReads.agreement.queryKey });
  void queries.invalidateQueries({ queryKey: ['chart'] });
  return decided;
}
