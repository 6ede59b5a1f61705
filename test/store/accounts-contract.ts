import { describe, expect, test } from 'vitest';
import type { ActorId, Clinic, PatientId } from '../../src/core/episode.ts';
import type { Instant } from '../../src/kit/time.ts';
import type { Account, KeptSession } from '../../src/store/accounts.ts';
import type { Store } from '../../src/store/store.ts';
import { enrolled, id, oneOfEach } from './contract.ts';

const AT = '2030-01-02T03:04:05.678Z' as Instant;
const LATER = '2030-01-02T04:04:05.678Z' as Instant;

let made = 0;
const accountIn = (clinic: Clinic, change: Partial<Account> = {}): Account => ({
  actor: { id: id<ActorId>(), clinicId: clinic.id, name: `Person ${++made}`, role: 'physician', owns: true },
  login: `person-${made}@example.org`,
  isActive: true,
  isDemo: false,
  credentials: {
    password: '$scrypt$1',
    codes: { secret: 'ABC', spent: 4, confirmedAt: AT },
    passkeys: [
      { id: `key-${made}`, publicKey: 'pk', counter: 3, transports: ['usb'], name: 'Blue one', addedAt: AT },
    ],
  },
  ...change,
});

const sessionOf = (account: Account, change: Partial<KeptSession> = {}): KeptSession => ({
  digest: id(),
  accountId: account.actor.id,
  clinicId: account.actor.clinicId,
  stage: 'whole',
  startedAt: AT,
  seenAt: AT,
  isLocked: false,
  endsAt: LATER,
  device: 'Firefox on Linux',
  ...change,
});

/** What every store promises of accounts, care teams and emergency access. */
export function accountsContract(store: () => Store): void {
  describe('accounts', () => {
    test('an account is read back as it was, by each of its names', async () => {
      const { clinic } = await enrolled(store());
      const account = accountIn(clinic);
      await store().accounts.transaction(async (book) => {
        expect(await book.put(account)).toBe('kept');
        expect(await book.byId(account.actor.id)).toEqual(account);
        expect(await book.byLogin(account.login)).toEqual(account);
        expect(await book.byPasskey(account.credentials.passkeys[0]!.id)).toEqual(account);
        expect(await book.byLogin('nobody@example.org')).toBeUndefined();
        expect(await book.byId(id<ActorId>())).toBeUndefined();
      });
    });

    test('a role is changed, and a passkey that was taken away opens nothing', async () => {
      const { clinic } = await enrolled(store());
      const account = accountIn(clinic);
      const { id: who, clinicId } = account.actor;
      const changed: Account = {
        ...account,
        actor: { id: who, clinicId, role: 'front-desk', name: 'Renamed' },
        isActive: false,
        credentials: { passkeys: [] },
      };
      await store().accounts.transaction(async (book) => {
        await book.put(account);
        expect(await book.put(changed)).toBe('kept');
        expect(await book.byId(account.actor.id)).toEqual(changed);
        expect(await book.byPasskey(account.credentials.passkeys[0]!.id)).toBeUndefined();
      });
    });

    test('a login, and a passkey, belong to one account of the whole installation', async () => {
      const [one, two] = [await enrolled(store()), await enrolled(store())];
      const account = accountIn(one.clinic);
      await store().accounts.transaction(async (book) => {
        await book.put(account);
        expect(await book.put(accountIn(two.clinic, { login: account.login }))).toBe('taken');
        expect(await book.put(accountIn(two.clinic, { credentials: account.credentials }))).toBe('taken');
        expect(await book.ofClinic(two.clinic.id)).toEqual([]);
        expect(await book.ofClinic(one.clinic.id)).toEqual([account]);
      });
    });

    test('sessions end one by one, or all but one', async () => {
      const { clinic } = await enrolled(store());
      const account = accountIn(clinic);
      const [a, b, c] = [
        sessionOf(account),
        sessionOf(account, { stage: 'half' }),
        sessionOf(account, { isLocked: true, seenAt: LATER }),
      ];
      await store().accounts.transaction(async (book) => {
        await book.put(account);
        for (const s of [a, b, c]) await book.putSession(s);
        for (const s of [a, b, c]) expect(await book.session(s.digest)).toEqual(s);
        expect((await book.sessionsOf(account.actor.id))[0]).toEqual(c);
        await book.endSession(a.digest);
        expect(await book.session(a.digest)).toBeUndefined();
        await book.endSessions(account.actor.id, b.digest);
        expect(await book.sessionsOf(account.actor.id)).toEqual([b]);
        await book.endSessions(account.actor.id);
        expect(await book.sessionsOf(account.actor.id)).toEqual([]);
      });
    });

    test('links, failures and settings are kept, and what ended is forgotten', async () => {
      const { clinic } = await enrolled(store());
      await store().accounts.transaction(async (book) => {
        const link = { digest: id(), purpose: 'found' as const, endsAt: AT };
        await book.putLink(link);
        expect(await book.link(link.digest)).toEqual(link);
        await book.putLink({ ...link, usedAt: AT });
        expect(await book.link(link.digest)).toEqual({ ...link, usedAt: AT });
        const failures = { key: id(), count: 3, since: AT };
        await book.putFailures(failures);
        expect(await book.failures(failures.key)).toEqual(failures);
        await book.forget(LATER);
        expect(await book.link(link.digest)).toBeUndefined();
        expect(await book.failures(failures.key)).toBeUndefined();

        expect(await book.clinic(clinic.id)).toEqual({ clinic, settings: { idleMinutes: 15 } });
        await book.putSettings(clinic.id, { idleMinutes: 5, jurisdiction: 'US-NY' });
        expect((await book.clinic(clinic.id))?.settings).toEqual({ idleMinutes: 5, jurisdiction: 'US-NY' });
      });
    });

    test('account work that fails leaves nothing behind', async () => {
      const { clinic } = await enrolled(store());
      const account = accountIn(clinic);
      const half = store().accounts.transaction(async (book) => {
        await book.put(account);
        throw new Error('in the middle');
      });
      await expect(half).rejects.toThrow('in the middle');
      await store().accounts.transaction(async (book) => {
        expect(await book.byId(account.actor.id)).toBeUndefined();
      });
    });
  });

  describe('who may look into a chart', () => {
    test('a patient whom nobody treats is unclaimed; the first to join is the team', async () => {
      const { clinic, actor } = await enrolled(store());
      const { patient, visit } = oneOfEach(clinic, actor);
      const patientId = patient.id;
      await store().transaction(clinic.id, async (records) => {
        expect(await records.access(patient.id, actor.id, AT)).toBeUndefined();
        expect(await records.access({ visit: visit.id }, actor.id, AT)).toBeUndefined();
        await records.save(patient);
        await records.save(visit);
        const unclaimed = { patientId, isTeam: false, isUnclaimed: true };
        expect(await records.access(patient.id, actor.id, AT)).toEqual(unclaimed);
        expect(await records.access({ visit: visit.id }, actor.id, AT)).toEqual(unclaimed);
        await records.join(patient.id, actor.id, actor.id, AT);
        await records.join(patient.id, actor.id, actor.id, AT);
        expect(await records.team(patient.id)).toEqual([actor.id]);
        const mine = { patientId, isTeam: true, isUnclaimed: false };
        expect(await records.access(patient.id, actor.id, AT)).toEqual(mine);
        expect(await records.access(patient.id, id<ActorId>(), AT)).toEqual({
          patientId,
          isTeam: false,
          isUnclaimed: false,
        });
      });
    });

    test('emergency access is for one person and one patient, ends by itself, and stays on record', async () => {
      const { clinic, actor } = await enrolled(store());
      const [mine, other] = [oneOfEach(clinic, actor).patient, oneOfEach(clinic, actor).patient];
      const entry = {
        id: id(),
        patientId: mine.id,
        actorId: actor.id,
        reason: 'collapsed in the waiting room',
        beganAt: AT,
        endsAt: LATER,
      };
      await store().transaction(clinic.id, async (records) => {
        await records.save(mine);
        await records.save(other);
        await records.openEmergency(entry);
        const until = async (patient: PatientId, who: ActorId, at: Instant): Promise<Instant | undefined> =>
          (await records.access(patient, who, at))?.emergencyUntil;
        expect(await until(mine.id, actor.id, AT)).toBe(LATER);
        expect(await until(mine.id, actor.id, LATER)).toBeUndefined();
        expect(await until(other.id, actor.id, AT)).toBeUndefined();
        expect(await until(mine.id, id<ActorId>(), AT)).toBeUndefined();
        expect(await records.emergencies()).toEqual([entry]);
      });
    });

    test('care teams and emergencies of one clinic are nothing to another (H-11)', async () => {
      const [mine, theirs] = [await enrolled(store()), await enrolled(store())];
      const { patient } = oneOfEach(theirs.clinic, theirs.actor);
      await store().transaction(theirs.clinic.id, async (records) => {
        await records.save(patient);
        await records.join(patient.id, theirs.actor.id, theirs.actor.id, AT);
      });
      await store().transaction(mine.clinic.id, async (records) => {
        expect(await records.access(patient.id, theirs.actor.id, AT)).toBeUndefined();
        expect(await records.team(patient.id)).toEqual([]);
        expect(await records.emergencies()).toEqual([]);
      });
    });
  });
}
