import { noteLibrary } from '../../content/note-library.ts';
import { composeNote, type NoteLibrary } from '../../core/treat/compose-note.ts';
import { amendNote, changedSince, signNote, type NoteBody } from '../../core/treat/signed-note.ts';
import { wordingComplaints } from '../../core/treat/codes.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import { sha256 } from '../../store/digest.ts';
import type { Deps } from '../deps.ts';
import type { PartCheck, PartWrite } from './parts.ts';
import type { Refusal } from './refusal.ts';
import { openChart } from './visits.ts';
import type { Write } from './write.ts';

/**
 * Keep a draft, sign, or add to a note.
 *
 * The text of a note is never taken from whoever signs it: it is written here, from the versions that stand in the
 * store, and only when these are the ones that the signer saw. A signed note takes nothing but additions.
 */
export const changeNote = (deps: Deps): PartCheck<'note'> => {
  const library = noteLibrary(deps.atlas);
  return async (part) => {
    const { body, current, write } = part;
    if (current?.body.state === 'signed') {
      if (body.state !== 'amend') return err({ code: 'not-possible', why: LOCKED });
      const { text, reason } = body;
      const { by, name, role, at } = signatureOf(write);
      return ok(amendNote(current.body, { text, reason, by, name, role, at }, sha256));
    }
    if (body.state === 'amend') return err({ code: 'not-possible', why: NOT_SIGNED });
    const complaints = wordingComplaints(body);
    if (complaints.length > 0) return err({ code: 'invalid', complaints });
    if (body.state === 'draft') return ok(body);
    return signed(part, body, library);
  };
};

const LOCKED = 'This note is signed and locked. Add an amendment instead.';
const NOT_SIGNED = 'Only a signed note is amended.';

async function signed(
  { write, visit, current }: PartWrite<'note'>,
  { assessment, codes, seen }: Extract<PartWrite<'note'>['body'], { state: 'sign' }>,
  library: NoteLibrary,
): Promise<Result<NoteBody, Refusal>> {
  if (visit === undefined) throw new Error('a note is of a visit');
  const chart = await openChart(write.records, { visit: visit.id, patient: visit.patientId });
  if (!chart.ok) return chart;
  const remarks = { ...(assessment !== undefined && { assessment }), codes };
  const { note, sources } = composeNote(chart.value, { clinic: write.clinic.name, remarks }, library);
  // Whoever signs has read other versions than those that stand here: they must look again.
  if (changedSince(seen, sources).length > 0)
    return err({ code: 'stale', from: write.from, ...(current && { current }) });
  return ok(signNote(note, sources, signatureOf(write), sha256));
}

const signatureOf = ({
  actor,
  at,
}: Write): {
  readonly by: string;
  readonly name: string;
  readonly role: string;
  readonly at: Write['at'];
} => ({ by: actor.id, name: actor.name, role: actor.role, at });
