import { err, ok, type Result } from '../../kit/result.ts';
import type { Instant } from '../../kit/time.ts';
import type { Account, AccountBook, Accounts } from '../../store/accounts.ts';
import type { Refusal } from '../record/refusal.ts';
import { stepOf } from './codes.ts';
import { isPassword } from './passwords.ts';
import type { Seat, Sessions } from './sessions.ts';
import { countFailure, forgive, secondsToWait, type Counted } from './throttle.ts';

/** What signing in needs. */
export interface Desk {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly now: () => Instant;
}

/** The browser at which somebody signs in. */
export interface Browser {
  readonly address: string;
  readonly device: string;
  /** The token that it has so far; it is worth nothing once another is given. */
  readonly token?: string | undefined;
}

/** A fresh token, and whether a code is still owed. */
export interface SignedIn {
  readonly token: string;
  readonly stage: 'half' | 'whole';
}

/** One answer for a wrong password, an unknown login and an account that was closed. */
const WRONG: Refusal = {
  code: 'not-signed-in',
  ended: false,
  why: 'The login or the password is not right.',
};
const WRONG_CODE: Refusal = { code: 'not-signed-in', ended: false, why: 'The code is not right.' };

/** Sign in with login and password. */
export async function signIn(
  desk: Desk,
  { login, password }: { readonly login: string; readonly password: string },
  browser: Browser,
): Promise<Result<SignedIn, Refusal>> {
  const name = login.normalize('NFKC').trim().toLowerCase();
  const proved = await provePassword(desk, { login: name, password }, browser);
  if (!proved.ok) return proved;
  const stage = proved.value.credentials.codes?.confirmedAt === undefined ? 'whole' : 'half';
  return ok({ stage, token: await begin(desk, proved.value, browser, stage) });
}

/** The account of a login, when the password is right. Unknown logins take as long and fail alike. */
export async function provePassword(
  { accounts, now }: Desk,
  { login, password }: { readonly login: string; readonly password: string },
  { address }: Pick<Browser, 'address'>,
): Promise<Result<Account, Refusal>> {
  const counted: readonly Counted[] = [
    ['login', login],
    ['address', address],
  ];
  const { wait, account } = await accounts.transaction(async (book) => ({
    wait: await secondsToWait(book, now(), counted),
    account: await book.byLogin(login),
  }));
  if (wait > 0) return err({ code: 'too-many', seconds: wait });
  // Outside of any transaction: it takes a quarter of a second on purpose.
  const isRight = await isPassword(password, account?.credentials.password);
  return accounts.transaction(async (book) => {
    if (account === undefined || !isRight || !account.isActive) {
      await countFailure(book, now(), counted);
      return err(WRONG);
    }
    await forgive(book, now(), counted);
    return ok(account);
  });
}

/** Give the code that is owed after the password. */
export function giveCode(
  { accounts, sessions, now }: Desk,
  seat: Seat,
  code: string,
  browser: Browser,
): Promise<Result<SignedIn, Refusal>> {
  return accounts.transaction(async (book) => {
    const counted: readonly Counted[] = [['code', seat.actor.id]];
    const wait = await secondsToWait(book, now(), counted);
    if (wait > 0) return err({ code: 'too-many', seconds: wait });
    const account = await book.byId(seat.actor.id, 'hold');
    if (account === undefined || !(await spendCode(book, account, code, now()))) {
      await countFailure(book, now(), counted);
      return err(WRONG_CODE);
    }
    await forgive(book, now(), counted);
    const token = await sessions.begin(book, account, {
      stage: 'whole',
      device: browser.device,
      instead: browser.token,
    });
    return ok({ token, stage: 'whole' });
  });
}

/** Whether a code is right and fresh; it is spent then. The account must be held. */
export async function spendCode(
  book: AccountBook,
  account: Account,
  code: string,
  now: Instant,
): Promise<boolean> {
  const { codes } = account.credentials;
  if (codes === undefined) return false;
  const step = stepOf(codes.secret, code, now, codes.spent);
  if (step === undefined) return false;
  const credentials = {
    ...account.credentials,
    codes: { ...codes, spent: step, confirmedAt: codes.confirmedAt ?? now },
  };
  await book.put({ ...account, credentials });
  return true;
}

/** Unlock a screen with the password of whoever locked it. The token changes. */
export async function unlock(
  desk: Desk,
  seat: Seat,
  password: string | undefined,
  browser: Browser,
): Promise<Result<SignedIn, Refusal>> {
  if (seat.account.isDemo)
    return ok({ stage: 'whole', token: await begin(desk, seat.account, browser, 'whole') });
  const { login } = seat.account;
  const proved = await provePassword(desk, { login, password: password ?? '' }, browser);
  if (!proved.ok) return proved;
  return ok({ stage: 'whole', token: await begin(desk, proved.value, browser, 'whole') });
}

/** Begin a session for somebody who proved who they are. */
export function begin(
  { accounts, sessions }: Desk,
  account: Account,
  { device, token }: Browser,
  stage: 'half' | 'whole',
): Promise<string> {
  return accounts.transaction((book) => sessions.begin(book, account, { stage, device, instead: token }));
}
