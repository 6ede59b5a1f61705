import { useRef, type ReactElement } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/states.tsx';
import type { Desk, Move } from '../desk.ts';
import { CLASS_COLOURS } from '../stage/model-layer.tsx';
import type { Model } from '../use-model.ts';
import { words } from '../words.ts';
import { Switch } from './switch.tsx';
import './model-panel.css';

interface ModelPanelProps {
  readonly model: Model;
  readonly desk: Desk;
  readonly move: (move: Move) => void;
}

/** A model that the clinic brings: what it says, how sure it says it is, and that nobody here has tested it. */
export function ModelPanel({ model, desk, move }: ModelPanelProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const { state, seen } = model;
  return (
    <section className="panel" aria-labelledby="model-title">
      <h2 id="model-title">{words.model.title}</h2>
      <p className="panel__note">{words.model.lead}</p>
      <div className="row">
        <Button isDisabled={state.kind === 'opening'} onPress={() => input.current?.click()}>
          {words.model.open}
        </Button>
        {state.kind === 'open' && <Button onPress={() => model.close()}>{words.model.remove}</Button>}
      </div>
      <input
        ref={input}
        type="file"
        className="hidden-visually"
        tabIndex={-1}
        aria-label={words.model.file}
        accept=".onnx"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) model.open(file);
          event.target.value = '';
        }}
      />
      <p className="panel__note" role="status">
        {words.model.state(state)}
      </p>
      {state.kind === 'failed' && <Notice tone="danger">{words.model.error(state.error)}</Notice>}
      {state.kind === 'open' && (
        <>
          <Switch
            isOn={desk.layers.model}
            onChange={(isOn) => move({ kind: 'set', change: { layers: { ...desk.layers, model: isOn } } })}
          >
            {words.model.show} <kbd>m</kbd>
          </Switch>
          <ul className="classes">
            {(seen?.segmentation.classes ?? []).map(({ name, share, confidence }, n) => (
              <li key={name}>
                <span
                  className="classes__key"
                  style={{ background: `rgb(${(CLASS_COLOURS[n % CLASS_COLOURS.length] ?? []).join(' ')})` }}
                  aria-hidden="true"
                />
                <span>{name}</span>
                <span className="number">
                  {confidence === undefined ? words.model.nowhere : words.model.confidence(confidence, share)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="panel__note">{words.model.honest}</p>
      <details className="contract">
        <summary>{words.model.contractTitle}</summary>
        <ul>
          {words.model.contract.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
