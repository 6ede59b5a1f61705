import { z } from 'zod';
import { MODALITIES } from '../../../core/decide/candidacy.ts';
import { checkPlan, COMPONENT_KINDS, type Plan } from '../../../core/treat/plan.ts';
import { err, ok } from '../../../kit/result.ts';
import type { PartEntry } from '../part-routes.ts';
import { ANSWER, DAY, listOf, numberIn, oneOf, text, wholeIn } from './shapes.ts';

const COMPONENT = z.strictObject({
  kind: oneOf(COMPONENT_KINDS),
  what: text(300),
  owner: text(120),
  dose: text(200),
  from: DAY,
  to: z.exactOptional(DAY),
  takesPart: z.exactOptional(ANSWER),
});
const GOAL = z.strictObject({
  activity: text(200),
  baseline: numberIn(0, 10),
  target: numberIn(0, 10),
  by: DAY,
});

const SERIES = z.strictObject({
  modality: oneOf(MODALITIES),
  scale: text(300, 1),
  interval: wholeIn(1, 365),
  checkAfter: wholeIn(1, 50),
  gain: wholeIn(1, 100),
  most: wholeIn(1, 50),
});
const TASK = z.strictObject({
  what: text(300, 1),
  owner: text(120, 1),
  due: DAY,
  done: z.exactOptional(DAY),
});

/** What is to be done, by whom and until when. */
const PLAN: z.ZodType<Plan> = z.strictObject(
  {
    components: listOf(COMPONENT, 60),
    goals: listOf(GOAL, 20),
    series: z.exactOptional(SERIES),
    tasks: z.exactOptional(listOf(TASK, 60)),
    pathway: z.exactOptional(text(60, 1)),
    payerRule: z.exactOptional(text(60, 1)),
  },
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
