import type { ReactElement } from 'react';
import type { RedrawInterval } from '../../../core/localise/redraw.ts';
import { useProbability, type LiveBars } from '../../api/ranking/live.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

/** A span narrower than this is no line that one could see. */
const LEAST_SPAN = 0.02;

interface BarProps {
  readonly probability: number;
  /** What is measured, for who cannot see the bar. */
  readonly label: string;
  readonly interval?: RedrawInterval | undefined;
  readonly isSmall?: boolean;
}

/** A probability as number and bar, with the span over redrawings as a line across its end. */
export function Bar({ probability, label, interval, isSmall = false }: BarProps): ReactElement {
  const text = percent(probability);
  const span = interval === undefined ? '' : words.rank.span(percent(interval.low), percent(interval.high));
  return (
    <div className="probability" data-small={isSmall ? '' : undefined}>
      <span className="probability__number number">
        {text}
        {span !== '' && <span className="probability__span">{span}</span>}
      </span>
      <div
        className="probability__bar"
        role="meter"
        aria-label={label}
        aria-valuenow={Math.round(probability * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={span === '' ? text : `${text}, ${words.rank.spanText} ${span}`}
      >
        <span className="probability__fill" style={{ width: `${100 * probability}%` }} />
        {interval !== undefined && interval.high - interval.low >= LEAST_SPAN && (
          <span
            className="probability__whisker"
            style={{ left: `${100 * interval.low}%`, width: `${100 * (interval.high - interval.low)}%` }}
          />
        )}
      </div>
    </div>
  );
}

interface LiveBarProps extends BarProps {
  readonly live: LiveBars;
  readonly id: string;
}

/** A bar that follows the finger while it is down. What it spans over redrawings is known only afterwards. */
export function LiveBar({ live, id, probability, interval, ...rest }: LiveBarProps): ReactElement {
  const now = useProbability(live, id);
  return (
    <Bar {...rest} probability={now ?? probability} interval={now === undefined ? interval : undefined} />
  );
}
