import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Response } from 'light-my-request';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { VIEW_IDS } from '../../content/bodymap/neutral.ts';
import { NOTHING_EXAMINED, type Examination } from '../../core/examine/examination.ts';
import type { PointEvent, TriggerPoint } from '../../core/examine/life.ts';
import { seededRandom } from '../../kit/random.ts';
import type { Day, Instant } from '../../kit/time.ts';
import { uuidv7 } from '../../kit/uuid.ts';
import { memoryStore } from '../../store/memory.ts';
import { setDemoAccounts } from '../demo/accounts.ts';
import { DEMO_ACTOR, DEMO_CLINIC } from '../demo/clinic.ts';
import { buildApp, type App } from './app.ts';

const random = seededRandom(75);
let made = 0;
const id = (): string =>
  uuidv7(
    1_900_000_000_000 + ++made,
    Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)),
  );
const SITE = 'infraspinatus-1-left';

let app: App;
let cookie = '';
const [patient, visit] = [id(), id()];
beforeAll(async () => {
  const store = memoryStore();
  await store.enrol(DEMO_CLINIC, [DEMO_ACTOR]);
  await setDemoAccounts(store, true);
  const now = (): Instant => '2030-01-02T10:20:30.000Z' as Instant;
  app = await buildApp({ store, atlas: shippedAtlas(), views: VIEW_IDS, now, demo: true });
  const signedIn = await app.http.inject({
    method: 'POST',
    url: '/api/sign-in/demo',
    payload: { id: DEMO_ACTOR.id },
    headers: { host: 'localhost' },
  });
  cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  await write('POST', '/api/patients', { id: patient, label: 'Blue 7' });
  const day = '2030-01-02';
  await write('POST', `/api/patients/${patient}/visits`, { id: visit, patientId: patient, day });
});
afterAll(() => app.http.close());

const write = (method: 'POST' | 'PUT', url: string, payload: object, version?: number): Promise<Response> =>
  app.http.inject({
    method,
    url,
    payload,
    headers: {
      host: 'localhost',
      cookie,
      'idempotency-key': id(),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
  });

/** What the server says is wrong; empty when it takes it. */
async function faults(url: string, body: object, version: number): Promise<string> {
  const answer = await write('PUT', url, { patientId: patient, body }, version);
  if (answer.statusCode === 200) return '';
  expect([400, 422]).toContain(answer.statusCode);
  return answer
    .json<{ issue: { diagnostics: string }[] }>()
    .issue.map((i) => i.diagnostics)
    .join('; ');
}
const examined = (more: Partial<Examination>, version = 0): Promise<string> =>
  faults(`/api/visits/${visit}/examination`, { ...NOTHING_EXAMINED, ...more }, version);

describe('an examination that cannot be is refused, and says where', () => {
  const at = { root: 'C6', side: 'left' } as const;
  test.each<[string, Partial<Examination>, RegExp]>([
    [
      'a reading in the wrong unit',
      { sites: [{ site: SITE, pressure: { unit: 'kg/cm2', readings: [245] } }] },
      /sites\[0\]\.pressure\.readings\[0\].*from 5 to 2500 kPa/,
    ],
    [
      'a joint that turns too far',
      { motions: [{ movement: 'Neck rotation', side: 'left', unit: 'degree', before: 600 }] },
      /motions\[0\]\.before/,
    ],
    [
      'a movement that nobody measured',
      { motions: [{ movement: 'Neck rotation', side: 'left', unit: 'degree' }] },
      /a measurement before or after/,
    ],
    ['a site twice', { sites: [{ site: SITE }, { site: SITE }] }, /sites\[1\].*each answer once/],
    [
      'two grades for one root',
      {
        neuro: {
          strength: [
            { ...at, grade: 5 },
            { ...at, grade: 3 },
          ],
        },
      },
      /neuro\.strength\[1\]/,
    ],
    ['a grade above full strength', { neuro: { strength: [{ ...at, grade: 6 }] } }, /from 0 to 5/],
    ['a site of no atlas', { sites: [{ site: 'elbow-left' }] }, /a site of the atlas/],
  ])('%s', async (_, more, expected) => {
    expect(await examined(more)).toMatch(expected);
  });

  test('one that can be is kept as it was sent', async () => {
    expect(
      await examined({
        sites: [
          {
            site: SITE,
            signs: { nodule: 'present', 'jump-sign': 'absent' },
            autonomic: { sweating: 'unknown' },
            pressure: { unit: 'kPa', readings: [200, 230, 260] },
          },
        ],
        neuro: {
          words: { burning: 'present' },
          tests: [{ test: 'spurling', side: 'left', answer: 'absent' }],
        },
      }),
    ).toBe('');
  });
});

describe('SR-70 the server keeps no life that a point cannot have', () => {
  const seen = (verdict: 'active' | 'not-met', n = 2): PointEvent => ({
    kind: 'examined',
    day: `2030-01-0${n}` as Day,
    verdict,
    criteria: 'delphi-2018',
  });
  const treated: PointEvent = { kind: 'treated', day: '2030-01-02' as Day, procedure: id() };
  const point = (...events: readonly PointEvent[]): TriggerPoint => ({
    id: id(),
    site: SITE,
    suspected: '2030-01-02' as Day,
    events,
  });
  const kept = (points: readonly TriggerPoint[], version = 0): Promise<string> =>
    faults(`/api/patients/${patient}/points`, { points }, version);

  test('treated without having been found, or out of order, or twice at one site', async () => {
    expect(await kept([point(treated)])).toMatch(/a point that was found and has not gone/);
    expect(await kept([point(seen('active', 4), seen('not-met', 3))])).toMatch(/2030-01-04 or later/);
    expect(await kept([point(seen('active')), point(seen('active'))])).toMatch(/one point at a site/);
    expect(await kept([{ ...point(seen('active')), parent: id() }])).toMatch(/a point of this patient/);
    expect(await kept([point(seen('active'), treated)])).toBe('');
  });
});
