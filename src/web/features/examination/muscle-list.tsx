import { useMemo, useState, type KeyboardEvent, type ReactElement, type RefObject } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import { findMuscles } from '../../../core/atlas/find.ts';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import { muscleName, siteName } from '../../../core/atlas/site-name.ts';
import type { JudgedSite } from '../../../core/examine/examination.ts';
import { EXAMINATION_SIGNS } from '../../../core/examine/signs.ts';
import type { RankingState } from '../../api/ranking/use-ranking.ts';
import { percent } from '../../ui/percent.ts';
import { verdictIn, words } from './words.ts';

interface MuscleListProps {
  readonly atlas: Atlas;
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly list: readonly SiteId[];
  readonly chosen: SiteId | undefined;
  readonly judged: readonly JudgedSite[];
  readonly ranking: RankingState;
  readonly onGo: (site: SiteId) => void;
  readonly search: RefObject<HTMLInputElement | null>;
}

/** Hits shown at once. */
const MOST_HITS = 12;

/** Muscles to examine, in an order that does not move, with a search for any other. */
export function MuscleList(props: MuscleListProps): ReactElement {
  const { sites, list, chosen, judged, ranking, onGo } = props;
  const probabilities = useMemo(
    () =>
      new Map(
        ranking.code === 'ready' ? ranking.ranking.ranked.map((r) => [r.site, r.probability] as const) : [],
      ),
    [ranking],
  );
  return (
    <section className="muscles card" aria-label={words.list.title}>
      <Finder {...props} />
      {list.length === 0 ? (
        <p className="muscles__empty">
          {ranking.code === 'working' ? words.strip.working : words.list.empty}
        </p>
      ) : (
        <ol className="muscles__list">
          {list.map((id) => {
            const site = sites.get(id);
            return site === undefined ? null : (
              <Row
                key={id}
                site={site}
                judged={judged.find((j) => j.site === id)}
                probability={probabilities.get(id)}
                isChosen={id === chosen}
                onGo={onGo}
              />
            );
          })}
        </ol>
      )}
    </section>
  );
}

interface RowProps {
  readonly site: Site;
  readonly judged: JudgedSite | undefined;
  readonly probability: number | undefined;
  readonly isChosen: boolean;
  readonly onGo: (site: SiteId) => void;
}

function Row({ site, judged, probability, isChosen, onGo }: RowProps): ReactElement {
  const answers = EXAMINATION_SIGNS.map((sign) => judged?.signs.get(sign) ?? 'unknown');
  const count = (answer: string): number => answers.filter((a) => a === answer).length;
  return (
    <li>
      <button
        type="button"
        className="muscles__row"
        data-row={site.id}
        aria-current={isChosen ? 'true' : undefined}
        onClick={() => onGo(site.id)}
      >
        <span className="muscles__name">
          {muscleName(site)}
          {site.side !== 'midline' && <span className="muscles__side">{words.side[site.side]}</span>}
        </span>
        <span className="muscles__place">{site.entry.label}</span>
        {probability !== undefined && <span className="muscles__figure number">{percent(probability)}</span>}
        {judged !== undefined && (
          <span className="muscles__found">
            <span className="verdict" data-verdict={judged.verdict}>
              {verdictIn(judged.verdict, judged.criteria)}
            </span>
            <span className="dots" aria-hidden="true">
              {answers.map((answer, i) => (
                <span key={EXAMINATION_SIGNS[i]} data-answer={answer} />
              ))}
            </span>
            <span className="hidden-visually">{words.list.signs(count('present'), count('absent'))}</span>
          </span>
        )}
      </button>
    </li>
  );
}

/** Any muscle by typing: Enter takes the first, arrows choose another. */
function Finder({ atlas, onGo, search }: MuscleListProps): ReactElement {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const hits = useMemo(() => (text.trim().length < 2 ? [] : sitesNamed(atlas, text)), [atlas, text]);
  const take = (site: Site | undefined): void => {
    if (site === undefined) return;
    setText('');
    setAt(0);
    onGo(site.id);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined)
      setAt((i) => Math.min(Math.min(hits.length, MOST_HITS) - 1, Math.max(0, i + step)));
    else if (event.key === 'Enter') take(hits[at]);
    else if (event.key === 'Escape') setText('');
    else return;
    event.preventDefault();
  };
  const isOpen = text.trim().length >= 2;
  return (
    <div className="finder field">
      <label htmlFor="muscle-finder">
        {words.list.find} <kbd>/</kbd>
      </label>
      <input
        id="muscle-finder"
        ref={search}
        type="search"
        role="combobox"
        autoComplete="off"
        aria-expanded={isOpen && hits.length > 0}
        aria-controls="muscle-hits"
        aria-autocomplete="list"
        {...(isOpen && hits.length > 0 && { 'aria-activedescendant': `muscle-hit-${at}` })}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      {isOpen && hits.length === 0 && <p className="finder__none">{words.list.none}</p>}
      {isOpen && hits.length > 0 && (
        <ul id="muscle-hits" role="listbox" aria-label={words.list.find} className="finder__hits">
          {hits.slice(0, MOST_HITS).map((site, i) => (
            // The field keeps the focus and has the keys: an option is pressed by pointer alone.
            <li
              key={site.id}
              id={`muscle-hit-${i}`}
              role="option"
              aria-selected={i === at}
              onClick={() => take(site)}
            >
              {siteName(site)} <span>{site.entry.label}</span>
            </li>
          ))}
          {hits.length > MOST_HITS && (
            <li role="presentation" className="finder__more">
              {words.list.more(hits.length - MOST_HITS)}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

/** Sites of the muscles that the words name; `left` and `right`, or their first letter at the end, choose a side. */
function sitesNamed(atlas: Atlas, text: string): readonly Site[] {
  const side = /\s(l|left|r|right)\s*$/i.exec(` ${text}`);
  const query = (side === null ? text : ` ${text}`.slice(0, side.index)).trim();
  const letter = side?.[1]?.[0]?.toLowerCase();
  const muscles = new Set(findMuscles(atlas.muscles, query).map((m) => m.id));
  return atlas.sites.filter(
    (s) => muscles.has(s.muscle.id) && (letter === undefined || s.side.startsWith(letter)),
  );
}
