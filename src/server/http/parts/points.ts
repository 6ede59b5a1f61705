import { z } from 'zod';
import { CRITERIA_IDS } from '../../../core/examine/examination.ts';
import { VERDICTS } from '../../../core/examine/criteria.ts';
import { checkPoints, type PointEvent, type TriggerPoints } from '../../../core/examine/life.ts';
import { err, ok } from '../../../kit/result.ts';
import type { PartEntry } from '../part-routes.ts';
import { DAY, ID, listOf, numberIn, oneOf, siteOf } from './shapes.ts';

const maybe = z.exactOptional;

const EVENT = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('examined'),
    day: DAY,
    verdict: oneOf(VERDICTS),
    criteria: oneOf(CRITERIA_IDS),
    visit: maybe(ID),
    pressure: maybe(numberIn(0, 10_000, 'kPa')),
  }),
  z.strictObject({ kind: z.literal('treated'), day: DAY, procedure: ID }),
]) as z.ZodType<PointEvent>;

const shapeOf = (sites: ReadonlySet<string>): z.ZodType<TriggerPoints> =>
  z.strictObject(
    {
      points: listOf(
        z.strictObject({
          id: ID,
          site: siteOf(sites),
          suspected: DAY,
          events: listOf(EVENT, 500),
          parent: maybe(ID),
          byHand: maybe(z.literal(true)),
        }),
        300,
      ),
    },
    { error: 'an object' },
  );

/** The trigger points of a patient. A life that no trigger point can have is refused. */
export const pointsPart: PartEntry<'points'> = {
  shape: ({ atlas }) => shapeOf(new Set(atlas.sites.map((s) => s.id))),
  check:
    () =>
    ({ body }) => {
      const complaints = checkPoints(body.points);
      return complaints.length === 0 ? ok(body) : err({ code: 'invalid', complaints });
    },
};
