import type { ReactElement } from 'react';
import { ToggleButton } from 'react-aria-components';
import { URGENCIES } from '../../../core/atlas/explanation.ts';
import type { Danger } from '../../../core/localise/ranking.ts';
import type { Ready } from '../../api/ranking/use-ranking.ts';
import { percent } from '../../ui/percent.ts';
import { AlternativeRow } from './alternative-row.tsx';
import type { Desk } from './desk.ts';
import { words } from './words.ts';

interface DangersProps {
  readonly desk: Desk;
  readonly state: Ready;
}

/** A danger less probable than this carries no number: it is here because of what it would do, not for its chance. */
const WORTH_A_NUMBER = 0.01;

/**
 * Every danger that the drawing does not exclude, most urgent first, each a button that opens what to ask and to examine.
 * Those that fit the drawing or that an answer speaks for stand out; none is ever folded away.
 */
export function Dangers({ desk, state }: DangersProps): ReactElement | null {
  const probable = new Set(
    state.ranking.standsAbove.flatMap((row) => (row.because === 'probable' ? [row.entry] : [])),
  );
  const dangers = state.ranking.askFirst
    .flatMap((group) => group.dangers)
    .filter(({ entry }) => !probable.has(entry));
  if (dangers.length === 0) return null;
  return (
    <div className="dangers">
      <p className="reasons__also">{words.rank.mustNotMiss}</p>
      {URGENCIES.map((urgency) => {
        const own = dangers.filter((danger) => danger.urgency === urgency);
        return own.length === 0 ? null : (
          <section key={urgency} className="dangers__group">
            <h4>{words.rank.urgency[urgency]}</h4>
            <ul>
              {own.map((danger) => (
                <li key={danger.entry}>
                  <DangerButton desk={desk} danger={danger} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <Opened desk={desk} state={state} dangers={dangers} />
    </div>
  );
}

function DangerButton({ desk, danger }: { readonly desk: Desk; readonly danger: Danger }): ReactElement {
  const { ids, name, probability, because } = danger;
  const isOpen = desk.opened !== undefined && ids.includes(desk.opened);
  return (
    <ToggleButton
      className="danger"
      data-because={because}
      isSelected={isOpen}
      onChange={(opens) => desk.onOpen(opens ? ids[0] : undefined)}
    >
      {name}
      {probability >= WORTH_A_NUMBER && <span className="number"> {percent(probability)}</span>}
    </ToggleButton>
  );
}

/** What to ask about the one that was chosen, on each side that it has. */
function Opened({
  desk,
  state,
  dangers,
}: DangersProps & { readonly dangers: readonly Danger[] }): ReactElement | null {
  const { opened } = desk;
  const danger = dangers.find(({ ids }) => opened !== undefined && ids.includes(opened));
  if (danger === undefined) return null;
  const rows = danger.ids.flatMap((id) => state.ranking.alternatives.find((row) => row.id === id) ?? []);
  return (
    <ul className="others">
      {rows.map((row) => (
        <AlternativeRow
          key={row.id}
          desk={desk}
          row={row}
          interval={state.intervals?.get(row.id)}
          isLeading
        />
      ))}
    </ul>
  );
}
