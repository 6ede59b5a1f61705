import type { ReactElement } from 'react';
import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components';
import './text-field.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** What is wrong with the value. Shown beneath it and read out with it. */
  readonly fault?: string | undefined;
  readonly type?: 'text' | 'search' | 'password' | 'date' | 'email' | 'tel';
  readonly inputMode?: 'numeric' | 'decimal' | 'text';
  readonly maxLength?: number;
  /** What password stores and browsers may fill in; `off` unless it is said. */
  readonly autoComplete?: string;
  readonly isReadOnly?: boolean;
  /** The first thing that is needed here. */
  readonly hasFocus?: boolean;
}

/** A line of text with its label above, a hint and what is wrong below. */
export function TextField(props: TextFieldProps): ReactElement {
  return (
    <AriaTextField
      className="field"
      type={props.type ?? 'text'}
      value={props.value}
      onChange={props.onChange}
      isInvalid={props.fault !== undefined}
      validationBehavior="aria"
      autoComplete={props.autoComplete ?? 'off'}
      isReadOnly={props.isReadOnly === true}
      autoFocus={props.hasFocus === true}
      {...(props.maxLength !== undefined && { maxLength: props.maxLength })}
    >
      <Label>{props.label}</Label>
      <Input {...(props.inputMode !== undefined && { inputMode: props.inputMode })} />
      {props.hint !== undefined && <Text slot="description">{props.hint}</Text>}
      <FieldError>{props.fault}</FieldError>
    </AriaTextField>
  );
}
