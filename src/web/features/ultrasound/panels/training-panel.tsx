import type { ReactElement } from 'react';
import {
  isTipVisible,
  score,
  TURNABLE,
  type Deed,
  type Score,
} from '../../../../imaging/training/attempt.ts';
import { EXERCISES } from '../../../../imaging/training/exercise.ts';
import { Button } from '../../../ui/button.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Notice } from '../../../ui/states.tsx';
import type { Desk, Move } from '../desk.ts';
import type { Training } from '../use-training.ts';
import { words } from '../words.ts';
import { Figure } from './figure.tsx';
import './training-panel.css';

interface TrainingPanelProps {
  readonly training: Training;
  readonly desk: Desk;
  readonly move: (move: Move) => void;
  readonly onClose: () => void;
}

const NUMBERS = Array.from({ length: EXERCISES }, (_, n) => ({ id: `${n + 1}`, text: `${n + 1}` }));
const STEPS = [-5, -1, 1, 5] as const;

/** Place a virtual needle: by keyboard or pointer, without any hurry, and see what came of it. */
export function TrainingPanel({ training, desk, move, onClose }: TrainingPanelProps): ReactElement {
  const { attempt, isOver } = training;
  return (
    <section className="panel training" aria-labelledby="training-title">
      <h2 id="training-title">{words.training.title}</h2>
      <p className="panel__note">{words.training.lead}</p>
      <Segmented
        isSmall
        label="Exercise"
        options={NUMBERS}
        value={`${attempt.exercise.number}`}
        onChange={(number) => training.start(Number(number))}
      />
      <Hands training={training} desk={desk} move={move} />
      <ScoreBoard score={score(attempt)} isOver={isOver} />
      <div className="row">
        <Button isDisabled={attempt.depth === 0 && attempt.passes === 0} onPress={() => training.finish()}>
          {words.training.finish}
        </Button>
        <Button onPress={() => training.start(attempt.exercise.number)}>{words.training.again}</Button>
      </div>
      <p className="panel__note">{words.training.honest}</p>
      <Button look="quiet" onPress={onClose}>
        {words.training.close}
      </Button>
    </section>
  );
}

type HandsProps = Pick<TrainingPanelProps, 'training' | 'desk' | 'move'>;

/** One hand holds the needle, the other the probe. */
function Hands({ training, desk, move }: HandsProps): ReactElement {
  const { attempt, isOver } = training;
  const act = (deed: Deed): void => training.act(deed);
  const isOutside = attempt.depth === 0;
  const isTurnable = attempt.depth <= TURNABLE;
  return (
    <>
      <fieldset className="training__hand" disabled={isOver}>
        <legend>Needle</legend>
        <Slider
          name="Entry"
          value={attempt.entry}
          range={[0, 30, 0.5]}
          unit="mm"
          isDisabled={!isOutside}
          onChange={(at) => act({ kind: 'enter', at })}
        />
        <Slider
          name="Angle"
          value={attempt.angle}
          range={[15, 165, 1]}
          unit="°"
          isDisabled={!isTurnable}
          onChange={(angle) => act({ kind: 'aim', angle })}
        />
        <div className="training__pushes" role="group" aria-label="Push the needle">
          {STEPS.map((by) => (
            <Button
              key={by}
              label={`${by < 0 ? 'Back' : 'In'} ${Math.abs(by)} mm`}
              isDisabled={isOver || (by < 0 && isOutside)}
              onPress={() => act({ kind: 'push', by })}
            >
              {by < 0 ? `−${-by}` : `+${by}`}
            </Button>
          ))}
          <output className="number">{attempt.depth.toFixed(1)} mm in</output>
        </div>
        <Button
          look={desk.tool === 'aim' ? 'main' : 'plain'}
          isDisabled={isOver || !isTurnable}
          onPress={() => move({ kind: 'pick', tool: 'aim' })}
        >
          {words.training.aim}
        </Button>
        {!isTurnable && <p className="panel__note">{words.training.notTurnable}</p>}
      </fieldset>
      <fieldset className="training__hand" disabled={isOver}>
        <legend>Probe</legend>
        <Slider
          name="Slide"
          value={attempt.plane}
          range={[-8, 8, 0.25]}
          unit="mm"
          onChange={(to) => act({ kind: 'slide', to })}
        />
        <Slider
          name="Turn"
          value={attempt.turned}
          range={[-15, 15, 0.5]}
          unit="°"
          onChange={(to) => act({ kind: 'turn', to })}
        />
      </fieldset>
      {isOver && (
        <Notice tone="calm">
          {isTipVisible(attempt) ? words.training.endedInView : words.training.endedOutOfView}
        </Notice>
      )}
    </>
  );
}

interface SliderProps {
  readonly name: string;
  readonly value: number;
  readonly range: readonly [least: number, most: number, step: number];
  readonly unit: string;
  readonly isDisabled?: boolean;
  readonly onChange: (value: number) => void;
}

function Slider({
  name,
  value,
  range: [min, max, step],
  unit,
  isDisabled,
  onChange,
}: SliderProps): ReactElement {
  const digits = step < 1 ? 1 : 0;
  return (
    <label className="slider">
      <span>{name}</span>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={isDisabled === true}
        aria-valuetext={`${value.toFixed(digits)} ${unit}`}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <span className="number">
        {value.toFixed(digits)} {unit}
      </span>
    </label>
  );
}

/** The score so far. How near the hazards were is told only at the end: on a patient nobody tells. */
function ScoreBoard({ score, isOver }: { readonly score: Score; readonly isOver: boolean }): ReactElement {
  const { tipVisible, blind, passes, toTarget, hasArrived, hazards } = score;
  return (
    <dl className="figures" aria-label="Score">
      <Figure label="Tip visible">
        {tipVisible === undefined ? '–' : `${Math.round(tipVisible * 100)} %`}
      </Figure>
      <Figure label="Passes">{passes}</Figure>
      {isOver && (
        <>
          <Figure label="Pushed without seeing it" tone={blind > 0 ? 'caution' : 'good'}>
            {blind.toFixed(1)} mm
          </Figure>
          <Figure label="Nearest to target" tone={hasArrived ? 'good' : 'caution'}>
            {toTarget === undefined ? '–' : `${toTarget.toFixed(1)} mm${hasArrived ? ', arrived' : ''}`}
          </Figure>
          {hazards.map(({ id, name, nearest }) => (
            <Figure
              key={id}
              label={`Nearest to ${name.toLowerCase()}`}
              tone={nearest > 0 ? 'plain' : 'danger'}
            >
              {nearest > 0 ? `${nearest.toFixed(1)} mm` : `entered by ${Math.abs(nearest).toFixed(1)} mm`}
            </Figure>
          ))}
        </>
      )}
    </dl>
  );
}
