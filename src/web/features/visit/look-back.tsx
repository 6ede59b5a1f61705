import { useId, type ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import type { Ready } from '../../api/ranking/use-ranking.ts';
import { recheck } from './recheck.ts';
import { timeOf, type Moment } from './timeline.ts';
import { words } from './words.ts';

/** Where one is while looking back: a step of the visit, or a ranking that was kept. */
export type Place = { readonly kind: 'step' | 'kept'; readonly at: number };

interface LookBackProps {
  readonly steps: readonly Moment[];
  readonly kept: readonly Moment[];
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
  readonly onLeave: () => void;
  /** The ranking of that moment, computed again; undefined while it is under way. */
  readonly state: Ready | undefined;
}

/** Time travel: a slider over the steps of the visit, and the rankings that were kept. Nothing can be changed here. */
export function LookBack(props: LookBackProps): ReactElement {
  const { steps, kept, place, onPlace, onLeave } = props;
  const id = useId();
  const moment = place.kind === 'step' ? steps[place.at] : kept[place.at];
  const step = (by: number): void =>
    onPlace({ kind: 'step', at: Math.min(steps.length - 1, Math.max(0, place.at + by)) });
  const isStep = place.kind === 'step';
  return (
    <section className="past" aria-label={words.past.where}>
      <div className="past__head">
        <p className="past__flag">{words.past.flag}</p>
        <Button look="main" onPress={onLeave}>
          {words.past.now}
        </Button>
      </div>
      <p className="past__said" role="status">
        <span className="number">
          {isStep
            ? words.past.step(place.at + 1, steps.length)
            : words.past.keptOf(place.at + 1, kept.length)}
        </span>{' '}
        {moment?.said}
      </p>
      {steps.length > 0 && (
        <div className="past__scrub">
          <Button label={words.past.before} isDisabled={isStep && place.at === 0} onPress={() => step(-1)}>
            ‹
          </Button>
          <label htmlFor={id} className="hidden-visually">
            {words.past.scrub}
          </label>
          <input
            id={id}
            type="range"
            min={0}
            max={steps.length - 1}
            step={1}
            value={isStep ? place.at : steps.length - 1}
            aria-valuetext={moment?.said}
            onChange={(event) => onPlace({ kind: 'step', at: Number(event.target.value) })}
          />
          <Button
            label={words.past.after}
            isDisabled={isStep && place.at === steps.length - 1}
            onPress={() => step(1)}
          >
            ›
          </Button>
        </div>
      )}
      <p className="past__order">{words.past.order}</p>
      {kept.length > 0 && (
        <div className="past__kept" role="group" aria-label={words.past.keptTitle}>
          <span>{words.past.keptTitle}</span>
          {kept.map((m, at) => (
            <Button
              key={m.kept?.id ?? at}
              look={place.kind === 'kept' && place.at === at ? 'main' : 'plain'}
              onPress={() => onPlace({ kind: 'kept', at })}
            >
              {timeOf(m.kept?.at ?? '')}
            </Button>
          ))}
        </div>
      )}
      {moment?.kept !== undefined && props.state !== undefined && (
        <p className="past__check" role="status">
          {recheck(moment.kept, props.state.ranking)}
        </p>
      )}
    </section>
  );
}
