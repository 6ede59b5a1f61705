import { createServer, connect, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StoreUnavailable } from '../../src/store/failures.ts';
import { postgresEngine } from '../../src/store/postgres/engine.ts';
import type { Engine } from '../../src/store/sql/engine.ts';
import { postgresBin, startCluster, type Cluster } from './postgres-cluster.ts';

/** What the network between us and the database does: pass bytes on, swallow them in silence, or cut connections. */
type Mode = 'pass' | 'swallow' | 'cut';

interface Proxy {
  readonly port: number;
  set(mode: Mode): void;
  close(): void;
}

async function proxyTo(path: string): Promise<Proxy> {
  let mode: Mode = 'pass';
  const pairs = new Set<Socket>();
  const server: Server = createServer((near) => {
    if (mode === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(path);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      pairs.add(from);
      from.on('data', (bytes: Buffer) => {
        if (mode !== 'swallow') to.write(bytes);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        pairs.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    set(next) {
      mode = next;
      if (next === 'cut') for (const socket of pairs) socket.destroy();
    },
    close() {
      for (const socket of pairs) socket.destroy();
      server.close();
    },
  };
}

const bin = postgresBin();
if (bin === undefined)
  describe.skip('PostgreSQL (POSTGRES_BIN is empty)', () => test('skipped', () => undefined));
else
  describe('a network that fails between the app and PostgreSQL', () => {
    let cluster: Cluster;
    let proxy: Proxy;
    let engine: Engine;
    beforeAll(async () => {
      cluster = startCluster(bin);
      const database = new URL(cluster.database().replace('@/', '@local/')).pathname;
      proxy = await proxyTo(join(cluster.socket.folder, `.s.PGSQL.${cluster.socket.port}`));
      engine = postgresEngine({
        url: `postgres://clinic_owner@127.0.0.1:${proxy.port}${database}`,
        connections: 3,
      });
    });
    afterAll(async () => {
      proxy.set('pass');
      await engine.close();
      proxy.close();
      cluster.stop();
    });

    const ask = (): Promise<unknown> =>
      engine.transaction('', async (session) => (await session.query('select 1 as one', [])).rows);
    const refusedWithin = async (seconds: number): Promise<void> => {
      const from = performance.now();
      await expect(ask()).rejects.toThrow(StoreUnavailable);
      // The limit is the promise under test, and no figure of speed: 2 s to connect, 3 s for an answer.
      expect((performance.now() - from) / 1000).toBeLessThan(seconds);
    };
    /** Milliseconds from the moment at which the network is whole again to the first answer. */
    const healed = async (): Promise<number> => {
      proxy.set('pass');
      const from = performance.now();
      expect(await ask()).toEqual([{ one: 1 }]);
      return performance.now() - from;
    };

    test('bytes that are swallowed end the request, more of them than there are connections, and it heals', async () => {
      await Promise.all(Array.from({ length: 6 }, ask));
      proxy.set('swallow');
      await Promise.all(Array.from({ length: 6 }, () => refusedWithin(5)));
      await refusedWithin(5);
      const took = await healed();
      expect(took).toBeLessThan(1_000);
      process.stdout.write(`first answer ${took.toFixed(0)} ms after the network swallowed bytes\n`);
    });

    test('connections that are cut end the request, do not end the process, and it heals', async () => {
      await Promise.all(Array.from({ length: 3 }, ask));
      proxy.set('cut');
      await refusedWithin(5);
      expect(await healed()).toBeLessThan(1_000);
      await Promise.all(Array.from({ length: 12 }, ask));
    });
  });
