import type { ReactElement } from 'react';
import type { Calibration } from '../../../../imaging/calibration.ts';

interface RulerProps {
  readonly width: number;
  readonly height: number;
  readonly calibration: Calibration | undefined;
}

/** Depth along the right border: every 5 mm, or every 50 px as long as nobody knows what a pixel measures. */
export function Ruler({ width, height, calibration }: RulerProps): ReactElement {
  const step = calibration === undefined ? 50 : 5 / calibration.y;
  const [unit, each] = calibration === undefined ? ['px', 50] : ['mm', 5];
  const count = Math.floor((height - 1) / step);
  return (
    <g className="marks__ruler">
      {Array.from({ length: count }, (_, n) => {
        const y = (n + 1) * step;
        const isLong = (n + 1) % 2 === 0;
        return (
          <g key={n}>
            <line x1={width - (isLong ? 12 : 7)} x2={width - 2} y1={y} y2={y} />
            {isLong && (
              <text x={width - 16} y={y + 4}>
                {(n + 1) * each}
                {n + 1 === count || n + 2 === count ? ` ${unit}` : ''}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
