import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ClinicId } from '../../src/core/episode.ts';
import { noteEnds, readNotedEnds } from '../../src/store/noted-ends.ts';

test('ends that were noted are read back by clinic, and a line cut off by a power cut is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tautband-ends-'));
  try {
    const file = join(folder, 'made', 'ends.jsonl');
    expect([...readNotedEnds(file)]).toEqual([]);
    const end = (clinic: string, position: number) => ({
      clinicId: clinic as ClinicId,
      position,
      digest: `d${position}`,
    });
    noteEnds(file, '2030-01-01T00:00:00.000Z', [end('a', 3), end('b', 1)]);
    noteEnds(file, '2030-01-01T01:00:00.000Z', [end('a', 9)]);
    noteEnds(file, '2030-01-01T02:00:00.000Z', []);
    appendFileSync(file, '{"at":"2030-01-01T03:00:00.000Z","clinicId":"a","posi');
    expect([...readNotedEnds(file)]).toEqual([
      [
        'a',
        [
          { position: 3, digest: 'd3' },
          { position: 9, digest: 'd9' },
        ],
      ],
      ['b', [{ position: 1, digest: 'd1' }]],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
