import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../src/store/embedded/open.ts';
import { postgresEngine } from '../../src/store/postgres/engine.ts';
import { migrate } from '../../src/store/sql/migrate.ts';
import { sqlStore } from '../../src/store/sql/store.ts';
import type { Store } from '../../src/store/store.ts';
import { ACTOR, CLINIC, doDeed } from '../../test/durability/deeds.ts';
import { postgresBin, startCluster } from '../../test/store/postgres-cluster.ts';
import { rounded, type Bench, type Figure } from './bench.ts';

/** Transactions before and while the clock runs. Each keeps a patient, a visit and a drawing: ten statements. */
const WARM_UP = 60;
const DEEDS = 240;
/** Transactions that are asked for at the same time: a handful of clinicians. */
const TOGETHER = 8;

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tautband-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from the start of a server process until it says that it is ready. */
async function startServer(data: string): Promise<number> {
  const from = performance.now();
  const server = spawn(process.execPath, [join(import.meta.dirname, '../../src/server/main.ts')], {
    env: { ...process.env, PORT: '0', TAUTBAND_DATA: data, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (text: Buffer) => {
      if (text.toString().includes('is ready')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const took = performance.now() - from;
  server.kill('SIGTERM');
  await ended;
  return took;
}

async function start(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const data = join(folder, 'data');
    const first = await startServer(data);
    const again = Math.min(await startServer(data), await startServer(data));
    return [
      { name: 'store/start/first', value: Math.round(first), unit: 'ms' },
      {
        name: 'store/start/again',
        value: Math.round(again),
        unit: 'ms',
        peer: 'the goal of 10 s',
        ratio: rounded(10_000 / again),
      },
    ];
  });
}

/** Transactions per second, each of them durable when it counts. */
async function writesPerSecond(store: Store): Promise<number> {
  await store.enrol(CLINIC, [ACTOR]);
  let number = 0;
  const some = (count: number): Promise<unknown> =>
    Promise.all(
      Array.from({ length: TOGETHER }, async () => {
        for (let i = 0; i < count / TOGETHER; i++) await doDeed(store, number++);
      }),
    );
  await some(WARM_UP);
  const from = performance.now();
  await some(DEEDS);
  return DEEDS / ((performance.now() - from) / 1000);
}

async function writes(): Promise<readonly Figure[]> {
  const embedded = await inFolder(async (folder) => {
    const store = sqlStore(await openEmbedded({ folder, cache: '.cache', now: new Date().toISOString() }));
    try {
      return await writesPerSecond(store);
    } finally {
      await store.close();
    }
  });
  const server = await onPostgres();
  const unit = `transactions of 10 statements per second, ${TOGETHER} at once`;
  const peer = 'PostgreSQL in the same run';
  return [
    {
      name: 'store/writes/embedded',
      value: rounded(embedded),
      unit,
      ...(server === undefined ? {} : { peer, ratio: rounded(embedded / server) }),
    },
    ...(server === undefined ? [] : [{ name: 'store/writes/postgres', value: rounded(server), unit }]),
  ];
}

async function onPostgres(): Promise<number | undefined> {
  const bin = postgresBin();
  if (bin === undefined) return undefined;
  const cluster = startCluster(bin);
  const engine = postgresEngine({ url: cluster.database() });
  try {
    await migrate(engine);
    return await writesPerSecond(sqlStore(engine));
  } finally {
    await engine.close();
    cluster.stop();
  }
}

/** Starting the app, and writing what must not be lost. */
export const benches: readonly Bench[] = [
  { name: 'store/start', run: start },
  { name: 'store/writes', run: writes },
];
