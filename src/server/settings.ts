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
  /** Fill an empty store with demo data. */
  readonly demo: boolean;
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
  const url = env['DATABASE_URL'];
  if (url !== undefined && url !== '' && !/^postgres(ql)?:\/\//.test(url))
    // The address may hold a password and is not repeated.
    return err({
      at: 'DATABASE_URL',
      expected: 'postgres://user:password@host:port/database',
      got: 'another form',
    });
  return ok({
    host: env['HOST'] ?? '127.0.0.1',
    port,
    data: env['TAUTBAND_DATA'] ?? join(root, 'data'),
    cache: env['TAUTBAND_CACHE'] ?? join(root, '.cache'),
    ...(url === undefined || url === '' ? {} : { databaseUrl: url }),
    demo: demo === '1',
  });
}

/** Names by which a server that listens on the machine itself may be called; undefined when it listens to others too. */
export function ownNames(host: string): readonly string[] | undefined {
  const loopback = ['127.0.0.1', 'localhost', '[::1]'];
  return ['127.0.0.1', 'localhost', '::1'].includes(host) ? loopback : undefined;
}
