import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Response } from 'light-my-request';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { VIEW_IDS } from '../../content/bodymap/neutral.ts';
import { noteLibrary } from '../../content/note-library.ts';
import type { Chart, PartRecord } from '../../core/episode.ts';
import { composeNote } from '../../core/treat/compose-note.ts';
import { changedAt, type NoteRequest, type SignedNote } from '../../core/treat/signed-note.ts';
import { seededRandom } from '../../kit/random.ts';
import type { Instant } from '../../kit/time.ts';
import { uuidv7 } from '../../kit/uuid.ts';
import { sha256 } from '../../store/digest.ts';
import { memoryStore } from '../../store/memory.ts';
import { setDemoAccounts } from '../demo/accounts.ts';
import { DEMO_ACTOR, DEMO_CLINIC } from '../demo/clinic.ts';
import { buildApp, type App } from './app.ts';

const random = seededRandom(5);
let made = 0;
const id = (): string =>
  uuidv7(
    1_900_000_000_000 + ++made,
    Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)),
  );

const atlas = shippedAtlas();
let app: App;
let cookie = '';
beforeAll(async () => {
  const store = memoryStore();
  await store.enrol(DEMO_CLINIC, [DEMO_ACTOR]);
  await setDemoAccounts(store, true);
  const now = (): Instant => '2030-01-02T10:20:30.000Z' as Instant;
  app = await buildApp({ store, atlas, views: VIEW_IDS, now, demo: true });
  const signedIn = await app.http.inject({
    method: 'POST',
    url: '/api/sign-in/demo',
    payload: { id: DEMO_ACTOR.id },
    headers: { host: 'localhost' },
  });
  cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
});
afterAll(() => app.http.close());

const get = (url: string): Promise<Response> =>
  app.http.inject({ url, headers: { host: 'localhost', cookie } });
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

interface Visited {
  readonly patient: string;
  readonly visit: string;
}

/** A patient with a plan, and a visit with scores. */
async function visited(label = 'Blue 7'): Promise<Visited> {
  const [patient, visit] = [id(), id()];
  await write('POST', '/api/patients', { id: patient, label });
  await write('POST', `/api/patients/${patient}/visits`, {
    id: visit,
    patientId: patient,
    day: '2030-01-02',
  });
  const plan = {
    components: [
      { kind: 'exercise', what: 'Neck stretching', owner: 'patient', dose: 'daily', from: '2030-01-02' },
    ],
    goals: [],
  };
  expect(
    (await write('PUT', `/api/patients/${patient}/plan`, { patientId: patient, body: plan }, 0)).statusCode,
  ).toBe(200);
  const scores = { day: '2030-01-02', pain: { now: 6, average: 7 } };
  expect(
    (await write('PUT', `/api/visits/${visit}/scores`, { patientId: patient, body: scores }, 0)).statusCode,
  ).toBe(200);
  return { patient, visit };
}

const chartOf = async ({ visit }: Visited): Promise<Chart> =>
  (await get(`/api/visits/${visit}`)).json<Chart>();
const put = ({ patient, visit }: Visited, body: NoteRequest, version: number): Promise<Response> =>
  write('PUT', `/api/visits/${visit}/note/${visit}`, { patientId: patient, body }, version);
const remarks = { assessment: 'Neck pain from an active point.', codes: [] };

async function sign(who: Visited, version = 0): Promise<SignedNote> {
  const { sources } = composeNote(
    await chartOf(who),
    { clinic: DEMO_CLINIC.name, remarks },
    noteLibrary(atlas),
  );
  const answer = await put(who, { state: 'sign', ...remarks, seen: sources }, version);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<PartRecord<'note'>>().body as SignedNote;
}

describe('SR-120 the server writes the note that is signed, from the versions that the signer saw', () => {
  test('what is signed is what the screen showed, with the digest of exactly that', async () => {
    const who = await visited();
    const shown = composeNote(await chartOf(who), { clinic: DEMO_CLINIC.name, remarks }, noteLibrary(atlas));
    const signed = await sign(who);
    expect(signed.note).toEqual(shown.note);
    expect(signed.sources).toEqual(shown.sources);
    expect(signed.signed).toMatchObject({ by: DEMO_ACTOR.id, name: DEMO_ACTOR.name, role: 'physician' });
    expect(changedAt(signed, sha256)).toBeUndefined();
    const text = signed.note.sections.flatMap((s) => s.lines).join('\n');
    expect(text).toContain('Pain (NRS, 0 to 10): now 6, average 7, worst not asked.');
    expect(text).toContain('Neck stretching: daily, patient, from 2030-01-02.');
    expect(text).toContain('Neck pain from an active point.');
  });

  test('a text of one’s own is not taken', async () => {
    const who = await visited();
    const forged = { state: 'signed', note: { title: 'x', day: '2030-01-02', sections: [] } };
    const answer = await put(who, forged as never, 0);
    expect(answer.statusCode).toBe(400);
  });

  test('a source that changed, or that came, since the signer looked makes the signature stale', async () => {
    const who = await visited();
    const { sources } = composeNote(
      await chartOf(who),
      { clinic: DEMO_CLINIC.name, remarks },
      noteLibrary(atlas),
    );
    const scores = { day: '2030-01-02', pain: { now: 2 } };
    const url = `/api/visits/${who.visit}/scores`;
    expect((await write('PUT', url, { patientId: who.patient, body: scores }, 1)).statusCode).toBe(200);
    expect((await put(who, { state: 'sign', ...remarks, seen: sources }, 0)).statusCode).toBe(412);
    const again = composeNote(await chartOf(who), { clinic: DEMO_CLINIC.name, remarks }, noteLibrary(atlas));
    const background = { patientId: who.patient, body: { occupation: 'baker' } };
    await write('PUT', `/api/patients/${who.patient}/background`, background, 0);
    expect((await put(who, { state: 'sign', ...remarks, seen: again.sources }, 0)).statusCode).toBe(412);
    await sign(who);
  });
});

describe('SR-121 a signed note is locked: it takes amendments and nothing else', () => {
  test('neither a draft nor a second signature replaces it; each amendment has author, time and reason', async () => {
    const who = await visited();
    const signed = await sign(who);
    const { sources } = signed;
    expect((await put(who, { state: 'draft', codes: [] }, 1)).statusCode).toBe(409);
    expect((await put(who, { state: 'sign', codes: [], seen: sources }, 1)).statusCode).toBe(409);
    const amended = await put(who, { state: 'amend', text: 'Left, not right.', reason: 'misread' }, 1);
    expect(amended.statusCode).toBe(200);
    const body = amended.json<PartRecord<'note'>>().body as SignedNote;
    expect([body.note, body.hash]).toEqual([signed.note, signed.hash]);
    expect(body.amendments).toMatchObject([
      { text: 'Left, not right.', reason: 'misread', name: DEMO_ACTOR.name, at: '2030-01-02T10:20:30.000Z' },
    ]);
    expect(changedAt(body, sha256)).toBeUndefined();
    // Two windows amend at once: the second is told.
    expect((await put(who, { state: 'amend', text: 'Again.', reason: 'more' }, 1)).statusCode).toBe(412);
    expect((await put(who, { state: 'amend', text: 'Again.', reason: 'no' }, 2)).statusCode).toBe(400);
  });

  test('what is not signed is not amended', async () => {
    const who = await visited();
    expect((await put(who, { state: 'amend', text: 'Left.', reason: 'misread' }, 0)).statusCode).toBe(409);
  });
});

test('a group of muscles in place of names is refused, in the assessment and in a reason', async () => {
  const who = await visited();
  const answer = await put(who, { state: 'draft', assessment: 'Tender paraspinals.', codes: [] }, 0);
  expect(answer.statusCode).toBe(400);
  expect(answer.body).toContain('each muscle by its name');
  const codes = [{ do: 'add' as const, code: 'M79.18', reason: 'lumbar paraspinal muscle' }];
  expect((await put(who, { state: 'draft', codes }, 0)).statusCode).toBe(400);
  expect(
    (await put(who, { state: 'draft', assessment: 'Tender multifidus.', codes: [] }, 0)).statusCode,
  ).toBe(200);
});

test('a note is printed on both papers, as a draft and signed, and what changed since is named', async () => {
  const who = await visited();
  await put(who, { state: 'draft', ...remarks }, 0);
  const url = `/api/visits/${who.visit}/note/${who.visit}/pdf`;
  for (const paper of ['a4', 'letter']) {
    const answer = await get(`${url}?paper=${paper}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.rawPayload.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
  }
  await sign(who, 1);
  expect((await get(url)).statusCode).toBe(200);
  expect((await get(`${url}?paper=a0`)).statusCode).toBe(400);
  expect((await get(`/api/visits/${who.visit}/note/${id()}/pdf`)).statusCode).toBe(404);
});

test('a letter and a page of evidence are printed about a patient; a letter needs a visit to tell of', async () => {
  const who = await visited();
  const letter = `/api/patients/${who.patient}/letter?to=${encodeURIComponent('patient’s GP')}`;
  const evidence = `/api/patients/${who.patient}/evidence?rule=noridian-l34211-2024&day=2030-02-01`;
  for (const url of [letter, `${letter}&paper=letter`, evidence]) {
    const answer = await get(url);
    expect(answer.statusCode, url).toBe(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    // The name of a file tells of no patient.
    expect(answer.headers['content-disposition']).not.toContain('Blue');
  }
  expect((await get(`/api/patients/${who.patient}/evidence?rule=no-such-rule`)).statusCode).toBe(400);
  const alone = id();
  await write('POST', '/api/patients', { id: alone, label: 'Nobody yet' });
  expect((await get(`/api/patients/${alone}/letter`)).statusCode).toBe(409);
});
