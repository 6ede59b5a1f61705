import type { Kind, PatientId } from '../core/episode.ts';
import { changedAt, type SignedNote } from '../core/treat/signed-note.ts';
import { sha256 } from './digest.ts';
import type { Records } from './store.ts';

/** The signed notes of one patient, and what is wrong with them. */
export interface VerifiedNotes {
  readonly signed: number;
  /** Sentences; empty when every note is as it was signed. */
  readonly faults: readonly string[];
}

/**
 * Compute the digest of every signed note again, and look for a text that was replaced by another signed one: each
 * version of a note must begin with what the version before it said. A source whose version is not kept is a fault too.
 */
export async function verifyNotes(records: Records, patient: PatientId): Promise<VerifiedNotes> {
  const faults: string[] = [];
  let signed = 0;
  for (const part of await records.partsOf(patient)) {
    if (part.kind !== 'note') continue;
    let before: SignedNote | undefined;
    for (const { version, body } of await records.history('note', part.id)) {
      if (body.state === 'draft') {
        if (before !== undefined)
          faults.push(`note ${part.id} version ${version}: a draft after the signature`);
        continue;
      }
      const at = changedAt(body, sha256);
      if (at !== undefined)
        faults.push(
          `note ${part.id} version ${version}: ${at === 'note' ? 'the text' : `amendment ${at + 1}`} does not match its digest`,
        );
      if (before !== undefined && !continues(before, body))
        faults.push(`note ${part.id} version ${version}: not what was signed before, with an amendment`);
      before = body;
    }
    if (before === undefined) continue;
    signed++;
    faults.push(...(await lostSources(records, part.id, before)));
  }
  return { signed, faults };
}

const continues = (before: SignedNote, after: SignedNote): boolean =>
  after.hash === before.hash &&
  after.amendments.length === before.amendments.length + 1 &&
  before.amendments.every((a, i) => after.amendments[i]?.hash === a.hash);

async function lostSources(records: Records, id: string, note: SignedNote): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const source of note.sources) {
    const latest = await records.latest(source.kind as Kind, source.id);
    if (latest === undefined || latest.version < source.version)
      faults.push(`note ${id}: its source ${source.kind} ${source.id} version ${source.version} is not kept`);
  }
  return faults;
}
