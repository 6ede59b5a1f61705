import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Actor, Chart } from '../../../core/episode.ts';
import type { KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import { atlasQuery } from '../../api/atlas.ts';
import { partsOfKind } from '../../api/parts.ts';
import { ReadFailed, newId, reads } from '../../api/records.ts';
import { sessionReads } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { ChooseView } from './choose.view.tsx';
import { openedAt, rememberOpened } from './opened.ts';
import { begin } from './steps.ts';
import { words } from './words.ts';
import { Work } from './work.tsx';
import './procedure.css';

const route = getRouteApi('/visits/$visitId/procedure');

/** The procedures of one visit: choose one, or begin one. */
export function ProcedurePage(): ReactElement {
  const { visitId } = route.useParams();
  const chart = useQuery(reads.chart(visitId));
  const atlas = useQuery(atlasQuery);
  const session = useQuery(sessionReads.session).data;
  if (chart.data !== undefined && atlas.data !== undefined && session?.state === 'open')
    return (
      <Procedures
        key={visitId}
        chart={chart.data}
        atlas={atlas.data}
        actor={session.actor}
        place={session.place}
      />
    );
  const error = chart.error ?? atlas.error;
  if (error === null) return <Loading what={words.loading} />;
  const said =
    error instanceof ReadFailed && error.failure.said !== '' ? error.failure.said : words.unreachable;
  return (
    <Failed title={words.failed} action={<Button onPress={() => void chart.refetch()}>{words.retry}</Button>}>
      {said}
    </Failed>
  );
}

interface ProceduresProps {
  readonly chart: Chart;
  readonly atlas: Atlas;
  readonly actor: Actor;
  readonly place: string | undefined;
}

/** One procedure that is worked on, with what it holds before anybody saved it. */
export interface Opened {
  readonly id: string;
  readonly empty: KeptProcedure;
}

function Procedures({ chart, atlas, actor, place }: ProceduresProps): ReactElement {
  const mine = useMemo(
    () => partsOfKind(chart.parts, 'procedure').filter((p) => p.visitId === chart.visit.id),
    [chart],
  );
  const [opened, setOpened] = useState<Opened | undefined>(() => openedAt(chart.visit.id));
  const open = (next: Opened | undefined): void => {
    rememberOpened(chart.visit.id, next);
    setOpened(next);
  };
  if (opened !== undefined)
    return (
      <Work
        key={opened.id}
        opened={opened}
        chart={chart}
        atlas={atlas}
        actor={actor}
        place={place}
        onBack={() => open(undefined)}
      />
    );
  return (
    <ChooseView
      procedures={mine}
      day={chart.visit.day}
      role={actor.role}
      place={place}
      sources={atlas.sources}
      onOpen={(part) => open({ id: part.id, empty: part.body })}
      onBegin={(kind) =>
        open({
          id: newId(),
          empty: begin(kind, {
            day: chart.visit.day,
            operator: { name: actor.name, credential: actor.role.replace('-', ' ') },
          }),
        })
      }
    />
  );
}
