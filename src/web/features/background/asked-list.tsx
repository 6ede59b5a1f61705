import { useState, type ReactElement, type ReactNode, type SyntheticEvent } from 'react';
import type { TakenList } from '../../../core/decide/background.ts';
import type { Day } from '../../../kit/time.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { words } from './words.ts';

interface AskedListProps<T> {
  /** Absent: nobody asked. */
  readonly value: TakenList<T> | undefined;
  readonly today: Day;
  readonly onChange: (value: TakenList<T> | undefined) => void;
  /** What the line for a new entry asks. */
  readonly label: string;
  readonly hint?: string;
  readonly maxLength: number;
  /** An entry from what was typed; undefined when more is needed than that. */
  readonly entryOf: (typed: string) => T;
  readonly nameOf: (entry: T) => string;
  /** What stands beside the name of an entry, with its way to change it. */
  readonly children?: (entry: T, change: (entry: T) => void) => ReactNode;
}

/** A list that can be not asked, asked and empty, or filled: three things that never look alike. */
export function AskedList<T>(props: AskedListProps<T>): ReactElement {
  const { value, today, onChange, entryOf, nameOf, children } = props;
  const put = (list: readonly T[]): void => onChange({ taken: today, list });
  const list = value?.list ?? [];
  return (
    <div className="asked">
      <AskedState
        day={value?.taken}
        count={list.length}
        today={today}
        onNone={() => put([])}
        onStill={() => put(list)}
        onTakeBack={() => onChange(undefined)}
      />
      {list.length > 0 && (
        <ul className="asked__list">
          {list.map((entry, i) => (
            // Entries have no id of their own; two alike may stand in a list.
            <li key={`${i} ${nameOf(entry)}`}>
              <div className="asked__entry">
                <span className="asked__name">{nameOf(entry)}</span>
                <Button
                  look="quiet"
                  label={words.remove(nameOf(entry))}
                  onPress={() => put(list.filter((_, k) => k !== i))}
                >
                  ✕
                </Button>
              </div>
              {children !== undefined && (
                <div className="asked__more">
                  {children(entry, (changed) => put(list.map((e, k) => (k === i ? changed : e))))}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      <Composer
        label={props.label}
        maxLength={props.maxLength}
        {...(props.hint !== undefined && { hint: props.hint })}
        onAdd={(typed) => put([...list, entryOf(typed)])}
      />
    </div>
  );
}

interface AskedStateProps {
  readonly day: Day | undefined;
  readonly count: number;
  readonly today: Day;
  readonly onNone: () => void;
  readonly onStill: () => void;
  readonly onTakeBack: () => void;
}

/** Whether and when something was asked, and the way to say that there is none. */
export function AskedState({
  day,
  count,
  today,
  onNone,
  onStill,
  onTakeBack,
}: AskedStateProps): ReactElement {
  const state = day === undefined ? 'not' : count === 0 ? 'none' : 'some';
  return (
    <p className="asked__state" data-state={state}>
      <span>
        {day === undefined ? words.asked.not : count === 0 ? words.asked.none(day) : words.asked.some(day)}
      </span>
      {day === undefined && <Button onPress={onNone}>{words.asked.sayNone}</Button>}
      {day !== undefined && day < today && <Button onPress={onStill}>{words.asked.still}</Button>}
      {day !== undefined && count === 0 && (
        <Button look="quiet" onPress={onTakeBack}>
          {words.asked.takeBack}
        </Button>
      )}
    </p>
  );
}

interface ComposerProps {
  readonly label: string;
  readonly hint?: string;
  readonly maxLength: number;
  readonly onAdd: (typed: string) => void;
}

/** One line and Enter: the next entry can be typed at once. */
export function Composer({ label, hint, maxLength, onAdd }: ComposerProps): ReactElement {
  const [typed, setTyped] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (typed.trim() === '') return;
    onAdd(typed.trim());
    setTyped('');
  };
  return (
    <form className="composer" onSubmit={submit}>
      <TextField
        label={label}
        value={typed}
        onChange={setTyped}
        maxLength={maxLength}
        {...(hint !== undefined && { hint })}
      />
      <Button type="submit" isDisabled={typed.trim() === ''}>
        {words.add}
      </Button>
    </form>
  );
}
