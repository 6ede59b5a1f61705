import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PartRecord, Patient } from '../../../core/episode.ts';
import type { Identity } from '../../../core/identity.ts';
import { usePart } from '../../api/parts.ts';
import { ReadFailed, reads, today } from '../../api/records.ts';
import { Button } from '../../ui/button.tsx';
import { PartConflict, PartStatus } from '../../ui/part-status.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { IdentityView } from './identity.view.tsx';
import { words } from './words.ts';

const route = getRouteApi('/patients/$patientId/identity');
const NOBODY: Identity = {};

/** Who a patient is. Also for those who see no chart, such as the front desk. */
export function IdentityPage(): ReactElement {
  const { patientId } = route.useParams();
  const patient = useQuery({ ...reads.patient(patientId), retry: false });
  const identity = useQuery({ ...reads.identity(patientId), retry: false });
  if (patient.data !== undefined && identity.data !== undefined)
    return <AtWork key={patientId} patient={patient.data} identity={identity.data.identity} />;
  const error = patient.error ?? identity.error;
  if (error === null) return <Loading what={words.loading} />;
  return (
    <Failed
      title={words.failed}
      action={
        <Button
          onPress={() => {
            void patient.refetch();
            void identity.refetch();
          }}
        >
          {words.retry}
        </Button>
      }
    >
      {words.failure(error instanceof ReadFailed ? error.failure : undefined)}
    </Failed>
  );
}

interface AtWorkProps {
  readonly patient: Patient;
  readonly identity: PartRecord<'identity'> | undefined;
}

function AtWork({ patient, identity }: AtWorkProps): ReactElement {
  const owner = { patientId: patient.id };
  const work = usePart('identity', owner, identity === undefined ? [] : [identity], NOBODY);
  if (work === undefined) return <Loading what={words.loading} />;
  return (
    <>
      <PartConflict what={words.identity.what} work={work} />
      <IdentityView
        patient={patient}
        identity={work.value}
        today={today()}
        onChange={work.change}
        status={<PartStatus works={[work]} />}
      />
    </>
  );
}
