import type { ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { SiteId } from '../../../core/atlas/muscle.ts';
import type { Alternative, Ranking } from '../../../core/localise/ranking.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { regionOf } from '../../ui/body-map/views.ts';
import { Badge } from '../../ui/badge.tsx';
import { StatusBadge } from '../../ui/facts/provenance.tsx';
import { Expander } from '../../ui/expander.tsx';
import { siteName } from '../../../core/atlas/site-name.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

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

/** What must be considered before any muscle is treated: what is more probable, and what it would harm to miss. */
export function StandsAboveList({ ranking, atlas }: ChangesProps): ReactElement | null {
  if (ranking.standsAbove.length === 0) return null;
  return (
    <section className="reasons reasons--first">
      <h3>{words.rank.above}</h3>
      <ul className="number">
        {ranking.standsAbove.map((row) => (
          <AlternativeRow key={row.id} row={row} atlas={atlas} />
        ))}
      </ul>
    </section>
  );
}

/** The other explanations that are no muscle. */
export function Alternatives({ ranking, atlas }: ChangesProps): ReactElement | null {
  const above = new Set(ranking.standsAbove.map(({ id }) => id));
  const rows = ranking.alternatives.filter(({ id }) => !above.has(id)).slice(0, 5);
  if (rows.length === 0) return null;
  return (
    <section className="reasons">
      <h3>{words.rank.alternatives}</h3>
      <p>{words.rank.alternativesText}</p>
      <ul className="number">
        {rows.map((row) => (
          <AlternativeRow key={row.id} row={row} atlas={atlas} />
        ))}
      </ul>
    </section>
  );
}

function AlternativeRow({ row, atlas }: { readonly row: Alternative; readonly atlas: Atlas }): ReactElement {
  const explanation = atlas.explanations.find(({ id }) => id === row.id);
  return (
    <li>
      <span>
        {row.name}
        {row.side !== 'midline' && `, ${row.side}`}{' '}
        {row.dangerous && <Badge tone="danger">{words.rank.dangerous}</Badge>}
        {explanation !== undefined && (
          <>
            {' '}
            <StatusBadge status={explanation.entry.status} />
            <span className="reasons__then">{explanation.entry.then}</span>
          </>
        )}
      </span>
      <span className="evidence__figure">{percent(row.probability)}</span>
    </li>
  );
}

interface NextProps extends ChangesProps {
  readonly onOpen: (site: SiteId) => void;
}

/** What to palpate next: the answers that would tell most, with what each would do. */
export function Next({ ranking, atlas, onOpen }: NextProps): ReactElement | null {
  const rows = ranking.next.slice(0, 3);
  if (rows.length === 0) return null;
  return (
    <section className="reasons">
      <h3>{words.rank.next}</h3>
      <ul className="number">
        {rows.map(({ site, sign, chance, ifPresent, ifAbsent }) => {
          const known = atlas.sites.find(({ id }) => id === site);
          return (
            <li key={site}>
              <span>
                <button type="button" className="link" onClick={() => onOpen(site)}>
                  {known === undefined ? site : siteName(known)}
                </button>
                <span className="reasons__then">
                  {known?.entry.label}. {words.signs[sign].name}:{' '}
                  {words.rank.nextWould(percent(ifPresent), percent(ifAbsent))}
                </span>
              </span>
              <span className="evidence__figure">{words.rank.chance(percent(chance))}</span>
            </li>
          );
        })}
      </ul>
    </section>
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
            <span className="evidence__figure">{words.rank.changeChance(percent(chance))}</span>
          </li>
        ))}
      </ul>
    </Expander>
  );
}
