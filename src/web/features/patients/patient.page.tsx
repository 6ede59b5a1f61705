import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import type { PatientId, PatientRecord, VisitId } from '../../../core/episode.ts';
import { atlasQuery } from '../../api/atlas.ts';
import { newId, ReadFailed, reads, today, writes } from '../../api/records.ts';
import { sessionReads } from '../../api/session.ts';
import { Emergency } from './emergency.tsx';
import { overviewOf } from './overview.ts';
import { OverviewView } from './overview.view.tsx';
import { PatientView } from './patient.view.tsx';
import { failureOf } from './patients.page.tsx';
import { words } from './words.ts';

const route = getRouteApi('/patients/$patientId');

/** One patient with the visits so far. */
export function PatientPage(): ReactElement {
  const { patientId } = route.useParams();
  const patient = useQuery(reads.patient(patientId));
  const { seesVisits, seesCharts, isOwner } = useSight();
  const visits = useQuery({ ...reads.visits(patientId), enabled: seesVisits });
  const record = useQuery({ ...reads.record(patientId), enabled: seesCharts, retry: false });
  const atlas = useQuery({ ...atlasQuery, enabled: seesCharts }).data;
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
      void record.refetch();
    };
    return <Emergency patientId={patientId as PatientId} onOpened={open} />;
  }
  return (
    <PatientView
      patient={patient.data}
      visits={isOwner ? 'hidden' : visits.data?.visits}
      overview={
        record.data === undefined
          ? undefined
          : (list) => <Known record={record.data} atlas={atlas} visits={list} />
      }
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

/** What the reader may see; the server decides, this only spares requests that it would refuse. */
function useSight(): {
  readonly seesVisits: boolean;
  readonly seesCharts: boolean;
  readonly isOwner: boolean;
} {
  const session = useQuery(sessionReads.session).data;
  const role = session?.state === 'open' ? session.actor.role : undefined;
  const isOwner = role === 'owner';
  const seesVisits = role !== undefined && !isOwner;
  return { seesVisits, seesCharts: seesVisits && role !== 'front-desk', isOwner };
}

interface KnownProps {
  readonly record: PatientRecord;
  /** Absent while it is fetched: sites are then named by their ids, and say nothing of where they lie. */
  readonly atlas: Atlas | undefined;
  readonly visits: ReactElement;
}

function Known({ record, atlas, visits }: KnownProps): ReactElement {
  const sites = useMemo(() => new Map(atlas?.sites.map((site) => [site.id, site])), [atlas]);
  const siteOf = (id: SiteId): Site | undefined => sites.get(id);
  return (
    <OverviewView
      patientId={record.patient.id}
      overview={overviewOf(record, siteOf, today())}
      siteOf={siteOf}
      visits={visits}
    />
  );
}
