import type { ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Alternative, Ranking } from '../../../core/localise/ranking.ts';
import { regionName } from '../../ui/body-map/region-tree.tsx';
import { regionOf } from '../../ui/body-map/views.ts';
import { Expander } from '../../ui/expander.tsx';
import { AlternativeRow } from './alternative-row.tsx';
import { Dangers } from './dangers.tsx';
import type { Desk } from './desk.ts';
import type { Ready } from '../../api/ranking/use-ranking.ts';
import { causeName } from '../../../core/atlas/site-name.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

/** Other explanations that are listed before one answers something about one of them. */
const LISTED = 5;

/** Pain that nothing in the atlas accounts for. Never hidden behind the ranking. */
export function Unexplained({ ranking }: { readonly ranking: Ranking }): ReactElement | null {
  if (ranking.unexplained.length === 0) return null;
  return (
    <section className="reasons reasons--open">
      <h3>{words.rank.unexplained}</h3>
      <p>{words.rank.unexplainedText}</p>
      <ul className="number reasons__lines">
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

interface OthersProps {
  readonly desk: Desk;
  readonly state: Ready;
}

/** What must be considered before any muscle is treated: what is probable, and every danger that the drawing allows. */
export function BeforeMuscles({ desk, state }: OthersProps): ReactElement | null {
  const { standsAbove, askFirst } = state.ranking;
  const probable = standsAbove.filter(({ because }) => because === 'probable');
  if (standsAbove.length === 0 && askFirst.length === 0) return null;
  return (
    <section className="reasons reasons--first">
      <h3>{words.rank.above}</h3>
      {probable.length > 0 && <Rows desk={desk} state={state} rows={probable} isLeading />}
      <Dangers desk={desk} state={state} />
    </section>
  );
}

/** What each family accounts for, in one line: whether this is about muscles at all. */
export function Accounts({ ranking }: { readonly ranking: Ranking }): ReactElement | null {
  const rows = ranking.accounts.filter(({ share }) => share >= WORTH_SAYING);
  if (rows.length === 0) return null;
  return (
    <p className="accounts number">
      {words.rank.accounts}{' '}
      {rows.map(({ family, share }) => `${words.rank.family[family]} ${percent(share)}`).join(', ')}.
    </p>
  );
}

/** A smaller share of the drawing is not worth a word. */
const WORTH_SAYING = 0.03;

/** The other explanations that are no muscle. Those that something was answered about stay in the list. */
export function Alternatives({ desk, state }: OthersProps): ReactElement | null {
  const { ranking } = state;
  const above = new Set([
    ...ranking.standsAbove.map(({ id }) => id),
    ...ranking.askFirst.flatMap(({ dangers }) => dangers.flatMap(({ ids }) => ids)),
  ]);
  const rest = ranking.alternatives.filter(({ id }) => !above.has(id));
  const answered = new Set(desk.answers.map(({ explanation }) => explanation));
  const rows = rest.filter(({ id }, i) => i < LISTED || answered.has(id) || id === desk.opened);
  if (rows.length === 0) return null;
  return (
    <section className="reasons">
      <h3>{words.rank.alternatives}</h3>
      <p>{words.rank.alternativesText}</p>
      <Rows desk={desk} state={state} rows={rows} isLeading={false} />
    </section>
  );
}

interface RowsProps extends OthersProps {
  readonly rows: readonly Alternative[];
  readonly isLeading: boolean;
}

function Rows({ desk, state, rows, isLeading }: RowsProps): ReactElement {
  return (
    <ul className={isLeading ? 'others' : 'others others--brief'}>
      {rows.map((row) => (
        <AlternativeRow
          key={row.id}
          desk={desk}
          row={row}
          interval={state.intervals?.get(row.id)}
          isLeading={isLeading}
        />
      ))}
    </ul>
  );
}

interface ChangesProps {
  readonly ranking: Ranking;
  readonly atlas: Atlas;
}

/** Which answer would put another site first: what to examine next. */
export function Changes({ ranking, atlas }: ChangesProps): ReactElement | null {
  if (ranking.wouldChange.length === 0) return null;
  return (
    <Expander title={words.rank.changes}>
      <ul className="reasons__changes number">
        {ranking.wouldChange.slice(0, 8).map(({ site, sign, answer, first, chance }) => (
          <li key={`${site} ${sign} ${answer}`}>
            {words.rank.change(
              words.signs[sign].name,
              words.answers[answer].toLowerCase(),
              causeName(atlas, site),
              causeName(atlas, first),
            )}
            <span className="evidence__figure">{words.rank.changeChance(percent(chance))}</span>
          </li>
        ))}
      </ul>
    </Expander>
  );
}
