import type { FastifyInstance, FastifyRequest } from 'fastify';
import { outcomeSaying } from '../../fhir/outcome.ts';

/** What browsers say of requests that our own pages make, and of those that a person types. */
const OWN = new Set(['same-origin', 'none']);

/**
 * Refuse what another web site sent.
 *
 * A page from elsewhere can make the browser write here (cross-site request forgery), and with a name that resolves to
 * this machine it can even read the answer (DNS rebinding). Browsers say where a request comes from; requests that
 * say nothing come from programs, which may.
 *
 * @param hosts names by which the server may be called; absent means all, for a server behind a proxy
 */
export function guardOrigin(app: FastifyInstance, hosts: readonly string[] | undefined): void {
  app.addHook('onRequest', async (request, reply) => {
    if (hosts !== undefined && !hosts.includes((request.headers.host ?? '').replace(/:\d+$/, '')))
      return reply.code(421).send(outcomeSaying('forbidden', 'This server does not answer to that name.'));
    const isWrite = request.method !== 'GET' && request.method !== 'HEAD';
    const from = request.headers['sec-fetch-site'];
    if (isWrite && (isForeign(request) || (typeof from === 'string' && !OWN.has(from))))
      return reply.code(403).send(outcomeSaying('forbidden', 'Another web site may not write here.'));
    return undefined;
  });
}

/** The page that makes this request says that it is from elsewhere: older browsers send only this. */
function isForeign(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  return origin !== undefined && origin !== `${request.protocol}://${request.host}`;
}
