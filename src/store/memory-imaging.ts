import type { Attachment, Visit } from '../core/episode.ts';
import type { ImagingDecision } from '../core/imaging-use.ts';
import { sha256OfBase64 } from './digest.ts';
import { isSame } from './same-attachment.ts';
import type { Records } from './store.ts';

/** What the ultrasound workspace keeps, in memory. */
export interface ImagingShelf {
  readonly attachments: Map<string, Attachment>;
  /** Oldest first. */
  readonly decisions: ImagingDecision[];
}

type ImagingRecords = Pick<
  Records,
  'attach' | 'attachment' | 'attachmentDigest' | 'imagingUse' | 'decideImaging'
>;

/** The part of `Records` about attachments and the switch of the workspace. */
export function imagingOn(
  { attachments, decisions }: ImagingShelf,
  clinic: string,
  visitOf: (id: string) => Visit | undefined,
): ImagingRecords {
  return {
    attach: (attachment) => {
      if (attachment.clinicId !== clinic)
        throw new Error(`an attachment of ${attachment.clinicId} in ${clinic}`);
      const known = attachments.get(attachment.id);
      if (known !== undefined) return Promise.resolve(isSame(known, attachment) ? 'saved' : 'conflict');
      if (visitOf(attachment.visitId)?.patientId !== attachment.patientId) return Promise.resolve('orphan');
      attachments.set(attachment.id, attachment);
      return Promise.resolve('saved');
    },
    attachment: (visit, id) => {
      const found = attachments.get(id);
      return Promise.resolve(found?.visitId === visit ? found : undefined);
    },
    attachmentDigest: (id) => {
      const found = attachments.get(id);
      return Promise.resolve(found === undefined ? undefined : sha256OfBase64(found.data));
    },
    imagingUse: () => Promise.resolve(decisions.at(-1)),
    decideImaging: (decision) => {
      if (decision.number !== decisions.length + 1) return Promise.resolve('conflict');
      decisions.push(decision);
      return Promise.resolve('saved');
    },
  };
}
