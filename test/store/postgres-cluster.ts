import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL of our own, gone when the tests are. */
export interface Cluster {
  /** Address of a fresh database, owned by a role that is neither superuser nor the application's. */
  database(): string;
  /** Address of the socket: folder and port. */
  readonly socket: { readonly folder: string; readonly port: number };
  stop(): void;
}

/** Folder of `initdb` and its companions; undefined when there is none here, which is said out loud. */
export function postgresBin(): string | undefined {
  const bin = process.env['POSTGRES_BIN'] ?? '';
  if (bin !== '') return bin;
  process.stderr.write(
    '\n!! POSTGRES_BIN is empty: the tests on PostgreSQL are SKIPPED. `npm test` finds or installs it.\n\n',
  );
  return undefined;
}

/** Start a throw-away cluster. It speaks over a Unix socket in its own folder, and never as root. */
export function startCluster(bin: string, options: readonly string[] = []): Cluster {
  const folder = mkdtempSync(join(tmpdir(), 'tautband-pg-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'])));
    chownSync(folder, uid ?? 0, gid ?? 0);
  }
  const run = (program: string, args: readonly string[]): string => {
    const command = [join(bin, program), ...args];
    const [file = '', ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    const result = spawnSync(file, rest, {
      encoding: 'utf8',
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (result.status !== 0) throw new Error(`${program}: ${result.stderr}${result.stdout}`);
    return result.stdout;
  };
  const data = join(folder, 'data');
  const port = 20_000 + (process.pid % 20_000);
  run('initdb', ['-D', data, '-U', 'admin', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
  const settings = [`-k ${folder}`, `-p ${port}`, "-c listen_addresses=''", ...options];
  // `pg_ctl -l` keeps the server from holding our pipes open.
  run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings.join(' '), 'start']);
  const psql = (sql: string): void => {
    run('psql', ['-h', folder, '-p', String(port), '-U', 'admin', '-d', 'postgres', '-qAt', '-c', sql]);
  };
  psql('create role clinic_owner login createrole');
  let made = 0;
  return {
    socket: { folder, port },
    database() {
      const name = `tautband_${++made}`;
      psql(`create database ${name} owner clinic_owner`);
      return `postgres://clinic_owner@/${name}?host=${encodeURIComponent(folder)}&port=${port}`;
    },
    stop() {
      try {
        run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
