import type { FastifyInstance } from 'fastify';
import type { ActorId, MemberView } from '../../core/episode.ts';
import type { Account, AccountBook } from '../../store/accounts.ts';
import { linkFor } from '../accounts/links.ts';
import type { Sessions } from '../accounts/sessions.ts';
import type { Deps } from '../deps.ts';
import { SHAPES } from './account-shapes.ts';
import { rule } from './authz.ts';
import { callerOf, Refused, sendRefusal } from './caller.ts';
import { parse } from './parse.ts';

const READ = rule('read', 'clinic');
const WRITE = rule('write', 'clinic', 'none');

/** Who works in a clinic, in which role, and what its owner decides for all of them. */
export function memberRoutes(app: FastifyInstance, deps: Deps, sessions: Sessions): void {
  const { accounts } = deps.store;

  app.get('/api/members', READ, async (request) => {
    const { clinic } = callerOf(request);
    const all = await accounts.transaction((book) => book.ofClinic(clinic.id));
    return { members: all.map(viewOf) };
  });

  app.post('/api/members', WRITE, async (request, reply) => {
    const body = parse(SHAPES.newMember, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const { id, name, role, owns, login } = body.value;
    const { clinic, account: by } = callerOf(request);
    if (by.isDemo)
      return sendRefusal(reply, { code: 'forbidden', why: 'The demo clinic takes no new members.' });
    const token = await accounts.transaction(async (book) => {
      if ((await book.byId(id)) !== undefined) throw new Refused({ code: 'duplicate', what: `member ${id}` });
      const put = await book.put({
        actor: { id, clinicId: clinic.id, name, role, ...(owns ? { owns: true } : {}) },
        login,
        isActive: true,
        isDemo: false,
        credentials: { passkeys: [] },
      });
      if (put === 'taken') throw new Refused({ code: 'duplicate', what: `login ${login}` });
      return linkFor(book, id, deps.now());
    });
    return reply.code(201).send({ token });
  });

  app.put('/api/members/:id', WRITE, async (request, reply) => {
    const path = parse(SHAPES.actorPath, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const body = parse(SHAPES.member, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const { name, role, owns, isActive } = body.value;
    const { clinic } = callerOf(request);
    const next = await accounts.transaction(async (book) => {
      const account = await memberOf(book, clinic.id, path.value.id);
      const { id, clinicId } = account.actor;
      const actor = { id, clinicId, name, role, ...(owns ? { owns: true as const } : {}) };
      const changed: Account = { ...account, actor, isActive };
      await keepOwner(book, changed);
      await book.put(changed);
      // What one may do changed: the next request finds out by signing in.
      if (!isActive || role !== account.actor.role) await book.endSessions(id);
      return changed;
    });
    sessions.forget();
    return viewOf(next);
  });

  app.post('/api/members/:id/renew', WRITE, async (request, reply) => {
    const path = parse(SHAPES.actorPath, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const { clinic } = callerOf(request);
    const token = await accounts.transaction(async (book) => {
      const account = await memberOf(book, clinic.id, path.value.id);
      await book.put({ ...account, credentials: { passkeys: [] } });
      await book.endSessions(account.actor.id);
      return linkFor(book, account.actor.id, deps.now());
    });
    sessions.forget();
    return reply.code(201).send({ token });
  });

  app.get('/api/clinic', rule('read', 'self'), (request) => {
    const { clinic, settings } = callerOf(request);
    return { clinic, settings };
  });

  app.put('/api/clinic', WRITE, async (request, reply) => {
    const body = parse(SHAPES.settings, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const { idleMinutes, jurisdiction } = body.value;
    const settings = { idleMinutes, ...(jurisdiction === undefined ? {} : { jurisdiction }) };
    const { clinic } = callerOf(request);
    await accounts.transaction((book) => book.putSettings(clinic.id, settings));
    sessions.forget();
    return { clinic, settings };
  });
}

/** A member of this clinic, held; those of others are not there. Demo accounts stay as they are. */
async function memberOf(book: AccountBook, clinic: string, id: ActorId): Promise<Account> {
  const account = await book.byId(id, 'hold');
  if (account?.actor.clinicId !== clinic) throw new Refused({ code: 'not-found', what: `member ${id}` });
  if (account.isDemo) throw new Refused({ code: 'forbidden', why: 'A demo account stays as it is.' });
  return account;
}

/** A clinic without an owner could never have one again. */
async function keepOwner(book: AccountBook, changed: Account): Promise<void> {
  const { actor } = changed;
  const all = await book.ofClinic(actor.clinicId);
  const next = all.map((a) => (a.actor.id === actor.id ? changed : a));
  const isOwner = (a: Account): boolean => a.isActive && (a.actor.role === 'owner' || a.actor.owns === true);
  if (!next.some(isOwner))
    throw new Refused({
      code: 'not-possible',
      why: 'The last owner of a clinic cannot go. Name another first.',
    });
}

const viewOf = ({ actor, login, isActive, isDemo, credentials }: Account): MemberView => ({
  id: actor.id,
  name: actor.name,
  role: actor.role,
  owns: actor.role === 'owner' || actor.owns === true,
  login,
  isActive,
  isDemo,
  hasJoined: isDemo || credentials.password !== undefined,
  secondFactor: credentials.codes?.confirmedAt !== undefined || credentials.passkeys.length > 0,
});
