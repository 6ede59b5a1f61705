import { expect, test } from 'vitest';
import { shippedAtlas } from '../../content/atlas/load.ts';
import { compileNetwork } from '../../core/localise/network.ts';
import type { AnyPart } from '../../core/episode.ts';
import { DEMO_ACTOR } from './clinic.ts';
import { TREATMENTS } from './procedures.ts';
import { demoRecords } from './seed.ts';

test('every invented treatment is on record, finished, within its dose, and against no do-not', () => {
  const records = demoRecords(DEMO_ACTOR, compileNetwork(shippedAtlas()));
  const procedures = records.filter(
    (r): r is Extract<AnyPart, { kind: 'procedure' }> => r.kind === 'procedure',
  );
  expect(procedures).toHaveLength(TREATMENTS.length);
  for (const { body } of procedures) {
    expect(body.state).toBe('finished');
    expect(body.held?.share ?? 0).toBeLessThanOrEqual(1_000_000);
    expect(body.held?.level).not.toBe('do-not');
  }
});
