import { z } from 'zod';
import { NOCIPLASTIC_QUESTIONS } from '../../../core/examine/psychosocial.ts';
import { CHANGES, type Scores } from '../../../core/examine/scores.ts';
import { WIDESPREAD_AREA_IDS, type WidespreadArea } from '../../../core/examine/widespread.ts';
import type { PartEntry } from '../part-routes.ts';
import { ANSWER, DAY, listOf, numberIn, oneOf, text, wholeIn } from './shapes.ts';

const maybe = z.exactOptional;
const RATING = wholeIn(0, 10);
const ITEM = wholeIn(0, 3);

const AREA = oneOf(WIDESPREAD_AREA_IDS as readonly [WidespreadArea, ...WidespreadArea[]]);

/** What the questionnaires of a visit answered. */
const SCORES: z.ZodType<Scores> = z.strictObject(
  {
    day: DAY,
    pain: maybe(z.strictObject({ now: maybe(RATING), average: maybe(RATING), worst: maybe(RATING) })),
    peg: maybe(z.strictObject({ pain: maybe(RATING), enjoyment: maybe(RATING), activity: maybe(RATING) })),
    activities: maybe(
      listOf(z.strictObject({ activity: text(120, 1), rating: numberIn(0, 10) }), 5).refine(
        (list) => new Set(list.map((a) => a.activity)).size === list.length,
        { error: 'each activity once' },
      ),
    ),
    change: maybe(oneOf(CHANGES)),
    phq4: maybe(
      z.strictObject({
        'anxiety-1': maybe(ITEM),
        'anxiety-2': maybe(ITEM),
        'depression-1': maybe(ITEM),
        'depression-2': maybe(ITEM),
      }),
    ),
    widespread: maybe(
      z.strictObject({
        areas: maybe(listOf(AREA, WIDESPREAD_AREA_IDS.length)),
        severity: maybe(
          z.strictObject({ fatigue: maybe(ITEM), unrefreshed: maybe(ITEM), cognitive: maybe(ITEM) }),
        ),
        symptoms: maybe(
          z.strictObject({
            headaches: maybe(ANSWER),
            'abdominal-pain': maybe(ANSWER),
            depression: maybe(ANSWER),
          }),
        ),
        threeMonths: maybe(ANSWER),
      }),
    ),
    nociplastic: maybe(
      z
        .record(z.string(), ANSWER)
        .refine((given) => Object.keys(given).every((q) => NOCIPLASTIC_QUESTIONS.includes(q)), {
          error: `answers to ${NOCIPLASTIC_QUESTIONS.join(', ')}`,
        }),
    ),
  },
  { error: 'an object' },
);

/** The scores of a visit. */
export const scoresPart: PartEntry<'scores'> = { shape: () => SCORES };
