import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { Site, SiteId } from '../../../core/atlas/muscle.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import type { CareEpisode } from '../../../core/decide/care-episodes.ts';
import type { PatientId } from '../../../core/episode.ts';
import { Badge } from '../../ui/badge.tsx';
import { printDay } from '../../ui/print-day.ts';
import { Empty } from '../../ui/states.tsx';
import type { OpenThing, Overview } from './overview.ts';
import { words } from './words.ts';

interface OverviewViewProps {
  readonly patientId: PatientId;
  readonly overview: Overview;
  readonly siteOf: (id: SiteId) => Site | undefined;
  /** The visits, which everybody sees who sees this. */
  readonly visits: ReactNode;
}

/** What somebody needs to know before the door opens. */
export function OverviewView({ patientId, overview, siteOf, visits }: OverviewViewProps): ReactElement {
  const { episode, open, safety, procedures, points } = overview;
  return (
    <div className="overview">
      <div className="overview__main">
        <Episode patientId={patientId} episode={episode} />
        {visits}
        {procedures.length > 0 && (
          <Card id="procedures" title={words.overview.procedures}>
            <ul className="overview__list">
              {procedures.map(({ id, visitId = '', body: { procedure } }) => (
                <li key={id}>
                  <Link to="/visits/$visitId/procedure" params={{ visitId }}>
                    {words.overview.kinds[procedure.kind]}, {printDay(procedure.day)}
                  </Link>{' '}
                  <small>
                    {words.overview.sites(procedure.sites.length)}:{' '}
                    {procedure.sites.map((s) => nameOf(s.site, siteOf)).join('; ')}
                  </small>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
      <div className="overview__side">
        <Card id="open" title={words.overview.open}>
          {open.length === 0 ? (
            <p>{words.overview.nothingOpen}</p>
          ) : (
            <ul className="overview__list">
              {open.map((thing) => (
                <li key={thing.text}>
                  <OpenLink thing={thing} />
                </li>
              ))}
            </ul>
          )}
        </Card>
        {safety !== undefined && <Safety safety={safety} />}
        {points.length > 0 && (
          <Card id="points" title={words.overview.points}>
            <ul className="overview__list">
              {points.map(({ id, site, stage }) => (
                <li key={id}>
                  {nameOf(site, siteOf)}{' '}
                  <Badge tone={stage === 'active' || stage === 'recurred' ? 'danger' : 'calm'}>
                    {words.overview.stages[stage]}
                  </Badge>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </div>
  );
}

const nameOf = (id: SiteId, siteOf: (id: SiteId) => Site | undefined): string => {
  const site = siteOf(id);
  return site === undefined ? id : siteName(site);
};

interface EpisodeProps {
  readonly patientId: PatientId;
  readonly episode: CareEpisode | undefined;
}

function Episode({ patientId, episode }: EpisodeProps): ReactElement {
  if (episode === undefined)
    return (
      <Empty
        title={words.overview.noEpisode}
        action={
          <Link to="/patients/$patientId/background" params={{ patientId }}>
            {words.overview.sections.episode}
          </Link>
        }
      >
        {words.overview.noEpisodeText}
      </Empty>
    );
  return (
    <Card id="episode" title={words.overview.episode}>
      <p className="overview__complaint">{episode.complaint}</p>
      <p className="overview__meta">
        {episode.painSince === undefined
          ? words.overview.sinceUnknown
          : words.overview.since(episode.painSince)}
        {', '}
        {episode.onset === undefined ? words.overview.onsetUnknown : words.overview.onsets[episode.onset]}
      </p>
      <p className="overview__history">{episode.history ?? words.overview.historyUnknown}</p>
    </Card>
  );
}

function Safety({
  safety: { visit, standings },
}: {
  readonly safety: NonNullable<Overview['safety']>;
}): ReactElement {
  return (
    <Card id="safety" title={words.overview.safety}>
      <ul className="overview__levels">
        {standings.map(({ candidacy: { modality, level, raised, unanswered } }) => {
          const [first] = raised;
          return (
            <li key={modality} data-level={level}>
              <span>{words.overview.modalities[modality]}</span>
              <strong>{words.overview.levels[level]}</strong>
              <small>
                {first === undefined
                  ? words.overview.unanswered(unanswered.length)
                  : words.overview.reasons(first.because, raised.length - 1)}
              </small>
            </li>
          );
        })}
      </ul>
      <Link to="/visits/$visitId/safety" params={{ visitId: visit.id }}>
        {words.overview.openScreen(visit.day)}
      </Link>
    </Card>
  );
}

function OpenLink({ thing: { to, id, text } }: { readonly thing: OpenThing }): ReactElement {
  return to === '/patients/$patientId/background' ? (
    <Link to={to} params={{ patientId: id }}>
      {text}
    </Link>
  ) : (
    <Link to={to} params={{ visitId: id }}>
      {text}
    </Link>
  );
}

interface CardProps {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

function Card({ id, title, children }: CardProps): ReactElement {
  return (
    <section className="card overview__card" aria-labelledby={`overview-${id}`}>
      <h2 id={`overview-${id}`}>{title}</h2>
      {children}
    </section>
  );
}
