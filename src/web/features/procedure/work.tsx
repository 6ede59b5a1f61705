import { useMemo, useState, type ReactElement } from 'react';
import { agents } from '../../../content/treat/agents.ts';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Actor, Chart } from '../../../core/episode.ts';
import type { KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import { usePart, type PartWork } from '../../api/parts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Conflict } from '../../ui/conflict.tsx';
import { SaveStatusView } from '../../ui/save-status.tsx';
import { Loading } from '../../ui/states.tsx';
import { AfterView } from './after.view.tsx';
import { BeforeView } from './before.view.tsx';
import { DoseBar } from './dose-bar.view.tsx';
import { FinishedView } from './finished.view.tsx';
import { aroundOf, candidatesOf, hold, isSettled } from './held.ts';
import type { Opened } from './procedure.page.tsx';
import { SetupView } from './setup.view.tsx';
import { Sources } from './sources.view.tsx';
import { SitesView } from './sites.view.tsx';
import { hasNeedles, isBegun, setupLacks } from './steps.ts';
import { words } from './words.ts';

interface WorkProps {
  readonly opened: Opened;
  readonly chart: Chart;
  readonly atlas: Atlas;
  readonly actor: Actor;
  readonly place: string | undefined;
  readonly onBack: () => void;
}

/** One procedure, worked on: saved with every tap, and kept on this device when the server is gone. */
export function Work(props: WorkProps): ReactElement {
  const { opened, chart, onBack } = props;
  const owner = { patientId: chart.patient.id, visitId: chart.visit.id, id: opened.id };
  const work = usePart('procedure', owner, chart.parts, opened.empty);
  if (work === undefined) return <Loading what={words.loading} />;
  const { state, value: kept } = work;
  return (
    <article className="procedure">
      <header className="procedure__head">
        <div>
          <h1>{words.kinds[kept.procedure.kind]}</h1>
          <Button look="quiet" onPress={onBack}>
            {words.back}
          </Button>
        </div>
        <Badge tone={kept.state === 'finished' && state.code === 'saved' ? 'verified' : 'unreviewed'}>
          {words.states[kept.state === 'finished' && state.code === 'saved' ? 'finished' : 'open']}
        </Badge>
        <SaveStatusView
          code={state.code}
          said={state.code === 'refused' ? state.said : ''}
          onRetry={() => work.saver.retry()}
        />
      </header>
      {state.code === 'conflict' && (
        <Conflict
          what={words.what}
          mine={kept}
          theirs={state.theirs.value}
          onTake={(choice) => void work.saver.settle(choice)}
        />
      )}
      {kept.state === 'finished' ? (
        <FinishedView {...props} work={work} />
      ) : (
        <OpenWork {...props} work={work} />
      )}
      <Sources sources={props.atlas.sources} />
    </article>
  );
}

function OpenWork({
  opened,
  chart,
  atlas,
  actor,
  work,
}: WorkProps & { readonly work: PartWork<KeptProcedure> }): ReactElement {
  const { value: kept, change } = work;
  const sites = useMemo(() => new Map(atlas.sites.map((site) => [site.id, site] as const)), [atlas]);
  const around = useMemo(() => aroundOf(chart, sites, opened.id), [chart, sites, opened.id]);
  const held = useMemo(() => hold(kept, around), [kept, around]);
  const [begun, setBegun] = useState<number>();
  const [isRescue, setRescue] = useState(false);
  const needs = setupLacks(kept);
  const isReady = isBegun(kept.procedure) && isSettled(kept, held.standing) && needs.length === 0;
  return (
    <>
      <BeforeView
        kept={kept}
        held={held}
        chart={chart}
        actor={actor}
        sources={atlas.sources}
        onChange={change}
      />
      {hasNeedles(kept.procedure) && (
        <SetupView kept={kept} needs={needs} sources={atlas.sources} onChange={change} />
      )}
      <SitesView
        kept={kept}
        held={held}
        atlas={atlas}
        chart={chart}
        candidates={candidatesOf(chart, atlas)}
        isReady={isReady}
        onChange={change}
      />
      <AfterView kept={kept} held={held} onChange={change} onRescue={() => setRescue(true)} />
      {kept.procedure.kind === 'injection' && (
        <DoseBar
          kept={kept}
          held={held}
          agents={agents}
          sources={atlas.sources}
          rescue={{ isOpen: isRescue, onOpen: setRescue, begun, onBegun: setBegun }}
        />
      )}
    </>
  );
}
