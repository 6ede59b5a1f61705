import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useMemo, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Chart } from '../../../core/episode.ts';
import { NOTHING_EXAMINED } from '../../../core/examine/examination.ts';
import { atlasQuery } from '../../api/atlas.ts';
import { draftsQuery, type DraftStore } from '../../api/drafts.ts';
import { usePart } from '../../api/parts.ts';
import { ReadFailed, reads } from '../../api/records.ts';
import { refreshWork, workOn } from '../../api/visit-work.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { ExaminationView } from './examination.view.tsx';
import { words } from './words.ts';

const NO_POINTS = { points: [] };

/** The examination of one visit: read the chart, the atlas and what this device still holds, then go to work. */
export function ExaminationPage(): ReactElement {
  const { visitId } = useParams({ from: '/visits/$visitId' });
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
  const owner = { patientId: chart.patient.id, visitId: chart.visit.id };
  const examination = usePart('examination', owner, chart.parts, NOTHING_EXAMINED);
  const points = usePart('points', owner, chart.parts, NO_POINTS);
  if (examination === undefined || points === undefined) return <Loading what={words.loading} />;
  return (
    <ExaminationView chart={chart} atlas={atlas} work={work} examination={examination} points={points} />
  );
}
