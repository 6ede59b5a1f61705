import { memo, useId, type ReactElement } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { Site } from '../../../core/atlas/muscle.ts';
import type { RankedSite, Ranking } from '../../../core/localise/ranking.ts';
import type { RedrawInterval } from '../../../core/localise/redraw.ts';
import { Badge } from '../../ui/badge.tsx';
import { Chevron } from '../../ui/expander.tsx';
import { StatusBadge } from '../../ui/facts/provenance.tsx';
import { LiveBar } from './bar.tsx';
import { CompareToggle } from './compare-toggle.tsx';
import type { Desk } from './desk.ts';
import { Examination } from './examination.tsx';
import { useIsLive, useRank } from '../../api/ranking/live.ts';
import { muscleName, siteName } from '../../../core/atlas/site-name.ts';
import { Why } from './why.tsx';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

interface RankedCardProps {
  readonly desk: Desk;
  readonly ranking: Ranking;
  readonly ranked: RankedSite;
  /** Where it stands. Under the finger the number moves and the card does not. */
  readonly rank: number;
  readonly interval: RedrawInterval | undefined;
  /** The sentence is shown also while the card is closed. */
  readonly isLeading: boolean;
}

/** One hypothesis: how probable, in one sentence why, and on demand the examination and the evidence. */
export function RankedCard(props: RankedCardProps): ReactElement | null {
  const { desk, ranked, rank, isLeading } = props;
  const name = useId();
  const isLive = useIsLive(desk.live);
  const rankNow = useRank(desk.live, ranked.site);
  const site = desk.atlas.sites.find(({ id }) => id === ranked.site);
  if (site === undefined) return null;
  const isOpen = desk.opened === ranked.site;
  return (
    <li className="hypothesis" data-site={ranked.site} data-live={isLive ? '' : undefined}>
      <Disclosure
        isExpanded={isOpen}
        onExpandedChange={(opens) => desk.onOpen(opens ? ranked.site : undefined)}
      >
        <div className="hypothesis__head">
          <span className="hypothesis__rank" aria-hidden="true">
            {rankNow ?? rank}
          </span>
          <div className="hypothesis__name">
            <h3 id={name}>
              {muscleName(site)}
              {site.side !== 'midline' && (
                <span className="hypothesis__side">{words.site.side[site.side]}</span>
              )}
            </h3>
            <p>{site.entry.label}</p>
          </div>
          <LiveBar
            live={desk.live}
            id={ranked.site}
            probability={ranked.probability}
            interval={props.interval}
            label={`${words.rank.probability}, ${siteName(site)}`}
          />
        </div>
        {(isLeading || isOpen) && <p className="hypothesis__why">{ranked.because}</p>}
        <Moves ranked={ranked} />
        <div className="hypothesis__foot">
          <Statuses site={site} />
          <div className="hypothesis__doings">
            <CompareToggle desk={desk} id={ranked.site} name={siteName(site)} />
            <Heading level={4} className="hypothesis__open">
              <Button slot="trigger" aria-describedby={name}>
                <Chevron />
                {desk.isPast ? words.site.why : words.site.examine}
              </Button>
            </Heading>
          </div>
        </div>
        <DisclosurePanel>
          {isOpen && (
            <div className="hypothesis__more">
              {!desk.isPast && (
                <Examination
                  findings={desk.findings.filter((f) => f.site === ranked.site)}
                  onAnswer={(sign, answer) => desk.onFinding(ranked.site, sign, answer)}
                  about={siteName(site)}
                  visitId={desk.visitId}
                />
              )}
              <Why
                atlas={desk.atlas}
                ranking={props.ranking}
                site={site}
                ranked={ranked}
                interval={props.interval}
              />
            </div>
          )}
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}

/** What each answer did, exactly: the probability without it, and with it. */
const Moves = memo(function Moves({ ranked }: { readonly ranked: RankedSite }): ReactElement | null {
  if (ranked.findings.length === 0) return null;
  return (
    <ul className="moves number" aria-live="polite">
      {ranked.findings.map(({ sign, answer, without }) => (
        <li key={sign} data-answer={answer}>
          {words.site.effect(
            words.signs[sign].name,
            words.answers[answer].toLowerCase(),
            percent(without),
            percent(ranked.probability),
          )}
        </li>
      ))}
    </ul>
  );
});

/** How far the facts behind this hypothesis can be trusted: the weakest and the strongest of its patterns. */
function Statuses({ site }: { readonly site: Site }): ReactElement {
  const statuses = new Set(site.entry.patterns.map(({ status }) => status));
  const isDisputed = site.links.some(({ disputed }) => disputed);
  return (
    <span className="hypothesis__status">
      {[...statuses].map((status) => (
        <StatusBadge key={status} status={status} />
      ))}
      {isDisputed && <Badge tone="calm">{words.site.disputed}</Badge>}
    </span>
  );
}
