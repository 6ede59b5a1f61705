import type { Selectable } from 'kysely';
import type { Actor, ActorId, ClinicId, Role } from '../../core/episode.ts';
import {
  DEFAULT_SETTINGS,
  type Account,
  type AccountBook,
  type Accounts,
  type Credentials,
  type KeptSession,
  type OneTimeLink,
} from '../accounts.ts';
import type { Engine, Session } from './engine.ts';
import { db, firstOf, rowsOf, written } from './query.ts';
import type { Tables } from './tables.ts';

/** Accounts on a PostgreSQL, under the role that may see accounts and nothing else. */
export function sqlAccounts(engine: Engine): Accounts {
  return {
    transaction: (work) =>
      engine.transaction('set local role tautband_accounts', (session) => work(bookOn(session))),
  };
}

const accounts = () =>
  db
    .selectFrom('account as a')
    .innerJoin('actor as w', (on) => on.onRef('w.clinic_id', '=', 'a.clinic_id').onRef('w.id', '=', 'a.id'))
    .select(['a.clinic_id', 'a.id', 'a.login', 'a.is_active', 'a.is_demo', 'a.credentials'])
    .select(['w.name', 'w.role', 'w.owns']);

function bookOn(session: Session): AccountBook {
  return {
    byLogin: async (login) => accountFrom(await firstOf(session, accounts().where('a.login', '=', login))),
    byId: async (id, hold) =>
      accountFrom(
        await firstOf(
          session,
          accounts()
            .where('a.id', '=', id)
            .$if(hold !== undefined, (q) => q.forUpdate('a')),
        ),
      ),
    async byPasskey(credential) {
      const key = await firstOf(
        session,
        db.selectFrom('passkey').select('account_id').where('credential', '=', credential),
      );
      if (key === undefined) return undefined;
      return accountFrom(await firstOf(session, accounts().where('a.id', '=', key.account_id)));
    },
    async ofClinic(clinic) {
      const all = accounts().where('a.clinic_id', '=', clinic).orderBy('w.name').orderBy('w.id');
      return (await rowsOf(session, all)).map(accountOf);
    },
    put: (account) => putAccount(session, account),
    async clinic(id) {
      const row = await firstOf(
        session,
        db
          .selectFrom('clinic as c')
          .leftJoin('clinic_settings as s', 's.clinic_id', 'c.clinic_id')
          .select(['c.clinic_id', 'c.name', 's.idle_minutes', 's.jurisdiction'])
          .where('c.clinic_id', '=', id),
      );
      if (row === undefined) return undefined;
      const settings =
        row.idle_minutes === null
          ? DEFAULT_SETTINGS
          : {
              idleMinutes: row.idle_minutes,
              ...(row.jurisdiction === null ? {} : { jurisdiction: row.jurisdiction }),
            };
      return { clinic: { id, name: row.name }, settings };
    },
    async putSettings(clinic, { idleMinutes, jurisdiction }) {
      const values = { idle_minutes: idleMinutes, jurisdiction: jurisdiction ?? null };
      await written(
        session,
        db
          .insertInto('clinic_settings')
          .values({ clinic_id: clinic, ...values })
          .onConflict((c) => c.column('clinic_id').doUpdateSet(values)),
      );
    },
    ...sessionsOn(session),
    ...linksOn(session),
    async forget(before) {
      await written(session, db.deleteFrom('login_session').where('ends_at', '<', before));
      await written(session, db.deleteFrom('one_time_link').where('ends_at', '<', before));
      await written(session, db.deleteFrom('sign_in_failure').where('since', '<', before));
    },
  };
}

async function putAccount(session: Session, account: Account): Promise<'kept' | 'taken'> {
  const { actor, login, isActive, isDemo, credentials } = account;
  const keys = credentials.passkeys.map((k) => k.id);
  const others = await firstOf(
    session,
    db.selectFrom('account').select('id').where('login', '=', login).where('id', '!=', actor.id),
  );
  const elsewhere =
    keys.length === 0
      ? undefined
      : await firstOf(
          session,
          db
            .selectFrom('passkey')
            .select('credential')
            .where('credential', 'in', keys)
            .where('account_id', '!=', actor.id),
        );
  if (others !== undefined || elsewhere !== undefined) return 'taken';
  const who = { name: actor.name, role: actor.role, owns: actor.owns === true };
  await written(
    session,
    db
      .insertInto('actor')
      .values({ clinic_id: actor.clinicId, id: actor.id, ...who })
      .onConflict((c) => c.columns(['clinic_id', 'id']).doUpdateSet(who)),
  );
  const how = { login, is_active: isActive, is_demo: isDemo, credentials: JSON.stringify(credentials) };
  const put = db
    .insertInto('account')
    .values({ clinic_id: actor.clinicId, id: actor.id, ...how })
    .onConflict((c) => c.columns(['clinic_id', 'id']).doUpdateSet(how));
  await written(session, put);
  await written(session, db.deleteFrom('passkey').where('account_id', '=', actor.id));
  if (keys.length > 0)
    await written(
      session,
      db.insertInto('passkey').values(keys.map((credential) => ({ credential, account_id: actor.id }))),
    );
  return 'kept';
}

function sessionsOn(
  session: Session,
): Pick<AccountBook, 'session' | 'putSession' | 'endSession' | 'endSessions' | 'sessionsOf'> {
  return {
    async session(digest) {
      const row = await firstOf(
        session,
        db.selectFrom('login_session').selectAll().where('digest', '=', digest),
      );
      return row === undefined ? undefined : sessionFrom(row);
    },
    async putSession(kept) {
      const columns = {
        account_id: kept.accountId,
        clinic_id: kept.clinicId,
        stage: kept.stage,
        started_at: kept.startedAt,
        seen_at: kept.seenAt,
        is_locked: kept.isLocked,
        ends_at: kept.endsAt,
        device: kept.device,
      };
      await written(
        session,
        db
          .insertInto('login_session')
          .values({ digest: kept.digest, ...columns })
          .onConflict((c) => c.column('digest').doUpdateSet(columns)),
      );
    },
    async endSession(digest) {
      await written(session, db.deleteFrom('login_session').where('digest', '=', digest));
    },
    async endSessions(account, except) {
      const all = db.deleteFrom('login_session').where('account_id', '=', account);
      await written(session, except === undefined ? all : all.where('digest', '!=', except));
    },
    async sessionsOf(account) {
      const all = db
        .selectFrom('login_session')
        .selectAll()
        .where('account_id', '=', account)
        .orderBy('seen_at', 'desc')
        .orderBy('digest');
      return (await rowsOf(session, all)).map(sessionFrom);
    },
  };
}

function linksOn(session: Session): Pick<AccountBook, 'link' | 'putLink' | 'failures' | 'putFailures'> {
  return {
    async link(digest) {
      const row = await firstOf(
        session,
        // Two who follow one link at once: the second waits here and finds it used.
        db.selectFrom('one_time_link').selectAll().where('digest', '=', digest).forUpdate(),
      );
      return row === undefined ? undefined : linkFrom(row);
    },
    async putLink({ digest, purpose, accountId, endsAt, usedAt }) {
      const columns = { purpose, account_id: accountId ?? null, ends_at: endsAt, used_at: usedAt ?? null };
      await written(
        session,
        db
          .insertInto('one_time_link')
          .values({ digest, ...columns })
          .onConflict((c) => c.column('digest').doUpdateSet(columns)),
      );
    },
    failures: (key) =>
      firstOf(session, db.selectFrom('sign_in_failure').selectAll().where('key', '=', key).forUpdate()),
    async putFailures({ key, count, since }) {
      await written(
        session,
        db
          .insertInto('sign_in_failure')
          .values({ key, count, since })
          .onConflict((c) => c.column('key').doUpdateSet({ count, since })),
      );
    },
  };
}

type AccountRow = Selectable<Tables['account']> & Pick<Selectable<Tables['actor']>, 'name' | 'role' | 'owns'>;

const accountFrom = (row: AccountRow | undefined): Account | undefined =>
  row === undefined ? undefined : accountOf(row);

function accountOf(row: AccountRow): Account {
  const actor: Actor = {
    id: row.id as ActorId,
    clinicId: row.clinic_id as ClinicId,
    name: row.name,
    role: row.role as Role,
    ...(row.owns ? { owns: true } : {}),
  };
  return {
    actor,
    login: row.login,
    isActive: row.is_active,
    isDemo: row.is_demo,
    // The driver has read the JSON; the table's type is what is written.
    credentials: row.credentials as unknown as Credentials,
  };
}

const sessionFrom = (row: Tables['login_session']): KeptSession => ({
  digest: row.digest,
  accountId: row.account_id as ActorId,
  clinicId: row.clinic_id as ClinicId,
  stage: row.stage,
  startedAt: row.started_at,
  seenAt: row.seen_at,
  isLocked: row.is_locked,
  endsAt: row.ends_at,
  device: row.device,
});

const linkFrom = (row: Tables['one_time_link']): OneTimeLink => ({
  digest: row.digest,
  purpose: row.purpose,
  ...(row.account_id === null ? {} : { accountId: row.account_id as ActorId }),
  endsAt: row.ends_at,
  ...(row.used_at === null ? {} : { usedAt: row.used_at }),
});
