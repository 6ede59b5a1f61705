import { useState, type ReactElement } from 'react';
import type { Answer } from '../../../core/answer.ts';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { SiteId } from '../../../core/atlas/muscle.ts';
import type { Ranking } from '../../../core/localise/ranking.ts';
import type { Sign, SiteFinding } from '../../../core/localise/request.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, Failed, Loading, Notice } from '../../ui/states.tsx';
import { RankedCard } from './ranked-card.tsx';
import { Alternatives, Changes, Next, StandsAboveList, Unexplained } from './other-reasons.tsx';
import type { RankingState } from '../../api/ranking/use-ranking.ts';
import { useSteadyList } from './use-steady-list.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

/** Cards shown before one asks for more. */
const LEADING = 6;

interface RankingPanelProps {
  readonly atlas: Atlas;
  readonly state: RankingState;
  readonly findings: readonly SiteFinding[];
  readonly opened: SiteId | undefined;
  readonly onOpen: (site: SiteId | undefined) => void;
  readonly onAnswer: (site: SiteId, sign: Sign, answer: Answer) => void;
}

/** What could refer the pain, most probable first, in its four states. */
export function RankingPanel(props: RankingPanelProps): ReactElement {
  const { state } = props;
  return (
    <section className="ranking" aria-label={words.rank.title} aria-busy={state.code === 'working'}>
      <h2>{words.rank.title}</h2>
      <Notice tone="calm">{words.rank.limits}</Notice>
      <RankingBody {...props} />
    </section>
  );
}

function RankingBody(props: RankingPanelProps): ReactElement {
  const { state } = props;
  switch (state.code) {
    case 'blank':
      return <Empty title={words.rank.blankTitle}>{words.rank.blank}</Empty>;
    case 'working':
      return <Loading what={words.rank.working} />;
    case 'broken':
      return (
        <Failed title={words.rank.broken}>
          <p>{words.rank.brokenText}</p>
          <p>{state.said}</p>
        </Failed>
      );
    case 'ready':
      return <RankedList {...props} ranking={state.ranking} />;
  }
}

interface RankedListProps extends RankingPanelProps {
  readonly ranking: Ranking;
}

function RankedList(props: RankedListProps): ReactElement {
  const { atlas, ranking, findings, opened, onOpen, onAnswer } = props;
  const [showsAll, setShowsAll] = useState(false);
  const list = useSteadyList(opened);
  const examined = new Set(findings.map(({ site }) => site));
  const shown = ranking.ranked.filter(
    ({ site }, i) => showsAll || i < LEADING || site === opened || examined.has(site),
  );
  const hidden = ranking.ranked.length - shown.length;
  const { content, engine, parameters } = ranking.versions;
  return (
    <>
      <Unexplained ranking={ranking} />
      {ranking.error > 0 && <Notice tone="caution">{words.rank.sampled(percent(ranking.error))}</Notice>}
      <StandsAboveList ranking={ranking} atlas={atlas} />
      <Next ranking={ranking} atlas={atlas} onOpen={onOpen} />
      {ranking.ranked.length === 0 ? (
        <Empty title={words.rank.none}>{words.rank.noneText}</Empty>
      ) : (
        <ol className="ranking__list" ref={list}>
          {shown.map((ranked) => (
            <RankedCard
              key={ranked.site}
              atlas={atlas}
              ranked={ranked}
              rank={ranking.ranked.indexOf(ranked) + 1}
              alike={alike(ranking, ranked.site)}
              findings={findings.filter(({ site }) => site === ranked.site)}
              isOpen={ranked.site === opened}
              onOpen={(isOpen) => onOpen(isOpen ? ranked.site : undefined)}
              onAnswer={(sign, answer) => onAnswer(ranked.site, sign, answer)}
            />
          ))}
        </ol>
      )}
      {(hidden > 0 || showsAll) && (
        <Button look="quiet" onPress={() => setShowsAll(!showsAll)}>
          {showsAll ? words.rank.fewer : words.rank.more(hidden)}
        </Button>
      )}
      <Alternatives ranking={ranking} atlas={atlas} />
      <Changes ranking={ranking} atlas={atlas} />
      <p className="ranking__versions">{words.rank.versions(content, engine, parameters)}</p>
    </>
  );
}

/** Ranks of the sites that the drawing cannot tell from this one. */
function alike(ranking: Ranking, site: SiteId): readonly number[] {
  const group = ranking.groups.find(({ sites }) => sites.includes(site));
  return (group?.sites ?? [])
    .filter((other) => other !== site)
    .map((other) => ranking.ranked.findIndex((r) => r.site === other) + 1)
    .filter((rank) => rank > 0);
}
