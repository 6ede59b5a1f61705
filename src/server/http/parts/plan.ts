import { z } from 'zod';
import { checkPlan, COMPONENT_KINDS, type Plan } from '../../../core/treat/plan.ts';
import { err, ok } from '../../../kit/result.ts';
import type { PartEntry } from '../part-routes.ts';
import { DAY, listOf, numberIn, oneOf, text } from './shapes.ts';

const COMPONENT = z.strictObject({
  kind: oneOf(COMPONENT_KINDS),
  what: text(300),
  owner: text(120),
  dose: text(200),
  from: DAY,
  to: z.exactOptional(DAY),
});
const GOAL = z.strictObject({
  activity: text(200),
  baseline: numberIn(0, 10),
  target: numberIn(0, 10),
  by: DAY,
});

/** What is to be done, by whom and until when. */
const PLAN: z.ZodType<Plan> = z.strictObject(
  { components: listOf(COMPONENT, 60), goals: listOf(GOAL, 20) },
  { error: 'an object' },
);

/** The plan of a patient. One that nobody could carry out is refused. */
export const planPart: PartEntry<'plan'> = {
  shape: () => PLAN,
  check:
    () =>
    ({ body }) => {
      const complaints = checkPlan(body);
      return complaints.length === 0 ? ok(body) : err({ code: 'invalid', complaints });
    },
};
