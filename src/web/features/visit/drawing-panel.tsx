import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { bodyRegions } from '../../../content/bodymap/neutral.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import type { Stroke } from '../../../core/episode.ts';
import type { PaintedRegion } from '../../../core/localise/request.ts';
import { BodyMap } from '../../ui/body-map/body-map.tsx';
import type { Marker } from '../../ui/body-map/markers.tsx';
import { eraseRegion, tapOn } from '../../ui/body-map/paint.ts';
import { RegionTree, regionName } from '../../ui/body-map/region-tree.tsx';
import { clearestViewOf, regionOf, viewOf } from '../../ui/body-map/views.ts';
import { ViewSwitcher } from '../../ui/body-map/view-switcher.tsx';
import { Button } from '../../ui/button.tsx';
import { Expander } from '../../ui/expander.tsx';
import { DrawingTools, type ToolChoice } from './drawing-tools.tsx';
import { drawnRegions, warmUp } from './drawn-regions.ts';
import { readBack } from './read-back.ts';
import { words } from './words.ts';

interface DrawingPanelProps {
  readonly strokes: readonly Stroke[];
  readonly painted: readonly PaintedRegion[];
  readonly onDraw: (strokes: readonly Stroke[]) => void;
  /** The patient holds the screen. */
  readonly isHandedOver: boolean;
  readonly onHandOver: (isHandedOver: boolean) => void;
  readonly markers: readonly Marker[] | undefined;
  readonly highlighted: ReadonlySet<RegionId> | undefined;
  readonly onMarker: (id: string) => void;
}

/** Where it hurts: the map with its tools, the other views, the sentence to confirm, and the list for the keyboard. */
export function DrawingPanel(props: DrawingPanelProps): ReactElement {
  const { strokes, painted, onDraw, isHandedOver } = props;
  const [view, setView] = useState(() => strokes.at(-1)?.view ?? 'back');
  const [choice, setChoice] = useState<ToolChoice>({ tool: 'brush', size: 14, intensity: 6 });
  // Every state of the drawing before a change, so that each step can be taken back.
  const [past, setPast] = useState<readonly (readonly Stroke[])[]>([]);
  useEffect(() => warmUp(view), [view]);

  const change = (next: readonly Stroke[]): void => {
    setPast((all) => [...all, strokes]);
    onDraw(next);
  };
  const undo = (): void => {
    const before = past.at(-1);
    if (before === undefined) return;
    setPast((all) => all.slice(0, -1));
    onDraw(before);
  };
  const marked = useMemo(() => new Map(painted.map(({ id, intensity }) => [id, intensity ?? 5])), [painted]);
  const elsewhere = useMemo(() => paintedElsewhere(strokes, view), [strokes, view]);
  const sentence = readBack(painted, regionOf);
  return (
    <section className="drawing card" aria-label={words.draw.title}>
      <div className="drawing__head">
        <h2>{words.draw.title}</h2>
        <Button look={isHandedOver ? 'main' : 'quiet'} onPress={() => props.onHandOver(!isHandedOver)}>
          {isHandedOver ? words.draw.done : words.draw.hand}
        </Button>
      </div>
      <DrawingTools
        choice={choice}
        onChoice={setChoice}
        onUndo={past.length > 0 ? undo : undefined}
        onClear={strokes.length > 0 ? () => change([]) : undefined}
      />
      <div className="stage">
        <div className="stage__paper">
          <BodyMap
            view={viewOf(view)}
            label={words.draw.map(viewOf(view).title, sentence)}
            reader={isHandedOver ? 'patient' : 'clinician'}
            strokes={strokes}
            marked={elsewhere}
            brush={choice}
            onStroke={(stroke) => change([...strokes, stroke])}
            nameOf={(id) => regionName(regionOf(id))}
            {...(props.markers !== undefined && { markers: props.markers, onMarker: props.onMarker })}
            {...(props.highlighted !== undefined && { highlighted: props.highlighted })}
          />
        </div>
        <ViewSwitcher current={view} onChange={setView} viewOf={viewOf} strokes={strokes} />
      </div>
      <div className="drawing__said" aria-live="polite">
        {sentence === '' ? (
          <p className="drawing__blank">{words.draw.blank}</p>
        ) : (
          <p>
            <strong>{words.draw.readBack}</strong> {sentence}
          </p>
        )}
      </div>
      <Expander title={words.draw.list}>
        <RegionTree
          regions={bodyRegions}
          marked={marked}
          intensity={choice.intensity}
          onMark={(id, intensity) => {
            const tap = tapOn(viewOf(clearestViewOf(new Map([[id, 1]]))), id, intensity);
            if (tap !== undefined) change([...strokes, tap]);
          }}
          onUnmark={(id) => change([...strokes, ...eraseEverywhere(strokes, id)])}
        />
      </Expander>
    </section>
  );
}

/** Regions painted on other views: tinted on this one, so that nobody paints them twice. */
function paintedElsewhere(strokes: readonly Stroke[], view: string): ReadonlyMap<RegionId, number> {
  const others = drawnRegions(strokes.filter((stroke) => stroke.view !== view));
  return new Map(others.regions.map(({ id, intensity }) => [id, intensity ?? 5]));
}

/** Take a region away on every view where something was painted. */
function eraseEverywhere(strokes: readonly Stroke[], region: RegionId): readonly Stroke[] {
  const views = new Set(strokes.map((stroke) => stroke.view));
  return [...views].flatMap((view) => eraseRegion(viewOf(view), region));
}
