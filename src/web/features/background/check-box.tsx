import { useId, type ReactElement } from 'react';

interface CheckBoxProps {
  readonly label: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** A statement that is made or not. For what can be unknown use three buttons instead. */
export function CheckBox({ label, isChecked, onChange }: CheckBoxProps): ReactElement {
  const id = useId();
  return (
    <span className="check">
      <input
        id={id}
        type="checkbox"
        checked={isChecked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
    </span>
  );
}
