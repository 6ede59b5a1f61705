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
    case 'not-signed-in':
    case 'locked':
    case 'forbidden':
    case 'not-on-team':
    case 'too-many':
    case 'not-possible':
      return turnAway(refusal);
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

type TurnedAway = Extract<
  Refusal,
  { readonly code: 'not-signed-in' | 'locked' | 'forbidden' | 'not-on-team' | 'too-many' | 'not-possible' }
>;

/** Refusals because of who asks, and not of what is asked. */
function turnAway(refusal: TurnedAway): Refused {
  switch (refusal.code) {
    case 'not-signed-in':
      return { status: 401, body: outcomeSaying(refusal.ended ? 'expired' : 'login', refusal.why) };
    case 'locked':
      return { status: 423, body: outcomeSaying('security', 'The screen is locked.') };
    case 'forbidden':
      return { status: 403, body: outcomeSaying('forbidden', refusal.why) };
    case 'not-on-team':
      return {
        status: 403,
        body: outcomeSaying(
          'suppressed',
          'Others treat this patient. Join their team, or give an emergency.',
        ),
      };
    case 'too-many':
      return {
        status: 429,
        body: outcomeSaying('throttled', `Too many attempts. Try again in ${refusal.seconds} seconds.`),
      };
    case 'not-possible':
      return { status: 409, body: outcomeSaying('not-supported', refusal.why) };
    default:
      return unreachable(refusal);
  }
}
