import type { Attachment } from '../core/episode.ts';

type Named = Pick<Attachment, 'sha256' | 'type' | 'visitId' | 'patientId'>;

/** Whether a second attachment is the first again: the same bytes of the same kind at the same visit. */
export const isSame = (a: Named, b: Named): boolean =>
  a.sha256 === b.sha256 && a.type === b.type && a.visitId === b.visitId && a.patientId === b.patientId;
