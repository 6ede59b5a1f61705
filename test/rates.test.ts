import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyStore, type Verification } from '../src/cli/verify.ts';
import { shippedAtlas } from '../src/content/atlas/load.ts';
import { VIEW_IDS } from '../src/content/bodymap/neutral.ts';
import type { Chart, RankingId } from '../src/core/episode.ts';
import { NOTHING_EXAMINED } from '../src/core/examine/examination.ts';
import { LEAST_VISITS } from '../src/core/examine/rates-review.ts';
import { ratesInUse, ratesOfVersion, withAcceptedRates } from '../src/core/localise/accepted-rates.ts';
import { localise } from '../src/core/localise/localise.ts';
import { compileNetwork } from '../src/core/localise/network.ts';
import { SHIPPED_PARAMETERS } from '../src/core/localise/parameters.ts';
import type { LocaliseRequest } from '../src/core/localise/request.ts';
import type { Instant } from '../src/kit/time.ts';
import { setDemoAccounts } from '../src/server/demo/accounts.ts';
import { DEMO_ACTOR, DEMO_CLINIC } from '../src/server/demo/clinic.ts';
import { buildApp, type App } from '../src/server/http/app.ts';
import type { AgreementView } from '../src/server/record/rates.ts';
import { restoreBackup } from '../src/store/backup/restore.ts';
import { writeBackup } from '../src/store/backup/write.ts';
import { openEmbedded } from '../src/store/embedded/open.ts';
import type { Engine } from '../src/store/sql/engine.ts';
import { sqlStore } from '../src/store/sql/store.ts';
import { id } from './store/contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'tautband-rates-'));
const atlas = shippedAtlas();
let engine: Engine;
let app: App;
let owner = '';
let researcher = '';
let clock = 0;

/** Each moment is later than the one before. */
const now = (): Instant => new Date(Date.UTC(2030, 0, 2) + ++clock * 1_000).toISOString() as Instant;

beforeAll(async () => {
  engine = await openEmbedded({ folder, cache: '.cache', now: '2030-01-01T00:00:00.000Z' });
  const store = sqlStore(engine);
  await store.enrol(DEMO_CLINIC, [DEMO_ACTOR]);
  await setDemoAccounts(store, true);
  app = await buildApp({ store, atlas, views: VIEW_IDS, now, demo: true });
  owner = await enter(DEMO_ACTOR.id);
  researcher = await enter('019b76da-a800-7000-8000-000000000106');
});
afterAll(async () => {
  await app.http.close();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

async function enter(actor: string): Promise<string> {
  const { headers } = await app.http.inject({
    method: 'POST',
    url: '/api/sign-in/demo',
    payload: { id: actor },
    headers: { host: 'localhost' },
  });
  return String(headers['set-cookie']).split(';')[0] ?? '';
}

// What comes is what the place that asks expects of it.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the answer is typed by its use
async function ask<T>(
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  { body, version, cookie = owner }: { body?: object; version?: number; cookie?: string } = {},
): Promise<{ status: number; json: T }> {
  const answer = await app.http.inject({
    method,
    url,
    headers: {
      host: 'localhost',
      cookie,
      'idempotency-key': id(),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, json: answer.json<T>() };
}

const SITES = atlas.sites.slice(0, 6).map((site) => site.id);
const drawing = { strokes: [], regions: [{ id: 'temple-left', intensity: 6 }] };

/** A visit at which two people palpated six sites: the second disagrees about the band at the last two. */
async function doubled(): Promise<string> {
  const [patientId, visit] = [id(), id()];
  const done = async (said: ReturnType<typeof ask>): Promise<void> => {
    const { status, json } = await said;
    expect(status, JSON.stringify(json)).toBeLessThan(300);
  };
  await done(ask('POST', '/api/patients', { body: { id: patientId, label: 'Blue 7' } }));
  await done(
    ask('POST', `/api/patients/${patientId}/visits`, { body: { id: visit, patientId, day: '2030-01-02' } }),
  );
  await done(ask('PUT', `/api/visits/${visit}/drawing`, { body: { patientId, ...drawing }, version: 0 }));
  const answer = (n: number, isSecond: boolean): 'present' | 'absent' =>
    (isSecond && n >= 4 ? n % 2 === 1 : n % 2 === 0) ? 'present' : 'absent';
  const found = (isSecond: boolean) =>
    SITES.map((site, n) => ({ site, sign: 'taut-band', answer: answer(n, isSecond) }));
  await done(
    ask('PUT', `/api/visits/${visit}/findings`, { body: { patientId, findings: found(false) }, version: 0 }),
  );
  const body = { ...NOTHING_EXAMINED, second: { examiner: 'B', found: found(true), isDone: true } };
  await done(ask('PUT', `/api/visits/${visit}/examination`, { body: { patientId, body }, version: 0 }));
  return visit;
}

/** What the screen does: rank with the rates that the chart names, and keep what was shown. */
async function rankAndKeep(visit: string): Promise<{ version: string; probabilities: readonly number[] }> {
  const { json: chart } = await ask<Chart>('GET', `/api/visits/${visit}`);
  const parameters = withAcceptedRates(SHIPPED_PARAMETERS, ratesInUse(chart.rates));
  const request: LocaliseRequest = {
    regions: drawing.regions,
    findings: [{ site: 'temporalis-1-left', sign: 'taut-band', answer: 'present' }],
  };
  const ranking = localise(compileNetwork(atlas, parameters), request, 'bars');
  if (!ranking.ok) throw new Error('the question is right');
  const { versions, ranked } = ranking.value;
  const body = {
    id: id<RankingId>(),
    patientId: chart.patient.id,
    request,
    versions,
    sites: ranked.map(({ site, probability }) => ({ site, probability })),
  };
  expect((await ask('POST', `/api/visits/${visit}/rankings`, { body })).status).toBe(201);
  return { version: versions.parameters, probabilities: ranked.map((r) => r.probability) };
}

const seen = ({ counts, decisions, shipped }: AgreementView) => ({ counts, from: decisions.length, shipped });

test('counts alone change nothing; an owner accepts, rankings say so, and going back brings the shipped ones back (SR-131, SR-132)', async () => {
  const visits: string[] = [];
  for (let n = 0; n < LEAST_VISITS; n++) visits.push(await doubled());
  const [visit = ''] = visits;

  // By hand: per visit both present 2 (sites 0, 2), both absent 2 (1, 3), first only 1 (4), second only 1 (5).
  const { json: before } = await ask<AgreementView>('GET', '/api/agreement');
  expect(before).toEqual({
    counts: [{ sign: 'taut-band', table: [20, 10, 10, 20], visits: 10 }],
    decisions: [],
    shipped: SHIPPED_PARAMETERS.version,
  });
  expect((await ask('GET', '/api/agreement', { cookie: researcher })).json).toEqual(before);
  const shipped = await rankAndKeep(visit);
  expect(shipped.version).toBe(SHIPPED_PARAMETERS.version);

  // A researcher decides nothing; a sign without pairs is refused; nobody accepts what they did not see.
  const wanted = { signs: ['taut-band'], ...seen(before) };
  expect((await ask('PUT', '/api/agreement', { body: wanted, cookie: researcher })).status).toBe(403);
  for (const [body, status] of [
    [{ ...wanted, signs: ['taut-band', 'local-twitch'] }, 400],
    [{ ...wanted, signs: ['nodule'] }, 400],
    [{ ...wanted, signs: ['taut-band', 'taut-band'] }, 400],
    [{ ...wanted, signs: [] }, 409],
    [{ ...wanted, from: 1 }, 409],
    [{ ...wanted, shipped: '4' }, 409],
    [{ ...wanted, counts: [] }, 409],
  ] as const)
    expect((await ask('PUT', '/api/agreement', { body })).status, JSON.stringify(body)).toBe(status);
  expect((await ask('GET', '/api/agreement')).json).toEqual(before);

  const { status, json: after } = await ask<AgreementView>('PUT', '/api/agreement', { body: wanted });
  expect(status).toBe(200);
  const [decision] = after.decisions;
  expect(decision).toMatchObject({ number: 1, by: DEMO_ACTOR.id, name: DEMO_ACTOR.name });
  const name = decision?.rates?.name ?? '';
  expect(name).toMatch(/^own-2030-01-02-[0-9a-f]{8}$/);
  expect(decision?.rates?.signs).toMatchObject([{ sign: 'taut-band', pairs: 60, visits: 10 }]);
  // By hand: observed 40 ÷ 60, expected .5, κ = (.6667 − .5) ÷ .5 = .3333.
  expect(decision?.rates?.signs[0]?.kappa).toBeCloseTo(1 / 3, 12);
  const own = await rankAndKeep(visit);
  expect(own.version).toBe(`${SHIPPED_PARAMETERS.version}+${name}`);
  expect(own.probabilities).not.toEqual(shipped.probabilities);

  // New pairs move what the owner may accept next, and no ranking.
  await doubled();
  expect((await rankAndKeep(visit)).version).toBe(own.version);
  const { json: later } = await ask<AgreementView>('GET', '/api/agreement');
  expect(later.counts[0]?.visits).toBe(11);
  const back = await ask<AgreementView>('PUT', '/api/agreement', { body: { signs: [], ...seen(later) } });
  expect(back.json.decisions.map((d) => d.rates?.name)).toEqual([name, undefined]);
  expect(await rankAndKeep(visit)).toEqual(shipped);
  const { json: chart } = await ask<Chart>('GET', `/api/visits/${visit}`);
  expect(chart.rates?.inUse).toBeUndefined();
  expect(chart.rankings.map((r) => ratesOfVersion(chart.rates, r.versions.parameters)?.name)).toEqual([
    undefined,
    name,
    name,
    undefined,
  ]);
});

test('rankings of every set compute again to the bit with the rates that made them, and changed rates are found (SR-132)', async () => {
  const well = await verifyStore(engine, atlas);
  expect(well.faults).toEqual([]);
  expect(well.summary).toContain('4 rankings computed again to the bit;');

  // What comes back from a backup is the same: rates keep their bits on the way.
  const file = join(folder, 'backup');
  await writeBackup(engine, createWriteStream(file), 'now');
  let again: Verification | undefined;
  await restoreBackup(file, join(folder, 'restored'), async (restored) => {
    again = await verifyStore(restored, atlas);
  });
  expect(again).toEqual(well);

  // Somebody with the rights of the database's owner nudges an accepted rate by its last bits.
  const nudge = `update rates_decision set rates = jsonb_set(rates, '{signs,0,active}',
    to_jsonb((rates #>> '{signs,0,active}')::numeric + 1e-12)) where number = 1`;
  await engine.transaction('', (session) => session.script(nudge));
  const { faults } = await verifyStore(engine, atlas);
  expect(faults.filter((f) => f.startsWith('rates-decision'))).toEqual([
    `rates-decision ${DEMO_CLINIC.id} version 1: changed since it was written`,
  ]);
  expect(faults.filter((f) => f.startsWith('ranking'))).toHaveLength(2);
  expect(faults).toHaveLength(3);
});
