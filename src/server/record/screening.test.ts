import { beforeAll, expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { VIEW_IDS } from '../../content/bodymap/neutral.ts';
import { medicines } from '../../content/decide/medicines.ts';
import { questions, rules } from '../../content/decide/rules.ts';
import type { Override, Screening } from '../../core/decide/screening.ts';
import { standsAgainst, visitCandidacy } from '../../core/decide/visit-candidacy.ts';
import type { Chart } from '../../core/episode.ts';
import { visitFacts } from '../../core/visit-facts.ts';
import type { Day, Instant } from '../../kit/time.ts';
import { seededRandom } from '../../kit/random.ts';
import { uuidv7 } from '../../kit/uuid.ts';
import { memoryStore } from '../../store/memory.ts';
import { setDemoAccounts } from '../demo/accounts.ts';
import { DEMO_ACTOR, DEMO_CLINIC } from '../demo/clinic.ts';
import { buildApp, type App } from '../http/app.ts';

const NOW = '2030-01-02T10:00:00.000Z' as Instant;
const today = '2030-01-02' as Day;
const random = seededRandom(9);
let made = 0;
const id = (): string =>
  uuidv7(
    1_900_000_000_000 + ++made,
    Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)),
  );

let http: App['http'];
let cookie: string;
beforeAll(async () => {
  const store = memoryStore();
  await store.enrol(DEMO_CLINIC, [DEMO_ACTOR]);
  await setDemoAccounts(store, true);
  ({ http } = await buildApp({ store, atlas: shippedAtlas(), views: VIEW_IDS, now: () => NOW, demo: true }));
  const entered = await http.inject({
    method: 'POST',
    url: '/api/sign-in/demo',
    payload: { id: DEMO_ACTOR.id },
    headers: { host: 'localhost' },
  });
  cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
});

const send = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, version?: number) =>
  http.inject({
    method,
    url,
    headers: {
      host: 'localhost',
      cookie,
      'idempotency-key': id(),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(payload === undefined ? {} : { payload }),
  });

async function visited(): Promise<{ patient: string; visit: string }> {
  const [patient, visit] = [id(), id()];
  expect((await send('POST', '/api/patients', { id: patient, label: 'S', birthYear: 1970 })).statusCode).toBe(
    201,
  );
  const body = { id: visit, patientId: patient, day: today };
  expect((await send('POST', `/api/patients/${patient}/visits`, body)).statusCode).toBe(201);
  return { patient, visit };
}

const no = Object.fromEntries(questions.map((q) => [q.id, { answer: 'absent' as const, asked: today }]));
const clean: Screening = { answers: no, sites: [], overrides: [] };
const infected: Screening = {
  ...clean,
  answers: { ...no, 'skin-infection-at-site': { answer: 'present', asked: today } },
};
const past = (more: Partial<Override> = {}): Override => ({
  modality: 'injection',
  level: 'do-not',
  raised: ['CI-SKIN-1'],
  open: [],
  reason: 'a healed scratch, looked at together',
  by: DEMO_ACTOR.id,
  at: NOW,
  ...more,
});

test('SR-105 an override without a reason, in another’s name, or short of a rule that stands against it is refused; a whole one is kept', async () => {
  const { patient, visit } = await visited();
  const put = (body: object, version = 0) =>
    send('PUT', `/api/visits/${visit}/screening`, { patientId: patient, body }, version);
  const refused = async (override: object, field: RegExp): Promise<void> => {
    const response = await put({ ...infected, overrides: [override] });
    expect(response.statusCode, response.body).toBe(400);
    expect(response.body).toMatch(field);
  };
  await refused(past({ reason: '' }), /reason/);
  await refused(past({ reason: '          ' }), /reason/);
  await refused(past({ reason: 'because' }), /reason/);
  await refused({ ...past(), reason: undefined }, /reason/);
  await refused(past({ by: '019b76da-a800-7000-8000-000000000101' as never }), /whoever writes it/);
  await refused(past({ at: '2030-01-02T10:01:00.000Z' as Instant }), /a moment up to/);
  await refused(past({ raised: [] }), /CI-SKIN-1/);
  await refused(past({ level: 'defer' }), /"do-not"|do-not/);
  await refused(past({ withdrawn: { by: DEMO_ACTOR.id, at: NOW } }), /nothing yet/);
  // What may be done anyway needs none.
  const idle = await put({ ...clean, overrides: [past()] });
  expect([idle.statusCode, idle.body]).toEqual([
    400,
    expect.stringContaining('a level that needs one') as string,
  ]);
  expect((await put({ ...infected, overrides: [past()] })).statusCode).toBe(200);
});

test('SR-105 the server reads the chart itself: what the background raises must be named too', async () => {
  const { patient, visit } = await visited();
  const allergies = { taken: today, list: [{ to: 'Novocain', kind: 'other' }] };
  expect(
    (await send('PUT', `/api/patients/${patient}/background`, { patientId: patient, body: { allergies } }, 0))
      .statusCode,
  ).toBe(200);
  const put = (body: object) =>
    send('PUT', `/api/visits/${visit}/screening`, { patientId: patient, body }, 0);
  const short = await put({ ...infected, overrides: [past()] });
  expect([short.statusCode, short.body]).toEqual([400, expect.stringContaining('CI-ALL-1') as string]);
  expect(
    (await put({ ...infected, overrides: [past({ raised: ['CI-SKIN-1', 'CI-ALL-1'] })] })).statusCode,
  ).toBe(200);
});

test('SR-105 an override that was kept stays: it is not changed, dropped or moved, and may be withdrawn once', async () => {
  const { patient, visit } = await visited();
  const put = (body: object, version: number) =>
    send('PUT', `/api/visits/${visit}/screening`, { patientId: patient, body }, version);
  expect((await put({ ...infected, overrides: [past()] }, 0)).statusCode).toBe(200);
  const withdrawn = { by: DEMO_ACTOR.id, at: NOW };
  for (const overrides of [
    [],
    [past({ reason: 'another reason than then' })],
    [past({ modality: 'manual' }), past()],
  ])
    expect((await put({ ...infected, overrides }, 1)).statusCode).toBe(400);
  const inAnothersName = { ...withdrawn, by: '019b76da-a800-7000-8000-000000000101' as never };
  expect((await put({ ...infected, overrides: [past({ withdrawn: inAnothersName })] }, 1)).statusCode).toBe(
    400,
  );
  expect((await put({ ...infected, overrides: [past({ withdrawn })] }, 1)).statusCode).toBe(200);
  expect((await put({ ...infected, overrides: [past()] }, 2)).statusCode).toBe(400);
  expect((await put({ ...infected, overrides: [past({ withdrawn }), past()] }, 2)).statusCode).toBe(200);
});

test('a screen speaks of questions and sites that there are', async () => {
  const { patient, visit } = await visited();
  const put = (body: object) =>
    send('PUT', `/api/visits/${visit}/screening`, { patientId: patient, body }, 0);
  expect((await put({ ...clean, answers: { 'bad-luck': no['fever'] } })).body).toContain(
    'questions of the safety screen',
  );
  expect((await put({ ...clean, sites: ['heart-1-left'] })).body).toContain('sites of the atlas');
  const next = { ...clean, answers: { fever: { answer: 'absent', asked: '2030-01-04' } } };
  expect((await put(next)).body).toContain('a day up to 2030-01-03');
});

test('the chart that a screen was saved in gives the same answer to whoever reads it', async () => {
  const { patient, visit } = await visited();
  const sites = ['rhomboid-major-1-left'];
  await send(
    'PUT',
    `/api/visits/${visit}/screening`,
    { patientId: patient, body: { ...infected, sites } },
    0,
  );
  const chart = (await send('GET', `/api/visits/${visit}`)).json<Chart>();
  const atlas = new Map(shippedAtlas().sites.map((s) => [s.id, s]));
  const facts = visitFacts(chart, (site) => atlas.get(site));
  expect(facts.sites.map((s) => s.id)).toEqual(sites);
  expect(facts.born).toBe('1970-01-01');
  const { candidacy } = visitCandidacy('dry-needling', facts, { rules, medicines });
  // Rhomboid over the lung: caution beside the skin, which forbids.
  expect(candidacy.raised.map((r) => r.id)).toEqual(['CI-SKIN-1', 'PC-THX-1']);
  expect(standsAgainst(candidacy).raised.map((r) => r.id)).toEqual(['CI-SKIN-1']);
});
