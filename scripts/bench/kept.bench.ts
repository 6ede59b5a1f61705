import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { writeFrom } from '../../src/cli/cases.ts';
import { shippedAtlas } from '../../src/content/atlas/load.ts';
import type { ClinicId } from '../../src/core/episode.ts';
import { openEmbedded } from '../../src/store/embedded/open.ts';
import type { Engine } from '../../src/store/sql/engine.ts';
import { sqlStore } from '../../src/store/sql/store.ts';
import { enrolled } from '../../test/store/contract.ts';
import { rounded, type Bench, type Figure } from './bench.ts';

/** Visits that are kept: each drawn twice, palpated, drawn once more, and examined by a second examiner. */
const VISITS = Number(process.env['VISITS'] ?? 20_000);

/** Bytes that the program holds on to, once what nobody needs is gone. */
function inUse(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Rows of so many visits, made by the database itself: writing them one by one would take an hour. */
function rowsOf(clinic: string, actor: string, count: number): string {
  const [site] = shippedAtlas().sites;
  const regions = shippedAtlas().regions.slice(0, 8);
  const id = (kind: number): string =>
    `format('019b76da-a800-7%s-8000-%s', '${kind}00', lpad(to_hex(n), 12, '0'))::uuid`;
  const from = `from generate_series(1, ${count}) n`;
  const [patient, visit] = [id(1), id(2)];
  const key = `'${clinic}'::uuid, ${visit}`;
  const at = (minute: number): string => `timestamptz '2030-01-02 09:0${minute}:00Z', '${actor}'::uuid`;
  const strokes = JSON.stringify(
    Array.from({ length: 8 }, (_, s) => ({
      view: 'back',
      tool: 'brush',
      radius: 12.5,
      points: Array.from({ length: 60 }, (__, p) => [s * 9 + p / 3, p]),
      intensity: 6,
    })),
  );
  const body = JSON.stringify({
    criteria: 'delphi-2018',
    sites: [],
    motions: [],
    neuro: {},
    second: {
      examiner: 'B',
      isDone: true,
      found: [{ site: site?.id, sign: 'recognised-pain', answer: 'present' }],
    },
  });
  return [
    `insert into patient select '${clinic}', ${patient}, 1 ${from}`,
    `insert into patient_version select '${clinic}', ${patient}, 1, ${at(0)}, 'P', null, false ${from}`,
    `insert into visit select ${key}, ${patient}, 1 ${from}`,
    `insert into visit_version select ${key}, 1, ${at(0)}, '2030-01-02' ${from}`,
    `insert into drawing select ${key}, ${patient}, 3 ${from}`,
    ...[1, 2, 4].flatMap((minute, v) => [
      `insert into drawing_version select ${key}, ${v + 1}, ${at(minute)}, '${strokes}' ${from}`,
      ...regions.map(
        (region, p) =>
          `insert into drawing_region select ${key}, ${v + 1}, ${p}, '${region.id}', 6, 0.4 ${from}`,
      ),
    ]),
    `insert into findings select ${key}, ${patient}, 1 ${from}`,
    `insert into findings_version select ${key}, 1, ${at(3)}, null ${from}`,
    `insert into finding select ${key}, 1, 0, '${site?.id ?? ''}', 'recognised-pain', 'present' ${from}`,
    `insert into chart_part select '${clinic}', 'examination', ${visit}, ${patient}, ${visit}, 1 ${from}`,
    `insert into chart_part_version select '${clinic}', 'examination', ${visit}, 1, ${at(5)}, '${body}' ${from}`,
  ]
    .map((statement) => `${statement};`)
    .join('\n');
}

async function withVisits<T>(
  count: number,
  work: (engine: Engine, clinic: ClinicId) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tautband-bench-kept-'));
  const engine = await openEmbedded({ folder, cache: '.cache', now: '2030-01-01T00:00:00.000Z' });
  try {
    const { clinic, actor } = await enrolled(sqlStore(engine));
    const AT_ONCE = 2_000;
    if (count % AT_ONCE !== 0) throw new Error(`VISITS: expected a multiple of ${AT_ONCE}`);
    for (let from = 0; from < count; from += AT_ONCE)
      await engine.transaction('', (session) =>
        session.script(
          rowsOf(clinic.id, actor.id, AT_ONCE).replaceAll(
            `generate_series(1, ${AT_ONCE})`,
            `generate_series(${from + 1}, ${from + AT_ONCE})`,
          ),
        ),
      );
    await engine.tidy();
    return await work(engine, clinic.id);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Confirmed cases out of what is kept: how fast, and whether what the program holds grows with them. */
const cases = (): Promise<readonly Figure[]> =>
  withVisits(VISITS, async (engine, clinic) => {
    const file = join(mkdtempSync(join(tmpdir(), 'tautband-bench-cases-')), 'cases');
    const held = inUse();
    let most = 0;
    const look = setInterval(() => (most = Math.max(most, inUse())), 2_000);
    const from = performance.now();
    const written = await writeFrom(engine, file, { clinic, isAll: true });
    const took = performance.now() - from;
    clearInterval(look);
    if (!written.ok) throw new Error(written.error.join('\n'));
    const counting = performance.now();
    const pairs = await sqlStore(engine).transaction(clinic, (records) => records.doubleExaminations());
    const counted = performance.now() - counting;
    if (pairs[0]?.visits !== VISITS) throw new Error('not every pair was counted');
    const bytes = statSync(file).size;
    rmSync(join(file, '..'), { recursive: true });
    const all = `${VISITS} visits in the embedded database`;
    return [
      {
        name: 'kept/cases',
        value: rounded(took / VISITS),
        unit: `ms a case, ${all}, ${written.value.confirmed} confirmed`,
      },
      {
        name: 'kept/cases/grown',
        value: rounded((Math.max(most, held) - held) / 2 ** 20),
        unit: `MiB more held while they stream, ${Math.round(bytes / 2 ** 20)} MiB written`,
      },
      { name: 'kept/pairs', value: rounded(counted), unit: `ms to count the double examinations of ${all}` },
    ];
  });

/** What learning takes out of what is kept. */
export const benches: readonly Bench[] = [{ name: 'kept', run: cases }];
