import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../src/kit/random.ts';
import { embeddedEngine } from '../../src/store/embedded/engine.ts';
import { createDatabase } from '../../src/store/embedded/template.ts';
import { sqlStore } from '../../src/store/sql/store.ts';
import { ACTOR, CLINIC } from './deeds.ts';
import { inspect } from './inspect.ts';
import { readJournal, replay, type Noted } from './replay.ts';

/** Cuts; `POWER_CUTS=1000` for a night. Careless ones show that a cut can destroy a database that does not sync. */
const CUTS = Number(process.env['POWER_CUTS'] ?? 60);
const CARELESS_CUTS = 4;
const DEEDS = 200;
const SURVIVAL = [0, 0.5, 0.9, 0.98];

// In memory when there is such a place: what is tested is which bytes are there, not how fast they come.
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
let root: string;
let base: string;

beforeAll(async () => {
  root = mkdtempSync(join(place, 'tautband-cut-'));
  base = join(root, 'base');
  await createDatabase(base, '.cache');
  const engine = await embeddedEngine({ folder: base, durable: false }, () => undefined);
  await sqlStore(engine).enrol(CLINIC, [ACTOR]);
  await engine.tidy();
  await engine.close();
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Let a writer run over a copy of the base, and return everything that it did to files. */
function record(mode: 'durable' | 'careless'): readonly Noted[] {
  const folder = join(root, mode);
  const journal = `${folder}.journal`;
  cpSync(base, folder, { recursive: true });
  writeFileSync(journal, '');
  const here = import.meta.dirname;
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      join(here, 'journal.ts'),
      join(here, 'writer.ts'),
      folder,
      journal,
      '0',
      String(DEEDS),
      mode,
    ],
    { env: { ...process.env, JOURNAL: journal, JOURNAL_ROOT: folder }, encoding: 'utf8' },
  );
  expect(status, stderr).toBe(0);
  const noted = readJournal(journal);
  rmSync(folder, { recursive: true });
  return noted;
}

interface Outcome {
  readonly acknowledged: number;
  readonly lost: number;
  readonly faults: readonly string[];
}

/** Cut the power at some moment and open what is left. */
async function cutAndOpen(journal: readonly Noted[], number: number): Promise<Outcome> {
  const random = seededRandom(number);
  const after = 1 + Math.floor(random() * journal.length);
  const survival = SURVIVAL[number % SURVIVAL.length] ?? 0;
  const image = join(root, 'image');
  replay(base, image, journal, { after, survival, random });
  const acknowledged = journal
    .slice(0, after)
    .flatMap(({ entry }) => (entry.op === 'acknowledged' ? [entry.number] : []));
  try {
    const { deeds, faults } = await inspect(image);
    return {
      acknowledged: acknowledged.length,
      lost: acknowledged.filter((n) => !deeds.has(n)).length,
      faults,
    };
  } catch (error) {
    return {
      acknowledged: acknowledged.length,
      lost: acknowledged.length,
      faults: [`does not open: ${String(error)}`],
    };
  }
}

test(`${CUTS} power cuts lose nothing that was acknowledged, tear nothing, and every database opens (SR-50)`, async () => {
  const journal = record('durable');
  const syncs = journal.filter(({ entry }) => entry.op === 'sync').length;
  expect(syncs, 'each commit syncs').toBeGreaterThanOrEqual(DEEDS);
  const outcomes: Outcome[] = [];
  for (let number = 0; number < CUTS; number++) outcomes.push(await cutAndOpen(journal, number));
  const acknowledged = outcomes.reduce((sum, o) => sum + o.acknowledged, 0);
  process.stdout.write(
    `${CUTS} power cuts: ${acknowledged} acknowledged transactions checked, ${syncs} syncs\n`,
  );
  expect(acknowledged).toBeGreaterThan(CUTS * 20);
  expect(outcomes.filter((o) => o.lost > 0 || o.faults.length > 0)).toEqual([]);
}, 600_000);

test('the same cuts lose what was acknowledged when the database does not sync', async () => {
  const journal = record('careless');
  const outcomes: Outcome[] = [];
  for (let number = 0; number < CARELESS_CUTS; number++) outcomes.push(await cutAndOpen(journal, number));
  expect(outcomes.some((o) => o.lost > 0 || o.faults.length > 0)).toBe(true);
}, 120_000);
