import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site } from '../../../core/atlas/muscle.ts';
import type { RegionId } from '../../../core/atlas/region.ts';
import { USUALLY } from '../../../core/localise/expected.ts';
import type { Missed, RankedSite, Ranking } from '../../../core/localise/ranking.ts';
import type { RedrawInterval } from '../../../core/localise/redraw.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { regionOf } from '../../ui/body-map/views.ts';
import { Expander } from '../../ui/expander.tsx';
import { BeneathList } from '../../ui/facts/beneath-list.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { SourceList } from '../../ui/facts/source-list.tsx';
import { othersFor } from './others-for.ts';
import { causeName } from '../../../core/atlas/site-name.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

interface WhyProps {
  readonly atlas: Atlas;
  readonly ranking: Ranking;
  readonly site: Site;
  readonly ranked: RankedSite;
  readonly interval: RedrawInterval | undefined;
}

/** What speaks for and against one site in numbers, what else would explain it, how to find it, and who says so. */
export function Why({ atlas, ranking, site, ranked, interval }: WhyProps): ReactElement {
  const { palpation, beneath, patterns } = site.entry;
  return (
    <div className="evidence">
      <Numbers ranked={ranked} interval={interval} />
      <Part title={words.site.explains}>
        <ExplainedList atlas={atlas} ranking={ranking} ranked={ranked} />
      </Part>
      <Part title={words.site.misses}>
        <MissedList misses={ranked.misses} />
      </Part>
      <NotAsked site={site} ranked={ranked} />
      <Part title={words.site.palpation}>
        <p>
          {palpation.position}. {palpation.technique} <Provenance fact={palpation} sources={atlas.sources} />
        </p>
      </Part>
      <Part title={words.site.beneath}>
        <BeneathList beneath={beneath} sources={atlas.sources} />
      </Part>
      <Expander title={words.site.sources} level={4}>
        <SourceList
          facts={[site.muscle, site.entry, palpation, ...beneath, ...patterns]}
          sources={atlas.sources}
        />
      </Expander>
      <p>
        <Link to="/atlas" search={{ muscle: site.muscle.id }}>
          {words.site.atlas}
        </Link>
      </p>
    </div>
  );
}

/** The way from before to now: prior, each finding by leaving it out, and what a second hand might have drawn. */
function Numbers({ ranked, interval }: Pick<WhyProps, 'ranked' | 'interval'>): ReactElement {
  return (
    <Part title={words.site.numbers}>
      <dl className="why-figures number">
        <Figure name={words.site.prior} value={percent(ranked.prior)} />
        {ranked.findings.map(({ sign, answer, without }) => (
          <Figure
            key={sign}
            name={words.site.withoutSign(words.signs[sign].name, words.answers[answer].toLowerCase())}
            value={percent(without)}
          />
        ))}
        {ranked.words !== undefined && (
          <Figure name={words.site.withoutWords} value={percent(ranked.words.without)} />
        )}
        <Figure name={words.site.now} value={percent(ranked.probability)} />
        {interval !== undefined && (
          <Figure
            name={words.site.redrawn}
            value={words.rank.span(percent(interval.low), percent(interval.high))}
          />
        )}
        <Figure name={words.site.latent} value={percent(ranked.latent)} />
      </dl>
    </Part>
  );
}

/** One number with what it is. */
export function Figure({ name, value }: { readonly name: string; readonly value: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function ExplainedList({ atlas, ranking, ranked }: Omit<WhyProps, 'site' | 'interval'>): ReactElement {
  if (ranked.explains.length === 0) return <p className="evidence__none">{words.site.nothingExplained}</p>;
  return (
    <ul className="number">
      {ranked.explains.map(({ region, share, strength }) => {
        const others = othersFor(ranking, region, ranked.site).map(
          (other) => `${causeName(atlas, other.id)} ${percent(other.share)}`,
        );
        return (
          <li key={region}>
            <span>
              {regionName(regionOf(region))}
              <span className="evidence__note">
                {words.site.strength(percent(strength))}
                {others.length > 0 && `. ${words.site.others(others)}`}
              </span>
            </span>
            <span className="evidence__figure">{words.site.share(percent(share))}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Regions that it usually makes hurt and that were left empty, with what that did to its odds. */
export function MissedList({ misses }: { readonly misses: readonly Missed[] }): ReactElement {
  if (misses.length === 0) return <p className="evidence__none">{words.site.nothingMissed}</p>;
  return (
    <ul className="number">
      {misses.map(({ region, strength, logOdds }) => (
        <li key={region}>
          <span>
            {regionName(regionOf(region))}
            <span className="evidence__note">{words.site.strength(percent(strength))}</span>
          </span>
          <span className="evidence__figure">{words.site.against(logOdds)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Regions of its pattern that nobody asked about: unknown, and neither for nor against it. */
function NotAsked({ site, ranked }: Pick<WhyProps, 'site' | 'ranked'>): ReactElement | null {
  const known = new Set<RegionId>([...ranked.explains, ...ranked.misses].map(({ region }) => region));
  const open = site.links.filter(({ region, strength }) => strength >= USUALLY && !known.has(region));
  if (open.length === 0) return null;
  return (
    <Part title={words.site.notAsked}>
      <p className="evidence__none">{open.map(({ region }) => regionName(regionOf(region))).join(', ')}</p>
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="evidence__part">
      <h4>{title}</h4>
      {children}
    </section>
  );
}
