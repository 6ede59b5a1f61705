import type { Actor, ActorId, Clinic, ClinicId, PatientId, Role, VisitId } from '../../src/core/episode.ts';
import { ROLES } from '../../src/core/episode.ts';
import { INTENDED_USE_VERSION } from '../../src/core/imaging-use.ts';
import { seededRandom } from '../../src/kit/random.ts';
import type { Day, Instant } from '../../src/kit/time.ts';
import { uuidv7 } from '../../src/kit/uuid.ts';
import { digestOf } from '../../src/server/accounts/tokens.ts';
import type { KeptSession } from '../../src/store/accounts.ts';
import type { Store } from '../../src/store/store.ts';

export const NOW = '2030-01-02T12:00:00.000Z' as Instant;
const before = (minutes: number): Instant =>
  new Date(Date.parse(NOW) - minutes * 60_000).toISOString() as Instant;

const random = seededRandom(60);
let made = 0;
/** A fresh id, the same in every run. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- ids differ in their brand only
export const id = <T extends string = string>(): T =>
  uuidv7(
    1_800_000_000_000 + ++made,
    Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)),
  ) as string as T;

/** In what state a browser's session may be. `emergency`: open, and the patient of others was given as one. */
export const STATES = ['none', 'bogus', 'half', 'open', 'locked', 'idle', 'ended', 'emergency'] as const;
export type State = (typeof STATES)[number];

/** Everyone who may call: each role, and a physician who also owns the clinic. */
export const WHO = [...ROLES, 'owning physician'] as const;
export type Who = (typeof WHO)[number];

/** Whose patient it is: the caller's, another's of the same clinic, nobody's yet, or of another clinic. */
export const WHOSE = ['own', 'others', 'unclaimed', 'foreign'] as const;
export type Whose = (typeof WHOSE)[number];

/** A patient with one visit. */
export interface Charted {
  readonly patient: PatientId;
  readonly visit: VisitId;
}

/** Two clinics with everyone in them, patients of each kind, and a session of each kind for everyone. */
export interface World {
  readonly store: Store;
  readonly mine: Clinic;
  readonly theirs: Clinic;
  readonly colleague: Actor;
  readonly foreigner: Actor;
  readonly charts: Readonly<Record<Whose, Charted>>;
  /** The token of somebody in a state; undefined for `none`. */
  token(who: Who, state: State): string | undefined;
  /** Put somebody's sessions back as they were, after a call that may have changed them. */
  restore(who: Who): Promise<void>;
  /** A patient whom nobody treats, with a visit. */
  newcomer(): Promise<Charted>;
}

/** What stands in every record of the other clinic: no answer may ever hold it. */
export const SECRET = 'Label of another clinic';

export async function buildWorld(store: Store): Promise<World> {
  const [mine, theirs] = ['Mine', 'Theirs'].map((name) => ({ id: id<ClinicId>(), name })) as [Clinic, Clinic];
  await store.enrol(mine, []);
  await store.enrol(theirs, []);
  const person = async (clinic: Clinic, who: Who): Promise<Actor> => {
    const role: Role = who === 'owning physician' ? 'physician' : who;
    const actor: Actor = {
      id: id<ActorId>(),
      clinicId: clinic.id,
      name: `${who} ${made}`,
      role,
      ...(who === 'owning physician' ? { owns: true } : {}),
    };
    await store.accounts.transaction((book) =>
      book.put({ actor, login: `p${made}`, isActive: true, isDemo: false, credentials: { passkeys: [] } }),
    );
    return actor;
  };
  const colleague = await person(mine, 'physician');
  const foreigner = await person(theirs, 'physician');
  // Two people of each kind: what is opened in an emergency must stay closed to everyone else.
  const calm = new Map<Who, Actor>();
  const alarmed = new Map<Who, Actor>();
  for (const who of WHO) {
    calm.set(who, await person(mine, who));
    alarmed.set(who, await person(mine, who));
  }
  const chart = (by: Actor, label: string, team: readonly Actor[]): Promise<Charted> =>
    store.transaction(by.clinicId, async (records) => {
      const kept = { clinicId: by.clinicId, version: 1, at: NOW, by: by.id };
      const patient = id<PatientId>();
      const visit = id<VisitId>();
      const day = '2030-01-02' as Day;
      await records.save({ kind: 'patient', id: patient, ...kept, label, birthYear: 1970 });
      await records.save({ kind: 'visit', id: visit, ...kept, patientId: patient, day });
      const about = { ...kept, patientId: patient, id: visit };
      await records.save({
        kind: 'drawing',
        ...about,
        strokes: [],
        regions: [{ id: 'temple-right', intensity: 5 }],
      });
      await records.save({ kind: 'note', ...about, visitId: visit, body: { state: 'draft', codes: [] } });
      for (const { id: member } of team) await records.join(patient, member, by.id, NOW);
      return { patient, visit };
    });
  const everyone = [...calm.values(), ...alarmed.values()];
  const charts = {
    own: await chart(colleague, 'Own', everyone),
    others: await chart(colleague, 'Of others', [colleague]),
    unclaimed: await chart(colleague, 'Unclaimed', []),
    foreign: await chart(foreigner, SECRET, [foreigner]),
  };
  await store.transaction(mine.id, async (records) => {
    // What the ultrasound workspace wants to keep is refused where it is off, whoever asks.
    const { id: by, name } = colleague;
    await records.decideImaging({ number: 1, isOn: true, text: INTENDED_USE_VERSION, by, name, at: NOW });
    for (const { id: actorId } of alarmed.values())
      await records.openEmergency({
        id: id(),
        patientId: charts.others.patient,
        actorId,
        reason: 'collapsed in the waiting room',
        beganAt: before(1),
        endsAt: before(-59),
      });
  });
  const sessionOf = (who: Who, state: State): KeptSession | undefined => {
    const actor = (state === 'emergency' ? alarmed : calm).get(who);
    if (actor === undefined || state === 'none' || state === 'bogus') return undefined;
    return {
      digest: digestOf(tokenOf(who, state)),
      accountId: actor.id,
      clinicId: mine.id,
      stage: state === 'half' ? 'half' : 'whole',
      startedAt: before(60),
      seenAt: state === 'idle' ? before(15) : NOW,
      isLocked: state === 'locked',
      endsAt: state === 'ended' ? NOW : before(-720),
      device: 'Test',
    };
  };
  const restore = (who: Who): Promise<void> =>
    store.accounts.transaction(async (book) => {
      for (const state of STATES) {
        const session = sessionOf(who, state);
        if (session !== undefined) await book.putSession(session);
      }
    });
  for (const who of WHO) await restore(who);
  return {
    store,
    mine,
    theirs,
    colleague,
    foreigner,
    charts,
    token: (who, state) => (state === 'none' ? undefined : tokenOf(who, state)),
    restore,
    newcomer: () => chart(colleague, `Newcomer ${made}`, []),
  };
}

/** 43 characters, as real ones. */
const tokenOf = (who: Who, state: State): string =>
  `${who}-${state}`.replaceAll(/[^a-z]/g, '_').padEnd(43, 'x');
