import { join } from 'node:path';
import { shippedAtlas } from '../content/atlas/load.ts';
import { VIEW_IDS } from '../content/bodymap/neutral.ts';
import { compileNetwork } from '../core/localise/network.ts';
import { printComplaint } from '../kit/complaint.ts';
import { openStore } from '../store/open.ts';
import { NOTED_ENDS } from '../store/noted-ends.ts';
import { auditKeeper } from './audit-keeper.ts';
import { clock, daysAgo } from './clock.ts';
import { linkToFound } from './accounts/links.ts';
import { setDemoAccounts } from './demo/accounts.ts';
import { DEMO_ACTOR, DEMO_CLINIC } from './demo/clinic.ts';
import { seedDemo } from './demo/seed.ts';
import { buildApp } from './http/app.ts';
import { ownNames, readSettings, type Settings } from './settings.ts';

/** Hours between two tidyings of the store. */
const TIDY_EVERY = 24;
/** Seconds from the start to the first. */
const TIDY_AFTER = 20;
/** Seconds between two looks for audit events that are not chained yet. */
const CHAIN_EVERY = 10;
/** Days for which a request that arrives again gets the answer that it got. */
const KEYS_KEPT = 7;

const ROOT = join(import.meta.dirname, '../..');

/** Put the parts together and serve. The only place that reads the environment and the time. */
async function main(settings: Settings): Promise<void> {
  const store = await openStore({ ...settings, now: clock() });
  const atlas = shippedAtlas();
  const clinics = await store.clinics();
  if (settings.demo) {
    await store.enrol(DEMO_CLINIC, [DEMO_ACTOR]);
    if (clinics.length === 0) await seedDemo(store, DEMO_ACTOR, compileNetwork(atlas));
  }
  await setDemoAccounts(store, settings.demo);
  const hosts = ownNames(settings);
  const { http } = await buildApp({
    store,
    atlas,
    views: VIEW_IDS,
    now: clock,
    demo: settings.demo,
    web: join(ROOT, 'dist/web'),
    ...(hosts === undefined ? {} : { hosts }),
    behindProxy: settings.url !== undefined,
  });

  const audit = auditKeeper(store, join(settings.data, NOTED_ENDS));
  let stopping = false;
  const stop = (): void => {
    // Asked twice means that the first was too slow for whoever asked; the store survives that too.
    if (stopping) process.exit(1);
    stopping = true;
    void http
      .close()
      .then(() => audit.chain('recent'))
      .then(() => audit.note())
      .then(() => store.close())
      .then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  setInterval(() => void audit.chain('recent'), CHAIN_EVERY * 1000).unref();
  const tidy = (): void => {
    void audit.chain('all');
    store
      .tidy(daysAgo(KEYS_KEPT))
      .catch((error: unknown) => process.stderr.write(`Tidying failed: ${String(error)}\n`));
  };
  // Soon after the start, when whoever waited for it has got the first page, and then every night.
  setTimeout(tidy, TIDY_AFTER * 1000).unref();
  setInterval(tidy, TIDY_EVERY * 3_600_000).unref();

  try {
    await http.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await store.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    fail(
      `Port ${settings.port} is taken by another program. Stop it, or choose another: PORT=3001 npm start`,
    );
  }
  const address = http.server.address();
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  const own = settings.url ?? `http://${host}:${port}`;
  if (settings.demo)
    process.stdout.write(
      'Demo data: sign in with one click, as any of the demo accounts. Nobody in it is real.\n',
    );
  if (settings.newClinic || !clinics.some((c) => c.id !== DEMO_CLINIC.id)) {
    const token = await linkToFound({ store, now: clock });
    process.stdout.write(
      `To found a clinic of your own, open once, within 24 hours:\n  ${own}/welcome#${token}\n`,
    );
  }
  process.stdout.write(`Tautband is ready at ${own}\n`);
}

/** What the person who started us can mend: say it plainly, without a stack. */
function fail(message: string): never {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

// Files of patients are for the account that runs the server, and no other.
process.umask(0o077);
const settings = readSettings(process.env, ROOT);
if (!settings.ok) fail(printComplaint(settings.error));
await main(settings.value).catch((error: unknown) => {
  const isPlain =
    error instanceof Error && ['StoreInUse', 'DiskFull', 'StoreUnavailable'].includes(error.name);
  fail(isPlain ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
});
