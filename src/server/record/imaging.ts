import type { Attachment, VisitId } from '../../core/episode.ts';
import { MOST_BYTES, type AttachmentType } from '../../core/imaging-item.ts';
import { INTENDED_USE_VERSION, isImagingOn, type ImagingDecision } from '../../core/imaging-use.ts';
import { err, ok, type Result } from '../../kit/result.ts';
import { sha256OfBase64 } from '../../store/digest.ts';
import type { Records } from '../../store/store.ts';
import type { PartCheck } from './parts.ts';
import type { Refusal } from './refusal.ts';
import { visitOf, type Write } from './write.ts';

/** Refuse whatever the ultrasound workspace wants to keep, unless an owner has switched it on for this clinic. */
export async function requireImaging(records: Records): Promise<Result<undefined, Refusal>> {
  if (isImagingOn(await records.imagingUse())) return ok(undefined);
  return err({ code: 'forbidden', why: 'The ultrasound workspace is switched off in this clinic.' });
}

/** Switch the workspace on or off for the clinic. On needs that the text as it now stands was read. */
export async function decideImaging(
  { records, actor, at }: Omit<Write, 'from'>,
  wanted: { readonly isOn: boolean; readonly text: number },
): Promise<Result<ImagingDecision, Refusal>> {
  if (wanted.text !== INTENDED_USE_VERSION) {
    const complaint = { at: 'text', expected: `${INTENDED_USE_VERSION}`, got: `${wanted.text}` };
    return err({ code: 'invalid', complaints: [complaint] });
  }
  const last = await records.imagingUse();
  const { id: by, name } = actor;
  const decision = { number: (last?.number ?? 0) + 1, ...wanted, by, name, at };
  if ((await records.decideImaging(decision)) !== 'saved')
    return err({ code: 'not-possible', why: 'Somebody else has just decided. Look again.' });
  return ok(decision);
}

/** What an attachment begins with, so that nothing else is kept under its name. */
const BEGINNINGS: Readonly<
  Record<AttachmentType, { readonly at: number; readonly bytes: readonly number[] }>
> = {
  'image/png': { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  'application/dicom': { at: 128, bytes: [0x44, 0x49, 0x43, 0x4d] },
};

/** Keep the bytes of a picture or clip beside a visit. The same again changes nothing. */
export async function attach(
  write: Omit<Write, 'from'>,
  visit: VisitId,
  given: Pick<Attachment, 'id' | 'patientId' | 'type' | 'data'>,
): Promise<Result<Attachment, Refusal>> {
  const { records, actor, at } = write;
  const isOn = await requireImaging(records);
  if (!isOn.ok) return isOn;
  const found = await visitOf({ ...write, from: 0 }, visit, given.patientId);
  if (!found.ok) return found;
  const bytes = Buffer.from(given.data, 'base64');
  const fault = faultOf(bytes, given);
  if (fault !== undefined) return err({ code: 'invalid', complaints: [fault] });
  const attachment: Attachment = {
    ...given,
    clinicId: actor.clinicId,
    visitId: visit,
    at,
    by: actor.id,
    sha256: sha256OfBase64(given.data),
  };
  switch (await records.attach(attachment)) {
    case 'saved':
      return ok(attachment);
    case 'orphan':
      return err({ code: 'not-found', what: `visit ${visit}` });
    case 'conflict':
      return err({ code: 'duplicate', what: `other attachment ${given.id}` });
  }
}

function faultOf(
  bytes: Buffer,
  { type, data }: Pick<Attachment, 'type' | 'data'>,
): { readonly at: string; readonly expected: string; readonly got: string } | undefined {
  // Base 64 can be written in several ways; only one of them is kept, so that length and digest agree.
  if (bytes.toString('base64') !== data) return { at: 'data', expected: 'base 64', got: 'something else' };
  if (bytes.length > MOST_BYTES)
    return { at: 'data', expected: `at most ${MOST_BYTES} bytes`, got: `${bytes.length}` };
  const { at, bytes: expected } = BEGINNINGS[type];
  const isType = expected.every((byte, n) => bytes[at + n] === byte);
  return isType ? undefined : { at: 'data', expected: type, got: 'something else' };
}

/** An item is kept when the workspace is on and its file lies beside the same visit; size and digest are ours. */
export const checkImaging: PartCheck<'imaging'> = async ({ write, body, visit }) => {
  const isOn = await requireImaging(write.records);
  if (!isOn.ok) return isOn;
  const { file } = body;
  if (file === undefined) return ok(body);
  const attachment = visit === undefined ? undefined : await write.records.attachment(visit.id, file.id);
  if (attachment === undefined)
    return err({ code: 'not-found', what: `attachment ${file.id} of this visit` });
  const { type, sha256, data } = attachment;
  return ok({ ...body, file: { id: file.id, type, sha256, bytes: Buffer.byteLength(data, 'base64') } });
};
