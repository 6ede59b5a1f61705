import type { ReactElement } from 'react';
import type { Point } from '../../../../imaging/frame.ts';
import { PHANTOM_PIXEL } from '../../../../imaging/phantom/phantom.ts';
import { placeAt } from '../../../../imaging/training/attempt.ts';
import type { Hazard } from '../../../../imaging/training/exercise.ts';
import type { Training } from '../use-training.ts';

const px = (value: number): number => value / PHANTOM_PIXEL;

/** The exercise: target, hazards, where the needle will go in; at the end the needle as it really was. */
export function PracticeMarks({ training }: { readonly training: Training }): ReactElement {
  const { attempt, isOver } = training;
  const { target, hazards } = attempt.exercise;
  const [entry, hub] = [placeAt(attempt, 0), placeAt(attempt, 3)];
  const tip = placeAt(attempt, attempt.depth);
  return (
    <g>
      {hazards.map((hazard) => (
        <HazardMark key={hazard.id} hazard={hazard} />
      ))}
      <path
        className="marks__target"
        d={`M${px(target.x) - 9} ${px(target.y)}h18M${px(target.x)} ${px(target.y) - 9}v18`}
      />
      {attempt.depth === 0 && <Line className="marks__aim" from={entry} to={hub} />}
      {isOver && <Line className="marks__truth" from={entry} to={tip} />}
    </g>
  );
}

function HazardMark({ hazard: { kind, name, shape } }: { readonly hazard: Hazard }): ReactElement {
  return (
    <g className="marks__structure" data-kind={kind}>
      {shape.form === 'disc' ? (
        <>
          <circle cx={px(shape.centre.x)} cy={px(shape.centre.y)} r={px(shape.radius)} />
          <text x={px(shape.centre.x + shape.radius) + 4} y={px(shape.centre.y) + 4}>
            {name}
          </text>
        </>
      ) : (
        <>
          <polyline
            points={[shape.line.from, shape.line.to].map(({ x, y }) => `${px(x)},${px(y)}`).join(' ')}
          />
          <text x={8} y={px(shape.line.from.y) - 6}>
            {name}
          </text>
        </>
      )}
    </g>
  );
}

const Line = ({ className, from, to }: { className: string; from: Point; to: Point }): ReactElement => (
  <line className={className} x1={px(from.x)} y1={px(from.y)} x2={px(to.x)} y2={px(to.y)} />
);
