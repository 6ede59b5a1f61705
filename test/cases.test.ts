import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedAtlas } from '../src/content/atlas/load.ts';
import type { Clinic, Findings } from '../src/core/episode.ts';
import { parseRequest } from '../src/core/localise/parse.ts';
import type { Instant } from '../src/kit/time.ts';
import { openEmbedded } from '../src/store/embedded/open.ts';
import { postgresEngine } from '../src/store/postgres/engine.ts';
import { migrate, MIGRATIONS } from '../src/store/sql/migrate.ts';
import { sqlStore } from '../src/store/sql/store.ts';
import type { Records } from '../src/store/store.ts';
import { enrolled, oneOfEach } from './store/contract.ts';
import { postgresBin, startCluster } from './store/postgres-cluster.ts';

const ROOT = join(import.meta.dirname, '..');
const root = mkdtempSync(join(tmpdir(), 'tautband-cases-test-'));
const data = join(root, 'data');
const clinics: Clinic[] = [];
afterAll(() => rmSync(root, { recursive: true, force: true }));

const tautband = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, TAUTBAND_DATA: data, DATABASE_URL: '' },
  });
  return { status, stdout, stderr };
};

const RECOGNISED = { site: 'temporalis-1-left', sign: 'recognised-pain', answer: 'present' } as const;
const at = (minute: number): Instant => `2030-01-02T09:0${minute}:00.000Z` as Instant;

/** Two clinics. In the first: 25 confirmed cases, and one visit for each reason to leave one out. */
beforeAll(async () => {
  const engine = await openEmbedded({
    folder: data,
    cache: join(ROOT, '.cache'),
    now: '2030-01-01T00:00:00.000Z',
  });
  const store = sqlStore(engine);
  const [who, other] = [await enrolled(store), await enrolled(store)];
  clinics.push(who.clinic, other.clinic);
  const visited = async (
    records: Records,
    of: typeof who,
    region: string,
    given: { found?: Findings['findings']; drawnAt?: number; synthetic?: boolean } = {},
  ): Promise<void> => {
    const { found = [RECOGNISED], drawnAt = 1, synthetic = false } = given;
    const { patient, visit, drawing, findings } = oneOfEach(of.clinic, of.actor);
    await records.save({ ...patient, label: 'Ada Lovelace', ...(synthetic ? { synthetic: true } : {}) });
    await records.save(visit);
    const { again, ...once } = drawing;
    expect(again).toBeDefined();
    const asked = [region, 'occiput-left'];
    await records.save({ ...once, at: at(drawnAt), regions: [{ id: region, intensity: 6 }], asked });
    await records.save({
      ...findings,
      at: at(2),
      findings: found,
      answers: [],
    });
  };
  await store.transaction(who.clinic.id, async (records) => {
    for (let n = 0; n < 25; n++) await visited(records, who, 'temple-left');
    await visited(records, who, 'temple-left', { found: [{ ...RECOGNISED, answer: 'absent' }] });
    await visited(records, who, 'temple-left', { found: [] });
    await visited(records, who, 'temple-left', { drawnAt: 3 });
    await visited(records, who, 'temple-left', { synthetic: true });
    await visited(records, who, 'temple-left', { found: [{ ...RECOGNISED, site: 'of-older-content' }] });
  });
  await store.transaction(other.clinic.id, (records) => visited(records, other, 'forehead-left'));
  await store.close();
});

test('without saying that one answers for every patient, and for which clinic, nothing is written', () => {
  const file = join(root, 'none.jsonl');
  const unsaid = tautband('cases', file);
  expect(unsaid).toMatchObject({ status: 1, stdout: '' });
  expect(unsaid.stderr).toContain('the record keeps no consent to research');
  const which = tautband('cases', '--all', file);
  expect(which).toMatchObject({ status: 1, stdout: '' });
  for (const { id } of clinics) expect(which.stderr).toContain(id);
  expect(tautband('learn', 'kept', join(root, 'never'), clinics[0]!.id).status).toBe(1);
  expect(readdirSync(root)).toEqual(['data']);
});

test('confirmed cases leave one clinic without names, ids and days, and what was left out is counted (SR-130)', () => {
  const file = join(root, 'cases.jsonl');
  const { status, stdout, stderr } = tautband('cases', '--all', file, clinics[0]!.id);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('25 confirmed cases');
  expect(stdout).toContain(
    '1 visits at which palpation reproduced nothing, 1 without palpation, 1 drawn only after it had begun, 1 of invented patients, 1 that name what this atlas does not have',
  );
  expect(statSync(file).mode & 0o077).toBe(0);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toMatch(/[0-9a-f]{8}-|20\d\d-|Ada|forehead|strokes|"at"|"by"/);
  const lines = text.trim().split('\n');
  expect(lines).toHaveLength(25);
  for (const line of lines) {
    const request = parseRequest(JSON.parse(line));
    expect(request).toMatchObject({ ok: true, value: { findings: [RECOGNISED] } });
    expect(JSON.parse(line)).toEqual({
      regions: [{ id: 'temple-left', intensity: 6 }],
      findings: [RECOGNISED],
      asked: ['temple-left', 'occiput-left'],
    });
  }
  expect(tautband('cases', '--all', file, clinics[0]!.id).stderr).toContain('expected a new file');
});

test('of a single case it is said that it may be recognised, and every clinic is asked for by that word', () => {
  const one = tautband('cases', '--all', join(root, 'one.jsonl'), clinics[1]!.id);
  expect(one.stdout).toContain('1 confirmed cases');
  expect(one.stdout).toContain('may recognise somebody');
  const every = tautband('cases', '--all', join(root, 'every.jsonl'), 'every');
  expect(every.stdout).toContain('26 confirmed cases');
});

test('what is kept becomes a proposal that says from how many cases, and the cases stay nowhere', () => {
  const out = join(root, 'proposal');
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('tautband-cases-'));
  const { status, stdout, stderr } = tautband('learn', 'kept', '--all', out, clinics[0]!.id);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('proposed from 25 confirmed cases');
  expect(stdout).toContain('1 visits at which palpation reproduced nothing');
  const proposal = JSON.parse(readFileSync(join(out, 'proposal.json'), 'utf8')) as { content: string };
  expect(proposal.content).toBe(shippedAtlas().version);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('tautband-cases-'))).toEqual(before);
});

const bin = postgresBin();

test.skipIf(bin === undefined)(
  'a PostgreSQL is read as the folder is, and one that an older version left says so',
  async () => {
    const cluster = startCluster(bin ?? '');
    try {
      const url = cluster.database();
      const env = { ...process.env, TAUTBAND_DATA: join(root, 'nothing'), DATABASE_URL: url };
      const ask = (...args: readonly string[]) =>
        spawnSync(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...args], { encoding: 'utf8', env });
      const engine = postgresEngine({ url });
      expect(ask('verify').stderr).toMatch(/expected schema \d+, got 0: start this version/);
      await migrate(engine, MIGRATIONS.slice(0, -1));
      const file = join(root, 'postgres.jsonl');
      const old = ask('cases', '--all', file);
      expect([old.status, old.stderr]).toEqual([
        1,
        expect.stringMatching(/expected schema \d+, got \d+: start/),
      ]);
      await migrate(engine);
      const store = sqlStore(engine);
      const who = await enrolled(store);
      await store.transaction(who.clinic.id, async (records) => {
        const { patient, visit, drawing, findings } = oneOfEach(who.clinic, who.actor);
        const { again, ...once } = drawing;
        expect(again).toBeDefined();
        const kept = { ...once, regions: [{ id: 'temple-left' }], asked: ['temple-left'] };
        for (const record of [patient, visit, kept, { ...findings, findings: [RECOGNISED], answers: [] }])
          await records.save(record);
      });
      await store.close();
      expect(ask('cases', '--all', file).stdout).toContain('1 confirmed cases');
      expect(readFileSync(file, 'utf8')).toBe(
        `${JSON.stringify({ regions: [{ id: 'temple-left' }], findings: [RECOGNISED], asked: ['temple-left'] })}\n`,
      );
      expect(ask('verify')).toMatchObject({ status: 0, stderr: '' });
    } finally {
      cluster.stop();
    }
  },
);
