import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresEngine } from '../../src/store/postgres/engine.ts';
import { migrate } from '../../src/store/sql/migrate.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { verifyAudit } from '../../src/store/verify-audit.ts';
import { runMatrix } from '../../test/authz/matrix.ts';
import { trailOf } from '../../test/store/audit-trail.ts';
import { postgresBin, startCluster } from '../../test/store/postgres-cluster.ts';
import { quantile, rounded, type Bench, type Figure } from './bench.ts';
import { clinicians, isOpening, Tally, Visitors, type Clinician } from './clinic-day.ts';

/** Seconds for which each load is kept up. */
const SECONDS = 6;
/** Requests a second of a busy day in a large clinic, come what may. */
const BUSY_DAY = 150;
/** Connections beyond what the server takes at once. */
const CROWD = 400;
const MAIN = join(import.meta.dirname, '../../src/server/main.ts');

interface Served {
  readonly base: string;
  stop(): Promise<void>;
}

/** A whole server in a process of its own, on the embedded database or on a PostgreSQL. */
async function serve(databaseUrl: string): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'tautband-bench-'));
  const server: ChildProcess = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: '0', TAUTBAND_DATA: join(folder, 'data'), DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const base = await new Promise<string>((resolve, reject) => {
    server.stdout?.on('data', (text: Buffer) => {
      const found = /ready at (http\S+)/.exec(text.toString())?.[1];
      if (found !== undefined) resolve(found);
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}`)));
  });
  return {
    base,
    async stop() {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As fast as so many connections can: each asks again when it was answered. */
async function closedLoop(
  team: readonly Clinician[],
): Promise<{ opening: Tally; saving: Tally; seconds: number }> {
  const [opening, saving] = [new Tally(), new Tally()];
  const from = performance.now();
  const until = from + SECONDS * 1000;
  await Promise.all(
    team.map(async (clinician, i) => {
      for (let n = i; performance.now() < until; n++)
        await (isOpening(n) ? opening.time(clinician.open) : saving.time(clinician.save));
    }),
  );
  return { opening, saving, seconds: (performance.now() - from) / 1000 };
}

/** So many requests a second whatever the server does; each is timed from the moment at which it was due. */
async function openLoop(team: readonly Clinician[], perSecond: number): Promise<Tally> {
  const tally = new Tally();
  const from = performance.now();
  const idle = [...team];
  const under: Promise<unknown>[] = [];
  for (let n = 0; n < SECONDS * perSecond; n++) {
    const due = from + (n * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    // Nobody saves one drawing twice at once.
    const clinician = idle.shift() ?? team[n % team.length];
    if (clinician === undefined) break;
    under.push(
      tally
        .time(isOpening(n) || idle.length === 0 ? clinician.open : clinician.save, due)
        .then(() => idle.push(clinician)),
    );
  }
  await Promise.all(under);
  return tally;
}

const spread = (name: string, { milliseconds }: Tally, unit = 'ms'): readonly Figure[] =>
  (
    [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const
  ).map(([of, share]) => ({
    name: `${name}/${of}`,
    value: rounded(quantile(milliseconds, share)),
    unit,
  }));

async function onOneEngine(name: string, databaseUrl: string): Promise<readonly Figure[]> {
  const server = await serve(databaseUrl);
  const figures: Figure[] = [];
  try {
    for (const connections of [10, 100]) {
      const visitors = new Visitors(server.base, connections);
      await visitors.signIn();
      const team = await clinicians(visitors, connections);
      const { opening, saving, seconds } = await closedLoop(team);
      const at = `record/load/${name}/${connections} connections`;
      figures.push(
        ...spread(`${at}/chart open`, opening),
        ...spread(`${at}/write with audit`, saving),
        {
          name: `${at}/mixed`,
          value: rounded((opening.milliseconds.length + saving.milliseconds.length) / seconds),
          unit: 'requests/s',
        },
        {
          name: `${at}/writes`,
          value: rounded(saving.count((s) => s === 200) / seconds),
          unit: 'durable writes/s',
        },
        {
          name: `${at}/not answered with 200`,
          value: opening.count((s) => s !== 200) + saving.count((s) => s !== 200),
          unit: 'requests',
        },
      );
      visitors.close();
    }
    figures.push(...(await busyDay(name, server.base)), ...(await crowd(name, server.base)));
  } finally {
    await server.stop();
  }
  return figures;
}

async function busyDay(name: string, base: string): Promise<readonly Figure[]> {
  const visitors = new Visitors(base, 60);
  await visitors.signIn();
  const team = await clinicians(visitors, 60);
  const tally = await openLoop(team, BUSY_DAY);
  visitors.close();
  const at = `record/load/${name}/${BUSY_DAY} a second`;
  const p99 = quantile(tally.milliseconds, 0.99);
  return [
    ...spread(at, tally),
    {
      name: `${at}/goal`,
      value: rounded(p99),
      unit: 'ms',
      peer: 'the goal of 150 ms at p99',
      ratio: rounded(150 / p99),
    },
    { name: `${at}/not answered with 200`, value: tally.count((s) => s !== 200), unit: 'requests' },
  ];
}

/** More at once than the server takes: those beyond are told to come again, and nobody is left waiting. */
async function crowd(name: string, base: string): Promise<readonly Figure[]> {
  const visitors = new Visitors(base, CROWD);
  await visitors.signIn();
  const team = await clinicians(visitors, 8);
  const tally = new Tally();
  let withoutTime = 0;
  const until = performance.now() + SECONDS * 1000;
  await Promise.all(
    Array.from({ length: CROWD }, async (_, i) => {
      while (performance.now() < until) {
        const answer = await tally.time(() => team[i % team.length]!.open());
        if (answer.status !== 503) continue;
        if (answer.headers['retry-after'] === undefined) withoutTime++;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }),
  );
  visitors.close();
  const at = `record/load/${name}/${CROWD} at once`;
  return [
    { name: `${at}/200`, value: tally.count((s) => s === 200), unit: 'requests' },
    { name: `${at}/503`, value: tally.count((s) => s === 503), unit: 'requests' },
    { name: `${at}/503 without Retry-After`, value: withoutTime, unit: 'requests' },
    {
      name: `${at}/anything else or nothing`,
      value: tally.count((s) => s !== 200 && s !== 503),
      unit: 'requests',
    },
    { name: `${at}/longest`, value: rounded(Math.max(...tally.milliseconds)), unit: 'ms' },
  ];
}

async function load(): Promise<readonly Figure[]> {
  const embedded = await onOneEngine('embedded', '');
  const bin = postgresBin();
  if (bin === undefined) return embedded;
  const cluster = startCluster(bin);
  try {
    return [...embedded, ...(await onOneEngine('postgres', cluster.database()))];
  } finally {
    cluster.stop();
  }
}

async function audit(): Promise<readonly Figure[]> {
  const bin = postgresBin();
  if (bin === undefined) return [];
  const cluster = startCluster(bin);
  const engine = postgresEngine({ url: cluster.database(), answer: 60_000 });
  try {
    await migrate(engine);
    const EVENTS = 20_000;
    const { clinic } = await trailOf(engine, EVENTS);
    const from = performance.now();
    const { faults, end } = await verifyAudit(engine, clinic.id);
    const seconds = (performance.now() - from) / 1000;
    if (faults.length > 0 || end.position !== EVENTS) throw new Error('the trail is not whole');
    return [
      {
        name: 'record/audit/verified',
        value: rounded(EVENTS / seconds),
        unit: 'events/s, each second one with a version',
      },
    ];
  } finally {
    await engine.close();
    cluster.stop();
  }
}

async function matrix(): Promise<readonly Figure[]> {
  const from = performance.now();
  const { calls, wrong } = await runMatrix('memory', memoryStore());
  const seconds = (performance.now() - from) / 1000;
  return [
    { name: 'record/matrix/calls', value: calls, unit: 'calls' },
    { name: 'record/matrix/wrong', value: wrong.length, unit: 'calls' },
    {
      name: 'record/matrix/time',
      value: rounded(seconds),
      unit: 's',
      peer: 'the goal of 60 s',
      ratio: rounded(60 / seconds),
    },
  ];
}

/** The clinical record under load, its audit trail, and the authorisation matrix. */
export const benches: readonly Bench[] = [
  { name: 'record/load', run: load },
  { name: 'record/audit', run: audit },
  { name: 'record/matrix', run: matrix },
];
