import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { shippedAtlas } from '../src/content/atlas/load.ts';
import type { ClinicId, RankingId, RankingShown } from '../src/core/episode.ts';
import { localise } from '../src/core/localise/localise.ts';
import { compileNetwork } from '../src/core/localise/network.ts';
import type { Probability } from '../src/kit/probability.ts';
import { recompute, verifyStore } from '../src/cli/verify.ts';
import { openEmbedded } from '../src/store/embedded/open.ts';
import { sqlStore } from '../src/store/sql/store.ts';
import { enrolled, oneOfEach } from './store/contract.ts';

const ROOT = join(import.meta.dirname, '..');
const root = mkdtempSync(join(tmpdir(), 'tautband-cli-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Run the command line as a person would. */
function tautband(args: readonly string[], { input = '', data = 'none' } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...args], {
    encoding: 'utf8',
    input,
    env: { ...process.env, TAUTBAND_DATA: join(root, data), DATABASE_URL: '' },
  });
  return { status, stdout, stderr };
}

test('pain is ranked from standard input, as JSON, with reasons and versions', () => {
  const input = JSON.stringify({ regions: [{ id: 'temple-left', intensity: 6 }] });
  const { status, stdout } = tautband(['localise', '--json', '-'], { input });
  expect(status).toBe(0);
  const answer = JSON.parse(stdout) as Record<string, unknown>;
  expect(Object.keys(answer)).toEqual(expect.arrayContaining(['ranked', 'alternatives', 'versions']));
  const [first] = answer['ranked'] as Record<string, unknown>[];
  expect(Object.keys(first ?? {})).toEqual(
    expect.arrayContaining(['site', 'muscle', 'side', 'probability', 'explains', 'misses']),
  );
  expect(first?.['side']).toBe('left');
});

test('what was given wrong exits with 1 and names field, expectation and what came', () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    [
      '{"regions":[{"id":"temple-left","intensity":11}]}',
      /^regions\[0\]\.intensity: expected .*10, got 11$/m,
    ],
    ['{"regions":[{"id":"nowhere"}]}', /^regions\[0\]\.id: expected .*, got "nowhere"/m],
    ['{"regions":[]}', /expected at least one painted region .*missing data, not no pain.*, got none/],
    ['{"regions":[{"id":"temple-left"},{"id":"temple-left"}]}', /regions\[1\]/],
    ['{"regions":', /^standard input: expected JSON/],
    [`{"x":"${'a'.repeat(10_000_000)}"}`, /^standard input: expected at most \d+ bytes, got more/],
  ];
  for (const [input, message] of wrong) {
    const { status, stdout, stderr } = tautband(['localise', '-'], { input });
    expect({ status, stdout }, input.slice(0, 60)).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
  }
});

test('the atlas can be listed, shown and checked', () => {
  const listed = JSON.parse(tautband(['atlas', 'list', '--json']).stdout) as { muscles: unknown[] };
  expect(listed.muscles).toHaveLength(shippedAtlas().muscles.length);
  expect(tautband(['atlas', 'show', 'temporalis']).stdout).toContain('Musculus temporalis');
  expect(tautband(['atlas', 'show', 'nothing-like-it'])).toMatchObject({ status: 1, stdout: '' });
  expect(tautband(['atlas', 'check'])).toMatchObject({ status: 0, stderr: '' });
});

test('a backup of the running server restores to the same records, and a damaged one changes nothing', async () => {
  const server = spawn(process.execPath, [join(ROOT, 'src/server/main.ts')], {
    env: { ...process.env, PORT: '0', TAUTBAND_DATA: join(root, 'data'), DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  const ready = await new Promise<string>((resolve) =>
    server.stdout.on('data', (text: Buffer) => {
      if (text.toString().includes('ready')) resolve(text.toString());
    }),
  );
  expect(ready).toMatch(/Tautband is ready at http:\/\/127\.0\.0\.1:\d+/);
  const file = join(root, 'backup');
  expect(tautband(['backup', file], { data: 'data' })).toMatchObject({ status: 0 });
  expect(tautband(['restore', file], { data: 'data' }), 'while the server runs').toMatchObject({ status: 1 });
  server.kill('SIGTERM');
  expect(await ended, 'a clean end').toBe(0);

  expect(tautband(['backup', file], { data: 'data' }).stderr).toContain('expected a new file');
  const restored = tautband(['restore', file], { data: 'fresh' });
  expect(restored.stderr).toBe('');
  const again = join(root, 'again');
  expect(tautband(['backup', again], { data: 'fresh' })).toMatchObject({ status: 0 });
  // All but the header, which says when, and the trailer, whose sum covers the header.
  const rows = (path: string): readonly string[] =>
    gunzipSync(readFileSync(path)).toString().split('\n').slice(1, -2);
  expect(rows(again)).toEqual(rows(file));
  expect(rows(file).length).toBeGreaterThan(5);

  const before = readdirSync(join(root, 'fresh')).sort();
  const damaged = join(root, 'damaged');
  const text = gunzipSync(readFileSync(file)).toString().replace('Synthetic 01', 'Synthetic 10');
  for (const bytes of [
    gzipSync(text),
    readFileSync(file).subarray(0, 900),
    gzipSync('{}'),
    Buffer.from('no gzip'),
  ]) {
    writeFileSync(damaged, bytes);
    const { status, stderr } = tautband(['restore', damaged], { data: 'fresh' });
    expect(status, stderr).toBe(1);
    expect(stderr).toContain('Nothing was changed.');
  }
  expect(readdirSync(join(root, 'fresh')).sort()).toEqual(before);
  expect(existsSync(join(root, 'fresh', 'database'))).toBe(true);
}, 180_000);

test('verify finds a version that is missing, and a ranking that does not compute again (SR-80)', async () => {
  const engine = await openEmbedded({ folder: join(root, 'verify'), cache: '.cache', now: 'now' });
  const store = sqlStore(engine);
  const { clinic, actor } = await enrolled(store);
  const { patient, visit, drawing, findings, ranking } = oneOfEach(clinic, actor);
  const atlas = shippedAtlas();
  const request = { regions: [{ id: 'temple-left', intensity: 6 }], findings: [] };
  const answer = localise(compileNetwork(atlas), request);
  if (!answer.ok) throw new Error('the question is wrong');
  const shown: RankingShown = {
    ...ranking,
    request,
    versions: answer.value.versions,
    sites: answer.value.ranked.map(({ site, probability }) => ({ site, probability })),
  };
  const old: RankingShown = {
    ...ranking,
    id: ranking.id.replace(/.$/, (c) => (c === '0' ? '1' : '0')) as RankingId,
    versions: { ...ranking.versions, engine: 'older' },
  };
  await store.transaction(clinic.id, async (records) => {
    for (const record of [patient, visit, { ...drawing, regions: request.regions }, findings, shown, old])
      expect(await records.save(record)).toBe('saved');
    expect(await records.save({ ...patient, version: 2, label: 'Second' })).toBe('saved');
  });
  expect(await verifyStore(engine, atlas)).toEqual({
    faults: [],
    summary:
      '1 clinics, 1 patients, 1 visits; 1 rankings computed again to the bit; ' +
      '1 were made by other versions and cannot be computed here; 0 signed notes with their digests; 0 audited accesses',
  });
  // Somebody with the owner's rights takes a version away and nudges a probability by its last bit.
  const nudge = async (sql: string): Promise<void> => {
    await engine.transaction('', (session) => session.script(sql));
  };
  await nudge(`delete from patient_version where version = 1`);
  const last = shown.sites[0]!;
  const nudged = Number((last.probability + Number.EPSILON / 4).toPrecision(17)) as Probability;
  expect(nudged).not.toBe(last.probability);
  const bad = { ...shown, sites: [{ ...last, probability: nudged }] };
  await nudge(`update ranking set sites = '${JSON.stringify(bad.sites)}' where id = '${shown.id}'`);
  const { faults } = await verifyStore(engine, atlas);
  expect(faults).toEqual([
    `patient ${patient.id}: version 2 is current, but 1 are kept and the last is 2`,
    `ranking ${shown.id}: ${last.site} was shown with ${nudged} and computes to ${last.probability}`,
  ]);
  expect(recompute(compileNetwork(atlas), shown)).toBeUndefined();
  expect((await store.clinics())[0]?.id satisfies ClinicId | undefined).toBe(clinic.id);
  await engine.close();
});
