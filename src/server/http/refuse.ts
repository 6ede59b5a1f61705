import { outcomeOf, outcomeSaying, type OperationOutcome } from '../../fhir/outcome.ts';
import { unreachable } from '../../kit/unreachable.ts';
import type { Refusal } from '../record/refusal.ts';

/** An answer that is no success. */
export interface Refused {
  readonly status: number;
  readonly body: OperationOutcome;
}

/** The status and outcome of each refusal, in one place. */
export function refuse(refusal: Refusal): Refused {
  switch (refusal.code) {
    case 'invalid':
      return { status: 400, body: outcomeOf('value', refusal.complaints) };
    case 'not-found':
      return { status: 404, body: outcomeSaying('not-found', `There is no ${refusal.what}.`) };
    case 'duplicate':
      return { status: 409, body: outcomeSaying('duplicate', `There is a ${refusal.what} already.`) };
    case 'wrong-chart':
      return { status: 409, body: outcomeOf('conflict', [refusal.complaint]) };
    case 'stale': {
      const { current, from } = refusal;
      const complaint = { at: 'If-Match', expected: `"${current?.version ?? 0}"`, got: `"${from}"` };
      const body = outcomeOf('conflict', [complaint]);
      return { status: 412, body: current === undefined ? body : { ...body, current } };
    }
    default:
      return unreachable(refusal);
  }
}
