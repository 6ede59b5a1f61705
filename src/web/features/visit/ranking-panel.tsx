import { useState, type ReactElement, type ReactNode } from 'react';
import { Empty, Failed, Loading, Notice } from '../../ui/states.tsx';
import { AboutRanking } from './about-ranking.tsx';
import type { Desk } from './desk.ts';
import { Accounts, Alternatives, BeforeMuscles, Changes, Unexplained } from './other-reasons.tsx';
import { PalpateNext } from './palpate-next.tsx';
import { FirstBars, RankedList } from './ranked-list.tsx';
import type { RankingState, Ready } from '../../api/ranking/use-ranking.ts';
import { words } from './words.ts';

interface RankingPanelProps {
  readonly desk: Desk;
  readonly state: RankingState;
  /** Beside the title: the way to look back. */
  readonly action?: ReactNode;
  /** Between the title and the list: where one is while looking back. */
  readonly above?: ReactNode;
}

/** What could refer the pain, most probable first, in its states. */
export function RankingPanel(props: RankingPanelProps): ReactElement {
  const { state, desk } = props;
  const [isAsking, setAsking] = useState(false);
  return (
    <section
      className="ranking"
      id="ranking"
      aria-label={desk.isPast ? words.past.title : words.rank.title}
      aria-busy={state.code === 'working'}
      data-past={desk.isPast ? '' : undefined}
    >
      <div className="ranking__head">
        <h2>{words.rank.title}</h2>
        {props.action}
      </div>
      {props.above}
      <div className="ranking__limits">
        <p>{words.rank.limits}</p>
        <button type="button" className="link" onClick={() => setAsking(true)}>
          {words.rank.about}
        </button>
      </div>
      {isAsking && <AboutRanking rates={desk.rates} onClose={() => setAsking(false)} />}
      <RankingBody {...props} />
    </section>
  );
}

function RankingBody({ state, desk }: RankingPanelProps): ReactElement {
  switch (state.code) {
    case 'blank':
      return <Empty title={words.rank.blankTitle}>{words.rank.blank}</Empty>;
    case 'working':
      return <Loading what={words.rank.working} />;
    case 'following':
      return <FirstBars desk={desk} />;
    case 'broken':
      return (
        <Failed title={words.rank.broken}>
          <p>{words.rank.brokenText}</p>
          <p>{state.said}</p>
        </Failed>
      );
    case 'ready':
      return <Answer desk={desk} state={state} />;
  }
}

function Answer({ desk, state }: { readonly desk: Desk; readonly state: Ready }): ReactElement {
  const { ranking } = state;
  const { content, engine, parameters } = ranking.versions;
  return (
    <>
      {ranking.error > 0 && (
        <Notice tone="caution">{words.rank.sampled(Math.ceil(100 * ranking.error))}</Notice>
      )}
      <Accounts ranking={ranking} />
      <BeforeMuscles desk={desk} state={state} />
      <Unexplained ranking={ranking} />
      {!desk.isPast && <PalpateNext desk={desk} ranking={ranking} isCurrent={state.isCurrent} />}
      {ranking.ranked.length === 0 ? (
        <Empty title={words.rank.none}>{words.rank.noneText}</Empty>
      ) : (
        <RankedList desk={desk} state={state} />
      )}
      <p className="ranking__span">{words.rank.spanMeans}</p>
      <Alternatives desk={desk} state={state} />
      {!desk.isPast && <Changes ranking={ranking} atlas={desk.atlas} />}
      <p className="ranking__versions">{words.rank.versions(content, engine, parameters)}</p>
    </>
  );
}
