import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { PatientId } from '../../../core/episode.ts';
import { newId, ReadFailed, reads, writes } from '../../api/records.ts';
import { PatientsView } from './patients.view.tsx';
import { readForm, type FormFaults, type NewPatientForm } from './new-patient.ts';
import { words } from './words.ts';

/** All patients of the clinic, and a form for a new one. */
export function PatientsPage(): ReactElement {
  const list = useQuery(reads.patients);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [faults, setFaults] = useState<FormFaults>({});
  // One id and key per intention: pressing again after a lost answer adds the patient once.
  const [intention, setIntention] = useState(() => ({ id: newId(), key: newId(), text: '' }));
  const add = useMutation({
    mutationFn: async (form: NewPatientForm) => {
      const read = readForm(form, new Date().getFullYear());
      setFaults(read.ok ? {} : read.error);
      if (!read.ok) return undefined;
      const text = JSON.stringify(read.value);
      const same = text === intention.text ? intention : { id: newId(), key: newId(), text };
      setIntention(same);
      const saved = await writes.patient(
        { id: same.id as string as PatientId, ...read.value },
        { key: same.key },
      );
      if (!saved.ok) throw new ReadFailed(saved.error);
      return saved.value;
    },
    onSuccess: async (patient) => {
      if (patient === undefined) return;
      await client.invalidateQueries({ queryKey: reads.patients.queryKey });
      await navigate({ to: '/patients/$patientId', params: { patientId: patient.id } });
    },
  });
  return (
    <PatientsView
      patients={list.data?.patients}
      failure={list.error === null ? undefined : words.failure(failureOf(list.error))}
      onRetry={() => void list.refetch()}
      form={{
        faults,
        isBusy: add.isPending,
        said: add.error === null ? undefined : words.failure(failureOf(add.error)),
        onAdd: (form) => add.mutate(form),
      }}
    />
  );
}

/** What stands behind a thrown read. */
export const failureOf = (error: Error): ReadFailed['failure'] | undefined =>
  error instanceof ReadFailed ? error.failure : undefined;
