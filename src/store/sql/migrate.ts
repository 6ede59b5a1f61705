import type { Engine } from './engine.ts';
import { EPISODE } from './migrations/0001-episode.ts';
import { ACCOUNTS } from './migrations/0002-accounts.ts';
import { CHART } from './migrations/0003-chart.ts';
import { AUDIT } from './migrations/0004-audit.ts';
import { SECOND_DRAWING } from './migrations/0005-second-drawing.ts';
import { IMAGING } from './migrations/0006-imaging.ts';
import { PAIN_WORDS } from './migrations/0007-pain-words.ts';
import { RATES } from './migrations/0008-rates.ts';

/** One step of the schema. Steps only go forward; one that was released is never edited. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** Every step, first to last. */
export const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'episode', sql: EPISODE },
  { number: 2, name: 'accounts', sql: ACCOUNTS },
  { number: 3, name: 'chart', sql: CHART },
  { number: 4, name: 'audit', sql: AUDIT },
  { number: 5, name: 'second-drawing', sql: SECOND_DRAWING },
  { number: 6, name: 'imaging', sql: IMAGING },
  { number: 7, name: 'pain-words', sql: PAIN_WORDS },
  { number: 8, name: 'rates', sql: RATES },
];

/** Number that all processes agree on: only one of them migrates at a time. */
const ALONE = 'select pg_advisory_xact_lock(7267254)';

/**
 * Bring the schema up to date. Each step is one transaction: after a crash in the middle it starts again from the step
 * that was not finished. Throws when the database is newer than this program.
 *
 * @returns the numbers of the steps that were taken
 */
export async function migrate(
  engine: Engine,
  steps: readonly Migration[] = MIGRATIONS,
): Promise<readonly number[]> {
  await engine.transaction(ALONE, (session) =>
    session.script(`create table if not exists schema_step (
      number int primary key, name text not null, taken_at timestamptz(3) not null default now())`),
  );
  const taken: number[] = [];
  for (const step of steps) {
    const isNew = await engine.transaction(ALONE, async (session) => {
      const { rows } = await session.query('select max(number) as number from schema_step', []);
      const reached = Number(rows[0]?.['number'] ?? 0);
      const last = steps.at(-1)?.number ?? 0;
      if (reached > last)
        throw new Error(
          `the database has schema ${reached}, this program knows ${last}: use a newer Tautband`,
        );
      if (reached >= step.number) return false;
      await session.script(step.sql);
      await session.query('insert into schema_step (number, name) values ($1, $2)', [step.number, step.name]);
      return true;
    });
    if (isNew) taken.push(step.number);
  }
  return taken;
}
