import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { VIEW_IDS } from '../../content/bodymap/neutral.ts';
import type { PartRecord, Role } from '../../core/episode.ts';
import type { DryNeedledSite, InjectedSite, Procedure } from '../../core/treat/procedure.ts';
import { TIME_OUT_CHECKS } from '../../core/treat/procedure.ts';
import type { OperationOutcome } from '../../fhir/outcome.ts';
import { seededRandom } from '../../kit/random.ts';
import type { Day, Instant } from '../../kit/time.ts';
import { uuidv7 } from '../../kit/uuid.ts';
import { memoryStore } from '../../store/memory.ts';
import { DEMO_PEOPLE, setDemoAccounts } from '../demo/accounts.ts';
import { DEMO_ACTOR, DEMO_CLINIC } from '../demo/clinic.ts';
import { buildApp, type App } from './app.ts';

const random = seededRandom(11);
let made = 0;
const id = (): string =>
  uuidv7(
    1_900_000_000_000 + ++made,
    Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)),
  );

const store = memoryStore();
let app: App;
beforeAll(async () => {
  await store.enrol(DEMO_CLINIC, [...DEMO_PEOPLE]);
  await setDemoAccounts(store, true);
  app = await buildApp({
    store,
    atlas: shippedAtlas(),
    views: VIEW_IDS,
    now: () => '2030-01-02T12:00:00.000Z' as Instant,
    demo: true,
    hosts: ['localhost'],
  });
});
afterAll(() => app.http.close());

/** Somebody of the demo clinic, and what they may send. */
async function as(
  role: Role,
): Promise<
  (
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    body?: object,
    match?: number,
  ) => Promise<{ status: number; json: unknown }>
> {
  const who = role === 'physician' ? DEMO_ACTOR : DEMO_PEOPLE.find((p) => p.role === role);
  const entered = await app.http.inject({
    method: 'POST',
    url: '/api/sign-in/demo',
    payload: { id: who?.id },
    headers: { host: 'localhost' },
  });
  const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
  return async (method, url, body, match) => {
    const answer = await app.http.inject({
      method,
      url,
      headers: {
        host: 'localhost',
        cookie,
        'idempotency-key': id(),
        ...(match === undefined ? {} : { 'if-match': `"${match}"` }),
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: answer.statusCode, json: answer.json() };
  };
}
type Send = Awaited<ReturnType<typeof as>>;

/** A patient of so many kilograms with a visit on a day. */
async function visited(
  send: Send,
  { kg, day = '2030-01-02' }: { kg?: number; day?: string } = {},
): Promise<{ patient: string; visit: string }> {
  const [patient, visit] = [id(), id()];
  await send('POST', '/api/patients', { id: patient, label: 'Blue 7' });
  await send('POST', `/api/patients/${patient}/visits`, { id: visit, patientId: patient, day });
  if (kg !== undefined) {
    const background = { weights: [{ value: kg, day: '2030-01-01' }] };
    const kept = await send(
      'PUT',
      `/api/patients/${patient}/background`,
      { patientId: patient, body: background },
      0,
    );
    expect(kept.status).toBe(200);
  }
  return { patient, visit };
}

const site = (where: string, ml: number): InjectedSite => ({
  site: where,
  needle: { gauge: 27, length: 15 },
  approach: 'flat',
  depth: 10,
  skinPreparation: 'chlorhexidine 2 %',
  aspiration: 'negative',
  twitches: 1,
  referral: 'unknown',
  at: '2030-01-02T11:00:00.000Z' as Instant,
  injectates: [
    {
      agent: 'lidocaine',
      concentration: { value: 1, unit: 'percent' },
      volume: ml,
      lot: 'L1',
      expiry: '2031-01-01' as Day,
    },
  ],
});
const dryNeedled = (at: InjectedSite): DryNeedledSite => {
  const { needle, approach, depth, skinPreparation, twitches, referral, reason } = at;
  const settings = { needle, approach, depth, skinPreparation, twitches, referral };
  return {
    ...settings,
    site: at.site,
    technique: 'static',
    dwell: 10,
    ...(reason === undefined ? {} : { reason }),
  };
};
const COMMON = {
  day: '2030-01-02' as Day,
  operator: { name: 'Dr A', credential: 'MD' },
  consent: { version: '1', signed: '2030-01-02T10:00:00.000Z' as Instant, by: 'Blue 7' },
  timeOut: { at: '2030-01-02T10:01:00.000Z' as Instant, checked: [...TIME_OUT_CHECKS] },
  before: { scale: 'NPRS now', value: 6 },
  after: { scale: 'NPRS now', value: 3 },
  adverse: [],
  instructions: { version: '1', call: '555 0100' },
  override: { reason: 'every question was asked and answered no, on paper', by: 'Dr A' },
};
const injection = (sites: readonly InjectedSite[]): Procedure => ({
  ...COMMON,
  kind: 'injection',
  guidance: { kind: 'palpation' },
  needlesIn: 1,
  needlesOut: 1,
  sites,
});

const put = (
  send: Send,
  where: { patient: string; visit: string },
  procedure: Procedure,
  more: { state?: 'open' | 'finished'; part?: string; version?: number } = {},
) =>
  send(
    'PUT',
    `/api/visits/${where.visit}/procedure/${more.part ?? id()}`,
    { patientId: where.patient, body: { state: more.state ?? 'finished', procedure } },
    more.version ?? 0,
  );
const said = (answer: { json: unknown }): readonly string[] =>
  (answer.json as OperationOutcome).issue.map((i) => i.diagnostics);

const MASSETER = 'masseter-superficial-1-left';

describe('SR-116 the server reckons again, and does not let finish', () => {
  test('above the maximum: 70 kg may have 300 mg of lidocaine, 30 mL of 1 %', async () => {
    const send = await as('physician');
    const where = await visited(send, { kg: 70 });
    const part = id();
    const over = await put(send, where, injection([site(MASSETER, 30.1)]), { part });
    expect(over.status).toBe(400);
    expect(said(over).join()).toContain('at most one whole maximum');
    // What happened is kept all the same, as open.
    expect((await put(send, where, injection([site(MASSETER, 30.1)]), { part, state: 'open' })).status).toBe(
      200,
    );
    expect((await put(send, where, injection([site(MASSETER, 30)]), { part, version: 1 })).status).toBe(200);
  });

  test('above the maximum together with another procedure of the day, open or finished', async () => {
    const send = await as('physician');
    const where = await visited(send, { kg: 70 });
    expect((await put(send, where, injection([site(MASSETER, 20)]), { state: 'open' })).status).toBe(200);
    expect((await put(send, where, injection([site(MASSETER, 10.1)]))).status).toBe(400);
    const exact = await put(send, where, injection([site(MASSETER, 10)]));
    expect(exact.status).toBe(200);
    // 200 mg and 100 mg of 300 mg.
    expect((exact.json as PartRecord<'procedure'>).body.held).toMatchObject({
      weight: 70,
      share: 1_000_000,
      earlier: 1,
      scope: { answer: 'yes' },
    });
  });

  test('without a weight, or with one from last year', async () => {
    const send = await as('physician');
    const unweighed = await put(send, await visited(send), injection([site(MASSETER, 1)]));
    expect(said(unweighed).join()).toContain('a body weight from 3 to 350 kg');
    const where = await visited(send, { kg: 70 });
    const old = { weights: [{ value: 70, day: '2029-01-01' }] };
    await send(
      'PUT',
      `/api/patients/${where.patient}/background`,
      { patientId: where.patient, body: old },
      1,
    );
    expect((await put(send, where, injection([site(MASSETER, 1)]))).status).toBe(400);
  });

  test('both sides of the chest in one day, also as two procedures of two kinds', async () => {
    const send = await as('physician');
    const where = await visited(send, { kg: 70 });
    const rhomboid = (side: 'left' | 'right'): InjectedSite => ({
      ...site(`rhomboid-major-1-${side}`, 1),
      reason: 'ultrasound is not available, pincer grip, thin needle',
    });
    expect((await put(send, where, injection([rhomboid('left'), rhomboid('right')]))).status).toBe(400);
    expect((await put(send, where, injection([rhomboid('left')]))).status).toBe(200);
    const dry: Procedure = {
      ...COMMON,
      kind: 'dry-needling',
      guidance: { kind: 'palpation' },
      needlesIn: 1,
      needlesOut: 1,
      sites: [dryNeedled(rhomboid('right'))],
    };
    const both = await put(send, where, dry);
    expect(both.status).toBe(400);
    expect(said(both).join()).toContain('one side only');
    const manual: Procedure = {
      ...COMMON,
      kind: 'manual',
      sites: [
        {
          site: 'rhomboid-major-1-right',
          technique: 'sustained pressure',
          pressure: { scale: 'rated', value: 5 },
          seconds: 60,
          repetitions: 1,
          released: 'present',
        },
      ],
    };
    expect((await put(send, where, manual)).status).toBe(200);
  });

  test('what the server wrote about a procedure is never taken from a client, and a procedure stays of its day and kind', async () => {
    const send = await as('physician');
    const where = await visited(send, { kg: 70 });
    const part = id();
    const url = `/api/visits/${where.visit}/procedure/${part}`;
    const held = {
      at: COMMON.timeOut.at,
      content: '9',
      scope: { answer: 'yes', rows: [] },
      level: 'eligible',
      earlier: 0,
    };
    const body = { state: 'open', procedure: injection([site(MASSETER, 1)]), held };
    const kept = await send('PUT', url, { patientId: where.patient, body }, 0);
    expect((kept.json as PartRecord<'procedure'>).body.held).toBeUndefined();
    const dated = { ...injection([site(MASSETER, 1)]), day: '2029-12-01' as Day };
    expect((await put(send, where, dated, { part, version: 1 })).status).toBe(400);
    const manual: Procedure = { ...COMMON, kind: 'manual', sites: [] };
    expect((await put(send, where, manual, { part, state: 'open', version: 1 })).status).toBe(400);
  });
});

test('SR-117 a role for which the place says no records no such procedure; where nobody knows, it is kept as unknown', async () => {
  const send = await as('physiotherapist');
  const dry: Procedure = {
    ...COMMON,
    kind: 'dry-needling',
    guidance: { kind: 'palpation' },
    needlesIn: 1,
    needlesOut: 1,
    sites: [dryNeedled(site(MASSETER, 1))],
  };
  const where = await visited(send, { kg: 70 });
  const unknown = await put(send, where, dry);
  expect(unknown.status).toBe(200);
  expect((unknown.json as PartRecord<'procedure'>).body.held?.scope).toEqual({ answer: 'unknown', rows: [] });
  const owner = await as('physician');
  expect((await owner('PUT', '/api/clinic', { idleMinutes: 15, jurisdiction: 'US-NY' })).status).toBe(200);
  for (const state of ['open', 'finished'] as const) {
    const refused = await put(send, where, dry, { state });
    expect([refused.status, said(refused).join()]).toEqual([
      403,
      expect.stringContaining('do not let physical therapists needle'),
    ]);
  }
  await owner('PUT', '/api/clinic', { idleMinutes: 15 });
});
