import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Another process has the store open. */
export class StoreInUse extends Error {
  override readonly name = 'StoreInUse';
}

/** The right to be the only one that has a store open. */
export interface Lock {
  release(): Promise<void>;
}

interface Owner {
  readonly pid: number;
  readonly since: string;
}

/**
 * Take the lock of a folder, or reject with `StoreInUse`. Two databases on the same files destroy them.
 *
 * On Linux the lock is a name in the kernel's own space of socket names: it exists exactly as long as the process that
 * made it, so that no crash can leave it behind. Elsewhere it is a file with the process's number, which a later
 * process takes over only when that process is gone.
 *
 * @param now printed for whoever is refused
 */
export async function lockFolder(folder: string, now: string): Promise<Lock> {
  const file = join(folder, 'owner.json');
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  if (process.platform !== 'linux') return lockFile(file, folder, now);
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? inUse(folder, ownerIn(file)) : error);
    });
    server.listen({ path: `\0tautband-${name}` }, resolve);
  });
  server.unref();
  writeFileSync(file, JSON.stringify({ pid: process.pid, since: now } satisfies Owner));
  return {
    release: () =>
      new Promise((resolve) => {
        rmSync(file, { force: true });
        server.close(() => resolve());
      }),
  };
}

function lockFile(file: string, folder: string, now: string): Lock {
  const text = JSON.stringify({ pid: process.pid, since: now } satisfies Owner);
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, text, { flag: 'wx' });
      return {
        release: () => {
          rmSync(file, { force: true });
          return Promise.resolve();
        },
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = ownerIn(file);
      if (owner === undefined || isRunning(owner.pid)) throw inUse(folder, owner);
      rmSync(file, { force: true });
    }
  }
  throw inUse(folder, ownerIn(file));
}

function inUse(folder: string, owner: Owner | undefined): StoreInUse {
  const who = owner === undefined ? 'another process' : `process ${owner.pid}, since ${owner.since}`;
  return new StoreInUse(
    `The store in ${folder} is open in ${who}. Stop that one first, or give this one another folder with TAUTBAND_DATA.`,
  );
}

function ownerIn(file: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as Partial<Owner>;
    return typeof owner.pid === 'number' && typeof owner.since === 'string'
      ? { pid: owner.pid, since: owner.since }
      : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
