import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../src/core/episode.ts';

/** What the table for people says: `own` is one's own patients, those nobody treats yet, and in an emergency any. */
export const ANSWERS = ['yes', 'own', 'own but never by emergency', 'no'] as const;
export type Allowed = (typeof ANSWERS)[number];

/** `test/reference/roles.csv`: by action and resource, then by role. */
export function readRoles(): ReadonlyMap<string, ReadonlyMap<Role, Allowed>> {
  const text = readFileSync(join(import.meta.dirname, '../reference/roles.csv'), 'utf8').trim();
  // The only quoted column is the third; what it means is for people.
  const [head = '', ...lines] = text.split('\n').map((line) => line.replace(/"[^"]*"/, ''));
  const roles = head.split(',').slice(3) as Role[];
  return new Map(
    lines.map((line) => {
      const [action = '', resource = '', , ...cells] = line.split(',');
      const row = new Map(
        roles.map((role, i) => {
          const cell = ANSWERS.find((a) => a === cells[i]);
          if (cell === undefined) throw new Error(`${action} ${resource}, ${role}: ${cells[i] ?? 'nothing'}`);
          return [role, cell] as const;
        }),
      );
      return [`${action} ${resource}`, row] as const;
    }),
  );
}
