import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Names of the cookie that holds a session's token. Over HTTPS the browser itself guarantees that a `__Host-` cookie was
 * set by this very host over HTTPS. Over plain HTTP on one's own machine some browsers (Safari) drop every `Secure`
 * cookie, and nobody is between.
 */
const OVER_HTTPS = '__Host-tautband';
const OVER_HTTP = 'tautband';

const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https';

/** The token that the browser sent; undefined when there is none, or more than one, which is never our doing. */
export function readToken(request: FastifyRequest): string | undefined {
  const name = isSecure(request) ? OVER_HTTPS : OVER_HTTP;
  const found = (request.headers.cookie ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
  return found.length === 1 && /^[\w-]{43}$/.test(found[0] ?? '') ? found[0] : undefined;
}

/** Give the browser a token, or take it away. It lasts until the browser closes or the session ends. */
export function setToken(request: FastifyRequest, reply: FastifyReply, token: string | undefined): void {
  const name = isSecure(request) ? OVER_HTTPS : OVER_HTTP;
  const parts = [`${name}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Strict'];
  if (isSecure(request)) parts.push('Secure');
  if (token === undefined) parts.push('Max-Age=0');
  void reply.header('set-cookie', parts.join('; '));
}
