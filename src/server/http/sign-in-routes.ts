import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DemoAccount, SessionView } from '../../core/episode.ts';
import type { Result } from '../../kit/result.ts';
import type { Account } from '../../store/accounts.ts';
import { found, join, readLink } from '../accounts/links.ts';
import { accountOfPasskey, askPasskey, hasName, type Place } from '../accounts/passkeys.ts';
import { deviceOf, type Sessions, type Standing } from '../accounts/sessions.ts';
import {
  begin,
  giveCode,
  signIn,
  unlock,
  type Browser,
  type Desk,
  type SignedIn,
} from '../accounts/sign-in.ts';
import { freshId } from '../clock.ts';
import { DEMO_PEOPLE } from '../demo/accounts.ts';
import { DEMO_CLINIC } from '../demo/clinic.ts';
import type { Deps } from '../deps.ts';
import type { Refusal } from '../record/refusal.ts';
import { SHAPES } from './account-shapes.ts';
import { rule } from './authz.ts';
import { callerOf, sendRefusal } from './caller.ts';
import { readToken, setToken } from './cookie.ts';
import { parse } from './parse.ts';

const PUBLIC_READ = rule('read', 'public');
const PUBLIC_WRITE = rule('write', 'public');
const refused = (why: string): Refusal => ({ code: 'not-signed-in', ended: false, why });
const NOBODY = refused('Sign in first.');
const NO_NAME: Refusal = {
  code: 'not-possible',
  why: 'Passkeys belong to a name. Open Tautband by its name, such as localhost, in place of a number.',
};

/** Signing in and out, locking and unlocking, and links that work once. */
export function signInRoutes(app: FastifyInstance, deps: Deps, sessions: Sessions): void {
  const desk: Desk = { accounts: deps.store.accounts, sessions, now: deps.now };
  sessionRoutes(app, deps, desk);
  proofRoutes(app, deps, desk);
  passkeyRoutes(app, desk);
  linkRoutes(app, deps, desk);
}

function sessionRoutes(app: FastifyInstance, deps: Deps, { sessions, accounts }: Desk): void {
  app.get('/api/session', PUBLIC_READ, async (request): Promise<SessionView> => {
    const demo: readonly Account[] = deps.demo
      ? (await accounts.transaction((book) => book.ofClinic(DEMO_CLINIC.id))).toSorted(asListed)
      : [];
    return viewOf(request.standing, {
      isDemo: deps.demo,
      demoAccounts: demo
        .filter((a) => a.isDemo && a.isActive)
        .map(({ actor: { id, name, role } }) => ({ id, name, role })),
      passkeys: hasName(placeOf(request)),
    });
  });
  app.delete('/api/session', PUBLIC_WRITE, async (request, reply) => {
    const token = readToken(request);
    if (token !== undefined) await sessions.end(token);
    setToken(request, reply, undefined);
    // The browser forgets what it kept of us, so that the next at this screen finds nothing.
    return reply.header('clear-site-data', '"cache"').code(204).send();
  });
  app.post('/api/session/lock', rule('write', 'self'), async (request, reply) => {
    await sessions.lock(callerOf(request));
    return reply.code(204).send();
  });
}

function proofRoutes(app: FastifyInstance, deps: Deps, desk: Desk): void {
  app.post('/api/sign-in', PUBLIC_WRITE, async (request, reply) => {
    const body = parse(SHAPES.signIn, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    return welcome(request, reply, await signIn(desk, body.value, browserOf(request)));
  });
  app.post('/api/sign-in/code', PUBLIC_WRITE, async (request, reply) => {
    const body = parse(SHAPES.code, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const { standing } = request;
    if (standing.state !== 'half') return sendRefusal(reply, NOBODY);
    const { code } = body.value;
    return welcome(request, reply, await giveCode(desk, standing.seat, code, browserOf(request)));
  });
  app.post('/api/session/unlock', PUBLIC_WRITE, async (request, reply) => {
    const body = parse(SHAPES.unlock, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const { standing } = request;
    if (standing.state !== 'locked' && standing.state !== 'open') return sendRefusal(reply, NOBODY);
    const { password } = body.value;
    return welcome(request, reply, await unlock(desk, standing.seat, password, browserOf(request)));
  });
  if (!deps.demo) return;
  app.post('/api/sign-in/demo', PUBLIC_WRITE, async (request, reply) => {
    const body = parse(SHAPES.demo, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const { id } = body.value;
    const account = await desk.accounts.transaction((book) => book.byId(id));
    if (account?.isDemo !== true || !account.isActive)
      return sendRefusal(reply, { code: 'not-found', what: `demo account ${id}` });
    const token = await begin(desk, account, browserOf(request), 'whole');
    return welcome(request, reply, { ok: true, value: { token, stage: 'whole' } });
  });
}

function passkeyRoutes(app: FastifyInstance, { accounts, sessions, now }: Desk): void {
  app.post('/api/sign-in/passkey/challenge', PUBLIC_WRITE, async (request, reply) => {
    const place = placeOf(request);
    if (!hasName(place)) return sendRefusal(reply, NO_NAME);
    return accounts.transaction((book) => askPasskey(book, { ...place, now: now() }));
  });
  app.post('/api/sign-in/passkey', PUBLIC_WRITE, async (request, reply) => {
    const body = parse(SHAPES.passkey, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    // The library reads what a browser sent, field by field, and refuses what it cannot verify.
    const response = body.value.response as unknown as AuthenticationResponseJSON;
    const { standing } = request;
    const signedIn = await accounts.transaction(async (book): Promise<Result<SignedIn, Refusal>> => {
      const account = await accountOfPasskey(book, response, { ...placeOf(request), now: now() });
      const isOther = standing.state === 'locked' && standing.seat.actor.id !== account?.actor.id;
      if (account === undefined || isOther)
        return { ok: false, error: refused('This passkey opens nothing here.') };
      const { device, token: instead } = browserOf(request);
      const token = await sessions.begin(book, account, { stage: 'whole', device, instead });
      return { ok: true, value: { token, stage: 'whole' } };
    });
    return welcome(request, reply, signedIn);
  });
}

function linkRoutes(app: FastifyInstance, { store, now }: Deps, desk: Desk): void {
  const links = { store, now, freshId };
  app.post('/api/links/read', PUBLIC_WRITE, async (request, reply) => {
    const body = parse(SHAPES.link, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const purpose = await readLink(links, body.value.token);
    return purpose.ok ? purpose.value : sendRefusal(reply, purpose.error);
  });
  const enter = async (
    request: FastifyRequest,
    reply: FastifyReply,
    account: Result<Account, Refusal>,
  ): Promise<FastifyReply> => {
    if (!account.ok) return sendRefusal(reply, account.error);
    const token = await begin(desk, account.value, browserOf(request), 'whole');
    return welcome(request, reply, { ok: true, value: { token, stage: 'whole' } });
  };
  app.post('/api/links/found', PUBLIC_WRITE, async (request, reply) => {
    const body = parse(SHAPES.found, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const { token, ...founding } = body.value;
    return enter(request, reply, await found(links, token, founding));
  });
  app.post('/api/links/join', PUBLIC_WRITE, async (request, reply) => {
    const body = parse(SHAPES.join, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    return enter(request, reply, await join(links, body.value.token, body.value.password));
  });
}

/** Those who treat first. */
const asListed = (a: Account, b: Account): number => placeInList(a) - placeInList(b);
const placeInList = ({ actor }: Account): number => DEMO_PEOPLE.findIndex((p) => p.id === actor.id);

/** The name under which the browser reached us. `Host` was held against our names before. */
export const placeOf = (request: FastifyRequest): Place => ({
  host: request.hostname,
  origin: `${request.protocol}://${request.host}`,
});

const browserOf = (request: FastifyRequest): Browser => ({
  address: request.ip,
  device: deviceOf(request.headers['user-agent']),
  token: readToken(request),
});

function welcome(
  request: FastifyRequest,
  reply: FastifyReply,
  result: Result<SignedIn, Refusal>,
): FastifyReply {
  if (!result.ok) return sendRefusal(reply, result.error);
  setToken(request, reply, result.value.token);
  return reply.send({ state: result.value.stage === 'half' ? 'half' : 'open' });
}

function viewOf(
  standing: Standing,
  here: {
    readonly isDemo: boolean;
    readonly demoAccounts: readonly DemoAccount[];
    readonly passkeys: boolean;
  },
): SessionView {
  const { isDemo, demoAccounts, passkeys } = here;
  if (standing.state !== 'open' && standing.state !== 'locked')
    return { state: standing.state, demo: isDemo, demoAccounts, passkeys };
  const { actor, clinic, settings, account } = standing.seat;
  return {
    state: standing.state,
    demo: isDemo,
    actor,
    clinic,
    ...(settings.jurisdiction === undefined ? {} : { place: settings.jurisdiction }),
    isDemoAccount: account.isDemo,
    idleMinutes: settings.idleMinutes,
    passkeys,
  };
}
