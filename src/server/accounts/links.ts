import type { ActorId, ClinicId, Role } from '../../core/episode.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Instant } from '../../kit/time.ts';
import type { Uuid } from '../../kit/uuid.ts';
import type { Account, AccountBook, OneTimeLink } from '../../store/accounts.ts';
import type { Store } from '../../store/store.ts';
import type { Refusal } from '../record/refusal.ts';
import { digestPassword, faultOf } from './passwords.ts';
import { digestOf, newToken } from './tokens.ts';

/** Hours for which a link works. */
const OWNER_HOURS = 24;
const MEMBER_HOURS = 72;

const GONE: Refusal = { code: 'not-found', what: 'such link, or it was used, or its time is over' };

/** What taking up a link needs. */
export interface LinkDeps {
  readonly store: Store;
  readonly now: () => Instant;
  readonly freshId: () => Uuid;
}

const after = (now: Instant, hours: number): Instant =>
  new Date(Date.parse(now) + hours * 3_600_000).toISOString() as Instant;

/** A link with which somebody founds a clinic and becomes its owner. Returns the token. */
export async function linkToFound({ store, now }: Omit<LinkDeps, 'freshId'>): Promise<string> {
  const token = newToken();
  await store.accounts.transaction((book) =>
    book.putLink({ digest: digestOf(token), purpose: 'found', endsAt: after(now(), OWNER_HOURS) }),
  );
  return token;
}

/** A link with which somebody takes up, or renews, their account. Returns the token. */
export async function linkFor(book: AccountBook, account: ActorId, now: Instant): Promise<string> {
  const token = newToken();
  await book.putLink({
    digest: digestOf(token),
    purpose: 'account',
    accountId: account,
    endsAt: after(now, MEMBER_HOURS),
  });
  return token;
}

/** For whom a link is. */
export type LinkPurpose =
  | { readonly kind: 'found' }
  | { readonly kind: 'join'; readonly clinic: string; readonly name: string; readonly login: string };

/** For whom a link is, while it works. */
export async function readLink(
  { store, now }: Omit<LinkDeps, 'freshId'>,
  token: string,
): Promise<Result<LinkPurpose, Refusal>> {
  return store.accounts.transaction(async (book) => {
    const link = await workingLink(book, token, now());
    if (link === undefined) return err(GONE);
    if (link.purpose === 'found') return ok({ kind: 'found' });
    const account = link.accountId === undefined ? undefined : await book.byId(link.accountId);
    const place = account === undefined ? undefined : await book.clinic(account.actor.clinicId);
    if (account?.isActive !== true || place === undefined) return err(GONE);
    return ok({ kind: 'join', clinic: place.clinic.name, name: account.actor.name, login: account.login });
  });
}

async function workingLink(book: AccountBook, token: string, now: Instant): Promise<OneTimeLink | undefined> {
  const link = await book.link(digestOf(token));
  const isOver = link === undefined || link.usedAt !== undefined || link.endsAt <= now;
  return isOver || link.purpose === 'challenge' ? undefined : link;
}

/** What a founder says of clinic and self. */
export interface Founding {
  readonly clinic: string;
  readonly name: string;
  readonly login: string;
  readonly role: Role;
  readonly password: string;
}

/** Found a clinic with a link: its owner's account, with which they can sign in. */
export async function found(
  { store, now, freshId }: LinkDeps,
  token: string,
  founding: Founding,
): Promise<Result<Account, Refusal>> {
  const fault = faultOf(founding.password, founding.login);
  if (fault !== undefined) return err({ code: 'invalid', complaints: [fault] });
  const isOpen = await store.accounts.transaction(async (book) => {
    const link = await workingLink(book, token, now());
    return link?.purpose === 'found';
  });
  if (!isOpen) return err(GONE);
  const password = await digestPassword(founding.password);
  const clinic = { id: freshId() as string as ClinicId, name: founding.clinic };
  await store.enrol(clinic, []);
  return store.accounts.transaction(async (book) => {
    const link = await workingLink(book, token, now());
    if (link?.purpose !== 'found') return err(GONE);
    const account: Account = {
      actor: {
        id: freshId() as string as ActorId,
        clinicId: clinic.id,
        name: founding.name,
        role: founding.role,
        owns: true,
      },
      login: founding.login,
      isActive: true,
      isDemo: false,
      credentials: { password, passkeys: [] },
    };
    if ((await book.put(account)) === 'taken')
      return err({ code: 'duplicate', what: `login ${account.login}` });
    await book.putLink({ ...link, usedAt: now() });
    return ok(account);
  });
}

/** Take up one's account with a link and a password of one's own. */
export async function join(
  { store, now }: Omit<LinkDeps, 'freshId'>,
  token: string,
  password: string,
): Promise<Result<Account, Refusal>> {
  const link = await store.accounts.transaction((book) => workingLink(book, token, now()));
  const id = link?.accountId;
  if (id === undefined) return err(GONE);
  const known = await store.accounts.transaction((book) => book.byId(id));
  const fault = faultOf(password, known?.login ?? '');
  if (fault !== undefined) return err({ code: 'invalid', complaints: [fault] });
  const digest = await digestPassword(password);
  return store.accounts.transaction(async (book) => {
    const still = await workingLink(book, token, now());
    const account = await book.byId(id, 'hold');
    if (still === undefined || account?.isActive !== true) return err(GONE);
    const next: Account = { ...account, credentials: { password: digest, passkeys: [] } };
    await book.put(next);
    await book.putLink({ ...still, usedAt: now() });
    await book.endSessions(id);
    return ok(next);
  });
}
