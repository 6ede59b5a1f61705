import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Anchor } from '../core/audit.ts';
import type { ChainEnd } from './store.ts';

/** File beside the database in which ends of the audit chains are noted, a line of JSON for each. */
export const NOTED_ENDS = 'audit-ends.jsonl';

/** Note where chains ended at a moment. Outside the database, so that who rewrites that must also find this file. */
export function noteEnds(file: string, at: string, ends: readonly ChainEnd[]): void {
  const lines = ends.map(({ clinicId, position, digest }) =>
    JSON.stringify({ at, clinicId, position, digest }),
  );
  if (lines.length === 0) return;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  appendFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
}

/** Every end that was noted, by clinic; none when there is no such file. A line that cannot be read is no end. */
export function readNotedEnds(file: string): ReadonlyMap<string, readonly Anchor[]> {
  const ends = new Map<string, Anchor[]>();
  if (!existsSync(file)) return ends;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const end = endIn(line);
    if (end === undefined) continue;
    const { clinicId, position, digest } = end;
    ends.set(clinicId, [...(ends.get(clinicId) ?? []), { position, digest }]);
  }
  return ends;
}

function endIn(line: string): ChainEnd | undefined {
  try {
    const { clinicId, position, digest } = JSON.parse(line) as Partial<ChainEnd>;
    return clinicId !== undefined && typeof position === 'number' && typeof digest === 'string'
      ? { clinicId, position, digest }
      : undefined;
  } catch {
    // The line that was being written when the power went.
    return undefined;
  }
}
