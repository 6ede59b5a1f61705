import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import { expectedAgainstDrawn } from '../../../core/localise/expected.ts';
import { localise } from '../../../core/localise/localise.ts';
import { compileNetwork } from '../../../core/localise/network.ts';
import { redrawIntervals } from '../../../core/localise/redraw.ts';
import type { LocaliseRequest, PaintedRegion } from '../../../core/localise/request.ts';
import { tellApart, type TellApart } from '../../../core/localise/tell-apart.ts';
import { CompareTable } from '../../features/visit/compare.tsx';
import type { Desk } from '../../features/visit/desk.ts';
import { ExpectedLegend } from '../../features/visit/expected-legend.tsx';
import { LookBack } from '../../features/visit/look-back.tsx';
import { PainWords } from '../../features/visit/pain-words-panel.tsx';
import { RankingPanel } from '../../features/visit/ranking-panel.tsx';
import { LiveBars } from '../../api/ranking/live.ts';
import type { RankingState, Ready } from '../../api/ranking/use-ranking.ts';
import { Agreement } from '../../features/visit/second-drawing.tsx';
import { causeName } from '../../../core/atlas/site-name.ts';
import { momentsOf } from '../../features/visit/timeline.ts';
import { BodyMap } from '../../ui/body-map/body-map.tsx';
import { viewOf } from '../../ui/body-map/views.ts';
import { REQUEST, STROKES } from './fixtures.ts';
import { Sample } from './sample.tsx';
import '../../features/visit/visit.css';
import '../../features/visit/ranking.css';

const nothing = (): void => undefined;

const FELT: readonly PaintedRegion[] = [
  { id: 'temple-right', words: ['throbbing', 'burning'] },
  { id: 'posterior-neck-right' },
  { id: 'thumb-dorsal-right', words: ['burning'] },
];

function Feels(): ReactElement {
  const section = useRef<HTMLElement>(null);
  const [painted, setPainted] = useState(FELT);
  return <PainWords section={section} painted={painted} onWords={setPainted} />;
}

/** The ranking in each of its states, and what stands beside it. */
export function Rankings({ atlas }: { readonly atlas: Atlas }): ReactElement {
  const { ready, apart, pair } = useMemo(() => ranked(atlas), [atlas]);
  const states: readonly RankingState[] = [
    { code: 'blank' },
    { code: 'working' },
    { code: 'broken', said: 'regions[0].id: expected a region of the body map, got "tail"' },
  ];
  const rows = expectedAgainstDrawn(atlas, ready.request, pair);
  const again = { strokes: STROKES, regions: ready.request.regions.slice(0, 2), asked: [] };
  return (
    <>
      <Sample title="Ranking: ready" isWide>
        <Panel atlas={atlas} state={ready} />
      </Sample>
      <Sample title="Ranking: past" isWide>
        <Panel atlas={atlas} state={ready} isPast />
      </Sample>
      {states.map((state) => (
        <Sample key={state.code} title={`Ranking: ${state.code}`}>
          <Panel atlas={atlas} state={state} />
        </Sample>
      ))}
      <Sample title="Side by side" isWide>
        <CompareTable atlas={atlas} state={ready} strokes={STROKES} pair={pair} apart={apart} />
      </Sample>
      <Sample title="How it feels: said here, not there, and not asked">
        <Feels />
      </Sample>
      <Sample title="Expected against drawn">
        <BodyMap
          view={viewOf('head-right')}
          label="What was expected, against what was drawn"
          meetings={new Map(rows.map(({ region, ...met }) => [region, met]))}
        />
      </Sample>
      <Sample title="Expected against drawn: legend">
        <ExpectedLegend rows={rows} of={pair.map((id) => causeName(atlas, id)).join(' or ')} />
      </Sample>
      {[undefined, again].map((second) => (
        <Sample
          key={String(second === undefined)}
          title={second === undefined ? 'Drawn once' : 'Drawn twice'}
        >
          <Agreement
            atlas={atlas}
            request={second === undefined ? REQUEST : { ...REQUEST, again: second.regions }}
            again={second}
            onRedraw={nothing}
            onDiscard={nothing}
          />
        </Sample>
      ))}
    </>
  );
}

interface PanelProps {
  readonly atlas: Atlas;
  readonly state: RankingState;
  readonly isPast?: boolean;
}

function Panel({ atlas, state, isPast = false }: PanelProps): ReactElement {
  const first = state.code === 'ready' ? state.ranking.ranked[0]?.site : undefined;
  const [opened, setOpened] = useState<string | undefined>(first);
  const [live] = useState(() => new LiveBars());
  const asked = state.code === 'ready' ? state.request : undefined;
  const desk: Desk = {
    atlas,
    findings: asked?.findings ?? [],
    answers: asked?.answers ?? [],
    opened,
    onOpen: setOpened,
    onGo: setOpened,
    onFinding: nothing,
    onAnswer: nothing,
    compared: [],
    onCompare: nothing,
    live,
    isPast,
  };
  if (!isPast || state.code !== 'ready') return <RankingPanel desk={desk} state={state} />;
  const steps = momentsOf(atlas, { strokes: STROKES, regions: state.request.regions }, state.request);
  const past = {
    steps,
    kept: [],
    place: { kind: 'step', at: 2 },
    onPlace: nothing,
    onLeave: nothing,
    state,
  } as const;
  return <RankingPanel desk={desk} state={state} above={<LookBack {...past} />} />;
}

interface RankedSample {
  readonly ready: Ready;
  readonly pair: readonly [string, string];
  readonly apart: TellApart;
}

function ranked(atlas: Atlas): RankedSample {
  const network = compileNetwork(atlas);
  const request: LocaliseRequest = REQUEST;
  const answer = localise(network, request);
  if (!answer.ok) throw new Error(answer.error.code);
  const ranking = answer.value;
  const [one, other] = [ranking.ranked[0]?.site ?? '', ranking.alternatives[0]?.id ?? ''];
  return {
    ready: {
      code: 'ready',
      ranking,
      request,
      isCurrent: true,
      isWhole: true,
      intervals: redrawIntervals(network, request),
    },
    pair: [one, other],
    apart: tellApart(network, request, [one, other]),
  };
}
