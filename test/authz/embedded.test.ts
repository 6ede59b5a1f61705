import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEmbedded } from '../../src/store/embedded/open.ts';
import { NOW } from './clinics.ts';
import { rowSecurityFaults } from './row-security.ts';

test('in the embedded database too, no role of the application reaches a row of another clinic (SR-63)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tautband-rows-'));
  const engine = await openEmbedded({ folder, cache: '.cache', now: NOW });
  expect(await rowSecurityFaults(engine)).toEqual([]);
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});
