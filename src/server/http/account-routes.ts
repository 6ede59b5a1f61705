import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccountView } from '../../core/episode.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Account, AccountBook, Credentials } from '../../store/accounts.ts';
import { addressOf, newSecret } from '../accounts/codes.ts';
import { hasName, offerPasskey, readPasskey } from '../accounts/passkeys.ts';
import { digestPassword, faultOf } from '../accounts/passwords.ts';
import type { Sessions } from '../accounts/sessions.ts';
import { provePassword, spendCode, type Desk } from '../accounts/sign-in.ts';
import type { Deps } from '../deps.ts';
import type { Refusal } from '../record/refusal.ts';
import { SHAPES } from './account-shapes.ts';
import { rule } from './authz.ts';
import { callerOf, sendRefusal } from './caller.ts';
import { readToken } from './cookie.ts';
import { parse } from './parse.ts';
import { placeOf } from './sign-in-routes.ts';
import { digestOf } from '../accounts/tokens.ts';

const READ = rule('read', 'self', 'none');
const WRITE = rule('write', 'self', 'none');
const SHARED: Refusal = {
  code: 'forbidden',
  why: 'A demo account is shared: nobody may change how to sign in.',
};

/** One's own account: password, code app, passkeys, and every place where one is signed in. */
export function accountRoutes(app: FastifyInstance, deps: Deps, sessions: Sessions): void {
  const desk: Desk = { accounts: deps.store.accounts, sessions, now: deps.now };
  const { accounts } = desk;

  app.get('/api/account', READ, (request): Promise<AccountView> => {
    const { account, session } = callerOf(request);
    return accounts.transaction(async (book) => {
      const kept = (await book.byId(account.actor.id)) ?? account;
      const seats = await book.sessionsOf(account.actor.id);
      return {
        login: kept.login,
        isDemo: kept.isDemo,
        codes: kept.credentials.codes?.confirmedAt !== undefined,
        passkeys: kept.credentials.passkeys.map(({ id, name, addedAt, usedAt }) => ({
          id,
          name,
          addedAt,
          ...(usedAt === undefined ? {} : { usedAt }),
        })),
        seats: seats
          .filter((s) => s.endsAt > deps.now())
          .map(({ device, startedAt, seenAt, digest }) => ({
            device,
            startedAt,
            seenAt,
            isThis: digest === session.digest,
          })),
      };
    });
  });

  app.post('/api/account/password', WRITE, async (request, reply) => {
    const body = parse(SHAPES.newPassword, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const proved = await prove(desk, request, body.value.password);
    if (!proved.ok) return sendRefusal(reply, proved.error);
    const fault = faultOf(body.value.next, proved.value.login);
    if (fault !== undefined) return sendRefusal(reply, { code: 'invalid', complaints: [fault] });
    const password = await digestPassword(body.value.next);
    await change(desk, request, (credentials) => ({ ...credentials, password }), 'end other sessions');
    return reply.code(204).send();
  });

  app.post('/api/account/codes', WRITE, async (request, reply) => {
    const body = parse(SHAPES.proof, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const proved = await prove(desk, request, body.value.password);
    if (!proved.ok) return sendRefusal(reply, proved.error);
    const secret = newSecret();
    await change(desk, request, (credentials) => ({ ...credentials, codes: { secret, spent: 0 } }));
    return { secret, address: addressOf(secret, proved.value.login) };
  });

  app.post('/api/account/codes/confirm', WRITE, async (request, reply) => {
    const body = parse(SHAPES.code, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const isRight = await accounts.transaction(async (book) => {
      const account = await held(book, request);
      return spendCode(book, account, body.value.code, deps.now());
    });
    sessions.forget();
    if (isRight) return reply.code(204).send();
    const complaint = { at: 'code', expected: 'the code that the app shows now', got: 'another' };
    return sendRefusal(reply, { code: 'invalid', complaints: [complaint] });
  });

  app.post('/api/account/codes/remove', WRITE, async (request, reply) => {
    const body = parse(SHAPES.proof, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const proved = await prove(desk, request, body.value.password);
    if (!proved.ok) return sendRefusal(reply, proved.error);
    await change(desk, request, ({ password, passkeys }) => ({
      ...(password === undefined ? {} : { password }),
      passkeys,
    }));
    return reply.code(204).send();
  });

  app.post('/api/account/sign-out-everywhere', WRITE, async (request, reply) => {
    const { actor, session } = callerOf(request);
    await accounts.transaction((book) => book.endSessions(actor.id, session.digest));
    sessions.forget();
    return reply.code(204).send();
  });

  passkeyRoutes(app, desk);
}

function passkeyRoutes(app: FastifyInstance, desk: Desk): void {
  const { accounts, now } = desk;
  app.post('/api/account/passkeys/challenge', WRITE, async (request, reply) => {
    const body = parse(SHAPES.proof, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const place = placeOf(request);
    if (!hasName(place))
      return sendRefusal(reply, { code: 'not-possible', why: 'Passkeys need a name, such as localhost.' });
    const proved = await prove(desk, request, body.value.password);
    if (!proved.ok) return sendRefusal(reply, proved.error);
    return accounts.transaction((book) => offerPasskey(book, proved.value, { ...place, now: now() }));
  });

  app.post('/api/account/passkeys', WRITE, async (request, reply) => {
    const body = parse(SHAPES.newPasskey, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    if (callerOf(request).account.isDemo) return sendRefusal(reply, SHARED);
    // The library reads what a browser sent, field by field, and refuses what it cannot verify.
    const response = body.value.response as unknown as RegistrationResponseJSON;
    const isKept = await accounts.transaction(async (book) => {
      const account = await held(book, request);
      const passkey = await readPasskey(book, response, {
        ...placeOf(request),
        now: now(),
        name: body.value.name,
      });
      if (passkey === undefined) return false;
      const passkeys = [...account.credentials.passkeys, passkey];
      return (await book.put({ ...account, credentials: { ...account.credentials, passkeys } })) === 'kept';
    });
    desk.sessions.forget();
    if (isKept) return reply.code(204).send();
    const complaint = { at: 'response', expected: 'a new passkey for this place', got: 'another answer' };
    return sendRefusal(reply, { code: 'invalid', complaints: [complaint] });
  });

  app.delete('/api/account/passkeys/:key', WRITE, async (request, reply) => {
    const path = parse(SHAPES.keyPath, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    if (callerOf(request).account.isDemo) return sendRefusal(reply, SHARED);
    const { key } = path.value;
    await change(desk, request, (credentials) => ({
      ...credentials,
      passkeys: credentials.passkeys.filter((k) => k.id !== key),
    }));
    return reply.code(204).send();
  });
}

/** What changes how one signs in needs the password again: an open screen is not enough. */
async function prove(
  desk: Desk,
  request: FastifyRequest,
  password: string,
): Promise<Result<Account, Refusal>> {
  const { account } = callerOf(request);
  if (account.isDemo) return err(SHARED);
  const proved = await provePassword(desk, { login: account.login, password }, { address: request.ip });
  if (proved.ok) return ok(proved.value);
  if (proved.error.code !== 'not-signed-in') return proved;
  const complaint = { at: 'password', expected: 'your password', got: 'another' };
  return err({ code: 'invalid', complaints: [complaint] });
}

async function held(book: AccountBook, request: FastifyRequest): Promise<Account> {
  const account = await book.byId(callerOf(request).actor.id, 'hold');
  if (account === undefined) throw new Error('the account of a session is gone');
  return account;
}

async function change(
  { accounts, sessions }: Desk,
  request: FastifyRequest,
  next: (credentials: Credentials) => Credentials,
  also?: 'end other sessions',
): Promise<void> {
  await accounts.transaction(async (book) => {
    const account = await held(book, request);
    await book.put({ ...account, credentials: next(account.credentials) });
    if (also !== undefined) await book.endSessions(account.actor.id, digestOf(readToken(request) ?? ''));
  });
  sessions.forget();
}
