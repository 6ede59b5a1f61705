import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DiskFull } from '../../src/store/failures.ts';
import { openEmbedded } from '../../src/store/embedded/open.ts';
import { sqlStore } from '../../src/store/sql/store.ts';
import { ACTOR, CLINIC, doDeed } from './deeds.ts';

/** A disk of its own, 160 MB; only root may mount one. */
const disk = mkdtempSync(join(tmpdir(), 'tautband-disk-'));
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tautband', disk]).status === 0;
if (!isMounted)
  process.stderr.write('\n!! No disk could be mounted (not root?): the full-disk test is SKIPPED.\n\n');
afterAll(() => {
  if (isMounted) spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

const free = (): number => {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
};

describe.skipIf(!isMounted)('a disk that is really full', () => {
  test('refuses to write, goes on reading, and writes again once there is space; nothing is lost', async () => {
    const engine = await openEmbedded({
      folder: join(disk, 'data'),
      cache: '.cache',
      now: '2030-01-01T00:00:00.000Z',
    });
    const store = sqlStore(engine);
    await store.enrol(CLINIC, [ACTOR]);
    const read = (): Promise<number> =>
      store.transaction(CLINIC.id, async (records) => (await records.patients()).length);
    await doDeed(store, 1);
    // Leave a megabyte: less than the reserve, and far less than the database would need.
    writeFileSync(join(disk, 'filler'), Buffer.alloc(free() - 1_048_576));
    for (let n = 2; n < 5; n++) await expect(doDeed(store, n)).rejects.toThrow(DiskFull);
    await expect(doDeed(store, 2)).rejects.toThrow(
      /The disk is nearly full: \d MB are free, writing needs 64 MB/,
    );
    expect(await read()).toBe(1);
    rmSync(join(disk, 'filler'));
    await doDeed(store, 2);
    expect(await read()).toBe(2);
    await engine.close();
  });
});
