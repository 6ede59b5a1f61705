import { z } from 'zod';
import type { NoteRequest } from '../../../core/treat/signed-note.ts';
import { changeNote } from '../../record/note.ts';
import type { PartEntry } from '../part-routes.ts';
import { listOf, oneOf, text, wholeIn } from './shapes.ts';

const CODE_EDIT = z.strictObject({
  do: oneOf(['add', 'remove']),
  code: z.string().refine((v) => /^[A-Z0-9][A-Z0-9.]{2,9}$/.test(v), {
    error: 'a code of 3 to 10 capital letters, digits and dots, such as M79.18',
  }),
  reason: text(300, 3),
});
const SOURCE = z.strictObject({ kind: text(30, 1), id: text(60, 1), version: wholeIn(0, 1e9) });
const REMARKS = { assessment: z.exactOptional(text(4000)), codes: listOf(CODE_EDIT, 20) };

/** What is asked of a note: keep a draft, sign, or add to what was signed. */
const REQUEST: z.ZodType<NoteRequest> = z.discriminatedUnion(
  'state',
  [
    z.strictObject({ state: z.literal('draft'), ...REMARKS }),
    z.strictObject({ state: z.literal('sign'), ...REMARKS, seen: listOf(SOURCE, 2000) }),
    z.strictObject({ state: z.literal('amend'), text: text(4000, 3), reason: text(300, 3) }),
  ],
  { error: 'a draft, sign or amend' },
);

/** A note of a visit. The server writes its text, and locks it when it is signed. */
export const notePart: PartEntry<'note'> = { shape: () => REQUEST, check: changeNote };
