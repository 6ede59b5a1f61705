import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement, type SyntheticEvent } from 'react';
import type { PatientId } from '../../../core/episode.ts';
import { sessionActs } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { words } from './words.ts';

interface EmergencyProps {
  readonly patientId: PatientId;
  readonly onOpened: () => void;
}

/** Stands in place of the chart of a patient whom others treat: how to be let in, and what that leaves behind. */
export function Emergency({ patientId, onOpened }: EmergencyProps): ReactElement {
  const [reason, setReason] = useState('');
  const opening = useMutation({
    mutationFn: () => sessionActs.emergency(patientId, reason),
    onSuccess: (result) => {
      if (result.ok) onOpened();
    },
  });
  const said = opening.data?.ok === false ? words.failure(opening.data.error) : undefined;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!opening.isPending) opening.mutate();
  };
  return (
    <form className="card patients__form" onSubmit={submit} noValidate>
      <h1>{words.emergency.title}</h1>
      <p>{words.emergency.text}</p>
      <TextField
        label={words.emergency.reason}
        value={reason}
        onChange={setReason}
        hint={words.emergency.reasonHint}
        maxLength={500}
      />
      <div role="alert">{said !== undefined && <Notice tone="danger">{said}</Notice>}</div>
      <Button type="submit" look="danger">
        {words.emergency.open}
      </Button>
    </form>
  );
}
