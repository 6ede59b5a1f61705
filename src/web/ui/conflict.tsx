import type { ReactElement } from 'react';
import { Button } from './button.tsx';
import { differences } from './compare.ts';
import './conflict.css';

interface ConflictProps {
  /** What was changed in two places: `The background`. */
  readonly what: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** The words for a way through the fields. Absent: the fields' own names. */
  readonly nameOf?: (path: readonly (string | number)[]) => string;
  readonly onTake: (choice: 'mine' | 'theirs') => void;
}

/** Something was saved in two places at once: field by field what differs, with both texts, to choose from. */
export function Conflict({ what, mine, theirs, nameOf = plainName, onTake }: ConflictProps): ReactElement {
  return (
    <section className="conflict" aria-label={words.title(what)} role="alert">
      <h2>{words.title(what)}</h2>
      <p>{words.text}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.mine}</th>
            <th scope="col">{words.theirs}</th>
          </tr>
        </thead>
        <tbody>
          {differences(mine, theirs).map((d) => (
            <tr key={d.path.join('.')}>
              <th scope="row">{nameOf(d.path)}</th>
              <td>{d.mine ?? words.nothing}</td>
              <td>{d.theirs ?? words.nothing}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="conflict__choices">
        <Button look="main" onPress={() => onTake('mine')}>
          {words.takeMine}
        </Button>
        <Button onPress={() => onTake('theirs')}>{words.takeTheirs}</Button>
      </div>
    </section>
  );
}

/** `weights 2 value` from the way through the fields, camel case taken apart. */
const plainName = (path: readonly (string | number)[]): string =>
  path.map((p) => String(p).replaceAll(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`)).join(' ');

const words = {
  title: (what: string): string => `${what} was changed somewhere else too`,
  text: 'Both versions are kept in the record, whichever you go on with.',
  field: 'Field',
  mine: 'This window',
  theirs: 'Saved elsewhere',
  nothing: 'nothing',
  takeMine: 'Go on with this window',
  takeTheirs: 'Go on with the other',
} as const;
