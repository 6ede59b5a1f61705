// Sets everything up and then runs one command: `start`, `test`, `check`, `bench`, `bench:imaging` or `validate`.
// Runs on any Node from 20 and needs nothing installed; what it starts runs on the Node pinned in package.json.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const BIN = join(ROOT, 'node_modules/.bin');
const CACHE = join(ROOT, '.cache');
const NODE = join(ROOT, 'node_modules/node/bin/node');

const [command, ...rest] = process.argv.slice(2);
process.chdir(ROOT);

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) fail(`Tautband needs Node 20 or newer to set itself up; this is ${process.version}.`);

/** Print why nothing more can be done, and stop. */
function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

const stampOf = (name) => join(CACHE, `${name}.stamp`);
const isFresh = (name, value) => existsSync(stampOf(name)) && readFileSync(stampOf(name), 'utf8') === value;
function remember(name, value) {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(stampOf(name), value);
}

const hash = (...parts) => parts.reduce((h, part) => h.update(part), createHash('sha256')).digest('hex');

/** The environment of what we start: the pinned tools first, none of npm's own settings. */
function cleanEnv() {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_(config|package|lifecycle)_/i.test(key)),
  );
  delete env.NODE_ENV;
  env.PATH = `${BIN}:${env.PATH}`;
  return env;
}

/** Run a program in the foreground; a failure ends us with its exit code. */
function run(file, args, env = {}) {
  const { status, signal, error } = spawnSync(file, args, {
    stdio: 'inherit',
    env: { ...cleanEnv(), ...env },
  });
  if (error) fail(`Could not run ${file}: ${error.message}`);
  if (status !== 0) process.exit(status ?? (signal ? 1 : 0));
}

/** Exactly the packages of the lockfile, installed again only when it or Node changed. */
function install() {
  const wanted = hash(readFileSync('package-lock.json'), readFileSync('package.json'), process.version);
  if (isFresh('install', wanted) && existsSync(NODE)) return;
  process.stdout.write('Installing packages …\n');
  const npm = process.env.npm_execpath;
  // Packages that ask for Node 22 run on the pinned Node, whatever runs npm: its warning would only frighten.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'];
  if (npm?.endsWith('.js') === true) run(process.execPath, [npm, ...args]);
  else run('npm', args);
  if (!existsSync(NODE)) {
    // Some npm versions hold install scripts back; this one puts the pinned Node in its place.
    run(process.execPath, [join(ROOT, 'node_modules/node/installArchSpecificPackage.js')]);
  }
  if (!existsSync(NODE)) fail('npm ci finished, but the pinned Node is not at node_modules/node/bin/node.');
  remember('install', wanted);
}

/** A fingerprint of everything that the web app is built from. */
function sourcesOfWeb() {
  const files = ['package-lock.json', 'vite.config.ts'];
  const walk = (dir) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (!/\.test\.tsx?$/.test(entry.name)) files.push(path);
    }
  };
  for (const room of ['kit', 'core', 'imaging', 'content', 'fhir', 'web']) walk(join('src', room));
  return hash(...files.sort().flatMap((file) => [file, String(statSync(file).size), readFileSync(file)]));
}

/** The web app in dist/web, built again only when its sources changed. */
function build() {
  const wanted = sourcesOfWeb();
  if (isFresh('web', wanted) && existsSync('dist/web/index.html')) return;
  process.stdout.write('Building the web app …\n');
  run(NODE, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']);
  remember('web', wanted);
}

/** Where a Chromium is, installing Debian's when we may. */
function chromium() {
  const named = process.env.CHROMIUM;
  const places = [named, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = places.find((path) => path !== undefined && existsSync(path));
  if (found !== undefined) return found;
  aptInstall('Chromium', ['chromium']);
  if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  return fail(
    'The end-to-end tests need Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path.',
  );
}

/** Debian's PostgreSQL binaries, installing them when we may. Absent elsewhere: those tests then say so. */
function postgres() {
  const find = () =>
    existsSync('/usr/lib/postgresql')
      ? readdirSync('/usr/lib/postgresql')
          .sort((a, b) => Number(b) - Number(a))
          .map((version) => `/usr/lib/postgresql/${version}/bin`)
          .find((bin) => existsSync(join(bin, 'initdb')))
      : undefined;
  const found = process.env.POSTGRES_BIN ?? find();
  if (found !== undefined) return found;
  aptInstall('PostgreSQL', ['postgresql']);
  return find();
}

/** A Python that has OpenCV, installing Debian's when we may. */
function opencv() {
  const python = process.env.PYTHON ?? '/usr/bin/python3';
  const has = () => spawnSync(python, ['-c', 'import cv2'], { stdio: 'ignore' }).status === 0;
  if (!has()) aptInstall('OpenCV', ['python3', 'python3-opencv']);
  if (has()) return python;
  return fail(
    'The imaging bench needs OpenCV for Python. Install it (Debian: apt-get install python3-opencv) or set PYTHON.',
  );
}

function aptInstall(what, packages) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return;
  process.stdout.write(`Installing ${what} …\n`);
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  const wanted = ['install', '-y', '--no-install-recommends', ...packages];
  if (!apt(...wanted) && !(apt('update') && apt(...wanted)))
    process.stderr.write(`apt-get could not install ${packages.join(' ')}.\n`);
}

/** What must hold before anything else is worth running: types, lint, format, and every test but the browser's. */
function check(vitestArgs = []) {
  step('types', NODE, ['node_modules/typescript/bin/tsc', '-b']);
  step('lint', NODE, [
    'node_modules/eslint/bin/eslint.js',
    '.',
    '--max-warnings',
    '0',
    '--cache',
    '--cache-location',
    '.cache/eslint',
  ]);
  step('format', NODE, ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']);
  step(
    'unit, property, contract and architecture tests',
    NODE,
    ['node_modules/vitest/vitest.mjs', 'run', ...vitestArgs],
    {
      POSTGRES_BIN: postgres() ?? '',
    },
  );
}

function step(name, file, args, env) {
  process.stdout.write(`\n── ${name}\n`);
  const from = Date.now();
  run(file, args, env);
  process.stdout.write(`   ${((Date.now() - from) / 1000).toFixed(1)} s\n`);
}

switch (command) {
  case 'start':
    install();
    build();
    run(NODE, ['src/server/main.ts', ...rest]);
    break;
  case 'check':
    install();
    check(rest);
    break;
  case 'test': {
    install();
    const browser = chromium();
    check(rest);
    build();
    step('end-to-end tests', NODE, ['--test', '--test-reporter=spec', 'test/e2e/*.e2e.ts'], {
      CHROMIUM: browser,
    });
    process.stdout.write('\nAll checks passed.\n');
    break;
  }
  case 'bench':
    install();
    build();
    run(NODE, ['scripts/bench/main.ts', ...rest], { POSTGRES_BIN: postgres() ?? '' });
    break;
  case 'bench:imaging':
    install();
    run(NODE, ['scripts/bench-imaging/main.ts', ...rest], { PYTHON: opencv() });
    break;
  case 'validate':
    install();
    run(NODE, ['scripts/validate/main.ts', ...rest]);
    break;
  default:
    fail(
      `Usage: node scripts/boot.mjs start | test | check | bench | bench:imaging | validate, got ${JSON.stringify(command)}`,
    );
}
