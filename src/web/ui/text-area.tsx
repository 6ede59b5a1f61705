import type { ReactElement } from 'react';
import { Label, Text, TextArea as AriaTextArea, TextField } from 'react-aria-components';
import './text-field.css';

interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly rows?: number;
  readonly maxLength?: number;
}

/** Several lines of text with their label above; grows with what is written. */
export function TextArea({ label, value, onChange, hint, rows = 3, maxLength }: TextAreaProps): ReactElement {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      {...(maxLength !== undefined && { maxLength })}
    >
      <Label>{label}</Label>
      <AriaTextArea rows={rows} />
      {hint !== undefined && <Text slot="description">{hint}</Text>}
    </TextField>
  );
}
