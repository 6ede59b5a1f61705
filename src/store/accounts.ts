import type { Actor, ActorId, Clinic, ClinicId } from '../core/episode.ts';
import type { Instant } from '../kit/time.ts';

/** A key on a device or in a password store, made by the browser. Binary parts are base64url. */
export interface Passkey {
  readonly id: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports?: readonly string[];
  /** What its owner calls it. */
  readonly name: string;
  readonly addedAt: Instant;
  /** Absent until it was used to sign in. */
  readonly usedAt?: Instant;
}

/** A second factor: codes from an app that shares a secret with us. */
export interface CodeApp {
  /** Base32. */
  readonly secret: string;
  /** Absent until a first code proved that the app has the secret; nothing is asked of it before. */
  readonly confirmedAt?: Instant;
  /** The 30-second step of the code that was used last; it and those before it are spent. */
  readonly spent: number;
}

/** How someone proves who they are. */
export interface Credentials {
  /** A salted, memory-hard digest that names its parameters. Absent for demo accounts. */
  readonly password?: string;
  readonly codes?: CodeApp;
  readonly passkeys: readonly Passkey[];
}

/** Someone who can sign in. Each belongs to one clinic; who works in two has two accounts. */
export interface Account {
  readonly actor: Actor;
  /** Lower case, and of one account in the whole installation. */
  readonly login: string;
  /** May sign in. Accounts are never deleted: records name them. */
  readonly isActive: boolean;
  /** Made with the demo data, for everyone to try. */
  readonly isDemo: boolean;
  readonly credentials: Credentials;
}

/** One signed-in browser. Its token is kept as a digest only. */
export interface KeptSession {
  readonly digest: string;
  readonly accountId: ActorId;
  readonly clinicId: ClinicId;
  /** `half`: the password was right and a code is still owed. */
  readonly stage: 'half' | 'whole';
  readonly startedAt: Instant;
  readonly seenAt: Instant;
  /** Locked by hand or by leaving the desk. */
  readonly isLocked: boolean;
  readonly endsAt: Instant;
  /** What the browser calls itself, shortened. */
  readonly device: string;
}

/**
 * Something that works once and is kept as a digest only: a link to found a clinic or to take up one's account, or the
 * challenge that a passkey has to sign.
 */
export interface OneTimeLink {
  readonly digest: string;
  readonly purpose: 'found' | 'account' | 'challenge';
  /** The account that it is for, when it is for one. */
  readonly accountId?: ActorId;
  readonly endsAt: Instant;
  readonly usedAt?: Instant;
}

/** Failed attempts of one kind, counted since a moment. */
export interface Failures {
  /** Digest of what is counted: a login name or an address. */
  readonly key: string;
  readonly count: number;
  readonly since: Instant;
}

/** What an owner decides for a clinic. */
export interface ClinicSettings {
  /** Minutes without a touch after which a screen locks. */
  readonly idleMinutes: number;
  /** Where the clinic is, as `src/content/scope` names places. Absent until it is chosen. */
  readonly jurisdiction?: string;
}

/** Settings of a clinic that has not chosen. */
export const DEFAULT_SETTINGS: ClinicSettings = { idleMinutes: 15 };

/** Accounts, sessions and links inside one transaction. What it hands out is safe to keep; nothing is shared. */
export interface AccountBook {
  byLogin(login: string): Promise<Account | undefined>;
  /** `hold`: to change it; another transaction that holds the same account waits for this one. */
  byId(id: ActorId, hold?: 'hold'): Promise<Account | undefined>;
  byPasskey(credential: string): Promise<Account | undefined>;
  /** By name, then id. */
  ofClinic(clinic: ClinicId): Promise<readonly Account[]>;
  /** Keep an account as it is given. `taken`: another has that login or one of those passkeys. */
  put(account: Account): Promise<'kept' | 'taken'>;
  clinic(id: ClinicId): Promise<{ readonly clinic: Clinic; readonly settings: ClinicSettings } | undefined>;
  putSettings(clinic: ClinicId, settings: ClinicSettings): Promise<void>;
  session(digest: string): Promise<KeptSession | undefined>;
  putSession(session: KeptSession): Promise<void>;
  endSession(digest: string): Promise<void>;
  /** End every session of an account, except one. */
  endSessions(account: ActorId, except?: string): Promise<void>;
  /** Seen last first. */
  sessionsOf(account: ActorId): Promise<readonly KeptSession[]>;
  link(digest: string): Promise<OneTimeLink | undefined>;
  putLink(link: OneTimeLink): Promise<void>;
  failures(key: string): Promise<Failures | undefined>;
  putFailures(failures: Failures): Promise<void>;
  /** Forget sessions and links that ended before an instant, and failures counted since before it. */
  forget(before: Instant): Promise<void>;
}

/** Where accounts are kept: apart from the records of patients, under a database role that cannot read those. */
export interface Accounts {
  /** Wholly or not at all. */
  transaction<T>(work: (book: AccountBook) => Promise<T>): Promise<T>;
}
