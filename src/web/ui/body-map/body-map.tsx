import {
  memo,
  type CSSProperties,
  useId,
  useRef,
  useState,
  type PointerEvent,
  type ReactElement,
  type Ref,
} from 'react';
import { regionAt, type BodyView } from '../../../core/atlas/body-view.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import { HeatLayer } from './heat-layer.tsx';
import { Markers, type Marker } from './markers.tsx';
import { orientationOf, type Reader } from './orientation.ts';
import { PaintLayer } from './paint-layer.tsx';
import type { Stroke } from '../../../core/episode.ts';
import { MeetingLayer, type Meetings } from './meeting-layer.tsx';
import { brushRadius, pointOn, useBrush, type Brush, type StrokeSoFar } from './use-brush.ts';
import './body-map.css';

/** Everything that can lie on the body. All of it is optional: without any it is a picture of the body. */
export interface BodyMapProps {
  readonly view: BodyView;
  /** What the picture shows, in a sentence: read out in place of it. */
  readonly label: string;
  readonly reader?: Reader;
  readonly heat?: ReadonlyMap<RegionId, number>;
  readonly strokes?: readonly Stroke[];
  /** Regions to tint with a rating 1 to 10: marked by keyboard, or painted on another view. */
  readonly marked?: ReadonlyMap<RegionId, number>;
  readonly highlighted?: ReadonlySet<RegionId>;
  /** What was expected against what was drawn, in patterns. */
  readonly meetings?: Meetings;
  readonly markers?: readonly Marker[];
  readonly onMarker?: (id: string) => void;
  /** Set: the pointer paints. */
  readonly brush?: Brush;
  readonly onStroke?: (stroke: Stroke) => void;
  readonly onStrokeSoFar?: StrokeSoFar;
  /** Set and no brush: a tap chooses the region under it. */
  readonly onRegion?: (region: RegionId) => void;
  /** Name of the region under the pointer, shown beneath it. */
  readonly nameOf?: (region: RegionId) => string;
  readonly seams?: boolean;
}

const NOTHING: ReadonlySet<RegionId> = new Set();

/**
 * The body, seen from one side, with paint, heat, marks and numbers on it.
 *
 * For screen readers it is one picture with a sentence; whatever can be done on it by pointer can be done in
 * `RegionTree` by keyboard.
 */
export function BodyMap(props: BodyMapProps): ReactElement {
  const { view, nameOf } = props;
  const [under, setUnder] = useState<RegionId>();
  return (
    <div className="body-map" style={ratio(view)}>
      <Paper {...props} under={under} onUnder={setUnder} />
      <Sides view={view} reader={props.reader ?? 'clinician'} />
      {props.markers !== undefined && (
        <Markers view={view} markers={props.markers} onMarker={props.onMarker} />
      )}
      {nameOf !== undefined && (
        <p className="body-map__name" aria-hidden="true">
          {under === undefined ? null : nameOf(under)}
        </p>
      )}
    </div>
  );
}

const ratio = ({ width, height }: BodyView): CSSProperties & { readonly '--ratio': number } => ({
  aspectRatio: `${width} / ${height}`,
  '--ratio': width / height,
});

interface PaperProps extends BodyMapProps {
  readonly under: RegionId | undefined;
  readonly onUnder: (region: RegionId | undefined) => void;
}

function Paper(props: PaperProps): ReactElement {
  const { view, brush, under, onUnder, onRegion, onStroke, onStrokeSoFar } = props;
  const id = `body-${useId().replace(/\W/g, '')}`;
  const live = useRef<SVGPathElement>(null);
  const cursor = useRef<SVGCircleElement>(null);
  const painting = useBrush(live, { view, brush, onStroke, onStrokeSoFar });

  const follow = (event: PointerEvent<SVGSVGElement>): void => {
    const [x, y] = pointOn(event.currentTarget, event);
    cursor.current?.setAttribute('cx', String(x));
    cursor.current?.setAttribute('cy', String(y));
    onUnder(regionAt(view, x, y)?.id);
    painting.onPointerMove(event);
  };
  const mode = brush !== undefined ? brush.tool : onRegion !== undefined ? 'choose' : 'look';
  return (
    <svg
      key={view.id}
      viewBox={`0 0 ${view.width} ${view.height}`}
      role="img"
      aria-label={props.label}
      className="body-map__svg"
      data-mode={mode}
      onPointerDown={painting.onPointerDown}
      onPointerMove={follow}
      onPointerUp={painting.onPointerUp}
      onPointerCancel={painting.onPointerCancel}
      onPointerLeave={() => onUnder(undefined)}
      onClick={(event) => {
        // A finger that taps has not hovered before: what counts is where it is now.
        const tapped = regionAt(view, ...pointOn(event.currentTarget, event));
        if (mode === 'choose' && tapped !== undefined) onRegion?.(tapped.id);
      }}
    >
      <clipPath id={id}>
        <path d={view.outline} clipRule="evenodd" />
      </clipPath>
      <Flesh view={view} />
      <g clipPath={`url(#${id})`}>
        <Layers {...props} id={id} />
        {brush !== undefined && <LiveStroke view={view} brush={brush} ref={live} />}
        {mode === 'choose' && under !== undefined && (
          <path className="body-map__hover" d={view.regions.get(under)?.d} />
        )}
      </g>
      <Lines view={view} seams={props.seams ?? true} />
      {brush !== undefined && brush.tool !== 'lasso' && (
        <circle
          ref={cursor}
          className="body-map__cursor"
          r={brushRadius(view, brush.size)}
          strokeWidth={view.stroke * 0.8}
        />
      )}
    </svg>
  );
}

function Layers(props: BodyMapProps & { readonly id: string }): ReactElement {
  const { view, id, heat, strokes, marked, meetings, highlighted = NOTHING } = props;
  return (
    <>
      {marked !== undefined && <Marked view={view} marked={marked} />}
      {heat !== undefined && <HeatLayer view={view} heat={heat} id={id} />}
      {strokes !== undefined && <PaintLayer view={view} strokes={strokes} id={id} />}
      {[...highlighted].map((region) => (
        <path key={region} className="body-map__pick" d={view.regions.get(region)?.d} />
      ))}
      {meetings !== undefined && <MeetingLayer view={view} meetings={meetings} id={id} />}
    </>
  );
}

interface LiveStrokeProps {
  readonly view: BodyView;
  readonly brush: Brush;
  readonly ref: Ref<SVGPathElement>;
}

/** The line under the finger: `useBrush` writes its shape. */
function LiveStroke({ view, brush, ref }: LiveStrokeProps): ReactElement {
  const tone = brush.tool === 'eraser' ? 'is-eraser' : `pain-${brush.intensity}`;
  return brush.tool === 'lasso' ? (
    <path ref={ref} className={`body-map__live ${tone} is-lasso`} strokeWidth={view.stroke * 1.5} />
  ) : (
    <path
      ref={ref}
      className={`body-map__live ${tone} is-drawn`}
      strokeWidth={2 * brushRadius(view, brush.size)}
    />
  );
}

const Flesh = memo(function Flesh({ view }: { readonly view: BodyView }): ReactElement {
  return (
    <>
      <path className="body-map__fill" d={view.outline} />
      {view.shade.map((d, i) => (
        <path key={i} className="body-map__shade" d={d} />
      ))}
    </>
  );
});

const Lines = memo(function Lines({
  view,
  seams,
}: {
  readonly view: BodyView;
  readonly seams: boolean;
}): ReactElement {
  return (
    <g className="body-map__lines">
      {seams && <path className="body-map__seams" d={view.seams} strokeWidth={view.stroke * 0.42} />}
      <path className="body-map__ink" d={view.ink} />
      <path className="body-map__outline" d={view.outline} strokeWidth={view.stroke} />
    </g>
  );
});

const Marked = memo(function Marked({
  view,
  marked,
}: {
  readonly view: BodyView;
  readonly marked: ReadonlyMap<RegionId, number>;
}): ReactElement {
  return (
    <g className="body-map__marked">
      {[...marked].map(([region, intensity]) => (
        <path key={region} className={`pain-${intensity} is-filled`} d={view.regions.get(region)?.d} />
      ))}
    </g>
  );
});

function Sides({ view, reader }: { readonly view: BodyView; readonly reader: Reader }): ReactElement {
  const { atLeft, atRight } = orientationOf(view, reader);
  return (
    <div className="body-map__sides" aria-hidden="true">
      <span>{atLeft}</span>
      <span>{atRight}</span>
    </div>
  );
}
