import { z } from 'zod';
import { SEXES, type Identity } from '../../../core/identity.ts';
import { err, ok } from '../../../kit/result.ts';
import { show } from '../../../kit/complaint.ts';
import type { PartEntry } from '../part-routes.ts';
import { DAY, listOf, oneOf, text } from './shapes.ts';

const maybe = z.exactOptional;

/** Who a patient is. */
const IDENTITY: z.ZodType<Identity> = z.strictObject(
  {
    family: maybe(text(120)),
    given: maybe(text(120)),
    born: maybe(DAY),
    sex: maybe(oneOf(SEXES)),
    language: maybe(text(60)),
    interpreter: maybe(z.boolean()),
    identifiers: maybe(listOf(z.strictObject({ system: maybe(text(60)), value: text(80, 1) }), 20)),
    phone: maybe(text(60)),
    email: maybe(text(200)),
    address: maybe(text(400)),
    contact: maybe(z.strictObject({ name: text(120, 1), relation: maybe(text(60)), phone: maybe(text(60)) })),
  },
  { error: 'an object' },
);

/** Who a patient is: read and written by those who may see that, such as the front desk. Nobody is born tomorrow. */
export const identityPart: PartEntry<'identity'> = {
  resource: 'patient',
  shape: () => IDENTITY,
  check:
    ({ now }) =>
    ({ body }) =>
      body.born === undefined || body.born <= now().slice(0, 10)
        ? ok(body)
        : err({
            code: 'invalid',
            complaints: [{ at: 'body.born', expected: 'a day that has come', got: show(body.born) }],
          }),
};
