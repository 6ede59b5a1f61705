import type {
  Chart,
  Drawing,
  Findings,
  PartRecord,
  Patient,
  PatientId,
  PatientRecord,
  PatientSummary,
  RankingId,
  RankingShown,
  Visit,
  VisitId,
} from '../../core/episode.ts';
import { UUID_RANDOM_BYTES, uuidv7, type Uuid } from '../../kit/uuid.ts';
import type { Day } from '../../kit/time.ts';
import type { Result } from '../../kit/result.ts';
import { read, write, type Failure, type WriteOptions } from './client.ts';

/** A failed read, as TanStack Query wants it: thrown. */
export class ReadFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.said);
    this.failure = failure;
  }
}

/** A new id, sortable by time. Its first bits tell when it was made, nothing else. */
export function newId(): Uuid {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(UUID_RANDOM_BYTES)));
}

/** Today by the clinic's calendar, which is that of this device. */
export function today(): Day {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}` as Day;
}

const orThrow = async <T>(result: Promise<Result<T, Failure>>): Promise<T> => {
  const answer = await result;
  if (!answer.ok) throw new ReadFailed(answer.error);
  return answer.value;
};

/** Reads, as options for `useQuery`. */
export const reads = {
  patients: {
    queryKey: ['patients'],
    queryFn: () => orThrow(read<{ readonly patients: readonly PatientSummary[] }>('/api/patients')),
  },
  patient: (id: string) => ({
    queryKey: ['patient', id],
    queryFn: () => orThrow(read<Patient>(`/api/patients/${encodeURIComponent(id)}`)),
  }),
  identity: (id: string) => ({
    queryKey: ['identity', id],
    queryFn: () =>
      orThrow(
        read<{ readonly identity?: PartRecord<'identity'> }>(
          `/api/patients/${encodeURIComponent(id)}/identity`,
        ),
      ),
  }),
  visits: (id: string) => ({
    queryKey: ['visits', id],
    queryFn: () =>
      orThrow(read<{ readonly visits: readonly Visit[] }>(`/api/patients/${encodeURIComponent(id)}/visits`)),
  }),
  record: (id: string) => ({
    queryKey: ['record', id],
    queryFn: () => orThrow(read<PatientRecord>(`/api/patients/${encodeURIComponent(id)}/record`)),
  }),
  chart: (id: string) => ({
    queryKey: ['chart', id],
    queryFn: () => orThrow(read<Chart>(`/api/visits/${encodeURIComponent(id)}`)),
  }),
} as const;

/** What a client says of a new patient. */
export interface NewPatient {
  readonly id: PatientId;
  readonly label: string;
  readonly birthYear?: number;
}

/** The part of a drawing that a client writes. */
export type DrawingBody = Pick<Drawing, 'strokes' | 'regions' | 'asked' | 'again'>;
/** The part of the findings that a client writes. */
export type FindingsBody = Pick<Findings, 'findings' | 'answers'>;
/** The part of a shown ranking that a client writes. */
export type RankingBody = Pick<RankingShown, 'request' | 'versions' | 'sites'> & { readonly id: RankingId };

/** Writes. Each may be repeated with the same key. */
export const writes = {
  patient: (body: NewPatient, options: WriteOptions): Promise<Result<Patient, Failure>> =>
    write('POST', '/api/patients', body, options),
  visit: (
    body: { readonly id: VisitId; readonly patientId: PatientId; readonly day: Day },
    options: WriteOptions,
  ): Promise<Result<Visit, Failure>> =>
    write('POST', `/api/patients/${body.patientId}/visits`, body, options),
  drawing: (visit: Visit, body: DrawingBody, options: WriteOptions): Promise<Result<Drawing, Failure>> =>
    write('PUT', `/api/visits/${visit.id}/drawing`, { patientId: visit.patientId, ...body }, options),
  findings: (visit: Visit, body: FindingsBody, options: WriteOptions): Promise<Result<Findings, Failure>> =>
    write('PUT', `/api/visits/${visit.id}/findings`, { patientId: visit.patientId, ...body }, options),
  ranking: (visit: Visit, body: RankingBody, options: WriteOptions): Promise<Result<RankingShown, Failure>> =>
    write('POST', `/api/visits/${visit.id}/rankings`, { patientId: visit.patientId, ...body }, options),
} as const;
