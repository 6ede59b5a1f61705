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
  /** When it was asked is not kept: nothing is said about it. */
  readonly isUndated?: boolean;
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
        isUndated={props.isUndated === true}
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
  readonly isUndated: boolean;
  readonly count: number;
  readonly today: Day;
  readonly onNone: () => void;
  readonly onStill: () => void;
  readonly onTakeBack: () => void;
}

/** Whether and when something was asked, and the way to say that there is none. */
function AskedState(props: AskedStateProps): ReactElement | null {
  const { day, isUndated, count, today } = props;
  if (day === undefined)
    return (
      <p className="asked__state" data-state="not">
        <span>{words.asked.not}</span>
        <Button onPress={props.onNone}>{words.asked.sayNone}</Button>
      </p>
    );
  if (isUndated && count > 0) return null;
  return (
    <p className="asked__state" data-state={count === 0 ? 'none' : 'some'}>
      <span>
        {isUndated ? words.asked.sayNone : count === 0 ? words.asked.none(day) : words.asked.some(day)}
      </span>
      {!isUndated && day < today && <Button onPress={props.onStill}>{words.asked.still}</Button>}
      {count === 0 && (
        <Button look="quiet" onPress={props.onTakeBack}>
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
