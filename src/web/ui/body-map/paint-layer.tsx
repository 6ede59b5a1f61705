import { memo, type ReactElement } from 'react';
import type { BodyView } from '../../../core/atlas/body-view.ts';
import type { Stroke } from '../../../core/episode.ts';
import { paintRuns, strokePath, tappedRegion } from './paint.ts';

interface PaintLayerProps {
  readonly view: BodyView;
  readonly strokes: readonly Stroke[];
  readonly id: string;
}

/** What the finger painted on this view, with what was erased cut out. */
export const PaintLayer = memo(function PaintLayer({
  view,
  strokes,
  id,
}: PaintLayerProps): ReactElement | null {
  const runs = paintRuns(strokes.filter((s) => s.view === view.id));
  if (runs.length === 0) return null;
  return (
    <g className="body-map__paint">
      {runs.map(({ strokes: painted, erasers }, i) => {
        const mask = `${id}-erased-${i}`;
        return (
          <g key={i} {...(erasers.length > 0 && { mask: `url(#${mask})` })}>
            {erasers.length > 0 && (
              <mask id={mask} maskUnits="userSpaceOnUse" x="0" y="0" width={view.width} height={view.height}>
                <rect width={view.width} height={view.height} fill="#fff" />
                {erasers.map((stroke, k) => (
                  <path
                    key={k}
                    d={strokePath('brush', stroke.points)}
                    fill="none"
                    stroke="#000"
                    strokeWidth={2 * stroke.radius}
                    strokeLinecap="round"
                    strokeLinejoin="round"
                  />
                ))}
              </mask>
            )}
            {painted.map((stroke, k) => (
              <StrokePath key={k} view={view} stroke={stroke} />
            ))}
          </g>
        );
      })}
    </g>
  );
});

interface StrokePathProps {
  readonly view: BodyView;
  readonly stroke: Stroke;
}

function StrokePath({ view, stroke }: StrokePathProps): ReactElement {
  const tone = `pain-${stroke.intensity ?? 5}`;
  if (stroke.tool === 'tap') {
    const region = view.regions.get(tappedRegion(view, stroke) ?? '');
    return <path className={`${tone} is-filled`} d={region?.d} />;
  }
  const d = strokePath(stroke.tool, stroke.points);
  return stroke.tool === 'lasso' ? (
    <path className={`${tone} is-filled`} d={d} />
  ) : (
    <path className={`${tone} is-drawn`} d={d} strokeWidth={2 * stroke.radius} />
  );
}
