import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DoubleCount } from '../../core/examine/rates-review.ts';
import { SIGNS } from '../../core/localise/request.ts';
import type { Deps } from '../deps.ts';
import { decideRates, readAgreement, type RatesWanted } from '../record/rates.ts';
import { rule } from './authz.ts';
import { callerOf, inClinic, Refused, sendRefusal } from './caller.ts';
import { parse } from './parse.ts';
import { listOf, oneOf, text, wholeIn } from './parts/shapes.ts';

/** Most pairs, visits and decisions that anybody would believe. */
const MOST = 1_000_000_000;
const COUNT = wholeIn(0, MOST);

const COUNTS: z.ZodType<DoubleCount> = z.strictObject(
  {
    sign: oneOf(SIGNS),
    table: z.tuple([COUNT, COUNT, COUNT, COUNT], { error: 'four counts' }),
    visits: COUNT,
  },
  { error: 'an object' },
);

const WANTED: z.ZodType<RatesWanted> = z.strictObject(
  {
    signs: listOf(oneOf(SIGNS), SIGNS.length).refine((list) => new Set(list).size === list.length, {
      error: 'each sign once',
    }),
    counts: listOf(COUNTS, SIGNS.length),
    from: COUNT,
    shipped: text(40, 1),
  },
  { error: 'an object' },
);

/** How far the examiners of a clinic agree, and whether its rankings use what follows from it. */
export function agreementRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/api/agreement', rule('read', 'agreement'), (request) =>
    inClinic(deps, request, (records) => readAgreement(records)),
  );

  app.put('/api/agreement', rule('write', 'agreement'), async (request, reply) => {
    const body = parse(WANTED, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const { actor, clinic } = callerOf(request);
    return inClinic(deps, request, async (records) => {
      const decided = await decideRates({ records, actor, clinic, at: deps.now() }, body.value);
      if (!decided.ok) throw new Refused(decided.error);
      return readAgreement(records);
    });
  });
}
