import { join } from 'node:path';
import { show, type Complaint } from '../kit/complaint.ts';
import { err, ok, type Result } from '../kit/result.ts';

/** What the environment decides. */
export interface Settings {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Folder of the embedded store. */
  readonly data: string;
  /** Folder of what can be made again. */
  readonly cache: string;
  /** Address of a PostgreSQL to use in place of the embedded one. */
  readonly databaseUrl?: string;
  /** Fill an empty store with demo data, and open the demo accounts. */
  readonly demo: boolean;
  /** Address under which a proxy on this machine offers us over HTTPS. */
  readonly url?: string;
  /** Print a link with which one more clinic can be founded. */
  readonly newClinic: boolean;
}

/** Read the settings from environment variables; each has a default. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): Result<Settings, Complaint> {
  const portText = env['PORT'] ?? '3000';
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : NaN;
  if (!(port <= 65_535)) return err({ at: 'PORT', expected: 'a port from 0 to 65535', got: show(portText) });
  const demo = env['TAUTBAND_DEMO'] ?? '1';
  if (demo !== '0' && demo !== '1') return err({ at: 'TAUTBAND_DEMO', expected: '0 or 1', got: show(demo) });
  const addresses = readAddresses(env);
  if (!addresses.ok) return addresses;
  return ok({
    host: env['HOST'] ?? '127.0.0.1',
    port,
    data: env['TAUTBAND_DATA'] ?? join(root, 'data'),
    cache: env['TAUTBAND_CACHE'] ?? join(root, '.cache'),
    ...addresses.value,
    demo: demo === '1',
    newClinic: env['TAUTBAND_NEW_CLINIC'] === '1',
  });
}

/** Where the database is, and under which address we are offered. */
function readAddresses(
  env: Readonly<Record<string, string | undefined>>,
): Result<Pick<Settings, 'databaseUrl' | 'url'>, Complaint> {
  const publicUrl = env['TAUTBAND_URL'] ?? '';
  if (publicUrl !== '' && !/^https:\/\/[^/:\s]+(:\d+)?$/.test(publicUrl))
    return err({ at: 'TAUTBAND_URL', expected: 'https://name, without a path', got: show(publicUrl) });
  const url = env['DATABASE_URL'];
  if (url !== undefined && url !== '' && !/^postgres(ql)?:\/\//.test(url))
    // The address may hold a password and is not repeated.
    return err({
      at: 'DATABASE_URL',
      expected: 'postgres://user:password@host:port/database',
      got: 'another form',
    });
  return ok({
    ...(url === undefined || url === '' ? {} : { databaseUrl: url }),
    ...(publicUrl === '' ? {} : { url: publicUrl }),
  });
}

/** Names by which the server may be called; undefined when it listens to others and was not told its name. */
export function ownNames({ host, url }: Pick<Settings, 'host' | 'url'>): readonly string[] | undefined {
  const loopback = ['127.0.0.1', 'localhost', '[::1]'];
  if (url !== undefined) return [new URL(url).hostname, ...loopback];
  return ['127.0.0.1', 'localhost', '::1'].includes(host) ? loopback : undefined;
}
