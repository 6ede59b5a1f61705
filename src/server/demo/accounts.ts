import type { Actor, ActorId, Role } from '../../core/episode.ts';
import type { Account } from '../../store/accounts.ts';
import type { Store } from '../../store/store.ts';
import { DEMO_ACTOR, DEMO_CLINIC } from './clinic.ts';

const person = (number: number, name: string, role: Role): Actor => ({
  id: `019b76da-a800-7000-8000-0000000001${String(number).padStart(2, '0')}` as ActorId,
  clinicId: DEMO_CLINIC.id,
  name,
  role,
});

/** One of each role, so that everyone can see what each may see. */
export const DEMO_PEOPLE: readonly Actor[] = [
  DEMO_ACTOR,
  person(1, 'Demo physiotherapist', 'physiotherapist'),
  person(2, 'Demo chiropractor', 'chiropractor'),
  person(3, 'Demo nurse practitioner', 'nurse-practitioner'),
  person(4, 'Demo massage therapist', 'massage-therapist'),
  person(5, 'Demo front desk', 'front-desk'),
  person(6, 'Demo researcher', 'researcher'),
  person(7, 'Demo owner', 'owner'),
];

/** Open the demo accounts, or close them in an installation that once had demo data and now goes without. */
export async function setDemoAccounts({ accounts }: Store, isOpen: boolean): Promise<void> {
  await accounts.transaction(async (book) => {
    if (!isOpen) {
      for (const account of await book.ofClinic(DEMO_CLINIC.id)) {
        if (!account.isDemo) continue;
        await book.put({ ...account, isActive: false });
        await book.endSessions(account.actor.id);
      }
      return;
    }
    for (const actor of DEMO_PEOPLE) {
      const account: Account = {
        actor,
        login: `demo ${actor.role}`,
        isActive: true,
        isDemo: true,
        // Without a password nobody can sign in by typing; the sign-in screen offers them while there is demo data.
        credentials: { passkeys: [] },
      };
      if ((await book.put(account)) === 'taken') throw new Error(`the login of ${actor.name} is taken`);
    }
  });
}
