import type { ReactElement } from 'react';
import type { CareTried, PerpetuatingFactor } from '../../../core/decide/background.ts';
import { parseDay, type Day } from '../../../kit/time.ts';
import { Choice } from '../../ui/choice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AskedList } from './asked-list.tsx';
import { CheckBox } from './check-box.tsx';
import { withFields, written } from './with-fields.ts';
import { words } from './words.ts';

interface ListProps<T> {
  readonly value: readonly T[] | undefined;
  readonly today: Day;
  readonly onChange: (value: readonly T[] | undefined) => void;
}

const EFFECTS = (['', 'helped', 'partly', 'none', 'worse'] as const).map((id) => ({
  id,
  text: words.care.effects[id],
}));

/** Care without needles that was tried: what payers and guidelines ask for first. */
export function Care({ value, today, onChange }: ListProps<CareTried>): ReactElement {
  return (
    <AskedList<CareTried>
      value={value === undefined ? undefined : { taken: today, list: value }}
      today={today}
      isUndated
      onChange={(list) => onChange(list?.list)}
      label={words.care.what}
      hint={words.care.hint}
      maxLength={200}
      entryOf={(what) => ({ what, from: today })}
      nameOf={(care) => care.what}
    >
      {(care, change) => (
        <div className="asked__fields">
          <TextField
            label={words.care.from}
            type="date"
            value={care.from}
            onChange={(from) => {
              const day = parseDay(from);
              if (day !== undefined) change({ ...care, from: day });
            }}
          />
          <TextField
            label={words.care.to}
            type="date"
            value={care.to ?? ''}
            onChange={(to) => change(withFields(care, { to: parseDay(to) }))}
          />
          <TextField
            label={words.care.dose}
            value={care.dose ?? ''}
            onChange={(dose) => change(withFields(care, { dose: written(dose) }))}
            maxLength={200}
          />
          <Choice
            label={words.care.effect}
            value={care.effect ?? ''}
            options={EFFECTS}
            onChange={(effect) => change(withFields(care, { effect: effect === '' ? undefined : effect }))}
          />
          <CheckBox
            label={words.care.active}
            isChecked={care.active === true}
            onChange={(active) => change(withFields(care, { active: active ? true : undefined }))}
          />
        </div>
      )}
    </AskedList>
  );
}

/** What keeps the pain going, and what of it can be changed. */
export function Factors({ value, today, onChange }: ListProps<PerpetuatingFactor>): ReactElement {
  return (
    <AskedList<PerpetuatingFactor>
      value={value === undefined ? undefined : { taken: today, list: value }}
      today={today}
      isUndated
      onChange={(list) => onChange(list?.list)}
      label={words.life.factor}
      hint={words.life.hint}
      maxLength={200}
      entryOf={(what) => ({ what, modifiable: false })}
      nameOf={(factor) => factor.what}
    >
      {(factor, change) => (
        <CheckBox
          label={words.life.modifiable}
          isChecked={factor.modifiable}
          onChange={(modifiable) => change({ ...factor, modifiable })}
        />
      )}
    </AskedList>
  );
}
