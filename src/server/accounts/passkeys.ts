import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Instant } from '../../kit/time.ts';
import type { Account, AccountBook, Passkey } from '../../store/accounts.ts';
import { digestOf } from './tokens.ts';

/** Minutes that a browser has to sign a challenge. */
const CHALLENGE_MINUTES = 5;

/** Where passkeys are used: a passkey made at one name is worth nothing at another. */
export interface Place {
  /** Host name, without port. */
  readonly host: string;
  /** As the browser names it: scheme, host and port. */
  readonly origin: string;
}

/** Passkeys belong to names; at a bare address such as 127.0.0.1 browsers make none. */
export const hasName = ({ host }: Place): boolean => !/^[\d.]+$|:/.test(host);

/** What a browser needs to make a passkey for an account. */
export async function offerPasskey(
  book: AccountBook,
  account: Account,
  { host, now }: Place & { readonly now: Instant },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const options = await generateRegistrationOptions({
    rpName: 'Tautband',
    rpID: host,
    userName: account.login,
    userDisplayName: account.actor.name,
    userID: new TextEncoder().encode(account.actor.id),
    attestationType: 'none',
    excludeCredentials: account.credentials.passkeys.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(book, options.challenge, now);
  return options;
}

/** The passkey that a browser made, when it signed a challenge of ours; undefined otherwise. */
export async function readPasskey(
  book: AccountBook,
  response: RegistrationResponseJSON,
  { host, origin, now, name }: Place & { readonly now: Instant; readonly name: string },
): Promise<Passkey | undefined> {
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => spendChallenge(book, challenge, now),
    expectedOrigin: origin,
    expectedRPID: host,
    requireUserVerification: true,
  }).catch(() => undefined);
  if (verified?.verified !== true) return undefined;
  const { credential } = verified.registrationInfo;
  return {
    id: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    ...(credential.transports === undefined ? {} : { transports: credential.transports }),
    name,
    addedAt: now,
  };
}

/** What a browser needs to sign in with any passkey that it has for this place. */
export async function askPasskey(
  book: AccountBook,
  { host, now }: Place & { readonly now: Instant },
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({ rpID: host, userVerification: 'required' });
  await keepChallenge(book, options.challenge, now);
  return options;
}

/** The account whose passkey signed a challenge of ours, with its use noted; undefined otherwise. */
export async function accountOfPasskey(
  book: AccountBook,
  response: AuthenticationResponseJSON,
  { host, origin, now }: Place & { readonly now: Instant },
): Promise<Account | undefined> {
  const found = await book.byPasskey(response.id);
  const account = found === undefined ? undefined : await book.byId(found.actor.id, 'hold');
  const passkey = account?.credentials.passkeys.find((k) => k.id === response.id);
  if (account === undefined || passkey === undefined || !account.isActive) return undefined;
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => spendChallenge(book, challenge, now),
    expectedOrigin: origin,
    expectedRPID: host,
    credential: {
      id: passkey.id,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
      counter: passkey.counter,
    },
    requireUserVerification: true,
  }).catch(() => undefined);
  if (verified?.verified !== true) return undefined;
  const used: Passkey = { ...passkey, counter: verified.authenticationInfo.newCounter, usedAt: now };
  const passkeys = account.credentials.passkeys.map((k) => (k.id === used.id ? used : k));
  const next = { ...account, credentials: { ...account.credentials, passkeys } };
  await book.put(next);
  return next;
}

const nameOf = (challenge: string): string => digestOf(`challenge ${challenge}`);

async function keepChallenge(book: AccountBook, challenge: string, now: Instant): Promise<void> {
  const endsAt = new Date(Date.parse(now) + CHALLENGE_MINUTES * 60_000).toISOString() as Instant;
  await book.putLink({ digest: nameOf(challenge), purpose: 'challenge', endsAt });
}

/** Whether a challenge is one that we gave, not long ago, and was not signed before. */
async function spendChallenge(book: AccountBook, challenge: string, now: Instant): Promise<boolean> {
  const kept = await book.link(nameOf(challenge));
  if (kept?.purpose !== 'challenge' || kept.usedAt !== undefined || kept.endsAt <= now) return false;
  await book.putLink({ ...kept, usedAt: now });
  return true;
}
