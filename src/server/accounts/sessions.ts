import type { Actor, Clinic } from '../../core/episode.ts';
import type { Instant } from '../../kit/time.ts';
import type { Account, AccountBook, Accounts, ClinicSettings, KeptSession } from '../../store/accounts.ts';
import { digestOf, newToken } from './tokens.ts';

/** Hours after which everyone signs in again, however busy. */
const WHOLE_HOURS = 12;
/** Minutes within which the second factor must follow the password. */
const HALF_MINUTES = 10;
/** Seconds between two notes of when somebody was last seen: each is a write to the disk. */
const NOTE_EVERY = 20;
/** Milliseconds for which a session that was read is believed. */
const BELIEVED = 2_000;
/** Sessions that are remembered at once. */
const REMEMBERED = 10_000;

/** Somebody at a screen. */
export interface Seat {
  readonly session: KeptSession;
  readonly account: Account;
  readonly actor: Actor;
  readonly clinic: Clinic;
  readonly settings: ClinicSettings;
}

/** What a token stands for. `ended`: it was a session once. */
export type Standing =
  | { readonly state: 'none' }
  | { readonly state: 'ended' }
  | { readonly state: 'half'; readonly seat: Seat }
  | { readonly state: 'locked'; readonly seat: Seat }
  | { readonly state: 'open'; readonly seat: Seat };

/** Opens, finds, locks and ends sessions. */
export interface Sessions {
  /** What a token stands for now; notes that somebody is there. */
  look(token: string | undefined): Promise<Standing>;
  /** Begin a session in a transaction that proved who it is; the old token is worth nothing from then on. */
  begin(book: AccountBook, account: Account, how: Begin): Promise<string>;
  lock(seat: Seat): Promise<void>;
  end(token: string): Promise<void>;
  /** Forget what was read, because accounts, sessions or settings changed. */
  forget(): void;
}

export interface Begin {
  readonly stage: KeptSession['stage'];
  readonly device: string;
  /** Token that this session takes the place of. */
  readonly instead?: string | undefined;
}

/** The sessions of an installation. */
export function sessionsIn(accounts: Accounts, now: () => Instant): Sessions {
  const read = new Map<string, { readonly at: number; readonly seat: Seat }>();

  async function seatOf(digest: string, at: number): Promise<Seat | undefined> {
    const known = read.get(digest);
    if (known !== undefined && at - known.at < BELIEVED && at >= known.at) return known.seat;
    read.delete(digest);
    const seat = await accounts.transaction((book) => readSeat(book, digest));
    if (seat === undefined) return undefined;
    if (read.size >= REMEMBERED) read.clear();
    read.set(digest, { at, seat });
    return seat;
  }

  async function note(seat: Seat, at: number): Promise<void> {
    if (at - Date.parse(seat.session.seenAt) < NOTE_EVERY * 1000) return;
    const session = { ...seat.session, seenAt: new Date(at).toISOString() as Instant };
    await accounts.transaction(async (book) => {
      // It may have ended, or been locked, since it was read.
      const kept = await book.session(session.digest);
      if (kept !== undefined && !kept.isLocked) await book.putSession({ ...kept, seenAt: session.seenAt });
    });
    read.set(session.digest, { at, seat: { ...seat, session } });
  }

  return {
    async look(token) {
      if (token === undefined) return { state: 'none' };
      const at = Date.parse(now());
      const seat = await seatOf(digestOf(token), at);
      if (seat === undefined || Date.parse(seat.session.endsAt) <= at) return { state: 'ended' };
      if (seat.session.stage === 'half') return { state: 'half', seat };
      const idle = at - Date.parse(seat.session.seenAt);
      if (seat.session.isLocked || idle >= seat.settings.idleMinutes * 60_000)
        return { state: 'locked', seat };
      await note(seat, at);
      return { state: 'open', seat };
    },
    async begin(book, account, { stage, device, instead }) {
      const token = newToken();
      const at = now();
      const lasts = stage === 'half' ? HALF_MINUTES * 60_000 : WHOLE_HOURS * 3_600_000;
      if (instead !== undefined) await book.endSession(digestOf(instead));
      await book.putSession({
        digest: digestOf(token),
        accountId: account.actor.id,
        clinicId: account.actor.clinicId,
        stage,
        startedAt: at,
        seenAt: at,
        isLocked: false,
        endsAt: new Date(Date.parse(at) + lasts).toISOString() as Instant,
        device,
      });
      read.clear();
      return token;
    },
    async lock({ session }) {
      await accounts.transaction(async (book) => {
        const kept = await book.session(session.digest);
        if (kept !== undefined) await book.putSession({ ...kept, isLocked: true });
      });
      read.clear();
    },
    async end(token) {
      await accounts.transaction((book) => book.endSession(digestOf(token)));
      read.clear();
    },
    forget: () => read.clear(),
  };
}

async function readSeat(book: AccountBook, digest: string): Promise<Seat | undefined> {
  const session = await book.session(digest);
  if (session === undefined) return undefined;
  const account = await book.byId(session.accountId);
  const place = await book.clinic(session.clinicId);
  if (account?.isActive !== true || place === undefined) return undefined;
  return { session, account, actor: account.actor, ...place };
}

/** What a browser calls itself, short enough to recognise it by: "Firefox on Linux". */
export function deviceOf(agent: string | undefined): string {
  const text = agent ?? '';
  const find = (all: readonly (readonly [RegExp, string])[]): string | undefined =>
    all.find(([pattern]) => pattern.test(text))?.[1];
  const browser = find([
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrom(e|ium)\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]);
  const system = find([
    [/Android/, 'Android'],
    [/iPhone|iPad/, 'iOS'],
    [/Windows/, 'Windows'],
    [/Mac OS/, 'macOS'],
    [/Linux/, 'Linux'],
  ]);
  if (browser === undefined) return 'Another program';
  return system === undefined ? browser : `${browser} on ${system}`;
}
