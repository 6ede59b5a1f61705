import { useId, type ReactElement } from 'react';
import type { RankingShown } from '../../../core/episode.ts';
import { Button } from '../../ui/button.tsx';
import type { Ready } from '../../api/ranking/use-ranking.ts';
import { timeOf, type Moment } from './timeline.ts';
import { percent } from '../../ui/percent.ts';
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
          {checked(moment.kept, props.state)}
        </p>
      )}
    </section>
  );
}

/** Whether a ranking that was kept computes again to what it was, in words. */
export function checked(kept: RankingShown, { ranking }: Pick<Ready, 'ranking'>): string {
  const now = new Map(ranking.ranked.map(({ site, probability }) => [site, probability]));
  const gap = Math.max(
    0,
    ...kept.sites.map(({ site, probability }) => Math.abs((now.get(site) ?? 0) - probability)),
  );
  const { content, engine, parameters } = kept.versions;
  const isSame =
    content === ranking.versions.content &&
    engine === ranking.versions.engine &&
    parameters === ranking.versions.parameters;
  if (gap === 0 && isSame) return words.past.same;
  if (isSame) return words.past.differs(percent(gap));
  return words.past.otherVersions(content, engine, parameters, percent(gap));
}
