import type { Response } from 'light-my-request';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { VIEW_IDS } from '../../content/bodymap/neutral.ts';
import type { ActorId, Attachment, Chart } from '../../core/episode.ts';
import { INTENDED_USE_VERSION, type ImagingDecision } from '../../core/imaging-use.ts';
import { seededRandom } from '../../kit/random.ts';
import type { Instant } from '../../kit/time.ts';
import { uuidv7 } from '../../kit/uuid.ts';
import { memoryStore } from '../../store/memory.ts';
import { setDemoAccounts } from '../demo/accounts.ts';
import { DEMO_ACTOR, DEMO_CLINIC } from '../demo/clinic.ts';
import { buildApp, type App } from './app.ts';

const NOW = '2030-01-02T03:04:05.678Z' as Instant;
/** The owner among the demo accounts. */
const OWNER = '019b76da-a800-7000-8000-000000000107' as ActorId;
/** A chiropractor, who owns nothing. */
const MEMBER = '019b76da-a800-7000-8000-000000000102' as ActorId;
const random = seededRandom(9);
let made = 0;
const id = (): string =>
  uuidv7(
    1_900_000_000_000 + ++made,
    Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)),
  );

const store = memoryStore();
let app: App;
const cookies = new Map<string, string>();
beforeAll(async () => {
  await store.enrol(DEMO_CLINIC, [DEMO_ACTOR]);
  await setDemoAccounts(store, true);
  const now = () => NOW;
  app = await buildApp({
    store,
    atlas: shippedAtlas(),
    views: VIEW_IDS,
    now,
    demo: true,
    hosts: ['localhost'],
  });
  for (const who of [DEMO_ACTOR.id, OWNER, MEMBER]) {
    const payload = { id: who };
    const headers = { host: 'localhost' };
    const entered = await app.http.inject({ method: 'POST', url: '/api/sign-in/demo', payload, headers });
    expect(entered.statusCode, entered.body).toBe(200);
    cookies.set(who, String(entered.headers['set-cookie']).split(';')[0] ?? '');
  }
});
afterAll(() => app.http.close());

const send = (
  who: string,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
): Promise<Response> =>
  app.http.inject({
    method,
    url,
    ...(payload === undefined ? {} : { payload }),
    headers: {
      host: 'localhost',
      cookie: cookies.get(who) ?? '',
      'idempotency-key': id(),
      ...(method === 'PUT' && { 'if-match': '"0"' }),
    },
  });
const decide = (who: string, isOn: boolean, text = INTENDED_USE_VERSION): Promise<Response> =>
  send(who, 'PUT', '/api/imaging', { isOn, text });
interface Use {
  readonly isOn: boolean;
  readonly decision?: ImagingDecision;
}
const use = async (): Promise<Use> => (await send(DEMO_ACTOR.id, 'GET', '/api/imaging')).json<Use>();

const ME = DEMO_ACTOR.id;
async function visited(): Promise<{ patient: string; visit: string }> {
  const [patient, visit] = [id(), id()];
  await send(ME, 'POST', '/api/patients', { id: patient, label: 'Blue 7' });
  const body = { id: visit, patientId: patient, day: '2030-01-02' };
  expect((await send(ME, 'POST', `/api/patients/${patient}/visits`, body)).statusCode).toBe(201);
  return { patient, visit };
}

const png = (bytes: number): string =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    Buffer.alloc(bytes - 8, 1),
  ]).toString('base64');
const item = {
  what: 'snapshot',
  source: 'live',
  takenAt: NOW,
  measurements: [{ at: NOW, name: 'tip-depth', value: 12.5, unit: 'mm', frame: 3 }],
  log: [{ at: NOW, side: 'site', ratio: 1.4, standardError: 0.1, pairs: 6 }],
  structures: [],
};

test('the workspace keeps nothing in a clinic until an owner has accepted its intended use, and then says who, when and which text (SR-95)', async () => {
  const { patient, visit } = await visited();
  const attach = (): Promise<Response> =>
    send(ME, 'POST', `/api/visits/${visit}/attachments`, {
      id: id(),
      patientId: patient,
      type: 'image/png',
      data: png(100),
    });
  const file = (): Promise<Response> =>
    send(ME, 'PUT', `/api/visits/${visit}/imaging/${id()}`, { patientId: patient, body: item });
  expect(await use()).toEqual({ isOn: false });
  expect([(await attach()).statusCode, (await file()).statusCode]).toEqual([403, 403]);

  expect((await decide(MEMBER, true)).statusCode, 'not by somebody who is no owner').toBe(403);
  expect((await decide(OWNER, true, INTENDED_USE_VERSION + 1)).statusCode, 'another text').toBe(400);
  expect((await use()).isOn).toBe(false);

  expect((await decide(OWNER, true)).statusCode).toBe(200);
  const now = await use();
  expect(now.isOn).toBe(true);
  expect(now.decision).toMatchObject({ number: 1, text: INTENDED_USE_VERSION, by: OWNER, at: NOW });
  expect(now.decision?.name).not.toBe('');
  expect([(await attach()).statusCode, (await file()).statusCode]).toEqual([201, 200]);

  expect((await decide(OWNER, false)).statusCode).toBe(200);
  expect((await use()).decision).toMatchObject({ number: 2, isOn: false });
  expect([(await attach()).statusCode, (await file()).statusCode]).toEqual([403, 403]);
  await decide(OWNER, true);
});

test('a picture, its measurements and the log are filed into the visit and read back as they were', async () => {
  const { patient, visit } = await visited();
  const [own, part] = [id(), id()];
  const data = png(2_000);
  const given = { id: own, patientId: patient, type: 'image/png', data };
  const first = await send(ME, 'POST', `/api/visits/${visit}/attachments`, given);
  expect(first.statusCode, first.body).toBe(201);
  expect((await send(ME, 'POST', `/api/visits/${visit}/attachments`, given)).statusCode, 'again').toBe(201);
  const other = await send(ME, 'POST', `/api/visits/${visit}/attachments`, { ...given, data: png(2_001) });
  expect(other.statusCode, 'other bytes under the same id').toBe(409);
  const claimed = { id: own, type: 'image/png', bytes: 5, sha256: '0'.repeat(64) };
  const body = { patientId: patient, body: { ...item, file: claimed } };
  expect((await send(ME, 'PUT', `/api/visits/${visit}/imaging/${part}`, body)).statusCode).toBe(200);
  const chart = (await send(ME, 'GET', `/api/visits/${visit}`)).json<Chart>();
  const filed = chart.parts.find(({ id: one }) => one === part);
  const { sha256 } = first.json<Attachment>();
  // Size and digest are those of what is kept, whatever was claimed.
  expect(filed?.body).toEqual({ ...item, file: { ...claimed, bytes: 2_000, sha256 } });
  const read = await send(ME, 'GET', `/api/visits/${visit}/attachments/${own}`);
  const { attachments } = read.json<{ attachments: readonly Attachment[] }>();
  expect(attachments.map((a) => [a.id, a.data])).toEqual([[own, data]]);
});

test('a file of another visit or of nobody is not filed, nor read from there', async () => {
  const [mine, theirs] = [await visited(), await visited()];
  const own = id();
  const given = { id: own, patientId: theirs.patient, type: 'image/png', data: png(50) };
  expect((await send(ME, 'POST', `/api/visits/${mine.visit}/attachments`, given)).statusCode).toBe(409);
  await send(ME, 'POST', `/api/visits/${theirs.visit}/attachments`, given);
  const file = { id: own, type: 'image/png', bytes: 50, sha256: '0'.repeat(64) };
  const body = { patientId: mine.patient, body: { ...item, file } };
  expect((await send(ME, 'PUT', `/api/visits/${mine.visit}/imaging/${id()}`, body)).statusCode).toBe(404);
  const read = await send(ME, 'GET', `/api/visits/${mine.visit}/attachments/${own}`);
  expect(read.json<object>()).toEqual({ attachments: [] });
});

test('3 MB are kept, a byte more is not; nor what is no picture of its kind, nor base 64 that is none', async () => {
  const { patient, visit } = await visited();
  const attach = async (change: object): Promise<number> => {
    const given = { id: id(), patientId: patient, type: 'image/png', data: png(100), ...change };
    return (await send(ME, 'POST', `/api/visits/${visit}/attachments`, given)).statusCode;
  };
  expect(await attach({ data: png(3_000_000) })).toBe(201);
  expect(await attach({ data: png(3_000_001) })).toBe(400);
  expect(await attach({ data: Buffer.from('<script>').toString('base64') })).toBe(400);
  expect(await attach({ type: 'application/dicom' })).toBe(400);
  expect(await attach({ type: 'text/html' })).toBe(400);
  expect(await attach({ data: 'iVBORw0KGgo' })).toBe(400);
  const dicom = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]).toString('base64');
  expect(await attach({ type: 'application/dicom', data: dicom })).toBe(201);
});

test('what was filed is in the audit trail with the digest of its bytes', async () => {
  const { patient, visit } = await visited();
  const own = id();
  const given = { id: own, patientId: patient, type: 'image/png', data: png(64) };
  const { sha256 } = (await send(ME, 'POST', `/api/visits/${visit}/attachments`, given)).json<Attachment>();
  const events = await store.transaction(DEMO_CLINIC.id, (records) => records.auditOf(patient as never));
  expect(events[0]).toMatchObject({
    action: 'write',
    what: 'chart',
    records: [{ kind: 'attachment', id: own, version: 1, digest: sha256 }],
  });
});
