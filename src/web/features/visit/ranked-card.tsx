import { useId, type ReactElement } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { Answer } from '../../../core/answer.ts';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site } from '../../../core/atlas/muscle.ts';
import type { RankedSite } from '../../../core/localise/ranking.ts';
import type { Sign, SiteFinding } from '../../../core/localise/request.ts';
import { Badge } from '../../ui/badge.tsx';
import { Chevron } from '../../ui/expander.tsx';
import { StatusBadge } from '../../ui/facts/provenance.tsx';
import { Evidence } from './evidence.tsx';
import { Examination } from './examination.tsx';
import { muscleName, siteName } from '../../../core/atlas/site-name.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

interface RankedCardProps {
  readonly atlas: Atlas;
  readonly ranked: RankedSite;
  readonly rank: number;
  /** Ranks of the sites that the drawing cannot tell from this one. */
  readonly alike: readonly number[];
  readonly findings: readonly SiteFinding[];
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onAnswer: (sign: Sign, answer: Answer) => void;
}

/** One hypothesis: how probable, in one sentence why, and on demand the examination and the evidence. */
export function RankedCard(props: RankedCardProps): ReactElement | null {
  const { atlas, ranked, rank, findings, isOpen, onOpen, onAnswer } = props;
  const name = useId();
  const site = atlas.sites.find(({ id }) => id === ranked.site);
  if (site === undefined) return null;
  return (
    <li className="hypothesis" data-site={ranked.site}>
      <Disclosure isExpanded={isOpen} onExpandedChange={onOpen}>
        <div className="hypothesis__head">
          <span className="hypothesis__rank" aria-hidden="true">
            {rank}
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
          <Probability ranked={ranked} label={`${words.rank.probability}, ${siteName(site)}`} />
        </div>
        <p className="hypothesis__why">
          {ranked.because}
          {props.alike.length > 0 && ` ${words.site.alike(props.alike)}`}
        </p>
        <div className="hypothesis__foot">
          <Statuses site={site} />
          <Heading level={4} className="hypothesis__open">
            <Button slot="trigger" aria-describedby={name}>
              <Chevron />
              {words.site.examine}
            </Button>
          </Heading>
        </div>
        <Moves ranked={ranked} />
        <DisclosurePanel>
          {isOpen && (
            <div className="hypothesis__more">
              <Examination findings={findings} onAnswer={onAnswer} about={siteName(site)} />
              <Evidence atlas={atlas} site={site} ranked={ranked} />
            </div>
          )}
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}

interface ProbabilityProps {
  readonly ranked: RankedSite;
  readonly label: string;
}

function Probability({ ranked, label }: ProbabilityProps): ReactElement {
  const text = percent(ranked.probability);
  return (
    <div className="probability">
      <span className="probability__number number">{text}</span>
      <svg
        className="probability__bar"
        role="meter"
        aria-label={label}
        aria-valuenow={Math.round(ranked.probability * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={text}
        viewBox="0 0 100 6"
        preserveAspectRatio="none"
      >
        <rect className="probability__track" width="100" height="6" />
        <rect className="probability__fill" width={ranked.probability * 100} height="6" />
      </svg>
    </div>
  );
}

/** What each answer did, exactly: the probability without it, and with it. */
function Moves({ ranked }: { readonly ranked: RankedSite }): ReactElement | null {
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
}

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
