import { useId, useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import './stepper.css';

interface StepperProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly step: number;
  readonly least: number;
  /** Absent: no limit but that of the field. */
  readonly most?: number | undefined;
  readonly onChange: (value: number) => void;
  /** 0 stands for what was not entered yet, and shows as an empty field. */
  readonly zeroIsEmpty?: boolean;
  readonly hint?: string;
  readonly fault?: string | undefined;
}

/** A number with large buttons at both sides, which can be typed as well. */
export function Stepper(props: StepperProps): ReactElement {
  const { label, unit, value, step, least, most = Infinity, onChange } = props;
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const decimals = step < 1 ? 1 : 0;
  const shown = props.zeroIsEmpty === true && value === 0 ? '' : String(value);
  const move = (by: number): void => {
    setTyped(undefined);
    const next = Number((value + by).toFixed(decimals + 1));
    onChange(Math.min(most, Math.max(least, next)));
  };
  const read = (text: string): void => {
    setTyped(text);
    const plain = text.trim().replace(',', '.');
    if (/^\d{1,5}(\.\d{0,3})?$/.test(plain)) onChange(Number(plain));
  };
  const about = [props.hint !== undefined && `${id}-hint`, props.fault !== undefined && `${id}-fault`].filter(
    (x) => x !== false,
  );
  return (
    <div className="stepper">
      <label htmlFor={id}>
        {label} <span>{unit}</span>
      </label>
      <div className="stepper__row">
        <Button
          aria-label={`${label}: less`}
          excludeFromTabOrder
          isDisabled={value <= least}
          onPress={() => move(-step)}
        >
          −
        </Button>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={typed ?? shown}
          aria-invalid={props.fault !== undefined}
          {...(about.length > 0 && { 'aria-describedby': about.join(' ') })}
          onChange={(event) => read(event.target.value)}
          onBlur={() => setTyped(undefined)}
          onFocus={(event) => event.currentTarget.select()}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            move(event.key === 'ArrowUp' ? step : -step);
          }}
        />
        <Button
          aria-label={`${label}: more`}
          excludeFromTabOrder
          isDisabled={value >= most}
          onPress={() => move(step)}
        >
          +
        </Button>
      </div>
      {props.hint !== undefined && <span id={`${id}-hint`}>{props.hint}</span>}
      {props.fault !== undefined && (
        <span id={`${id}-fault`} className="stepper__fault">
          {props.fault}
        </span>
      )}
    </div>
  );
}
