import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactElement,
} from 'react';
import type { Answer } from '../../../core/answer.ts';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Chart, Stroke } from '../../../core/episode.ts';
import type { LocaliseRequest, PaintedRegion, Sign } from '../../../core/localise/request.ts';
import type { StrokeSoFar } from '../../ui/body-map/use-brush.ts';
import { printDay } from '../../ui/print-day.ts';
import { Button } from '../../ui/button.tsx';
import { Compare } from './compare.tsx';
import { Conflicts } from './conflicts.tsx';
import type { Desk } from './desk.ts';
import { followDrawing } from './drawn-regions.ts';
import { carryWords, drawnFrom } from './pain-words.ts';
import { FirstDrawing } from './first-drawing.tsx';
import { LookBack } from './look-back.tsx';
import { RankingPanel } from './ranking-panel.tsx';
import { useRanking, type RankingState } from '../../api/ranking/use-ranking.ts';
import { SaveStatus } from './save-status.tsx';
import { Redraw } from './second-drawing.tsx';
import type { Moment } from './timeline.ts';
import { TopStrip } from './top-strip.tsx';
import { useCompared } from './use-compared.ts';
import { usePast } from './use-past.ts';
import { useShownRanking } from '../../api/ranking/use-shown-ranking.ts';
import { ratesInUse, ratesOfVersion, type AcceptedRates } from '../../../core/localise/accepted-rates.ts';
import { requestOf } from '../../../core/visit-request.ts';
import type { VisitWork } from '../../api/visit-work.ts';
import { words } from './words.ts';
import './visit.css';
import './ranking.css';

interface VisitProps {
  readonly chart: Chart;
  readonly atlas: Atlas;
  readonly work: VisitWork;
}

/** Who looks at the screen: the clinician, the patient who paints, or the patient who paints once more. */
type Mode = 'clinician' | 'patient' | 'again';

/** The visit: at the left where it hurts, beside it what could refer there, with the examination beneath each. */
export function Visit({ chart, atlas, work }: VisitProps): ReactElement {
  const drawing = useSyncExternalStore(work.drawing.subscribe, work.drawing.read);
  const findings = useSyncExternalStore(work.findings.subscribe, work.findings.read);
  const [mode, setMode] = useState<Mode>('clinician');
  const request = useMemo(() => requestOf(drawing.value, findings.value), [drawing.value, findings.value]);
  const past = usePast({ atlas, chart, drawing: drawing.value, findings: findings.value });
  const asked = past.question ?? request;
  const rates = ratesFor(chart, past.moment);
  const ranking = useRanking(asked, rates, past.question === undefined ? 'ask' : 'look');
  const { state, follow } = ranking;
  const isSaved = drawing.state.code === 'saved' && findings.state.code === 'saved';
  const isShown = mode === 'clinician' && past.place === undefined;
  useShownRanking(chart, state, isSaved && isShown);
  useHandedOver(mode !== 'clinician');
  const compared = useCompared();
  const desk = useDesk({
    atlas,
    visitId: chart.visit.id,
    work,
    asked,
    compared,
    live: ranking.live,
    isPast: past.place !== undefined,
    ...(rates !== undefined && { rates }),
  });
  const { strokes } = drawing.value;
  const onStrokeSoFar = useFollowing(request, strokes, follow);
  const draw = useCallback(
    (next: readonly Stroke[], before?: readonly PaintedRegion[]) => drawFirst(work, next, before),
    [work],
  );
  const say = useCallback((regions: readonly PaintedRegion[]) => sayWords(work, regions), [work]);
  return (
    <>
      <VisitHead chart={chart} work={work} />
      <Conflicts work={work} atlas={atlas} />
      <div className="visit" data-handed-over={mode === 'clinician' ? undefined : ''}>
        {mode === 'again' ? (
          <Redraw
            first={strokes}
            again={drawing.value.again}
            onDraw={(again) => work.drawing.change({ ...work.drawing.read().value, again })}
            onDone={() => setMode('clinician')}
          />
        ) : (
          <FirstDrawing
            desk={desk}
            state={state}
            drawing={drawing.value}
            past={past.moment}
            isHandedOver={mode === 'patient'}
            onHandOver={(isHandedOver) => setMode(isHandedOver ? 'patient' : 'clinician')}
            onRedraw={() => setMode('again')}
            onDraw={draw}
            onWords={say}
            onDiscardSecond={() => discardSecond(work)}
            onStrokeSoFar={isShown ? onStrokeSoFar : undefined}
          />
        )}
        {mode === 'clinician' && <RankingSide desk={desk} state={state} past={past} />}
      </div>
      {mode === 'clinician' && (
        <Beside
          desk={desk}
          state={state}
          compared={compared}
          strokes={strokes}
          tellApart={ranking.tellApart}
        />
      )}
    </>
  );
}

/** While the patient holds the screen the page offers no way to the ranking, the record or another patient. */
function useHandedOver(isHandedOver: boolean): void {
  useEffect(() => {
    document.body.toggleAttribute('data-handed-over', isHandedOver);
    return () => document.body.removeAttribute('data-handed-over');
  }, [isHandedOver]);
}

function VisitHead({ chart, work }: Pick<VisitProps, 'chart' | 'work'>): ReactElement {
  return (
    <header className="visit__head">
      <h1 className="number">{words.visitOf(printDay(chart.visit.day))}</h1>
      <SaveStatus work={work} />
    </header>
  );
}

/** The rates of signs that the ranking takes: those of the clinic now, or those that made a ranking that was kept. */
const ratesFor = (chart: Chart, moment: Moment | undefined): AcceptedRates | undefined =>
  moment?.kept === undefined
    ? ratesInUse(chart.rates)
    : ratesOfVersion(chart.rates, moment.kept.versions.parameters);

interface DeskOf extends Pick<Desk, 'atlas' | 'live' | 'isPast' | 'rates'> {
  readonly visitId: string;
  readonly work: VisitWork;
  /** The question whose ranking is shown. */
  readonly asked: LocaliseRequest;
  readonly compared: ReturnType<typeof useCompared>;
}

function useDesk({ atlas, visitId, work, asked, compared, live, isPast, rates }: DeskOf): Desk {
  const [opened, setOpened] = useState<string>();
  return {
    atlas,
    visitId,
    findings: asked.findings,
    answers: asked.answers ?? [],
    opened,
    onOpen: setOpened,
    onGo: (id) => {
      setOpened(id);
      // After React has opened it: only then is it where it will be.
      requestAnimationFrame(() =>
        document.querySelector(`[data-site="${id}"], [data-explanation="${id}"]`)?.scrollIntoView(),
      );
    },
    onFinding: (site, sign, answer) => find(work, site, sign, answer),
    onAnswer: (explanation, item, answer) => tell(work, explanation, item, answer),
    compared: compared.chosen,
    onCompare: compared.choose,
    live,
    isPast,
    ...(rates !== undefined && { rates }),
  };
}

/** Rank what is under the finger: the drawing with the stroke so far. */
function useFollowing(
  request: LocaliseRequest,
  strokes: readonly Stroke[],
  follow: ReturnType<typeof useRanking>['follow'],
): StrokeSoFar {
  const live = useRef<ReturnType<typeof followDrawing>>(null);
  return useCallback(
    (stroke, since) => {
      live.current ??= followDrawing();
      const under = stroke === undefined ? undefined : live.current.regions(strokes, stroke);
      const regions = carryWords(under?.regions ?? [], request.regions);
      follow(under === undefined ? undefined : { ...request, ...under, regions }, since);
    },
    [follow, request, strokes],
  );
}

interface RankingSideProps {
  readonly desk: Desk;
  readonly state: RankingState;
  readonly past: ReturnType<typeof usePast>;
}

/** The ranking, with the way into the past and out of it. */
function RankingSide({ desk, state, past }: RankingSideProps): ReactElement {
  if (past.place === undefined)
    return (
      <RankingPanel
        desk={desk}
        state={state}
        action={
          <Button isDisabled={!past.canEnter} onPress={past.enter}>
            {words.past.look}
          </Button>
        }
      />
    );
  return (
    <RankingPanel
      desk={desk}
      state={state}
      above={
        <LookBack
          steps={past.steps}
          kept={past.kept}
          place={past.place}
          onPlace={past.go}
          onLeave={past.leave}
          state={state.code === 'ready' && state.isCurrent ? state : undefined}
        />
      }
    />
  );
}

interface BesideProps {
  readonly desk: Desk;
  readonly state: RankingState;
  readonly compared: ReturnType<typeof useCompared>;
  readonly strokes: readonly Stroke[];
  readonly tellApart: ReturnType<typeof useRanking>['tellApart'];
}

/** What floats above the page: the leading bars on a narrow screen, and two explanations side by side. */
function Beside({ desk, state, compared, strokes, tellApart }: BesideProps): ReactElement {
  return (
    <>
      {!desk.isPast && <TopStrip desk={desk} state={state} compared={compared} />}
      {compared.pair !== undefined && state.code === 'ready' && (
        <Compare
          atlas={desk.atlas}
          state={state}
          strokes={strokes}
          pair={compared.pair}
          tellApart={tellApart}
          onClose={compared.close}
        />
      )}
    </>
  );
}

/** Keep the drawing as it is now. Words stay with their regions; a region that comes back brings those it had. */
function drawFirst(work: VisitWork, strokes: readonly Stroke[], before: readonly PaintedRegion[] = []): void {
  const { again, regions } = work.drawing.read().value;
  const left = before.filter(({ id }) => regions.every((row) => row.id !== id));
  const drawn = drawnFrom(strokes, [...regions, ...left]);
  work.drawing.change({ strokes, ...drawn, ...(again !== undefined && { again }) });
}

const sayWords = (work: VisitWork, regions: readonly PaintedRegion[]): void =>
  work.drawing.change({ ...work.drawing.read().value, regions });

/** Record one sign of one site. Unknown is what is not recorded: taking an answer back leaves no trace in the list. */
function find(work: VisitWork, site: string, sign: Sign, answer: Answer): void {
  const { value } = work.findings.read();
  const others = value.findings.filter((f) => f.site !== site || f.sign !== sign);
  work.findings.change({
    ...value,
    findings: answer === 'unknown' ? others : [...others, { site, sign, answer }],
  });
}

/** Record the answer to one question about an explanation; unknown as for a sign. */
function tell(work: VisitWork, explanation: string, item: string, answer: Answer): void {
  const { value } = work.findings.read();
  const others = (value.answers ?? []).filter((a) => a.explanation !== explanation || a.item !== item);
  const answers = answer === 'unknown' ? others : [...others, { explanation, item, answer }];
  work.findings.change({ findings: value.findings, ...(answers.length > 0 && { answers }) });
}

function discardSecond(work: VisitWork): void {
  const { strokes, regions, asked } = work.drawing.read().value;
  work.drawing.change({ strokes, regions, ...(asked !== undefined && { asked }) });
}
