import type { Attachment, PatientId, PartRecord, VisitId } from '../../core/episode.ts';
import { type AttachmentType, type ImagingFile, type ImagingItem } from '../../core/imaging-item.ts';
import { INTENDED_USE_VERSION, type ImagingDecision } from '../../core/imaging-use.ts';
import type { Result } from '../../kit/result.ts';
import { act, read, write, type Failure } from './client.ts';
import { putPart } from './parts.ts';
import { queries } from './queries.ts';
import { newId, ReadFailed } from './records.ts';

/** Whether the ultrasound workspace is on for the clinic, and who decided last. */
export interface ImagingUse {
  readonly isOn: boolean;
  readonly decision?: ImagingDecision;
}

const orThrow = async <T>(result: Promise<Result<T, Failure>>): Promise<T> => {
  const answer = await result;
  if (!answer.ok) throw new ReadFailed(answer.error);
  return answer.value;
};

/** Reads, as options for `useQuery`. */
export const imagingReads = {
  use: { queryKey: ['imaging-use'], queryFn: () => orThrow(read<ImagingUse>('/api/imaging')) },
  /** Bytes never change, so they are read once. */
  attachment: (visit: string, id: string) => ({
    queryKey: ['attachment', id],
    staleTime: Infinity,
    queryFn: async (): Promise<Attachment> => {
      const path = `/api/visits/${encodeURIComponent(visit)}/attachments/${encodeURIComponent(id)}`;
      const { attachments } = await orThrow(read<{ readonly attachments: readonly Attachment[] }>(path));
      const [found] = attachments;
      if (found === undefined)
        throw new ReadFailed({ code: 'refused', status: 404, said: 'The file is not there.' });
      return found;
    },
  }),
} as const;

/** Switch the workspace on or off, by the text as this page shows it. */
export const decideImaging = (isOn: boolean): Promise<Result<ImagingUse, Failure>> =>
  act('PUT', '/api/imaging', { isOn, text: INTENDED_USE_VERSION });

/** Whose visit is filed into. */
export interface FilingPlace {
  readonly patientId: PatientId;
  readonly visitId: VisitId;
}

/** File one item into a visit, its file first. What was not answered may be there: a retry files it once more. */
export async function fileImaging(
  place: FilingPlace,
  item: ImagingItem,
  bytes?: { readonly type: AttachmentType; readonly blob: Blob },
): Promise<Result<PartRecord<'imaging'>, Failure>> {
  let file: ImagingFile | undefined;
  if (bytes !== undefined) {
    const kept = await attach(place, bytes);
    if (!kept.ok) return kept;
    file = kept.value;
  }
  const body: ImagingItem = { ...item, ...(file !== undefined && { file }) };
  const filed = await putPart('imaging', { ...place, id: newId() }, body, { key: newId(), version: 0 });
  void queries.invalidateQueries({ queryKey: ['chart'] });
  void queries.invalidateQueries({ queryKey: ['record', place.patientId] });
  return filed;
}

async function attach(
  { patientId, visitId }: FilingPlace,
  { type, blob }: { readonly type: AttachmentType; readonly blob: Blob },
): Promise<Result<ImagingFile, Failure>> {
  const id = newId();
  const data = await base64Of(blob);
  const body = { id, patientId, type, data };
  const kept = await write<{ readonly sha256: string }>('POST', `/api/visits/${visitId}/attachments`, body, {
    key: id,
  });
  if (!kept.ok) return kept;
  return { ok: true, value: { id, type, bytes: blob.size, sha256: kept.value.sha256 } };
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new Error('the file could not be read'));
    reader.readAsDataURL(blob);
  });
}

/** The bytes of an attachment. */
export function blobOf({ data, type }: Pick<Attachment, 'data' | 'type'>): Blob {
  const text = atob(data);
  const bytes = new Uint8Array(text.length);
  for (let n = 0; n < text.length; n++) bytes[n] = text.charCodeAt(n);
  return new Blob([bytes], { type });
}
