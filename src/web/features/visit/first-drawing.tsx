import { useMemo, useState, type ReactElement } from 'react';
import type { RegionId } from '../../../core/atlas/region.ts';
import { expectedAgainstDrawn, type Expected } from '../../../core/localise/expected.ts';
import type { DrawingBody } from '../../api/records.ts';
import type { StrokeSoFar } from '../../ui/body-map/use-brush.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Desk } from './desk.ts';
import { DrawingPanel, type DrawingPanelProps } from './drawing-panel.tsx';
import { ExpectedLegend } from './expected-legend.tsx';
import { markersOf, patternOf } from './on-the-map.ts';
import type { RankingState, Ready } from '../../api/ranking/use-ranking.ts';
import { Agreement } from './second-drawing.tsx';
import { causeName } from '../../../core/atlas/site-name.ts';
import type { Moment } from './timeline.ts';
import { words } from './words.ts';

interface FirstDrawingProps {
  readonly desk: Desk;
  readonly state: RankingState;
  readonly drawing: DrawingBody;
  /** Set while one looks back. */
  readonly past: Moment | undefined;
  readonly isHandedOver: boolean;
  readonly onHandOver: (isHandedOver: boolean) => void;
  readonly onRedraw: () => void;
  readonly onDraw: NonNullable<DrawingPanelProps['onDraw']>;
  readonly onWords: NonNullable<DrawingPanelProps['onWords']>;
  readonly onDiscardSecond: () => void;
  readonly onStrokeSoFar: StrokeSoFar | undefined;
}

/** What lies on the map beside the paint. */
const LAYERS = ['off', 'leading', 'one'] as const;
type Layer = (typeof LAYERS)[number];
/** Sites whose expectation is shown together: those that carry a number on the map. */
const LEADING = 3;

/** The first drawing, with what the ranking adds to it: numbers, patterns, and what was expected. */
export function FirstDrawing(props: FirstDrawingProps): ReactElement {
  const { drawing, past, isHandedOver } = props;
  const onMap = useRankingOnMap(props);
  if (past !== undefined) return <PastDrawing past={past} state={props.state} onMap={onMap} />;
  return (
    <DrawingPanel
      title={words.draw.title}
      action={
        <Button look={isHandedOver ? 'main' : 'quiet'} onPress={() => props.onHandOver(!isHandedOver)}>
          {isHandedOver ? words.draw.done : words.draw.hand}
        </Button>
      }
      strokes={drawing.strokes}
      painted={drawing.regions}
      isForPatient={isHandedOver}
      onDraw={props.onDraw}
      onWords={props.onWords}
      {...(props.onStrokeSoFar !== undefined && { onStrokeSoFar: props.onStrokeSoFar })}
      {...onMap}
    />
  );
}

interface PastDrawingProps {
  readonly past: Moment;
  readonly state: RankingState;
  readonly onMap: OnMap;
}

/** The drawing as it was, to look at. */
function PastDrawing({ past, state, onMap }: PastDrawingProps): ReactElement {
  return (
    <DrawingPanel
      title={words.draw.pastTitle}
      action={null}
      strokes={past.strokes}
      painted={state.code === 'ready' ? state.request.regions : []}
      isForPatient={false}
      {...onMap}
    />
  );
}

/** What a drawing panel gets from the ranking: nothing while the patient holds the screen. */
type OnMap = Pick<
  DrawingPanelProps,
  'markers' | 'onMarker' | 'highlighted' | 'meetings' | 'beneath' | 'below'
>;

function useRankingOnMap(props: FirstDrawingProps): OnMap {
  const { desk, state, isHandedOver } = props;
  const [layer, setLayer] = useState<Layer>('off');
  const settled = state.code === 'ready' && !isHandedOver ? state : undefined;
  const { markers, highlighted } = useOnTheMap(desk, settled);
  const expected = useExpected(desk, settled, layer);
  const meetings = useMemo(
    () => expected && new Map(expected.rows.map(({ region, ...met }) => [region, met])),
    [expected],
  );
  if (settled === undefined) return {};
  return {
    markers,
    onMarker: desk.onGo,
    ...(meetings === undefined ? { highlighted } : { meetings }),
    beneath: (
      <>
        <LayerChoice desk={desk} layer={layer} onLayer={setLayer} />
        {expected !== undefined && <ExpectedLegend rows={expected.rows} of={expected.of} />}
      </>
    ),
    below: !desk.isPast && props.drawing.strokes.length > 0 && (
      <Agreement
        atlas={desk.atlas}
        request={settled.request}
        again={props.drawing.again}
        onRedraw={props.onRedraw}
        onDiscard={props.onDiscardSecond}
      />
    ),
  };
}

interface LayerChoiceProps {
  readonly desk: Desk;
  readonly layer: Layer;
  readonly onLayer: (layer: Layer) => void;
}

function LayerChoice({ desk, layer, onLayer }: LayerChoiceProps): ReactElement {
  const isOpen = desk.opened !== undefined;
  return (
    <div className="layers">
      <p aria-hidden="true">{words.expected.title}</p>
      <Segmented
        label={words.expected.title}
        options={LAYERS.filter((id) => id !== 'one' || isOpen).map((id) => ({
          id,
          text: words.expected[id],
        }))}
        value={layer === 'one' && !isOpen ? 'off' : layer}
        onChange={onLayer}
      />
    </div>
  );
}

/** Numbers and patterns of the settled ranking: they keep their identity while only the bars move. */
function useOnTheMap(
  { atlas, opened }: Desk,
  settled: Ready | undefined,
): { readonly markers: ReturnType<typeof markersOf>; readonly highlighted: ReadonlySet<RegionId> } {
  const ranked = settled?.ranking.ranked;
  return useMemo(
    () => ({ markers: markersOf(atlas, ranked ?? [], opened), highlighted: patternOf(atlas, opened) }),
    [atlas, ranked, opened],
  );
}

interface ExpectedOf {
  readonly rows: readonly Expected[];
  readonly of: string;
}

/** What the leading sites, or the opened cause, would make hurt against what was drawn. */
function useExpected(
  { atlas, opened }: Desk,
  settled: Ready | undefined,
  layer: Layer,
): ExpectedOf | undefined {
  const [ranking, request] = [settled?.ranking, settled?.request];
  return useMemo(() => {
    if (ranking === undefined || request === undefined || layer === 'off') return undefined;
    const leading = ranking.ranked.slice(0, LEADING).map(({ site }) => site);
    const causes = layer === 'leading' ? leading : opened === undefined ? undefined : [opened];
    if (causes === undefined) return undefined;
    return {
      rows: expectedAgainstDrawn(atlas, request, causes),
      of: words.expected.leadingOf(causes.map((id) => causeName(atlas, id))),
    };
  }, [atlas, ranking, request, layer, opened]);
}
