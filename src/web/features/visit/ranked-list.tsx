import { useState, type ReactElement } from 'react';
import type { Ready } from '../../api/ranking/use-ranking.ts';
import { Button } from '../../ui/button.tsx';
import { LiveBar } from './bar.tsx';
import type { Desk } from './desk.ts';
import { entriesOf, holdPlaces, SHOWN_OF_GROUP, type Entry } from './entries.ts';
import { useBars, useIsLive, useRank, type Bars } from '../../api/ranking/live.ts';
import { RankedCard } from './ranked-card.tsx';
import { causeName, causePlace } from '../../../core/atlas/site-name.ts';
import { useSteadyList } from './use-steady-list.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

/** Sites shown before one asks for more. */
const LEADING = 6;
/** Of so many the sentence is shown without asking. */
const TOLD = 3;

interface RankedListProps {
  readonly desk: Desk;
  readonly state: Ready;
}

/**
 * The sites, most probable first, those that the drawing cannot tell apart together.
 *
 * While the finger is down every card holds its place; bars and ranks move. The order settles when it is lifted.
 */
export function RankedList({ desk, state }: RankedListProps): ReactElement {
  const { ranking } = state;
  const [showsAll, setShowsAll] = useState(false);
  const list = useSteadyList(desk.opened, useIsLive(desk.live));
  const always = new Set(desk.findings.map(({ site }) => site));
  if (desk.opened !== undefined) always.add(desk.opened);
  const entries = entriesOf(ranking, showsAll ? Infinity : LEADING, always);
  const shown = entries.reduce((sum, { sites }) => sum + sites.length, 0);
  const hidden = ranking.ranked.length - shown;
  const card = (entry: Entry, i: number): ReactElement => {
    const ranked = entry.sites[i];
    if (ranked === undefined) throw new Error('an entry has no such site');
    const settled = ranking.ranked.indexOf(ranked) + 1;
    return (
      <RankedCard
        key={ranked.site}
        desk={desk}
        ranking={ranking}
        ranked={ranked}
        rank={settled}
        interval={state.intervals?.get(ranked.site)}
        isLeading={settled <= TOLD}
      />
    );
  };
  return (
    <>
      <ol className="ranking__list" ref={list}>
        {entries.map((entry) =>
          entry.sites.length === 1 ? (
            card(entry, 0)
          ) : (
            <Group key={`group ${entry.sites[0]?.site ?? ''}`} entry={entry} card={card} always={always} />
          ),
        )}
      </ol>
      <Rising desk={desk} entries={entries} />
      {(hidden > 0 || showsAll) && (
        <Button look="quiet" onPress={() => setShowsAll(!showsAll)}>
          {showsAll ? words.rank.fewer : words.rank.more(hidden)}
        </Button>
      )}
    </>
  );
}

interface GroupProps {
  readonly entry: Entry;
  readonly card: (entry: Entry, i: number) => ReactElement;
  readonly always: ReadonlySet<string>;
}

/** Several sites to be read as "one of these". */
function Group({ entry, card, always }: GroupProps): ReactElement {
  const [showsAll, setShowsAll] = useState(false);
  const { sites, isIdentical } = entry;
  const rest = sites.length - SHOWN_OF_GROUP;
  return (
    <li className="one-of">
      <p className="one-of__title">
        <strong>{words.rank.oneOf(sites.length)}</strong>{' '}
        {isIdentical ? words.rank.identical : words.rank.nested}
      </p>
      <ol className="one-of__list">
        {sites.flatMap(({ site }, i) =>
          showsAll || i < SHOWN_OF_GROUP || always.has(site) ? [card(entry, i)] : [],
        )}
      </ol>
      {rest > 0 && (
        <Button look="quiet" onPress={() => setShowsAll(!showsAll)}>
          {showsAll ? words.rank.fewer : words.rank.moreOfThem(rest)}
        </Button>
      )}
    </li>
  );
}

const leadingIn = (bars: Bars): Bars => bars.filter(({ kind }) => kind === 'site').slice(0, LEADING);

interface RisingProps {
  readonly desk: Desk;
  readonly entries: readonly Entry[];
}

/** Who would come into the list were the finger lifted now. A line of its own, so that nothing else moves. */
function Rising({ desk, entries }: RisingProps): ReactElement | null {
  const bars = useBars(desk.live);
  if (bars === undefined) return null;
  const listed = new Set(entries.flatMap(({ sites }) => sites.map(({ site }) => site)));
  const comers = leadingIn(bars).filter(({ id }) => !listed.has(id));
  return (
    <p className="rising number" aria-hidden="true">
      {comers.length === 0
        ? words.rank.settles
        : words.rank.rising(
            comers.map(({ id, probability }) => `${causeName(desk.atlas, id)} ${percent(probability)}`),
          )}
    </p>
  );
}

/** The bars of a first stroke: names and bars alone, each in its place until the finger is lifted. */
export function FirstBars({ desk }: { readonly desk: Desk }): ReactElement {
  const now = leadingIn(useBars(desk.live) ?? []).map(({ id }) => id);
  const [places, setPlaces] = useState<readonly string[]>(now);
  const held = holdPlaces(places, now);
  // A place that was taken stays taken: remembered while rendering, which costs one more render and no flicker.
  if (held.join() !== places.join()) setPlaces(held);
  return (
    <ol className="ranking__list">
      {held.map((id) => (
        <FirstBar key={id} desk={desk} id={id} />
      ))}
    </ol>
  );
}

function FirstBar({ desk, id }: { readonly desk: Desk; readonly id: string }): ReactElement {
  return (
    <li className="hypothesis" data-live="">
      <div className="hypothesis__head">
        <span className="hypothesis__rank" aria-hidden="true">
          {useRank(desk.live, id)}
        </span>
        <div className="hypothesis__name">
          <h3>{causeName(desk.atlas, id)}</h3>
          <p>{causePlace(desk.atlas, id)}</p>
        </div>
        <LiveBar
          live={desk.live}
          id={id}
          probability={0}
          label={`${words.rank.probability}, ${causeName(desk.atlas, id)}`}
        />
      </div>
    </li>
  );
}
