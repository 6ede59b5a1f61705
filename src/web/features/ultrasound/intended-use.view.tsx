import { useState, type ReactElement } from 'react';
import { INTENDED_USE } from '../../../core/imaging-use.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/states.tsx';
import { Switch } from './panels/switch.tsx';
import { words } from './words.ts';
import './panels/panel.css';

interface IntendedUseViewProps {
  readonly mayAccept: boolean;
  readonly name: string;
  /** Why the last attempt had no effect. */
  readonly said: string | undefined;
  readonly onAccept: () => void;
}

/** What the workspace is for and is not for, in full, before anything of it is loaded. */
export function IntendedUseView({ mayAccept, name, said, onAccept }: IntendedUseViewProps): ReactElement {
  const [hasRead, setRead] = useState(false);
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
            if (hasRead) onAccept();
          }}
        >
          <Switch isOn={hasRead} onChange={setRead}>
            {words.hasRead}
          </Switch>
          <p className="panel__note">{words.acceptHint(name)}</p>
          <Button look="main" type="submit" isDisabled={!hasRead}>
            {words.accept}
          </Button>
          {said !== undefined && <Notice tone="danger">{said}</Notice>}
        </form>
      ) : (
        <Notice tone="caution">{words.onlyOwners}</Notice>
      )}
    </section>
  );
}
