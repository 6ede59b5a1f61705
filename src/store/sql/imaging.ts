import type { ActorId, Attachment, ClinicId, PatientId, VisitId } from '../../core/episode.ts';
import type { ImagingDecision } from '../../core/imaging-use.ts';
import { sha256OfBase64 } from '../digest.ts';
import { isSame } from '../same-attachment.ts';
import type { Records } from '../store.ts';
import type { Session } from './engine.ts';
import { db, firstOf, written } from './query.ts';
import type { Tables } from './tables.ts';

type ImagingRecords = Pick<
  Records,
  'attach' | 'attachment' | 'attachmentDigest' | 'imagingUse' | 'decideImaging'
>;

/** The part of `Records` about attachments and the switch of the ultrasound workspace. */
export function imagingOn(session: Session, clinic: ClinicId): ImagingRecords {
  return {
    attach: async (attachment) => {
      if (attachment.clinicId !== clinic)
        throw new Error(`an attachment of ${attachment.clinicId} in ${clinic}`);
      const visit = db
        .selectFrom('visit')
        .select('id')
        .where('clinic_id', '=', clinic)
        .where('id', '=', attachment.visitId)
        .where('patient_id', '=', attachment.patientId);
      if ((await firstOf(session, visit)) === undefined) return 'orphan';
      const insert = db
        .insertInto('attachment')
        .values(rowOf(attachment))
        .onConflict((c) => c.columns(['clinic_id', 'id']).doNothing());
      if ((await written(session, insert)) === 1) return 'saved';
      const known = await firstOf(session, attachments(clinic).where('id', '=', attachment.id));
      return known !== undefined && isSame(attachmentFrom(known), attachment) ? 'saved' : 'conflict';
    },
    attachment: async (visit, id) => {
      const found = attachments(clinic).where('id', '=', id).where('visit_id', '=', visit);
      const row = await firstOf(session, found);
      return row === undefined ? undefined : attachmentFrom(row);
    },
    attachmentDigest: async (id) => {
      const found = await firstOf(session, attachments(clinic).where('id', '=', id));
      return found === undefined ? undefined : sha256OfBase64(found.data);
    },
    imagingUse: async () => {
      const last = db
        .selectFrom('imaging_decision')
        .selectAll()
        .where('clinic_id', '=', clinic)
        .orderBy('number', 'desc')
        .limit(1);
      const row = await firstOf(session, last);
      return row === undefined ? undefined : decisionFrom(row);
    },
    decideImaging: async ({ number, isOn, text, by, name, at }) => {
      // Whoever decides next after a decision that another has just made is told.
      const before = db
        .selectFrom('imaging_decision')
        .select('number')
        .where('clinic_id', '=', clinic)
        .orderBy('number', 'desc')
        .limit(1);
      if (((await firstOf(session, before))?.number ?? 0) !== number - 1) return 'conflict';
      const insert = db
        .insertInto('imaging_decision')
        .values({
          clinic_id: clinic,
          number,
          is_on: isOn,
          text,
          decided_by: by,
          decider: name,
          decided_at: at,
        })
        .onConflict((c) => c.columns(['clinic_id', 'number']).doNothing());
      return (await written(session, insert)) === 1 ? 'saved' : 'conflict';
    },
  };
}

const attachments = (clinic: string) =>
  db.selectFrom('attachment').selectAll().where('clinic_id', '=', clinic);

const rowOf = (attachment: Attachment): Tables['attachment'] => ({
  clinic_id: attachment.clinicId,
  id: attachment.id,
  patient_id: attachment.patientId,
  visit_id: attachment.visitId,
  written_at: attachment.at,
  written_by: attachment.by,
  type: attachment.type,
  sha256: attachment.sha256,
  data: attachment.data,
});

const attachmentFrom = (row: Tables['attachment']): Attachment => ({
  clinicId: row.clinic_id as ClinicId,
  id: row.id,
  patientId: row.patient_id as PatientId,
  visitId: row.visit_id as VisitId,
  at: row.written_at,
  by: row.written_by as ActorId,
  type: row.type as Attachment['type'],
  sha256: row.sha256,
  data: row.data,
});

const decisionFrom = (row: Tables['imaging_decision']): ImagingDecision => ({
  number: row.number,
  isOn: row.is_on,
  text: row.text,
  by: row.decided_by as ActorId,
  name: row.decider,
  at: row.decided_at,
});
