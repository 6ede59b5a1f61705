import { memo, type ReactElement } from 'react';
import type { BodyView } from '../../../core/atlas/body-view.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import type { Meeting } from '../../../core/localise/expected.ts';
import './meeting-layer.css';

/** How each region of the drawing and of what was expected meet, and how strongly it was expected: 0 to 1. */
export type Meetings = ReadonlyMap<RegionId, { readonly meeting: Meeting; readonly strength: number }>;

interface MeetingLayerProps {
  readonly view: BodyView;
  readonly meetings: Meetings;
  readonly id: string;
}

/**
 * What was expected against what was drawn: each kind by a pattern and an outline of its own, so that no meaning
 * rests on colour.
 */
export const MeetingLayer = memo(function MeetingLayer({
  view,
  meetings,
  id,
}: MeetingLayerProps): ReactElement {
  return (
    <g className="meetings">
      <MeetingPatterns id={id} scale={view.height / 900} />
      {[...meetings].map(([region, { meeting, strength }]) => (
        <path
          key={region}
          className={`meeting meeting--${meeting}`}
          fillOpacity={meeting === 'drawn-only' ? 1 : FAINTEST + (1 - FAINTEST) * strength}
          d={view.regions.get(region)?.d}
          fill={fillOf(meeting, id)}
          strokeWidth={view.height / 420}
          strokeDasharray={dashOf(meeting, view.height / 900)}
        />
      ))}
    </g>
  );
});

/** The pattern of one kind, as a square for a legend. */
export function MeetingSwatch({
  meeting,
  id,
}: {
  readonly meeting: Meeting;
  readonly id: string;
}): ReactElement {
  return (
    <svg className="meeting-swatch" viewBox="0 0 28 20" aria-hidden="true">
      <MeetingPatterns id={id} scale={1} />
      {(meeting === 'both' || meeting === 'drawn-only') && (
        <rect className="meeting-swatch__paint" x="2" y="2" width="24" height="16" rx="3" />
      )}
      <rect
        className={`meeting meeting--${meeting}`}
        x="2"
        y="2"
        width="24"
        height="16"
        rx="3"
        fill={fillOf(meeting, id)}
        strokeWidth="1.8"
        strokeDasharray={dashOf(meeting, 1)}
      />
    </svg>
  );
}

/** A weak expectation is fainter, and never so faint that its pattern is lost; the outline keeps its strength. */
const FAINTEST = 0.4;

const fillOf = (meeting: Meeting, id: string): string =>
  meeting === 'not-asked' ? 'none' : `url(#${id}-${meeting})`;

function dashOf(meeting: Meeting, scale: number): string | undefined {
  if (meeting === 'not-asked') return `${5 * scale} ${4 * scale}`;
  return meeting === 'drawn-only' ? `${0.1 * scale} ${4 * scale}` : undefined;
}

/** Stripes: expected only. Stripes both ways: met. Dots: drawn only. */
function MeetingPatterns({ id, scale }: { readonly id: string; readonly scale: number }): ReactElement {
  const size = 8 * scale;
  const pattern = { width: size, height: size, patternUnits: 'userSpaceOnUse' } as const;
  const line = { className: 'meeting-line', strokeWidth: 1.7 * scale } as const;
  return (
    <defs>
      <pattern id={`${id}-expected-only`} {...pattern} patternTransform="rotate(45)">
        <path d={`M0 0V${size}`} {...line} />
      </pattern>
      <pattern id={`${id}-both`} {...pattern} patternTransform="rotate(45)">
        <path d={`M0 0V${size}M0 0H${size}`} {...line} />
      </pattern>
      <pattern id={`${id}-drawn-only`} {...pattern}>
        <circle className="meeting-dot" cx={size / 2} cy={size / 2} r={1.6 * scale} />
      </pattern>
    </defs>
  );
}
