import fastify from 'fastify';
import type { InjectOptions, Response } from 'light-my-request';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { VIEW_IDS } from '../../content/bodymap/neutral.ts';
import type { Chart, Drawing } from '../../core/episode.ts';
import type { OperationOutcome } from '../../fhir/outcome.ts';
import type { Instant } from '../../kit/time.ts';
import { seededRandom } from '../../kit/random.ts';
import { uuidv7 } from '../../kit/uuid.ts';
import { DiskFull, StoreUnavailable } from '../../store/failures.ts';
import { memoryStore } from '../../store/memory.ts';
import type { Store } from '../../store/store.ts';
import { setDemoAccounts } from '../demo/accounts.ts';
import { DEMO_ACTOR, DEMO_CLINIC } from '../demo/clinic.ts';
import { guardRoutes } from './authz.ts';
import { buildApp, BODY_LIMIT, type App } from './app.ts';

const random = seededRandom(4);
let made = 0;
const id = (): string =>
  uuidv7(
    1_900_000_000_000 + ++made,
    Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)),
  );

/** A server with demo accounts, and the cookie of a clinician who is signed in. */
async function serve(store: Store): Promise<App & { readonly cookie: string }> {
  await store.enrol(DEMO_CLINIC, [DEMO_ACTOR]);
  await setDemoAccounts(store, true);
  const built = await buildApp({
    store,
    atlas: shippedAtlas(),
    views: VIEW_IDS,
    now: () => '2030-01-02T03:04:05.678Z' as Instant,
    demo: true,
    hosts: ['localhost'],
  });
  const signedIn = await built.http.inject({
    method: 'POST',
    url: '/api/sign-in/demo',
    payload: { id: DEMO_ACTOR.id },
    headers: { host: 'localhost' },
  });
  expect(signedIn.statusCode, signedIn.body).toBe(200);
  return { ...built, cookie: String(signedIn.headers['set-cookie']).split(';')[0] ?? '' };
}

let app: App & { readonly cookie: string };
beforeAll(async () => {
  app = await serve(memoryStore());
});
afterAll(() => app.http.close());

const send = (options: InjectOptions): Promise<Response> =>
  app.http.inject({
    ...options,
    headers: { host: 'localhost:3000', cookie: app.cookie, ...options.headers },
  });

interface Write {
  readonly key?: string;
  readonly match?: string;
}
const write = (method: 'POST' | 'PUT', url: string, payload: object, { key = id(), match }: Write = {}) =>
  send({
    method,
    url,
    payload,
    headers: { 'idempotency-key': key, ...(match === undefined ? {} : { 'if-match': match }) },
  });

/** A patient with a visit. */
async function visited(): Promise<{ patient: string; visit: string }> {
  const [patient, visit] = [id(), id()];
  expect((await write('POST', '/api/patients', { id: patient, label: 'Blue 7' })).statusCode).toBe(201);
  const body = { id: visit, patientId: patient, day: '2030-01-02' };
  expect((await write('POST', `/api/patients/${patient}/visits`, body)).statusCode).toBe(201);
  return { patient, visit };
}

const outcome = (response: Response): OperationOutcome => response.json<OperationOutcome>();

test('words for the pain, a second drawing and answers about an explanation are kept with the visit, and with the ranking that used them', async () => {
  const { patient, visit } = await visited();
  const regions = [
    { id: 'temple-left', coverage: 0.8, intensity: 6, words: ['burning', 'numb'] },
    { id: 'chin', words: [] },
    { id: 'occiput-left' },
  ];
  const again = {
    strokes: [],
    regions: [{ id: 'temple-left', coverage: 0.4, words: ['dull'] }],
    asked: ['temple-left'],
  };
  const answers = [{ explanation: 'root-c2-left', item: 'ask-1', answer: 'absent' }];
  const url = `/api/visits/${visit}`;
  const put = (what: string, body: object) =>
    write('PUT', `${url}/${what}`, { patientId: patient, ...body }, { match: '"0"' });
  expect((await put('drawing', { strokes: [], regions, again })).statusCode).toBe(200);
  expect((await put('findings', { findings: [], answers })).statusCode).toBe(200);
  const request = { regions, findings: [], answers, again: again.regions, againAsked: again.asked };
  const versions = { content: '0.2.0', engine: '5', parameters: '4' };
  const ranking = { id: id(), patientId: patient, request, versions, sites: [] };
  expect((await write('POST', `${url}/rankings`, ranking)).statusCode).toBe(201);
  const chart = (await send({ url })).json<Chart>();
  expect([chart.drawing?.regions, chart.drawing?.again, chart.findings?.answers]).toEqual([
    regions,
    again,
    answers,
  ]);
  expect(chart.rankings[0]?.request).toEqual(request);
  const unknown = [{ explanation: 'root-c99-left', item: 'ask-1', answer: 'absent' }];
  const refused = await put('findings', { findings: [], answers: unknown });
  expect(outcome(refused).issue[0]?.expression?.[0]).toBe('answers[0].explanation');
});

describe('two tabs', () => {
  test('the second tab to save a visit is told, gets what stands there now, and nothing is lost (SR-81)', async () => {
    const { patient, visit } = await visited();
    const url = `/api/visits/${visit}/drawing`;
    const drawing = (region: string) => ({ patientId: patient, strokes: [], regions: [{ id: region }] });
    const first = await write('PUT', url, drawing('temple-left'), { match: '"0"' });
    expect([first.statusCode, first.headers.etag]).toEqual([200, '"1"']);
    const late = await write('PUT', url, drawing('occiput-left'), { match: '"0"' });
    expect(late.statusCode).toBe(412);
    expect(outcome(late)).toMatchObject({
      issue: [{ code: 'conflict', expression: ['If-Match'], expected: '"1"', got: '"0"' }],
      current: { version: 1, regions: [{ id: 'temple-left' }] },
    });
    const merged = await write('PUT', url, drawing('occiput-left'), { match: '"1"' });
    expect(merged.json<Drawing>()).toMatchObject({ version: 2, regions: [{ id: 'occiput-left' }] });
  });

  test('a write that names another patient than the chart’s is refused (SR-82)', async () => {
    const [mine, other] = [await visited(), await visited()];
    const writes = [
      ['PUT', `/api/visits/${mine.visit}/drawing`, { strokes: [], regions: [] }, '"0"'],
      ['PUT', `/api/visits/${mine.visit}/findings`, { findings: [] }, '"0"'],
      ['PUT', `/api/patients/${mine.patient}`, { label: 'Someone' }, '"1"'],
      ['PUT', `/api/patients/${mine.patient}/identity`, { body: {} }, '"0"'],
      ['PUT', `/api/patients/${mine.patient}/background`, { body: {} }, '"0"'],
      ['PUT', `/api/patients/${mine.patient}/episodes`, { body: { list: [] } }, '"0"'],
      [
        'PUT',
        `/api/visits/${mine.visit}/screening`,
        { body: { answers: {}, sites: [], overrides: [] } },
        '"0"',
      ],
      ['POST', `/api/patients/${mine.patient}/visits`, { id: id(), day: '2030-01-03' }, undefined],
    ] as const;
    for (const [method, url, body, match] of writes) {
      const named = { ...body, patientId: other.patient };
      const response = await write(method, url, named, match === undefined ? {} : { match });
      expect(response.statusCode, url).toBe(409);
      expect(outcome(response).issue[0]).toMatchObject({ code: 'conflict', expression: ['patientId'] });
    }
    const chart = (await send({ url: `/api/visits/${mine.visit}` })).json<Chart>();
    expect(Object.keys(chart)).toEqual(['patient', 'visit', 'rankings', 'parts']);
  });
});

describe('a request that comes again', () => {
  test('has one effect and one answer, however often and however parallel (SR-83)', async () => {
    const [patient, key] = [id(), id()];
    const body = { id: patient, label: 'Once', birthYear: 1980 };
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => write('POST', '/api/patients', body, { key })),
    );
    expect(new Set(answers.map((a) => `${a.statusCode} ${a.body}`)).size).toBe(1);
    expect(answers.filter((a) => a.headers['idempotency-replayed'] !== 'true')).toHaveLength(1);
    const again = await write('POST', '/api/patients', { ...body }, { key });
    expect([again.statusCode, again.headers.etag]).toEqual([201, '"1"']);
  });

  test('is refused when the key was used for something else', async () => {
    const { patient, visit } = await visited();
    const [url, key] = [`/api/visits/${visit}/findings`, id()];
    expect(
      (await write('PUT', url, { patientId: patient, findings: [] }, { key, match: '"0"' })).statusCode,
    ).toBe(200);
    const other = {
      patientId: patient,
      findings: [{ site: 'temporalis-1-left', sign: 'taut-band', answer: 'absent' }],
    };
    expect((await write('PUT', url, other, { key, match: '"0"' })).statusCode).toBe(422);
    expect(
      (await write('PUT', url, { patientId: patient, findings: [] }, { key, match: '"1"' })).statusCode,
    ).toBe(422);
  });

  test('may try again with the same key after a refusal', async () => {
    const { patient, visit } = await visited();
    const [url, key] = [`/api/visits/${visit}/findings`, id()];
    const body = { patientId: patient, findings: [] };
    expect((await write('PUT', url, body, { key, match: '"7"' })).statusCode).toBe(412);
    expect((await write('PUT', url, body, { key, match: '"0"' })).statusCode).toBe(200);
  });
});

describe('what is wrong is named, with what was expected and what came', () => {
  const faults: readonly (readonly [string, (v: { patient: string }) => object, string])[] = [
    ['intensity 11', () => ({ regions: [{ id: 'temple-left', intensity: 11 }] }), 'regions[0].intensity'],
    ['intensity 0', () => ({ regions: [{ id: 'temple-left', intensity: 0 }] }), 'regions[0].intensity'],
    ['an unknown region', () => ({ regions: [{ id: 'elbow-middle' }] }), 'regions[0].id'],
    ['a region twice', () => ({ regions: [{ id: 'chin' }, { id: 'chin' }] }), 'regions[1]'],
    [
      'a word that is none of ours',
      () => ({ regions: [{ id: 'chin', words: ['dull', 'nagging'] }] }),
      'regions[0].words[1]',
    ],
    ['a word twice', () => ({ regions: [{ id: 'chin', words: ['dull', 'dull'] }] }), 'regions[0].words[1]'],
    ['no coverage', () => ({ regions: [{ id: 'chin', coverage: 0 }] }), 'regions[0].coverage'],
    [
      'an unknown view',
      () => ({ strokes: [{ view: 'inside', tool: 'tap', radius: 0, points: [[1, 2]] }] }),
      'strokes[0].view',
    ],
    [
      'a stroke without a point',
      () => ({ strokes: [{ view: 'front', tool: 'tap', radius: 0, points: [] }] }),
      'strokes[0].points',
    ],
    [
      'half a point',
      () => ({ strokes: [{ view: 'front', tool: 'tap', radius: 0, points: [[1]] }] }),
      'strokes[0].points[0]',
    ],
    ['a field that does not exist', () => ({ pain: true }), 'pain'],
    ['no patient', () => ({ patientId: undefined }), 'patientId'],
    ['an unknown asked region', () => ({ asked: ['nowhere'] }), 'asked[0]'],
    ['half a second drawing', () => ({ again: { strokes: [], regions: [] } }), 'again.asked'],
    [
      'an unknown region in the second drawing',
      () => ({ again: { strokes: [], regions: [{ id: 'nowhere' }], asked: [] } }),
      'again.regions[0].id',
    ],
  ];
  test.each(faults)('%s', async (_, change, where) => {
    const { patient, visit } = await visited();
    const body = { patientId: patient, strokes: [], regions: [], ...change({ patient }) };
    const response = await write('PUT', `/api/visits/${visit}/drawing`, body, { match: '"0"' });
    expect(response.statusCode).toBe(400);
    const [issue] = outcome(response).issue;
    expect(issue?.expression?.[0]).toMatch(new RegExp(`^${where.replace(/[[\]]/g, '\\$&')}`));
    expect(issue?.diagnostics).toBe(
      `${issue?.expression?.[0] ?? ''}: expected ${issue?.expected ?? ''}, got ${issue?.got ?? ''}`,
    );
    expect((await send({ url: `/api/visits/${visit}` })).json<Chart>().drawing).toBeUndefined();
  });

  test('a ranking of a blank drawing: missing data, not "no pain"', async () => {
    const { patient, visit } = await visited();
    const body = {
      id: id(),
      patientId: patient,
      request: { regions: [], findings: [] },
      versions: { content: '1', engine: '1', parameters: '1' },
      sites: [],
    };
    const response = await write('POST', `/api/visits/${visit}/rankings`, body);
    expect(response.statusCode).toBe(400);
    expect(outcome(response).issue[0]?.expected).toContain('missing data');
  });

  test('labels with controls or with characters that turn the text around', async () => {
    for (const label of ['', '  ', 'a'.repeat(81), 'a\u0000b', 'a\u202eb', 'a\nb', '\ud800', 7]) {
      const response = await write('POST', '/api/patients', { id: id(), label });
      expect(response.statusCode, JSON.stringify(label)).toBe(400);
    }
    const kept = await write('POST', '/api/patients', { id: id(), label: ' Zoe\u0308 👩🏽‍⚕️ ' });
    expect(kept.json()).toMatchObject({ label: 'Zoë 👩🏽‍⚕️' });
  });

  test('years, days and ids that do not exist', async () => {
    const { patient } = await visited();
    for (const birthYear of [1899, 2031, 1980.5, '1980'])
      expect((await write('POST', '/api/patients', { id: id(), label: 'x', birthYear })).statusCode).toBe(
        400,
      );
    for (const day of ['2030-02-30', '02.01.2030', 20300102])
      expect(
        (await write('POST', `/api/patients/${patient}/visits`, { id: id(), patientId: patient, day }))
          .statusCode,
      ).toBe(400);
    for (const url of ['/api/visits/7', '/api/patients/abc', `/api/patients/${patient.toUpperCase()}`])
      expect((await send({ url })).statusCode).toBe(400);
    for (const url of [
      `/api/visits/${id()}`,
      `/api/patients/${id()}`,
      `/api/patients/${id()}/visits`,
      '/api/none',
    ])
      expect((await send({ url })).statusCode).toBe(404);
  });

  test('missing headers: 400 without a key, 428 without a version', async () => {
    const { patient, visit } = await visited();
    const payload = { patientId: patient, findings: [] };
    const url = `/api/visits/${visit}/findings`;
    expect((await send({ method: 'PUT', url, payload, headers: { 'if-match': '"0"' } })).statusCode).toBe(
      400,
    );
    expect((await write('PUT', url, payload)).statusCode).toBe(428);
    for (const match of ['0', '*', '"-1"', '"01"', 'W/"1"'])
      expect((await write('PUT', url, payload, { match })).statusCode, match).toBe(400);
    expect((await write('PUT', url, payload, { match: '"0"', key: 'a b' })).statusCode).toBe(400);
  });

  test('ten megabytes: 413 and nothing kept; no JSON: 400 or 415', async () => {
    const { visit } = await visited();
    const url = `/api/visits/${visit}/drawing`;
    const raw = (payload: string, type = 'application/json') =>
      send({
        method: 'PUT',
        url,
        payload,
        headers: { 'idempotency-key': id(), 'if-match': '"0"', 'content-type': type },
      });
    const big = await raw(`{"strokes":"${'x'.repeat(10_000_000)}"}`);
    expect(big.statusCode).toBe(413);
    expect(outcome(big).issue[0]?.diagnostics).toBe(`input: expected at most ${BODY_LIMIT} bytes, got more`);
    expect((await raw('{"strokes":')).statusCode).toBe(400);
    expect((await raw('')).statusCode).toBe(400);
    expect((await raw('{"__proto__":{"a":1}}')).statusCode).toBe(400);
    expect((await raw('<a/>', 'text/xml')).statusCode).toBe(415);
    // Deep enough to overflow a naive walk, small enough to be read.
    expect((await raw(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).statusCode).toBe(400);
    expect((await send({ url: `/api/visits/${visit}` })).json<Chart>().drawing).toBeUndefined();
  });
});

describe('the border', () => {
  test('every route declares its rule, those that the framework adds as well', () => {
    expect(app.routes.length).toBeGreaterThan(12);
    const open = app.routes.filter(
      ({ url, authz }) => url.startsWith('/api/') && authz.resource === 'public',
    );
    expect(open.filter(({ url }) => !/^\/api\/(session|sign-in|links)(\/|$)/.test(url))).toEqual([]);
  });

  test('a route without a rule stops the server from being built', () => {
    const other = fastify();
    guardRoutes(other);
    expect(() => other.get('/api/forgotten', () => 'x')).toThrow('declares no config.authz');
  });

  test('another web site can neither write nor read by a name of its own', async () => {
    const payload = { id: id(), label: 'x' };
    const cross = await send({
      method: 'POST',
      url: '/api/patients',
      payload,
      headers: { 'idempotency-key': id(), 'sec-fetch-site': 'cross-site' },
    });
    expect(cross.statusCode).toBe(403);
    expect((await send({ url: '/api/patients', headers: { host: 'evil.example' } })).statusCode).toBe(421);
  });

  test('nothing is cached, framed, sniffed or run from elsewhere', async () => {
    const { headers } = await send({ url: '/api/patients' });
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    // The one exception compiles WebAssembly that we serve, and runs no text.
    expect(policy.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe|\*/);
  });

  test('a full disk answers 507, an absent database 503 with a time to come back, our own mistake 500 without details', async () => {
    let failure: Error = new DiskFull('The disk is nearly full: 1 MB are free, writing needs 64 MB.');
    const working = memoryStore();
    let isBroken = false;
    const store: Store = {
      ...working,
      transaction: (clinic, work) => (isBroken ? Promise.reject(failure) : working.transaction(clinic, work)),
    };
    const broken = await serve(store);
    isBroken = true;
    const ask = () =>
      broken.http.inject({ url: '/api/patients', headers: { host: 'localhost', cookie: broken.cookie } });
    const full = await ask();
    expect([full.statusCode, outcome(full).issue[0]?.code]).toEqual([507, 'no-store']);
    failure = new StoreUnavailable('The database server does not answer.');
    const absent = await ask();
    expect([absent.statusCode, absent.headers['retry-after']]).toEqual([503, '2']);
    failure = Object.assign(new Error('duplicate key (label)=(Ada Lovelace)'), { code: '23505' });
    const ours = await ask();
    expect(ours.statusCode).toBe(500);
    expect(ours.body).not.toContain('Ada');
    await broken.http.close();
  });
});
