import { useQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import { localise } from '../../../core/localise/localise.ts';
import { compileNetwork } from '../../../core/localise/network.ts';
import type { LocaliseRequest } from '../../../core/localise/request.ts';
import { atlasQuery } from '../../api/atlas.ts';
import { PatientsView } from '../../features/patients/patients.view.tsx';
import { RankingPanel } from '../../features/visit/ranking-panel.tsx';
import type { RankingState } from '../../api/ranking/use-ranking.ts';
import { PATIENTS, REQUEST } from './fixtures.ts';
import { Sample } from './sample.tsx';
import '../../features/visit/visit.css';

const form = { faults: {}, isBusy: false, said: undefined, onAdd: () => undefined };

/** Whole views, in the states in which one seldom meets them. */
export function Features(): ReactElement {
  const atlas = useQuery(atlasQuery);
  return (
    <section className="gallery__row" aria-label="Views">
      <h2>Views</h2>
      <Sample title="Patients: ready" isWide>
        <PatientsView patients={PATIENTS} failure={undefined} onRetry={() => undefined} form={form} />
      </Sample>
      <Sample title="Patients: none" isWide>
        <PatientsView
          patients={[]}
          failure={undefined}
          onRetry={() => undefined}
          form={{ ...form, faults: { label: 'Expected 1 to 80 characters, got nothing' } }}
        />
      </Sample>
      {atlas.data !== undefined && <Rankings atlas={atlas.data} />}
    </section>
  );
}

function Rankings({ atlas }: { readonly atlas: Atlas }): ReactElement {
  const ready = useMemo(() => rank(atlas, REQUEST), [atlas]);
  const states: readonly RankingState[] = [
    { code: 'blank' },
    { code: 'working' },
    { code: 'broken', said: 'regions[0].id: expected a region of the body map, got "tail"' },
  ];
  return (
    <>
      <Sample title="Ranking: ready" isWide>
        <Ranked atlas={atlas} state={ready} />
      </Sample>
      {states.map((state) => (
        <Sample key={state.code} title={`Ranking: ${state.code}`}>
          <Ranked atlas={atlas} state={state} />
        </Sample>
      ))}
    </>
  );
}

function Ranked({ atlas, state }: { readonly atlas: Atlas; readonly state: RankingState }): ReactElement {
  const first = state.code === 'ready' ? state.ranking.ranked[0]?.site : undefined;
  const [opened, setOpened] = useState(first);
  return (
    <RankingPanel
      atlas={atlas}
      state={state}
      findings={state.code === 'ready' ? state.request.findings : []}
      opened={opened}
      onOpen={setOpened}
      onAnswer={() => undefined}
    />
  );
}

function rank(atlas: Atlas, request: LocaliseRequest): RankingState {
  const answer = localise(compileNetwork(atlas), request);
  return answer.ok
    ? { code: 'ready', ranking: answer.value, request, isCurrent: true }
    : { code: 'broken', said: answer.error.code };
}
