import { expect, test } from 'vitest';
import { shippedAtlas } from '../../src/content/atlas/load.ts';
import { VIEW_IDS } from '../../src/content/bodymap/neutral.ts';
import type { Instant } from '../../src/kit/time.ts';
import { buildApp } from '../../src/server/http/app.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { buildWorld, id, NOW, type Who, type World } from './clinics.ts';

async function opened(at: () => Instant = () => NOW) {
  const store = memoryStore();
  const world = await buildWorld(store);
  const { http } = await buildApp({ store, atlas: shippedAtlas(), views: VIEW_IDS, now: at, demo: false });
  const as = (who: Who, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    http.inject({
      method,
      url,
      headers: {
        host: 'localhost',
        cookie: `tautband=${world.token(who, 'open') ?? ''}`,
        'idempotency-key': id(),
        ...(method === 'PUT' ? { 'if-match': '"0"' } : {}),
      },
      ...(payload === undefined ? {} : { payload }),
    });
  return { world, as };
}

const emergencyFor = ({ charts }: World, reason: string) => ({
  id: id(),
  patientId: charts.others.patient,
  reason,
});

test('an emergency needs a reason, opens one chart for an hour, and an owner reads of it (SR-66)', async () => {
  let minutes = 0;
  const at = (): Instant => new Date(Date.parse(NOW) + minutes * 60_000).toISOString() as Instant;
  const { world, as } = await opened(at);
  const { patient, visit } = world.charts.others;
  const chart = `/api/visits/${visit}`;
  const open = (reason: string) =>
    as('chiropractor', 'POST', `/api/patients/${patient}/emergency`, emergencyFor(world, reason));
  expect((await as('chiropractor', 'GET', chart)).statusCode).toBe(403);
  expect((await open('help')).statusCode).toBe(400);
  expect((await open('         \t ')).statusCode).toBe(400);
  expect((await as('chiropractor', 'GET', chart)).statusCode).toBe(403);
  expect((await open('fainted after the injection')).statusCode).toBe(201);
  expect((await as('chiropractor', 'GET', chart)).statusCode).toBe(200);
  expect((await as('physiotherapist', 'GET', chart)).statusCode, 'for one person only').toBe(403);
  // Somebody is there all the time, so that the hour and not the idle lock ends it.
  for (; minutes < 59; minutes += 10) expect((await as('chiropractor', 'GET', chart)).statusCode).toBe(200);
  minutes = 60;
  expect((await as('chiropractor', 'GET', chart)).statusCode).toBe(403);
});

test('an owner reads every emergency with who, whom and why, and nobody else does (SR-66)', async () => {
  const { world, as } = await opened();
  const { patient } = world.charts.others;
  await as(
    'massage-therapist',
    'POST',
    `/api/patients/${patient}/emergency`,
    emergencyFor(world, 'asks for help, pale'),
  );
  const told = (await as('owner', 'GET', '/api/emergencies')).json<{
    emergencies: { reason: string; patientId: string }[];
  }>();
  expect(told.emergencies[0]).toMatchObject({ reason: 'asks for help, pale', patientId: patient });
  expect((await as('physician', 'GET', '/api/emergencies')).statusCode).toBe(403);
});

test('who begins the first visit of an unclaimed patient treats it from then on, and others no longer do', async () => {
  const { world, as } = await opened();
  const { patient, visit } = world.charts.unclaimed;
  expect((await as('physician', 'GET', `/api/visits/${visit}`)).statusCode).toBe(200);
  const begun = { id: id(), patientId: patient, day: '2030-01-02' };
  expect((await as('physiotherapist', 'POST', `/api/patients/${patient}/visits`, begun)).statusCode).toBe(
    201,
  );
  expect((await as('physiotherapist', 'GET', `/api/visits/${visit}`)).statusCode).toBe(200);
  expect((await as('physician', 'GET', `/api/visits/${visit}`)).statusCode).toBe(403);
});

test('the front desk makes nobody its own patient, and puts clinicians in a team but never itself', async () => {
  const { world, as } = await opened();
  const { patient } = world.charts.unclaimed;
  const begun = { id: id(), patientId: patient, day: '2030-01-02' };
  expect((await as('front-desk', 'POST', `/api/patients/${patient}/visits`, begun)).statusCode).toBe(201);
  expect((await as('physician', 'GET', `/api/patients/${patient}`)).statusCode, 'still unclaimed').toBe(200);
  const foreign = { patientId: patient, actorId: world.foreigner.id };
  expect((await as('front-desk', 'POST', `/api/patients/${patient}/team`, foreign)).statusCode).toBe(404);
});

/** Every key of a value, at any depth. */
const keysOf = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.flatMap(keysOf)
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
      : [];

/** Everything that tells who somebody is, each with a word that is found nowhere else. */
const TELLING = {
  family: 'Zzfamily',
  given: 'Zzgiven',
  born: '1931-07-19',
  sex: 'female',
  language: 'Zzlanguage',
  identifiers: [{ system: 'Zzscheme', value: 'Zz-4711' }],
  phone: 'Zz 555',
  email: 'zz@example.org',
  address: 'Zzstreet 1',
  contact: { name: 'Zzdaughter', relation: 'Zzrelation', phone: 'Zz 556' },
};
const identify = (patient: string, body: object = TELLING) => ({ patientId: patient, body });

test('the front desk and the owner keep who a patient is and see no chart; a researcher sees neither (SR-109)', async () => {
  const { world, as } = await opened();
  const { patient } = world.charts.others;
  const at = `/api/patients/${patient}/identity`;
  expect((await as('front-desk', 'PUT', at, identify(patient))).statusCode).toBe(200);
  for (const who of ['front-desk', 'owner'] as const) {
    const read = await as(who, 'GET', at);
    expect([who, read.statusCode]).toEqual([who, 200]);
    expect(read.json<{ identity: { body: object } }>().identity.body).toEqual(TELLING);
    expect((await as(who, 'GET', `/api/patients/${patient}/record`)).statusCode, who).toBe(403);
    expect(
      (await as(who, 'PUT', `/api/patients/${patient}/background`, identify(patient, {}))).statusCode,
    ).toBe(403);
  }
  for (const who of ['researcher', 'physician'] as const)
    expect((await as(who, 'GET', at)).statusCode, 'not their patient').toBe(403);
  // The list finds by name for who may know it, and shows the same patient without a name to others.
  const listed = async (who: Who) =>
    (await as(who, 'GET', '/api/patients'))
      .json<{ patients: { patient: { id: string }; identity?: object }[] }>()
      .patients.find((p) => p.patient.id === patient);
  for (const who of ['front-desk', 'owner'] as const)
    expect((await listed(who))?.identity, who).toEqual({
      family: 'Zzfamily',
      given: 'Zzgiven',
      born: '1931-07-19',
      identifiers: TELLING.identifiers,
    });
  expect(await listed('physician')).toBeDefined();
  expect((await listed('physician'))?.identity).toBeUndefined();
  const tomorrow = identify(world.charts.unclaimed.patient, { born: '2030-01-03' });
  const refused = await as(
    'front-desk',
    'PUT',
    `/api/patients/${world.charts.unclaimed.patient}/identity`,
    tomorrow,
  );
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain('a day that has come');
});

test('a researcher receives these fields and no others: no label, no date, no id (SR-64)', async () => {
  const { world, as } = await opened();
  for (const { patient } of [world.charts.own, world.charts.unclaimed, world.charts.others])
    expect(
      (await as('front-desk', 'PUT', `/api/patients/${patient}/identity`, identify(patient))).statusCode,
    ).toBe(200);
  const { patient: mine } = world.charts.own;
  const clinical = {
    occupation: 'Zzoccupation',
    illnesses: { taken: '2030-01-02', list: [{ what: 'Zzillness' }] },
  };
  expect(
    (await as('physician', 'PUT', `/api/patients/${mine}/background`, identify(mine, clinical))).statusCode,
  ).toBe(200);
  const response = await as('researcher', 'GET', '/api/research/records');
  expect(response.statusCode).toBe(200);
  const { records } = response.json<{ records: unknown[] }>();
  expect(records).toHaveLength(3);
  expect([...new Set(keysOf(records))].sort()).toEqual([
    'birthYear',
    'code',
    'day',
    'id',
    'intensity',
    'regions',
    'visits',
  ]);
  expect(response.body).not.toMatch(/zz|1931/i);
  // The only id in it is that of a region of the body.
  for (const { patient, visit } of Object.values(world.charts)) {
    expect(response.body).not.toContain(patient);
    expect(response.body).not.toContain(visit);
  }
  expect(response.body).not.toMatch(/2030-01|Own|Unclaimed|Of others/);
});
