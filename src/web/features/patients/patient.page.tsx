import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { PatientId, VisitId } from '../../../core/episode.ts';
import { newId, ReadFailed, reads, today, writes } from '../../api/records.ts';
import { Emergency } from './emergency.tsx';
import { PatientView } from './patient.view.tsx';
import { failureOf } from './patients.page.tsx';
import { words } from './words.ts';

const route = getRouteApi('/patients/$patientId');

/** One patient with the visits so far. */
export function PatientPage(): ReactElement {
  const { patientId } = route.useParams();
  const patient = useQuery(reads.patient(patientId));
  const visits = useQuery(reads.visits(patientId));
  const client = useQueryClient();
  const navigate = useNavigate();
  const [intention] = useState(() => ({ id: newId() as string as VisitId, key: newId() }));
  const start = useMutation({
    mutationFn: async () => {
      const body = { id: intention.id, patientId: patientId as PatientId, day: today() };
      const saved = await writes.visit(body, { key: intention.key });
      if (!saved.ok) throw new ReadFailed(saved.error);
      return saved.value;
    },
    onSuccess: async (visit) => {
      await client.invalidateQueries({ queryKey: reads.visits(patientId).queryKey });
      void client.invalidateQueries({ queryKey: reads.patients.queryKey });
      await navigate({ to: '/visits/$visitId', params: { visitId: visit.id } });
    },
  });
  const error = patient.error ?? visits.error;
  const failure = error === null ? undefined : failureOf(error);
  if (failure?.code === 'refused' && failure.issue === 'suppressed') {
    const open = (): void => {
      void patient.refetch();
      void visits.refetch();
    };
    return <Emergency patientId={patientId as PatientId} onOpened={open} />;
  }
  return (
    <PatientView
      patient={patient.data}
      visits={visits.data?.visits}
      failure={error === null ? undefined : words.failure(failure)}
      onRetry={() => {
        void patient.refetch();
        void visits.refetch();
      }}
      isStarting={start.isPending}
      said={start.error === null ? undefined : words.failure(failureOf(start.error))}
      onStart={() => start.mutate()}
    />
  );
}
