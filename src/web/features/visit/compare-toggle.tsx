import type { ReactElement } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { Desk } from './desk.ts';
import { words } from './words.ts';

interface CompareToggleProps {
  readonly desk: Desk;
  readonly id: string;
  readonly name: string;
}

/** Put a site or an explanation beside another one. */
export function CompareToggle({ desk, id, name }: CompareToggleProps): ReactElement {
  const isChosen = desk.compared.includes(id);
  return (
    <ToggleButton
      className="compare-toggle"
      isSelected={isChosen}
      onChange={() => desk.onCompare(id)}
      aria-label={words.compare.choose(name)}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M2.500 3.500h4v9h-4zM9.500 3.500h4v9h-4z" />
      </svg>
      {isChosen ? words.compare.chosen : words.compare.one}
    </ToggleButton>
  );
}
