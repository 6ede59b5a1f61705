import { z } from 'zod';
import { ALLERGY_KINDS, type Background } from '../../../core/decide/background.ts';
import type { PartEntry } from '../part-routes.ts';
import { ANSWER, ASKED, DAY, listOf, numberIn, oneOf, text, wholeIn } from './shapes.ts';

const maybe = z.exactOptional;

const measured = (least: number, most: number, unit: string): z.ZodType<{ value: number; day: never }[]> =>
  listOf(z.strictObject({ value: numberIn(least, most, unit), day: DAY }), 500) as never;

const ALLERGY = z.strictObject({
  to: text(120, 1),
  kind: oneOf(ALLERGY_KINDS),
  reaction: maybe(text(300)),
});
const MEDICINE = z.strictObject({
  name: text(120, 1),
  atc: maybe(text(10)),
  rxnorm: maybe(text(12)),
  dose: maybe(text(120)),
  since: maybe(DAY),
});
const SURGERY = z.strictObject({
  what: text(200, 1),
  year: maybe(wholeIn(1900, 2199)),
  implant: maybe(z.boolean()),
});
const REACTION = z.strictObject({ to: text(120, 1), what: maybe(text(300)) });
const CARE_TRIED = z.strictObject({
  what: text(200, 1),
  from: DAY,
  to: maybe(DAY),
  dose: maybe(text(200)),
  effect: maybe(oneOf(['helped', 'partly', 'none', 'worse'])),
  active: maybe(z.boolean()),
});

/** What is known about a patient before any visit. */
const BACKGROUND: z.ZodType<Background> = z.strictObject(
  {
    occupation: maybe(text(200)),
    weights: maybe(measured(1, 400, 'kg')),
    heights: maybe(measured(30, 260, 'cm')),
    allergies: maybe(z.strictObject({ taken: DAY, list: listOf(ALLERGY, 50) })),
    medicines: maybe(z.strictObject({ taken: DAY, medicines: listOf(MEDICINE, 100) })),
    conditions: maybe(z.record(text(60, 1), ASKED)),
    pregnancy: maybe(z.strictObject({ asked: DAY, answer: ANSWER, weeks: maybe(wholeIn(0, 45)) })),
    guardianConsented: maybe(z.boolean()),
    surgery: maybe(z.strictObject({ taken: DAY, list: listOf(SURGERY, 50) })),
    illnesses: maybe(
      z.strictObject({ taken: DAY, list: listOf(z.strictObject({ what: text(200, 1) }), 60) }),
    ),
    reactions: maybe(z.strictObject({ taken: DAY, list: listOf(REACTION, 30) })),
    careTried: maybe(listOf(CARE_TRIED, 100)),
    factors: maybe(listOf(z.strictObject({ what: text(200, 1), modifiable: z.boolean() }), 50)),
  },
  { error: 'an object' },
);

/** The background of a patient. */
export const backgroundPart: PartEntry<'background'> = { shape: () => BACKGROUND };
