import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../src/store/embedded/open.ts';
import { sqlStore } from '../../src/store/sql/store.ts';
import { storeContract } from './contract.ts';

storeContract('embedded PGlite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tautband-store-'));
  const store = sqlStore(await openEmbedded({ folder, cache: '.cache', now: '2030-01-01T00:00:00.000Z' }));
  return {
    store,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
