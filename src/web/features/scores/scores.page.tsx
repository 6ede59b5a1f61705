import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { widespreadAreas } from '../../../content/bodymap/widespread.ts';
import type { Chart } from '../../../core/episode.ts';
import { atlasQuery } from '../../api/atlas.ts';
import { partOf, usePart } from '../../api/parts.ts';
import { ReadFailed, reads } from '../../api/records.ts';
import { Button } from '../../ui/button.tsx';
import { PartConflict, PartStatus } from '../../ui/part-status.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { ScoresView } from './scores.view.tsx';
import { words } from './words.ts';

const route = getRouteApi('/visits/$visitId/scores');

/** What the questionnaires of a visit answered, as a form that saves itself. */
export function ScoresPage(): ReactElement {
  const { visitId } = route.useParams();
  const chart = useQuery({ ...reads.chart(visitId), retry: false });
  if (chart.data !== undefined) return <AtWork key={visitId} chart={chart.data} />;
  if (chart.error === null) return <Loading what={words.loading} />;
  const failure = chart.error instanceof ReadFailed ? chart.error.failure : undefined;
  return (
    <Failed title={words.failed} action={<Button onPress={() => void chart.refetch()}>{words.retry}</Button>}>
      {words.failure(failure)}
    </Failed>
  );
}

function AtWork({ chart }: { readonly chart: Chart }): ReactElement {
  const { patient, visit, parts, drawing } = chart;
  const work = usePart('scores', { patientId: patient.id, visitId: visit.id }, parts, { day: visit.day });
  const sources = useQuery(atlasQuery).data?.sources ?? [];
  if (work === undefined) return <Loading what={words.loading} />;
  const goals = partOf(parts, 'plan', patient.id)?.body.goals ?? [];
  return (
    <>
      <PartConflict what={words.what} work={work} />
      <ScoresView
        scores={work.value}
        drawn={drawing === undefined ? undefined : widespreadAreas(drawing.regions.map((r) => r.id))}
        goals={goals.map((g) => g.activity)}
        sources={sources}
        onChange={work.change}
        status={<PartStatus works={[work]} />}
      />
    </>
  );
}
