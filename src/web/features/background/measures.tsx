import { useState, type ReactElement, type SyntheticEvent } from 'react';
import {
  bodyMassIndex,
  latestOn,
  weightOn,
  type Background,
  type Measured,
} from '../../../core/decide/background.ts';
import { parseDay, type Day } from '../../../kit/time.ts';
import { Button } from '../../ui/button.tsx';
import { printDay } from '../../ui/print-day.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { Change } from './with-fields.ts';
import { words } from './words.ts';

interface MeasuresProps {
  readonly background: Background;
  readonly today: Day;
  readonly onChange: (change: Change<Background>) => void;
}

/** Weight and height, each with the day on which it was measured: a dose asks for both. */
export function Measures({ background, today, onChange }: MeasuresProps): ReactElement {
  const { weights, heights } = background;
  const bmi = bodyMassIndex(background, today);
  const isOld = latestOn(weights, today) !== undefined && weightOn(background, today) === undefined;
  return (
    <>
      <Series
        label={words.measures.weight}
        range={[1, 400]}
        unit="kg"
        all={weights}
        today={today}
        onChange={(all) => onChange({ weights: all })}
      />
      {isOld && <p className="measures__old">{words.measures.old}</p>}
      <Series
        label={words.measures.height}
        range={[30, 260]}
        unit="cm"
        all={heights}
        today={today}
        onChange={(all) => onChange({ heights: all })}
      />
      {bmi !== undefined && (
        <p className="number">
          {words.measures.bmi}: {bmi.toFixed(1)} kg/m²
        </p>
      )}
    </>
  );
}

interface SeriesProps {
  readonly label: string;
  readonly range: readonly [least: number, most: number];
  readonly unit: string;
  readonly all: readonly Measured[] | undefined;
  readonly today: Day;
  readonly onChange: (all: readonly Measured[]) => void;
}

function Series({ label, range, unit, all = [], today, onChange }: SeriesProps): ReactElement {
  const [typed, setTyped] = useState('');
  const [day, setDay] = useState<string>(today);
  const value = Number(typed.trim().replace(',', '.'));
  const [least, most] = range;
  const isFit = typed.trim() !== '' && value >= least && value <= most;
  const on = parseDay(day);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!isFit || on === undefined || on > today) return;
    onChange([...all, { value, day: on }]);
    setTyped('');
  };
  return (
    <form className="measures" onSubmit={submit}>
      <TextField
        label={label}
        value={typed}
        onChange={setTyped}
        inputMode="decimal"
        maxLength={6}
        fault={typed.trim() !== '' && !isFit ? words.measures.fault(least, most) : undefined}
      />
      <TextField label={words.measures.day} type="date" value={day} onChange={setDay} />
      <Button type="submit" isDisabled={!isFit || on === undefined || on > today}>
        {words.add}
      </Button>
      {all.length === 0 ? (
        <p className="asked__state" data-state="not">
          {words.measures.none}
        </p>
      ) : (
        <ul className="measures__all number">
          {all
            .map((m, i) => ({ m, i }))
            .toSorted((a, b) => (a.m.day < b.m.day ? 1 : -1))
            .map(({ m, i }) => (
              <li key={i}>
                <strong>
                  {m.value} {unit}
                </strong>{' '}
                {printDay(m.day)}
                <Button
                  look="quiet"
                  label={words.remove(`${m.value} ${unit}`)}
                  onPress={() => onChange(all.filter((_, k) => k !== i))}
                >
                  ✕
                </Button>
              </li>
            ))}
        </ul>
      )}
    </form>
  );
}
