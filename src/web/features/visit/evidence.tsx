import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Site } from '../../../core/atlas/muscle.ts';
import type { RankedSite } from '../../../core/localise/ranking.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { regionOf } from '../../ui/body-map/views.ts';
import { Expander } from '../../ui/expander.tsx';
import { BeneathList } from '../../ui/facts/beneath-list.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { SourceList } from '../../ui/facts/source-list.tsx';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

interface EvidenceProps {
  readonly atlas: Atlas;
  readonly site: Site;
  readonly ranked: RankedSite;
}

/** What speaks for and against one site, how to find it, what lies beneath, and who says so. */
export function Evidence({ atlas, site, ranked }: EvidenceProps): ReactElement {
  const { palpation, beneath, patterns } = site.entry;
  return (
    <div className="evidence">
      <Part title={words.site.explains}>
        <ul>
          {ranked.explains.map(({ region, share }) => (
            <li key={region}>
              {regionName(regionOf(region))}
              <span className="evidence__figure number">{words.site.share(percent(share))}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={words.site.misses}>
        {ranked.misses.length === 0 ? (
          <p className="evidence__none">{words.site.nothingMissed}</p>
        ) : (
          <ul>
            {ranked.misses.map(({ region, strength }) => (
              <li key={region}>
                {regionName(regionOf(region))}
                <span className="evidence__figure number">{words.site.strength(percent(strength))}</span>
              </li>
            ))}
          </ul>
        )}
      </Part>
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

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="evidence__part">
      <h4>{title}</h4>
      {children}
    </section>
  );
}
