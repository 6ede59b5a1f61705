import type { ReactElement } from 'react';
import type { Atlas, Explanation } from '../../../core/atlas/atlas.ts';
import type { Ranking } from '../../../core/localise/ranking.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { regionOf } from '../../ui/body-map/views.ts';
import { Badge } from '../../ui/badge.tsx';
import { Expander } from '../../ui/expander.tsx';
import { siteName } from './site-name.ts';
import { percent, words } from './words.ts';

/** Pain that nothing in the atlas accounts for. Never hidden behind the ranking. */
export function Unexplained({ ranking }: { readonly ranking: Ranking }): ReactElement | null {
  if (ranking.unexplained.length === 0) return null;
  return (
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
  );
}

/** Explanations that are no muscle, the dangerous ones marked, each with what to do when it stands high. */
export function Alternatives({ ranking, atlas }: ChangesProps): ReactElement | null {
  const rows = ranking.alternatives.filter(
    ({ id, probability }, i) =>
      i < 4 || (explanationOf(atlas, id)?.entry.dangerous === true && probability > 0.01),
  );
  if (rows.length === 0) return null;
  return (
    <section className="reasons">
      <h3>{words.rank.alternatives}</h3>
      <p>{words.rank.alternativesText}</p>
      <ul className="number">
        {rows.map(({ id, name, probability }) => {
          const explanation = explanationOf(atlas, id);
          return (
            <li key={id}>
              <span>
                {name}
                {explanation !== undefined && explanation.side !== 'midline' && `, ${explanation.side}`}{' '}
                {explanation?.entry.dangerous === true && <Badge tone="danger">{words.rank.dangerous}</Badge>}
                {explanation !== undefined && <span className="reasons__then">{explanation.entry.then}</span>}
              </span>
              <span className="evidence__figure">{percent(probability)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const explanationOf = (atlas: Atlas, id: string): Explanation | undefined =>
  atlas.explanations.find((e) => e.id === id);

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
