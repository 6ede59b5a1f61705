import type { ReactElement, ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import './segmented.css';

interface SegmentedProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly text: ReactNode; readonly name?: string }[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly isSmall?: boolean;
}

/** One of a few: a row of buttons of which exactly one is down. Arrow keys move along it. */
export function Segmented<Id extends string>(props: SegmentedProps<Id>): ReactElement {
  const { label, options, value, onChange } = props;
  return (
    <ToggleButtonGroup
      className="segmented"
      data-small={props.isSmall === true ? '' : undefined}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={([key]) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      {options.map((option) => (
        <ToggleButton
          key={option.id}
          id={option.id}
          {...(option.name !== undefined && { 'aria-label': option.name })}
        >
          {option.text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
