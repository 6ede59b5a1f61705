import type { ReactElement } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import './rating.css';

interface RatingProps {
  readonly label: string;
  /** Highest number; the lowest is 0. */
  readonly most: number;
  /** Absent: not asked. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  /** What the lowest and the highest number mean. */
  readonly ends?: readonly [low: string, high: string];
}

/** A number from 0 on a row of buttons. Pressed again it is taken back: not asked is not 0. */
export function Rating({ label, most, value, onChange, ends }: RatingProps): ReactElement {
  return (
    <div className="rating" data-few={most < 6 ? '' : undefined}>
      <span className="rating__label" aria-hidden="true">
        {label}
        {value === undefined && <em className="rating__open">{words.open}</em>}
      </span>
      <ToggleButtonGroup
        className="rating__row"
        aria-label={ends === undefined ? label : `${label}. 0 ${ends[0]}, ${most} ${ends[1]}`}
        selectionMode="single"
        selectedKeys={value === undefined ? [] : [String(value)]}
        onSelectionChange={([key]) => onChange(key === undefined ? undefined : Number(key))}
      >
        {Array.from({ length: most + 1 }, (_, n) => (
          <ToggleButton key={n} id={String(n)} className="rating__step number">
            {n}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {ends !== undefined && (
        <span className="rating__ends" aria-hidden="true">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </span>
      )}
    </div>
  );
}

const words = { open: 'not asked' } as const;
