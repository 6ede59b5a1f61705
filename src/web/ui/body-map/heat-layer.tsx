import { memo, type ReactElement } from 'react';
import type { BodyView, ViewRegion } from '../../../core/atlas/body-view.ts';
import type { RegionId } from '../../../core/atlas/region.ts';

interface HeatLayerProps {
  readonly view: BodyView;
  /** Strength per region, 0 to 1; what is not in the map is cold. */
  readonly heat: ReadonlyMap<RegionId, number>;
  readonly id: string;
}

const EDGE = 0.72;

const red = (strength: number): string => `rgb(${Math.round(255 * Math.min(1, strength))} 0 0)`;

/**
 * A smooth field of strength over the body.
 *
 * Regions are painted opaquely on black, weakest first, each a little larger than it is: where two meet the
 * stronger one wins and no seam is left. A core in the middle of each carries the full strength, the rest of the
 * region three quarters of it. Then the field is blurred, and the ramp turns it into colour.
 */
export const HeatLayer = memo(function HeatLayer({ view, heat, id }: HeatLayerProps): ReactElement | null {
  const warm = [...heat]
    .map(([region, strength]) => ({ region: view.regions.get(region), strength }))
    .filter((w): w is { region: ViewRegion; strength: number } => w.region !== undefined && w.strength > 0)
    .sort((a, b) => a.strength - b.strength);
  if (warm.length === 0) return null;
  const soft = view.unit * (view.height > 9000 ? 9 : 7);
  return (
    <g className="body-map__heat">
      <filter
        id={`${id}-soft`}
        filterUnits="userSpaceOnUse"
        x="0"
        y="0"
        width={view.width}
        height={view.height}
        colorInterpolationFilters="sRGB"
      >
        <feGaussianBlur stdDeviation={soft} />
      </filter>
      <radialGradient id={`${id}-core`}>
        <stop offset="0" stopColor="#f00" stopOpacity="1" />
        <stop offset="0.45" stopColor="#f00" stopOpacity="0.7" />
        <stop offset="1" stopColor="#f00" stopOpacity="0" />
      </radialGradient>
      <g filter={`url(#${id}-soft)`}>
        <rect width={view.width} height={view.height} fill="#000" />
        {warm.map(({ region, strength }) => (
          <path
            key={region.id}
            d={region.d}
            fill={red(strength * EDGE)}
            stroke={red(strength * EDGE)}
            strokeWidth={soft * 0.8}
            strokeLinejoin="round"
            fillRule="evenodd"
          />
        ))}
        {warm.map(({ region, strength }) => (
          <Core key={region.id} region={region} strength={strength} id={`${id}-core`} />
        ))}
      </g>
    </g>
  );
});

interface CoreProps {
  readonly region: ViewRegion;
  readonly strength: number;
  readonly id: string;
}

/** Full strength in the middle: the gradient is red at 1, so its cover brings the edge up to `strength`. */
function Core({ region, strength, id }: CoreProps): ReactElement {
  const [left, top, right, bottom] = region.box;
  const [x, y] = region.pole;
  // Red over the edge value e with cover a gives e + a (1 - e); solved for `strength`.
  const edge = strength * EDGE;
  return (
    <ellipse
      cx={x}
      cy={y}
      rx={Math.max(region.pole[2], (right - left) * 0.5)}
      ry={Math.max(region.pole[2], (bottom - top) * 0.5)}
      fill={`url(#${id})`}
      fillOpacity={(strength - edge) / (1 - edge)}
    />
  );
}
