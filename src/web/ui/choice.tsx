import { useId, type ReactElement } from 'react';
import './text-field.css';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly id: T; readonly text: string }[];
  readonly onChange: (value: T) => void;
  readonly hint?: string;
}

/** One of a few, as the system's own list: it works with every keyboard, finger and screen reader. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  hint,
}: ChoiceProps<T>): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        onChange={(event) => {
          const chosen = options.find((o) => o.id === event.target.value);
          if (chosen !== undefined) onChange(chosen.id);
        }}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.text}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <span slot="description" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
