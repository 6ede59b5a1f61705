import type { ReactElement } from 'react';
import type { PressureOn } from '../../../core/examine/points.ts';

interface TrendProps {
  readonly values: readonly PressureOn[];
  readonly label: string;
}

const [WIDTH, HEIGHT, EDGE] = [160, 40, 4];

/** A line through the thresholds, from the lowest to the highest; the numbers stand beside it in words. */
export function Trend({ values, label }: TrendProps): ReactElement {
  const kPas = values.map((v) => v.kPa);
  const [least, most] = [Math.min(...kPas), Math.max(...kPas)];
  const x = (i: number): number => EDGE + (i * (WIDTH - 2 * EDGE)) / Math.max(1, values.length - 1);
  const y = (kPa: number): number =>
    most === least ? HEIGHT / 2 : HEIGHT - EDGE - ((kPa - least) * (HEIGHT - 2 * EDGE)) / (most - least);
  return (
    <svg className="trend" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <polyline points={kPas.map((kPa, i) => `${x(i)},${y(kPa)}`).join(' ')} />
      {kPas.map((kPa, i) => (
        <circle key={i} cx={x(i)} cy={y(kPa)} r={3} />
      ))}
    </svg>
  );
}
