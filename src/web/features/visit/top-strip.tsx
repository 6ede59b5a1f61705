import { useEffect, useState, type ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import type { Desk } from './desk.ts';
import { useBars, type Bars } from '../../api/ranking/live.ts';
import type { RankingState } from '../../api/ranking/use-ranking.ts';
import { causeName } from '../../../core/atlas/site-name.ts';
import type { Compared } from './use-compared.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

interface TopStripProps {
  readonly desk: Desk;
  readonly state: RankingState;
  readonly compared: Compared;
}

const LEADING = 3;

/**
 * At the foot of the window: where the ranking lies below the drawing, the leading bars, so that they can be seen to
 * move under the finger; and what was chosen to compare.
 */
export function TopStrip({ desk, state, compared }: TopStripProps): ReactElement | null {
  const isAway = useRankingAway();
  const [one] = compared.chosen;
  const rows = leading(state, useBars(desk.live));
  if (one === undefined && (!isAway || rows.length === 0)) return null;
  return (
    <aside className="top-strip" aria-label={one === undefined ? words.rank.top : words.compare.title}>
      {one !== undefined ? (
        <Chosen desk={desk} compared={compared} />
      ) : (
        <button
          type="button"
          className="top-strip__bars"
          onClick={() => document.getElementById('ranking')?.scrollIntoView()}
        >
          <span className="hidden-visually">{words.rank.toRanking}</span>
          {rows.map(({ id, probability }) => (
            <span key={id} className="top-strip__row">
              <span className="top-strip__name">{causeName(desk.atlas, id)}</span>
              <span className="top-strip__track" aria-hidden="true">
                <span style={{ width: `${100 * probability}%` }} />
              </span>
              <span className="number">{percent(probability)}</span>
            </span>
          ))}
        </button>
      )}
    </aside>
  );
}

function Chosen({ desk, compared }: Pick<TopStripProps, 'desk' | 'compared'>): ReactElement {
  const [one = '', other] = compared.chosen;
  return (
    <div className="top-strip__chosen">
      <p role="status">
        {other === undefined
          ? words.compare.waiting(causeName(desk.atlas, one))
          : `${causeName(desk.atlas, one)} · ${causeName(desk.atlas, other)}`}
      </p>
      {other !== undefined && <Button onPress={compared.open}>{words.compare.open}</Button>}
      <Button look="quiet" onPress={compared.clear}>
        {words.compare.stop}
      </Button>
    </div>
  );
}

interface Row {
  readonly id: string;
  readonly probability: number;
}

function leading(state: RankingState, bars: Bars | undefined): readonly Row[] {
  if (bars !== undefined) return bars.filter(({ kind }) => kind === 'site').slice(0, LEADING);
  if (state.code !== 'ready') return [];
  return state.ranking.ranked.slice(0, LEADING).map(({ site, probability }) => ({ id: site, probability }));
}

/** True while the ranking lies below the lower edge of the window. */
function useRankingAway(): boolean {
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    const ranking = document.getElementById('ranking');
    if (ranking === null) return undefined;
    const watch = new IntersectionObserver(([entry]) => {
      setAway(entry !== undefined && !entry.isIntersecting && entry.boundingClientRect.top > 0);
    });
    watch.observe(ranking);
    return () => watch.disconnect();
  }, []);
  return isAway;
}
