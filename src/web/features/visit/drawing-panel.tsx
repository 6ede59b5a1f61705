import { memo, useEffect, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { bodyRegions } from '../../../content/bodymap/neutral.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import type { Stroke } from '../../../core/episode.ts';
import type { PaintedRegion } from '../../../core/localise/request.ts';
import { BodyMap } from '../../ui/body-map/body-map.tsx';
import type { Marker } from '../../ui/body-map/markers.tsx';
import type { Meetings } from '../../ui/body-map/meeting-layer.tsx';
import { eraseRegion, tapOn } from '../../ui/body-map/paint.ts';
import { RegionTree, regionName } from '../../ui/body-map/region-tree.tsx';
import type { StrokeSoFar } from '../../ui/body-map/use-brush.ts';
import { clearestViewOf, regionOf, viewOf } from '../../ui/body-map/views.ts';
import { ViewSwitcher } from '../../ui/body-map/view-switcher.tsx';
import { Expander } from '../../ui/expander.tsx';
import { DrawingTools, type ToolChoice } from './drawing-tools.tsx';
import { paintedElsewhere, warmUp } from './drawn-regions.ts';
import { Edges } from './edges.tsx';
import { AskHow, PainWords } from './pain-words-panel.tsx';
import { readBack } from './read-back.ts';
import { words } from './words.ts';

/** What a drawing is shown with. */
export interface DrawingPanelProps {
  readonly title: string;
  /** Beside the title: who holds the screen, or the way out. */
  readonly action: ReactNode;
  readonly strokes: readonly Stroke[];
  readonly painted: readonly PaintedRegion[];
  /** Absent: a picture to look at, as of the past. With what was painted before, when a change is taken back. */
  readonly onDraw?: (strokes: readonly Stroke[], before?: readonly PaintedRegion[]) => void;
  /** Absent: nobody is asked how it feels. */
  readonly onWords?: (painted: readonly PaintedRegion[]) => void;
  readonly onStrokeSoFar?: StrokeSoFar;
  /** The patient holds the screen, or is the one to look at it. */
  readonly isForPatient: boolean;
  readonly startAt?: string;
  readonly markers?: readonly Marker[];
  readonly highlighted?: ReadonlySet<RegionId>;
  readonly meetings?: Meetings;
  readonly onMarker?: (id: string) => void;
  /** Between the title and the map. */
  readonly above?: ReactNode;
  /** Right beneath the map. */
  readonly beneath?: ReactNode;
  /** Below the sentence. */
  readonly below?: ReactNode;
}

/**
 * Where it hurts: the map with its tools, the other views, the sentence to confirm, and the list for the keyboard.
 * Not drawn again while only the ranking moves.
 */
export const DrawingPanel = memo(function DrawingPanel(props: DrawingPanelProps): ReactElement {
  const { strokes, painted, onDraw, onWords, isForPatient } = props;
  const [view, setView] = useState(() => props.startAt ?? strokes.at(-1)?.view ?? 'back');
  const [choice, setChoice] = useState<ToolChoice>({ tool: 'brush', size: 14, intensity: 6 });
  // Every state of the drawing before a change, so that each step can be taken back.
  const [past, setPast] = useState<readonly Pick<DrawingPanelProps, 'strokes' | 'painted'>[]>([]);
  const feels = useRef<HTMLElement>(null);
  useEffect(() => warmUp(view), [view]);

  const change = (next: readonly Stroke[]): void => {
    setPast((all) => [...all, { strokes, painted }]);
    onDraw?.(next);
  };
  const undo = (): void => {
    const before = past.at(-1);
    if (before === undefined) return;
    setPast((all) => all.slice(0, -1));
    onDraw?.(before.strokes, before.painted);
  };
  const mark = (id: RegionId, intensity: number): void => {
    const tap = tapOn(viewOf(clearestViewOf(new Map([[id, 1]]))), id, intensity);
    if (tap !== undefined) change([...strokes, tap]);
  };
  const unmark = (id: RegionId): void => change([...strokes, ...eraseEverywhere(strokes, id)]);
  const elsewhere = useMemo(() => paintedElsewhere(strokes, view), [strokes, view]);
  const sentence = readBack(painted, regionOf);
  return (
    <section className="drawing card" aria-label={props.title}>
      <div className="drawing__head">
        <h2>{props.title}</h2>
        {props.action}
      </div>
      {props.above}
      {onDraw !== undefined && (
        <DrawingTools
          choice={choice}
          onChoice={setChoice}
          onUndo={past.length > 0 ? undo : undefined}
          onClear={strokes.length > 0 ? () => change([]) : undefined}
        />
      )}
      <div className="stage">
        <div className="stage__paper">
          <BodyMap
            view={viewOf(view)}
            label={words.draw.map(viewOf(view).title, sentence)}
            reader={isForPatient ? 'patient' : 'clinician'}
            strokes={strokes}
            marked={elsewhere}
            nameOf={(id) => regionName(regionOf(id))}
            {...(onDraw !== undefined && {
              brush: choice,
              onStroke: (stroke: Stroke) => change([...strokes, stroke]),
            })}
            {...pick(props, ['onStrokeSoFar', 'markers', 'onMarker', 'highlighted', 'meetings'])}
          />
        </div>
        <ViewSwitcher current={view} onChange={setView} viewOf={viewOf} strokes={strokes} />
      </div>
      {props.beneath}
      <div className="drawing__said" aria-live="polite">
        {sentence === '' ? (
          <p className="drawing__blank">{words.draw.blank}</p>
        ) : (
          <p>
            <strong>{onDraw === undefined ? words.draw.painted : words.draw.readBack}</strong> {sentence}
          </p>
        )}
        {onWords !== undefined && <AskHow section={feels} painted={painted} />}
        {onDraw !== undefined && <Edges painted={painted} onHurts={mark} onFree={unmark} />}
      </div>
      {onWords !== undefined && <PainWords section={feels} painted={painted} onWords={onWords} />}
      {props.below}
      {onDraw !== undefined && (
        <Expander title={words.draw.list}>
          <RegionTree
            regions={bodyRegions}
            marked={new Map(painted.map(({ id, intensity }) => [id, intensity ?? 5]))}
            intensity={choice.intensity}
            onMark={mark}
            onUnmark={unmark}
          />
        </Expander>
      )}
    </section>
  );
});

/** Those of the named properties that are set. */
function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.flatMap((k) => (from[k] === undefined ? [] : [[k, from[k]]]))) as Pick<
    T,
    K
  >;
}

/** Take a region away on every view where something was painted. */
function eraseEverywhere(strokes: readonly Stroke[], region: RegionId): readonly Stroke[] {
  const views = new Set(strokes.map((stroke) => stroke.view));
  return [...views].flatMap((view) => eraseRegion(viewOf(view), region));
}
