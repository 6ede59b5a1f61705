import helmet from '@fastify/helmet';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { outcomeOf, outcomeSaying } from '../../fhir/outcome.ts';
import { DiskFull, StoreUnavailable } from '../../store/failures.ts';
import type { Deps } from '../deps.ts';
import { sessionsIn } from '../accounts/sessions.ts';
import { accountRoutes } from './account-routes.ts';
import { agreementRoutes } from './agreement-routes.ts';
import { guardRoutes, rule, type GuardedRoute } from './authz.ts';
import { guardCallers, Refused, sendRefusal } from './caller.ts';
import { chartAccessRoutes } from './chart-access-routes.ts';
import { imagingRoutes } from './imaging-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { readJsonBodies, TooDeep } from './json.ts';
import { guardAgainstOverload } from './overload.ts';
import { guardOrigin } from './origin.ts';
import { partRoutes } from './part-routes.ts';
import { printRoutes } from './print-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { researchRoutes } from './research-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { serveWeb } from './web.ts';

/** Largest body that is read. A drawing of an hour is a tenth of it. */
export const BODY_LIMIT = 4 * 1024 * 1024;

/** Nothing from elsewhere, nothing inline. Styles are set by scripts through the CSSOM, which needs no exception. */
const POLICY = {
  defaultSrc: ["'none'"],
  // The kernels and decoders of the ultrasound workspace are WebAssembly; nothing of JavaScript may be evaluated.
  scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  // A recorded clip that the user opens.
  mediaSrc: ["'self'", 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
  // Text never becomes markup or script, whatever a component does with it; see `web/app/trusted-types.ts`.
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ['default'],
};

/** The server, not yet listening. */
export interface App {
  readonly http: FastifyInstance;
  /** Every route with its rule. */
  readonly routes: readonly GuardedRoute[];
}

/** Build the server from its parts. */
export async function buildApp(deps: Deps): Promise<App> {
  const http = fastify({
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 100 },
    // Ids only: no URL of ours holds a name, and bodies are never logged.
    logger: false,
    forceCloseConnections: 'idle',
    // Only a proxy on this machine is believed when it says for whom and over what it asks.
    trustProxy: deps.behindProxy === true ? 'loopback' : false,
  });
  // A form of another site can send plain text, and JSON looks like it; JSON itself it cannot send unasked.
  http.removeContentTypeParser('text/plain');
  const routes = guardRoutes(http);
  guardAgainstOverload(http);
  readJsonBodies(http);
  http.setErrorHandler(onError);
  await http.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    crossOriginEmbedderPolicy: true,
    referrerPolicy: { policy: 'no-referrer' },
    // Over plain HTTP to the own machine browsers ignore it.
    strictTransportSecurity: deps.behindProxy === true ? { maxAge: 31_536_000 } : false,
  });
  guardOrigin(http, deps.hosts);
  const sessions = sessionsIn(deps.store.accounts, deps.now);
  guardCallers(http, sessions);
  http.get('/health', rule('read', 'public'), async (_, reply) => {
    await deps.store.clinics();
    return reply.header('cache-control', 'no-store').send({ status: 'ok' });
  });
  signInRoutes(http, deps, sessions);
  accountRoutes(http, deps, sessions);
  memberRoutes(http, deps, sessions);
  recordRoutes(http, deps);
  partRoutes(http, deps);
  imagingRoutes(http, deps);
  printRoutes(http, deps);
  chartAccessRoutes(http, deps);
  researchRoutes(http, deps);
  agreementRoutes(http, deps);
  await serveWeb(http, deps.web);
  return { http, routes };
}

/** What went wrong below the handlers: the framework's refusals, the store's state, and our own mistakes. */
function onError(error: FastifyError | Refused, _: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof Refused) return sendRefusal(reply, error.refusal);
  if (error instanceof DiskFull) return reply.code(507).send(outcomeSaying('no-store', error.message));
  if (error instanceof StoreUnavailable)
    return reply.code(503).header('retry-after', '2').send(outcomeSaying('transient', error.message));
  if (error instanceof TooDeep) return reply.code(400).send(error.outcome);
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE': {
      const complaint = { at: '', expected: `at most ${BODY_LIMIT} bytes`, got: 'more' };
      return reply.code(413).send(outcomeOf('too-long', [complaint]));
    }
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return reply.code(415).send(outcomeSaying('not-supported', 'Send the body as application/json.'));
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return reply.code(400).send(outcomeOf('value', [{ at: '', expected: 'JSON', got: 'nothing' }]));
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return reply.code(400).send(outcomeOf('value', [{ at: '', expected: 'JSON', got: 'something else' }]));
    default:
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return reply.code(error.statusCode).send(outcomeSaying('value', error.message));
  // The stack names files and lines, never what a patient or clinician wrote.
  process.stderr.write(
    `${error.stack?.split('\n').slice(1, 8).join('\n') ?? ''}\n${error.name}: ${nameOf(error)}\n`,
  );
  return reply
    .code(500)
    .send(outcomeSaying('exception', 'This is our fault. Nothing was saved by this request.'));
}

/** Messages of databases quote values; only the code of those is safe to log. */
const nameOf = (error: FastifyError): string =>
  /^[0-9A-Z]{5}$/.test(error.code) ? error.code : error.message;
