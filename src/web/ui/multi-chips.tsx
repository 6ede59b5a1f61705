import type { ReactElement } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import './chips.css';

/** How far a chip holds: for all that it is about, for a part of it, not at all. */
export type Held = 'all' | 'some' | 'none';

interface MultiChipsProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly text: string; readonly held: Held }[];
  /** Said after the name of a chip that holds for a part only. */
  readonly partly: string;
  readonly onToggle: (id: Id) => void;
}

/** As many of several as one likes, none of them chosen beforehand. Arrow keys move along, space chooses. */
export function MultiChips<Id extends string>(props: MultiChipsProps<Id>): ReactElement {
  const { label, options, partly, onToggle } = props;
  const down = options.filter(({ held }) => held === 'all').map(({ id }) => id);
  return (
    <ToggleButtonGroup
      className="chips"
      aria-label={label}
      selectionMode="multiple"
      selectedKeys={down}
      onSelectionChange={(keys) => {
        const toggled = options.find(({ id }) => keys.has(id) !== down.includes(id));
        if (toggled !== undefined) onToggle(toggled.id);
      }}
    >
      {options.map(({ id, text, held }) => (
        <ToggleButton
          key={id}
          id={id}
          {...(held === 'some' && { 'aria-label': `${text}, ${partly}`, 'data-partly': '' })}
        >
          {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
