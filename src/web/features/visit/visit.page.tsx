import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Chart } from '../../../core/episode.ts';
import { atlasQuery } from '../../api/atlas.ts';
import { draftsQuery, type DraftStore } from '../../api/drafts.ts';
import { ReadFailed, reads } from '../../api/records.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { refreshWork, workOn } from '../../api/visit-work.ts';
import { Visit } from './visit.view.tsx';
import { words } from './words.ts';

const route = getRouteApi('/visits/$visitId');

/** One visit: read the chart, the atlas and what this device still holds, then go to work. */
export function VisitPage(): ReactElement {
  const { visitId } = route.useParams();
  const chart = useQuery(reads.chart(visitId));
  const atlas = useQuery(atlasQuery);
  const drafts = useQuery(draftsQuery);
  if (chart.data !== undefined && atlas.data !== undefined && drafts.data !== undefined)
    return <AtWork key={visitId} chart={chart.data} atlas={atlas.data} drafts={drafts.data} />;
  const error = chart.error ?? atlas.error ?? drafts.error;
  if (error === null) return <Loading what={words.loading} />;
  const said =
    error instanceof ReadFailed && error.failure.said !== '' ? error.failure.said : words.unreachable;
  return (
    <Failed title={words.failed} action={<Button onPress={() => void chart.refetch()}>{words.retry}</Button>}>
      {said}
    </Failed>
  );
}

interface AtWorkProps {
  readonly chart: Chart;
  readonly atlas: Atlas;
  readonly drafts: DraftStore;
}

function AtWork({ chart, atlas, drafts }: AtWorkProps): ReactElement {
  const work = useMemo(() => workOn(chart, drafts), [chart, drafts]);
  useEffect(() => refreshWork(work, chart), [work, chart]);
  return <Visit chart={chart} atlas={atlas} work={work} />;
}
