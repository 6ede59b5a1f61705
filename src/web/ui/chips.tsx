import type { ReactElement, ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import './chips.css';

interface ChipsProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly text: ReactNode; readonly name?: string }[];
  /** Undefined: nothing was chosen yet, and nothing is chosen for anybody. */
  readonly value: Id | undefined;
  readonly onChange: (id: Id) => void;
  /** For gloved hands: wider apart and taller. */
  readonly isLarge?: boolean;
  /** The label stands above instead of being read out only. */
  readonly isLabelled?: boolean;
}

/** One of several, none of them chosen beforehand. Arrow keys move along, space chooses. */
export function Chips<Id extends string>(props: ChipsProps<Id>): ReactElement {
  const { label, options, value, onChange } = props;
  const group = (
    <ToggleButtonGroup
      className="chips"
      data-large={props.isLarge === true ? '' : undefined}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={value === undefined ? [] : [value]}
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
  if (props.isLabelled !== true) return group;
  return (
    <div className="chips__labelled">
      <span aria-hidden="true">{label}</span>
      {group}
    </div>
  );
}
