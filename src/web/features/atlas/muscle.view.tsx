import { useMemo, useState, type ReactElement, type ReactNode } from 'react';
import type { MuscleEntry, Site } from '../../../core/atlas/muscle.ts';
import type { Side } from '../../../core/atlas/region.ts';
import type { Sourced } from '../../../core/atlas/source.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { clearestViewOf, regionOf } from '../../ui/body-map/views.ts';
import { BeneathList } from '../../ui/facts/beneath-list.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { SourceList } from '../../ui/facts/source-list.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { AtlasMap } from './atlas-map.tsx';
import type { AtlasProps } from './atlas.view.tsx';
import { heatOf } from './referral.ts';
import { ReferralList } from './referral-list.tsx';
import { siteMarkers } from './site-markers.ts';
import { words } from './words.ts';

interface MuscleViewProps extends AtlasProps {
  readonly muscle: MuscleEntry;
}

const ALL = 'all';

/** One muscle: its sites and where they refer on the map, its facts with their sources beside it. */
export function MuscleView({ atlas, muscle, onChoose }: MuscleViewProps): ReactElement {
  const [side, setSide] = useState<Side>(muscle.paired ? 'right' : 'midline');
  const [picked, setChosen] = useState(ALL);
  const sites = useMemo(
    () => atlas.sites.filter((site) => site.muscle.id === muscle.id && site.side === side),
    [atlas, muscle, side],
  );
  // A site that is described on one side only is not there when one looks at the other.
  const chosen = sites.some(({ entry }) => entry.id === picked) ? picked : ALL;
  const shown = chosen === ALL ? sites : sites.filter(({ entry }) => entry.id === chosen);
  const heat = useMemo(() => heatOf(shown), [shown]);
  const [looked, setView] = useState<string>();
  const view = useMemo(() => looked ?? clearestViewOf(heat), [looked, heat]);
  const name = muscle.commonName ?? muscle.name;
  return (
    <>
      <AtlasMap
        view={view}
        onView={setView}
        what={words.refersTo(name)}
        heat={heat}
        markers={siteMarkers(sites, chosen)}
        onMarker={(id) => setChosen(id)}
        onRegion={(region) => onChoose({ region })}
      />
      <article className="card atlas__facts">
        <header>
          <h2>{name}</h2>
          <p className="atlas__latin" lang="la">
            {muscle.latin}
          </p>
          <Provenance fact={muscle} sources={atlas.sources} />
        </header>
        {muscle.paired && (
          <Segmented
            label={words.side}
            options={[
              { id: 'right', text: words.sides.right },
              { id: 'left', text: words.sides.left },
            ]}
            value={side === 'left' ? 'left' : 'right'}
            onChange={(next) => {
              setSide(next);
              setView(undefined);
            }}
          />
        )}
        <dl>
          <Fact term={words.facts.attachments}>{muscle.attachments}</Fact>
          <Fact term={words.facts.nerve}>{muscle.nerve}</Fact>
          <Fact term={words.facts.action}>{muscle.action}</Fact>
        </dl>
        {sites.length > 1 && (
          <Segmented
            label={words.site}
            options={[
              { id: ALL, text: words.allSites },
              ...sites.map(({ entry }, i) => ({
                id: entry.id,
                text: String(i + 1),
                name: words.siteNumber(i + 1),
              })),
            ]}
            value={chosen}
            onChange={setChosen}
          />
        )}
        {shown.map((site) => (
          <SiteFacts
            key={site.id}
            site={site}
            number={sites.indexOf(site) + 1}
            atlas={atlas}
            onChoose={onChoose}
          />
        ))}
        <section>
          <h3>{words.facts.sources}</h3>
          <SourceList facts={everyFact(muscle)} sources={atlas.sources} />
        </section>
      </article>
    </>
  );
}

const everyFact = (muscle: MuscleEntry): readonly Sourced[] => [
  muscle,
  ...muscle.sites.flatMap((s) => [s, s.palpation, ...s.beneath, ...s.patterns]),
];

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface SiteFactsProps extends AtlasProps {
  readonly site: Site;
  readonly number: number;
}

function SiteFacts({ site, number, atlas, onChoose }: SiteFactsProps): ReactElement {
  const { entry } = site;
  const together = atlas.muscles.filter((m) => m.sites.some(({ id }) => entry.satellites.includes(id)));
  return (
    <section className="atlas__site" aria-label={`${words.siteNumber(number)}: ${entry.label}`}>
      <h3>
        <span className="atlas__number">{number}</span> {entry.label}
      </h3>
      <Provenance fact={entry} sources={atlas.sources} />
      <h4>{words.facts.refers}</h4>
      <ReferralList
        rows={site.links.map((link) => ({
          key: link.region,
          name: regionName(regionOf(link.region)),
          link,
          onChoose: () => onChoose({ region: link.region }),
        }))}
      />
      <p className="atlas__from">
        {entry.patterns.map((pattern) => (
          <Provenance key={`${pattern.source} ${pattern.status}`} fact={pattern} sources={atlas.sources} />
        ))}
      </p>
      <dl>
        {entry.side !== undefined && <Fact term={words.side}>{words.onlyOn[entry.side]}</Fact>}
        <Fact term={words.facts.frequency}>{words.frequencies[entry.frequency]}</Fact>
        <Fact term={words.facts.provokes}>{entry.provokes}</Fact>
        <Fact term={words.facts.eases}>{entry.eases}</Fact>
        <Fact term={words.facts.palpation}>
          {entry.palpation.position}; {words.grips[entry.palpation.grip]}. {entry.palpation.technique}{' '}
          <Provenance fact={entry.palpation} sources={atlas.sources} />
        </Fact>
      </dl>
      <h4>{words.facts.beneath}</h4>
      <BeneathList beneath={entry.beneath} sources={atlas.sources} />
      {together.length > 0 && (
        <>
          <h4>{words.facts.satellites}</h4>
          <p className="atlas__together">
            {together.map((m) => (
              <button key={m.id} type="button" className="link" onClick={() => onChoose({ muscle: m.id })}>
                {m.commonName ?? m.name}
              </button>
            ))}
          </p>
        </>
      )}
    </section>
  );
}
