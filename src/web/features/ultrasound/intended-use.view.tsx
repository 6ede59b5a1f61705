import { useState, type ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { INTENDED_USE } from './intended-use.ts';
import { words } from './words.ts';

interface IntendedUseViewProps {
  readonly mayAccept: boolean;
  readonly suggested: string;
  readonly onAccept: (by: string) => void;
}

/** What the workspace is for and is not for, in full, before anything of it is loaded. */
export function IntendedUseView({ mayAccept, suggested, onAccept }: IntendedUseViewProps): ReactElement {
  const [by, setBy] = useState(suggested);
  return (
    <section className="intended card" aria-labelledby="intended-title">
      <p className="intended__off">{words.off}</p>
      <h2 id="intended-title">{words.intendedUse}</h2>
      <p className="page__lead">{words.offLead}</p>
      <ul>
        {INTENDED_USE.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {mayAccept ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (by.trim() !== '') onAccept(by.trim());
          }}
        >
          <TextField
            label={words.yourName}
            hint={words.acceptHint}
            value={by}
            maxLength={80}
            onChange={setBy}
          />
          <Button look="main" type="submit" isDisabled={by.trim() === ''}>
            {words.accept}
          </Button>
        </form>
      ) : (
        <Notice tone="caution">{words.onlyOwners}</Notice>
      )}
    </section>
  );
}
