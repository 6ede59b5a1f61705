import type { ActorId, Clinic, ClinicId } from '../core/episode.ts';
import {
  DEFAULT_SETTINGS,
  type Account,
  type AccountBook,
  type Accounts,
  type ClinicSettings,
  type Failures,
  type KeptSession,
  type OneTimeLink,
} from './accounts.ts';
import { mutex } from './mutex.ts';

interface Tables {
  readonly accounts: Map<ActorId, Account>;
  readonly settings: Map<ClinicId, ClinicSettings>;
  readonly sessions: Map<string, KeptSession>;
  readonly links: Map<string, OneTimeLink>;
  readonly failures: Map<string, Failures>;
}

/** Accounts that are forgotten when the process ends. */
export function memoryAccounts(clinics: ReadonlyMap<ClinicId, Clinic>): Accounts {
  let kept: Tables = {
    accounts: new Map(),
    settings: new Map(),
    sessions: new Map(),
    links: new Map(),
    failures: new Map(),
  };
  const turn = mutex();
  return {
    transaction: (work) =>
      turn(async () => {
        // Work on copies; their values are never changed. A failure drops the copies.
        const tables: Tables = {
          accounts: new Map(kept.accounts),
          settings: new Map(kept.settings),
          sessions: new Map(kept.sessions),
          links: new Map(kept.links),
          failures: new Map(kept.failures),
        };
        const result = await work(bookOn(tables, clinics));
        kept = tables;
        return result;
      }),
  };
}

function bookOn(tables: Tables, clinics: ReadonlyMap<ClinicId, Clinic>): AccountBook {
  const { accounts, settings, sessions, links, failures } = tables;
  const where = (test: (account: Account) => boolean): Promise<Account | undefined> =>
    Promise.resolve([...accounts.values()].find(test));
  const set = <K, V>(map: Map<K, V>, key: K, value: V): Promise<void> => {
    map.set(key, structuredClone(value));
    return Promise.resolve();
  };
  return {
    byLogin: (login) => where((a) => a.login === login),
    byId: (id) => Promise.resolve(accounts.get(id)),
    byPasskey: (credential) => where((a) => a.credentials.passkeys.some((k) => k.id === credential)),
    ofClinic: (clinic) =>
      Promise.resolve(
        [...accounts.values()]
          .filter((a) => a.actor.clinicId === clinic)
          .sort((a, b) => order(a.actor.name, b.actor.name) || order(a.actor.id, b.actor.id)),
      ),
    async put(account) {
      const keys = account.credentials.passkeys.map((k) => k.id);
      const isTaken = [...accounts.values()].some(
        (a) =>
          a.actor.id !== account.actor.id &&
          (a.login === account.login || a.credentials.passkeys.some((k) => keys.includes(k.id))),
      );
      if (isTaken) return 'taken';
      await set(accounts, account.actor.id, account);
      return 'kept';
    },
    clinic(id) {
      const clinic = clinics.get(id);
      return Promise.resolve(
        clinic === undefined ? undefined : { clinic, settings: settings.get(id) ?? DEFAULT_SETTINGS },
      );
    },
    putSettings: (clinic, value) => set(settings, clinic, value),
    session: (digest) => Promise.resolve(sessions.get(digest)),
    putSession: (session) => set(sessions, session.digest, session),
    endSession(digest) {
      sessions.delete(digest);
      return Promise.resolve();
    },
    endSessions(account, except) {
      for (const s of [...sessions.values()])
        if (s.accountId === account && s.digest !== except) sessions.delete(s.digest);
      return Promise.resolve();
    },
    sessionsOf: (account) =>
      Promise.resolve(
        [...sessions.values()]
          .filter((s) => s.accountId === account)
          .sort((a, b) => order(b.seenAt, a.seenAt) || order(a.digest, b.digest)),
      ),
    link: (digest) => Promise.resolve(links.get(digest)),
    putLink: (link) => set(links, link.digest, link),
    failures: (key) => Promise.resolve(failures.get(key)),
    putFailures: (value) => set(failures, value.key, value),
    forget(before) {
      for (const s of [...sessions.values()]) if (s.endsAt < before) sessions.delete(s.digest);
      for (const l of [...links.values()]) if (l.endsAt < before) links.delete(l.digest);
      for (const f of [...failures.values()]) if (f.since < before) failures.delete(f.key);
      return Promise.resolve();
    },
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
