import { expect, test } from 'vitest';
import type { Actor, ActorId, Clinic, ClinicId, PatientId, VisitId } from '../core/episode.ts';
import type { Note } from '../core/treat/note.ts';
import { amendNote, signNote, type NoteBody, type SignedNote } from '../core/treat/signed-note.ts';
import type { Day, Instant } from '../kit/time.ts';
import { sha256 } from './digest.ts';
import { memoryStore } from './memory.ts';
import { verifyNotes, type VerifiedNotes } from './verify-notes.ts';

const uuid = (n: number): string => `019b76da-a800-7000-8000-${String(n).padStart(12, '0')}`;
const clinic: Clinic = { id: uuid(1) as ClinicId, name: 'C' };
const actor: Actor = { id: uuid(2) as ActorId, clinicId: clinic.id, name: 'Dr A', role: 'physician' };
const patientId = uuid(3) as PatientId;
const visitId = uuid(4) as VisitId;
const at = '2030-01-02T10:00:00.000Z' as Instant;

const note: Note = {
  title: 'Visit',
  who: 'A',
  day: '2030-01-02' as Day,
  sections: [{ id: 'plan', title: 'Plan', lines: ['Stretching: daily.'] }],
};
const signature = { by: actor.id, name: actor.name, role: actor.role, at };
const sources = [{ kind: 'visit', id: visitId, version: 1 }];
const signed = signNote(note, sources, signature, sha256);
const amended = amendNote(signed, { ...signature, text: 'Left.', reason: 'misread' }, sha256);

/** What is found when the versions of one note are these. */
async function verified(...versions: readonly NoteBody[]): Promise<VerifiedNotes> {
  const store = memoryStore();
  await store.enrol(clinic, [actor]);
  return store.transaction(clinic.id, async (records) => {
    const kept = { clinicId: clinic.id, version: 1, at, by: actor.id };
    await records.save({ kind: 'patient', id: patientId, ...kept, label: 'A' });
    await records.save({ kind: 'visit', id: visitId, ...kept, patientId, day: note.day });
    for (const [i, body] of versions.entries())
      await records.save({ kind: 'note', id: visitId, ...kept, version: i + 1, patientId, visitId, body });
    return verifyNotes(records, patientId);
  });
}

test('a draft, a signature and an amendment are whole', async () => {
  expect(await verified({ state: 'draft', codes: [] }, signed, amended)).toEqual({ signed: 1, faults: [] });
  expect(await verified({ state: 'draft', codes: [] })).toEqual({ signed: 0, faults: [] });
});

test('SR-85 a changed text, amendment, order or source of a kept note is found and located', async () => {
  const faultsOf = async (...versions: readonly NoteBody[]): Promise<string> =>
    (await verified(...versions)).faults.join('\n');
  const other: SignedNote = { ...signed, note: { ...note, title: 'Another' } };
  expect(await faultsOf(signed, { ...amended, note: other.note })).toContain('version 2: the text');
  const [amendment] = amended.amendments;
  if (amendment === undefined) throw new Error('an amendment');
  const forged = { ...amended, amendments: [{ ...amendment, text: 'Right.' }] };
  expect(await faultsOf(signed, forged)).toContain('version 2: amendment 1');
  // Signed again as a whole, each digest is right by itself; but it is not what was signed before.
  const again = signNote({ ...note, title: 'Another' }, sources, signature, sha256);
  expect(await faultsOf(signed, again)).toContain('version 2: not what was signed before');
  expect(await faultsOf(signed, { state: 'draft', codes: [] })).toContain('version 2: a draft after');
  const lost = signNote(note, [{ kind: 'plan', id: patientId, version: 3 }], signature, sha256);
  expect(await faultsOf(lost)).toContain(`its source plan ${patientId} version 3 is not kept`);
});
