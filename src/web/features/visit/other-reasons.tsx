import type { ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Ranking } from '../../../core/localise/ranking.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { regionOf } from '../../ui/body-map/views.ts';
import { Expander } from '../../ui/expander.tsx';
import { siteName } from './site-name.ts';
import { percent, words } from './words.ts';

/** Pain that no muscle accounts for, and explanations that are no muscle. Never hidden behind the ranking. */
export function OtherReasons({ ranking }: { readonly ranking: Ranking }): ReactElement {
  return (
    <>
      {ranking.unexplained.length > 0 && (
        <section className="reasons reasons--open">
          <h3>{words.rank.unexplained}</h3>
          <p>{words.rank.unexplainedText}</p>
          <ul className="number">
            {ranking.unexplained.map(({ region, leak }) => (
              <li key={region}>
                {regionName(regionOf(region))}
                <span className="evidence__figure">{words.rank.leak(percent(leak))}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {ranking.alternatives.length > 0 && (
        <section className="reasons">
          <h3>{words.rank.alternatives}</h3>
          <ul className="number">
            {ranking.alternatives.slice(0, 6).map(({ id, name, probability }) => (
              <li key={id}>
                {name}
                <span className="evidence__figure">{percent(probability)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface ChangesProps {
  readonly ranking: Ranking;
  readonly atlas: Atlas;
}

/** Which answer would put another site first: what to examine next. */
export function Changes({ ranking, atlas }: ChangesProps): ReactElement | null {
  if (ranking.wouldChange.length === 0) return null;
  const name = (id: string): string => {
    const site = atlas.sites.find((s) => s.id === id);
    return site === undefined ? id : siteName(site);
  };
  return (
    <Expander title={words.rank.changes}>
      <ul className="reasons__changes number">
        {ranking.wouldChange.slice(0, 8).map(({ site, sign, answer, first, chance }) => (
          <li key={`${site} ${sign} ${answer}`}>
            {words.rank.change(
              words.signs[sign].name,
              words.answers[answer].toLowerCase(),
              name(site),
              name(first),
            )}
            <span className="evidence__figure">{words.rank.chance(percent(chance))}</span>
          </li>
        ))}
      </ul>
    </Expander>
  );
}
