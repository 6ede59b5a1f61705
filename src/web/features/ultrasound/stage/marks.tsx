import type { ReactElement } from 'react';
import type { Point } from '../../../../imaging/frame.ts';
import type { NeedleState } from '../../../../imaging/needle/track.ts';
import type { Structure } from '../../../../imaging/path/structures.ts';
import type { Desk } from '../desk.ts';
import type { Live } from '../live.ts';
import type { Training } from '../use-training.ts';
import { PracticeMarks } from './practice-marks.tsx';
import { Ruler } from './ruler.tsx';
import { useLive } from './use-live.ts';
import './marks.css';

interface MarksProps {
  readonly live: Live;
  readonly desk: Desk;
  readonly isStale: boolean;
  readonly training: Training | undefined;
}

/** Everything drawn in lines: ruler, needle, structures, regions, target, and what is being drawn. */
export function Marks({ live, desk, isStale, training }: MarksProps): ReactElement | null {
  const { analysed } = useLive(live);
  if (analysed === undefined) return null;
  const { width, height } = analysed.frame;
  const isShown = (layer: 'needle' | 'drawn'): boolean => desk.hasOverlays && desk.layers[layer];
  return (
    <svg className="marks" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <Ruler width={width} height={height} calibration={desk.calibration} />
      {isShown('drawn') && <Drawn desk={desk} isStale={isStale} />}
      {isShown('drawn') && training !== undefined && <PracticeMarks training={training} />}
      {isShown('needle') && analysed.needle !== undefined && <Needle needle={analysed.needle} />}
      <Draft points={desk.draft} />
    </svg>
  );
}

/** A lost needle has no place, so nothing is drawn for it. */
function Needle({ needle }: { readonly needle: NeedleState }): ReactElement | null {
  if (needle.state !== 'seen' && needle.state !== 'predicted') return null;
  const { start, tip, radius, state } = needle;
  return (
    <g className="marks__needle" data-state={state}>
      <line x1={start.x} y1={start.y} x2={tip.x} y2={tip.y} />
      <circle cx={tip.x} cy={tip.y} r={radius} />
    </g>
  );
}

function Drawn({ desk, isStale }: { readonly desk: Desk; readonly isStale: boolean }): ReactElement {
  const { structures, target, targetRegion, referenceRegion } = desk;
  return (
    <g>
      {structures.map((structure) => (
        <Outline key={structure.id} structure={structure} isStale={isStale} />
      ))}
      {targetRegion !== undefined && <Circle className="marks__region" at={targetRegion} letter="A" />}
      {referenceRegion !== undefined && <Circle className="marks__region" at={referenceRegion} letter="B" />}
      {target !== undefined && (
        <path
          className="marks__target"
          d={`M${target.x - 9} ${target.y}h18M${target.x} ${target.y - 9}v18`}
        />
      )}
    </g>
  );
}

function Outline({ structure, isStale }: { structure: Structure; isStale: boolean }): ReactElement {
  const { shape, kind, name } = structure;
  const points = shape.form === 'region' ? shape.outline : shape.line;
  const label = points[0] ?? { x: 0, y: 0 };
  const text = points.map(({ x, y }) => `${x},${y}`).join(' ');
  return (
    <g className="marks__structure" data-kind={kind} data-stale={isStale ? '' : undefined}>
      {shape.form === 'region' ? <polygon points={text} /> : <polyline points={text} />}
      <text x={label.x} y={label.y - 6}>
        {isStale ? `${name} (stale)` : name}
      </text>
    </g>
  );
}

interface CircleProps {
  readonly className: string;
  readonly at: Point & { readonly radius: number };
  readonly letter: string;
}

function Circle({ className, at, letter }: CircleProps): ReactElement {
  return (
    <g className={className}>
      <circle cx={at.x} cy={at.y} r={at.radius} />
      <text x={at.x - at.radius} y={at.y - at.radius}>
        {letter}
      </text>
    </g>
  );
}

function Draft({ points }: { readonly points: readonly Point[] }): ReactElement {
  return (
    <g className="marks__draft">
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {points.map(({ x, y }, n) => (
        <circle key={n} cx={x} cy={y} r={3} />
      ))}
    </g>
  );
}
