import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import { muscleName, siteName } from '../../../core/atlas/site-name.ts';
import type { Chart } from '../../../core/episode.ts';
import type { NextPalpation, RankedSite, Ranking } from '../../../core/localise/ranking.ts';
import type { RankingState } from '../../api/ranking/use-ranking.ts';
import { Button } from '../../ui/button.tsx';
import { SIGN_WORDS } from '../../ui/facts/sign-words.ts';
import { percent } from '../../ui/percent.ts';
import { Empty, Failed } from '../../ui/states.tsx';
import { useMoved } from './use-moved.ts';
import { words } from './words.ts';

interface RankingStripProps {
  readonly atlas: Atlas;
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly state: RankingState;
  readonly chosen: SiteId | undefined;
  /** Sites of which anything was answered. */
  readonly examined: ReadonlySet<SiteId>;
  readonly chart: Chart;
  readonly onGo: (site: SiteId) => void;
}

/** The ranking in one row, and what to palpate next with what either answer would do. */
export function RankingStrip(props: RankingStripProps): ReactElement {
  const { state, chart } = props;
  switch (state.code) {
    case 'blank':
      return (
        <Empty
          title={words.strip.blankTitle}
          action={
            <Link to="/visits/$visitId" params={{ visitId: chart.visit.id }}>
              {words.strip.paint}
            </Link>
          }
        >
          {words.strip.blank}
        </Empty>
      );
    case 'broken':
      return <Failed title={words.strip.broken}>{state.said}</Failed>;
    case 'following':
    case 'working':
      return (
        <section className="strip" aria-label={words.strip.title} aria-busy="true">
          <p className="strip__working">{words.strip.working}</p>
        </section>
      );
    case 'ready':
      return <Ready {...props} ranking={state.ranking} />;
  }
}

const SHOWN = 4;

function Ready(props: RankingStripProps & { readonly ranking: Ranking }): ReactElement {
  const { ranking, sites, chosen, onGo, chart } = props;
  const moved = useMoved(ranking);
  const [next] = ranking.next;
  const another = ranking.next.find((n) => n.site !== next?.site && !props.examined.has(n.site));
  const above = ranking.standsAbove.slice(0, 3).map((a) => a.name);
  return (
    <section className="strip" aria-label={words.strip.title}>
      <ol className="strip__ranked">
        {ranking.ranked.slice(0, SHOWN).map((ranked, i) => (
          <Ranked
            key={ranked.site}
            ranked={ranked}
            rank={i + 1}
            moved={moved.get(ranked.site) ?? 0}
            site={sites.get(ranked.site)}
            isChosen={ranked.site === chosen}
            onGo={onGo}
          />
        ))}
      </ol>
      {next === undefined ? (
        <p className="strip__next">{words.strip.nothingNext}</p>
      ) : (
        <Next next={next} site={sites.get(next.site)} onGo={onGo} />
      )}
      {next !== undefined && another !== undefined && props.examined.has(next.site) && (
        <Another next={another} site={sites.get(another.site)} onGo={onGo} />
      )}
      {above.length > 0 && (
        <p className="strip__above">
          {words.strip.above}{' '}
          <Link to="/visits/$visitId" params={{ visitId: chart.visit.id }}>
            {[...new Set(above)].join(', ')}
          </Link>
        </p>
      )}
    </section>
  );
}

interface RankedProps {
  readonly ranked: RankedSite;
  readonly rank: number;
  /** Change of the probability at the last answer. */
  readonly moved: number;
  readonly site: Site | undefined;
  readonly isChosen: boolean;
  readonly onGo: (site: SiteId) => void;
}

function Ranked({ ranked, rank, moved, site, isChosen, onGo }: RankedProps): ReactElement | null {
  if (site === undefined) return null;
  const points = Math.round(moved * 100);
  const by = `${points > 0 ? '▲' : '▼'} ${Math.abs(points)}`;
  return (
    <li>
      <button
        type="button"
        className="strip__site"
        data-chosen={isChosen ? '' : undefined}
        onClick={() => onGo(site.id)}
      >
        <span className="strip__name">
          {rank}. {muscleName(site)}
          {site.side !== 'midline' && <span className="strip__side"> {words.side[site.side]}</span>}
        </span>
        <span className="strip__figure number">
          {percent(ranked.probability)}
          {points !== 0 && (
            <span className="strip__moved" data-up={points > 0 ? '' : undefined}>
              {by}
            </span>
          )}
        </span>
        <span className="strip__bar" aria-hidden="true">
          <span style={{ width: `${ranked.probability * 100}%` }} />
        </span>
      </button>
    </li>
  );
}

interface NextProps {
  readonly next: NextPalpation;
  readonly site: Site | undefined;
  readonly onGo: (site: SiteId) => void;
}

/** What to palpate next, why, and what either answer would make of it. */
function Next({ next, site, onGo }: NextProps): ReactElement | null {
  if (site === undefined) return null;
  const { sign, chance, ifPresent, ifAbsent, gain, cost } = next;
  return (
    <div className="strip__next">
      <div>
        <p>
          {words.strip.next}: <strong>{siteName(site)}</strong>, {words.strip.ask(SIGN_WORDS[sign].name)}
        </p>
        <p className="strip__why number">
          {words.strip.would(percent(ifPresent), percent(ifAbsent))} · {words.strip.chance(percent(chance))}.{' '}
          {words.strip.why(gain.toFixed(2), cost.toFixed(1))}
        </p>
      </div>
      <Button look="main" onPress={() => onGo(site.id)}>
        {words.strip.go} <kbd>n</kbd>
      </Button>
    </div>
  );
}

/** The first muscle that nobody has touched yet, when more about one that was examined would tell most. */
function Another({ next, site, onGo }: NextProps): ReactElement | null {
  if (site === undefined) return null;
  const { sign, ifPresent, ifAbsent } = next;
  return (
    <div className="strip__next">
      <p className="strip__why number">
        {words.strip.another}: <strong>{siteName(site)}</strong>, {words.strip.ask(SIGN_WORDS[sign].name)}.{' '}
        {words.strip.would(percent(ifPresent), percent(ifAbsent))}
      </p>
      <Button onPress={() => onGo(site.id)}>{words.strip.go}</Button>
    </div>
  );
}
