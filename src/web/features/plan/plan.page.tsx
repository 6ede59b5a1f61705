import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { PatientRecord } from '../../../core/episode.ts';
import type { Plan } from '../../../core/treat/plan.ts';
import { atlasQuery } from '../../api/atlas.ts';
import { usePart } from '../../api/parts.ts';
import { ReadFailed, reads, today } from '../../api/records.ts';
import { sessionReads } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { PartConflict, PartStatus } from '../../ui/part-status.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { PlanView } from './plan.view.tsx';
import { words } from './words.ts';

const route = getRouteApi('/patients/$patientId/plan');
const NOTHING: Plan = { components: [], goals: [] };

/** The plan of a patient, as a form that saves itself. */
export function PlanPage(): ReactElement {
  const { patientId } = route.useParams();
  const record = useQuery({ ...reads.record(patientId), retry: false });
  const atlas = useQuery(atlasQuery).data;
  if (record.data !== undefined && atlas !== undefined)
    return <AtWork key={patientId} record={record.data} atlas={atlas} />;
  if (record.error === null) return <Loading what={words.loading} />;
  const failure = record.error instanceof ReadFailed ? record.error.failure : undefined;
  return (
    <Failed
      title={words.failed}
      action={<Button onPress={() => void record.refetch()}>{words.retry}</Button>}
    >
      {words.failure(failure)}
    </Failed>
  );
}

function AtWork({ record, atlas }: { readonly record: PatientRecord; readonly atlas: Atlas }): ReactElement {
  const { patient, parts } = record;
  const work = usePart('plan', { patientId: patient.id }, parts, NOTHING);
  const session = useQuery(sessionReads.session).data;
  const sites = useMemo(() => new Map(atlas.sites.map((s) => [s.id, s] as const)), [atlas]);
  if (work === undefined) return <Loading what={words.loading} />;
  // The clock and the advice follow what stands on the screen, saved or not.
  const shown = parts.map((p) => (p.kind === 'plan' ? { ...p, body: work.value } : p));
  return (
    <>
      <PartConflict what={words.what} work={work} />
      <PlanView
        plan={work.value}
        record={{ ...record, parts: shown }}
        sites={sites}
        sources={atlas.sources}
        clinic={session?.state === 'open' ? session.clinic.name : ''}
        today={today()}
        onChange={work.change}
        status={<PartStatus works={[work]} />}
      />
    </>
  );
}
