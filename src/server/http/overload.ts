import type { FastifyInstance } from 'fastify';
import { outcomeSaying } from '../../fhir/outcome.ts';

/**
 * Requests to the API that are under way at once. At a thousand a second the last of them waits a fifth of a second;
 * with more of them each would wait so long that people press again, which is how an overload stays one.
 */
export const MOST_AT_ONCE = 200;

/** Seconds after which somebody who was turned away may come again. */
const COME_AGAIN = '1';

/** Turn requests to the API away at once when too many are under way, before anything is read or looked up. */
export function guardAgainstOverload(app: FastifyInstance, most: number = MOST_AT_ONCE): void {
  let underWay = 0;
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return undefined;
    if (underWay >= most)
      return reply
        .code(503)
        .header('retry-after', COME_AGAIN)
        .header('cache-control', 'no-store')
        .send(outcomeSaying('transient', 'Too many requests at once. Try again in a second.'));
    underWay++;
    // Closed in every case: answered, refused, or given up by the browser.
    reply.raw.once('close', () => underWay--);
    return undefined;
  });
}
