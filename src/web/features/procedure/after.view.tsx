import { useState, type SubmitEvent, type ReactElement } from 'react';
import { INSTRUCTIONS_VERSION, instructionsFor } from '../../../content/treat/consent.ts';
import { givesSteroid } from '../../../core/treat/hold-procedure.ts';
import type { KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import { SEVERITIES } from '../../../core/treat/procedure.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { Expander } from '../../ui/expander.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Rating } from './before.view.tsx';
import type { Held } from './held.ts';
import { MissingView } from './missing.view.tsx';
import { hasNeedles, patch, SCALE } from './steps.ts';
import { words } from './words.ts';

interface AfterProps {
  readonly kept: KeptProcedure;
  readonly held: Held;
  readonly onChange: (kept: KeptProcedure) => void;
  readonly onRescue: () => void;
}

/** What comes after the last site, and the end. */
export function AfterView(props: AfterProps): ReactElement {
  const { kept, held, onChange } = props;
  const { procedure } = kept;
  const { before, after } = procedure;
  const complaints = held.check.complaints;
  return (
    <section className="procedure__card" aria-labelledby="step-after">
      <h2 id="step-after">{words.after}</h2>
      {hasNeedles(procedure) && <NeedleCount {...props} />}
      {procedure.kind === 'injection' && givesSteroid(procedure, held.around.agents) && (
        <TextField
          label={words.steroid}
          value={procedure.steroidReason ?? ''}
          maxLength={600}
          onChange={(reason) => onChange(patch(kept, { steroidReason: reason === '' ? undefined : reason }))}
        />
      )}
      <Rating
        label={words.painAfter}
        value={after?.value}
        onRate={(value) => onChange(patch(kept, { after: { scale: before?.scale ?? SCALE, value } }))}
      />
      <Adverse {...props} />
      <Instructions {...props} />
      <MissingView complaints={complaints} procedure={procedure} sites={held.around.sites} />
      <Button
        look="main"
        isDisabled={complaints.length > 0}
        onPress={() => onChange({ ...kept, state: 'finished' })}
      >
        {words.finish}
      </Button>
    </section>
  );
}

function NeedleCount({ kept, onChange }: AfterProps): ReactElement | null {
  const { procedure } = kept;
  if (!hasNeedles(procedure)) return null;
  const { needlesIn = 0, needlesOut } = procedure;
  const counts = Array.from({ length: Math.max(6, needlesIn + 2) }, (_, n) => String(n));
  return (
    <div className="procedure__part">
      <Chips
        label={words.needlesOut(needlesIn)}
        isLabelled
        isLarge
        options={counts.map((id) => ({ id, text: id, name: `${words.needlesOutShort} ${id}` }))}
        value={needlesOut === undefined ? undefined : counts.find((c) => Number(c) === needlesOut)}
        onChange={(n) => onChange(patch(kept, { needlesOut: Number(n) }))}
      />
      <Expander title={words.needlesInChange}>
        <Chips
          label={words.needlesIn}
          options={counts.map((id) => ({ id, text: id }))}
          value={counts.find((c) => Number(c) === needlesIn)}
          onChange={(n) => onChange(patch(kept, { needlesIn: Number(n) }))}
        />
      </Expander>
      {needlesOut !== undefined && needlesOut < needlesIn && <Notice tone="danger">{words.missing}</Notice>}
    </div>
  );
}

function Adverse({ kept, onChange, onRescue }: AfterProps): ReactElement {
  const { adverse } = kept.procedure;
  const [text, setText] = useState('');
  const add = (what: string): void => {
    if (what.trim() === '') return;
    onChange(patch(kept, { adverse: [...(adverse ?? []), { what: what.trim(), severity: 'mild' }] }));
    setText('');
  };
  return (
    <div className="procedure__part">
      <h3>{words.adverse}</h3>
      <div className="procedure__bad">
        <Button
          look={adverse?.length === 0 ? 'main' : 'plain'}
          onPress={() => {
            onChange(patch(kept, { adverse: [] }));
            // What is left to type comes next.
            document.querySelector<HTMLInputElement>('.procedure__call input')?.focus();
          }}
        >
          {words.adverseNone}
        </Button>
        {words.adverseKinds.map((what) => (
          <Button key={what} onPress={() => add(what)}>
            {what}
          </Button>
        ))}
      </div>
      <ul className="procedure__events">
        {(adverse ?? []).map((event, i) => (
          // What happened twice has no name of its own.
          <li key={i}>
            <strong>{event.what}</strong>
            <Chips
              label={`${words.severity}: ${event.what}`}
              options={SEVERITIES.map((id) => ({ id, text: words.severities[id] }))}
              value={event.severity}
              onChange={(severity) =>
                onChange(patch(kept, { adverse: adverse?.map((e, k) => (k === i ? { ...e, severity } : e)) }))
              }
            />
            <Button
              look="quiet"
              onPress={() => {
                const left = adverse?.filter((_, k) => k !== i) ?? [];
                onChange(patch(kept, { adverse: left.length === 0 ? undefined : left }));
              }}
            >
              {words.takeBack}
            </Button>
          </li>
        ))}
      </ul>
      {adverse?.some((e) => e.what === words.adverseKinds[5]) === true && (
        <Button look="danger" onPress={onRescue}>
          {words.toRescue}
        </Button>
      )}
      {adverse !== undefined && adverse.length > 0 && (
        <div className="procedure__fields">
          <TextField label={words.adverseOther} value={text} maxLength={300} onChange={setText} />
          <Button isDisabled={text.trim() === ''} onPress={() => add(text)}>
            {words.take}
          </Button>
        </div>
      )}
    </div>
  );
}

const CALL = 'tautband.procedure.call';

/** What is answered for whom to call is the same for everybody of a practice: this device remembers it. */
function rememberedCall(): string {
  try {
    return localStorage.getItem(CALL) ?? '';
  } catch {
    return '';
  }
}

function Instructions({ kept, onChange }: AfterProps): ReactElement {
  const { instructions, kind } = kept.procedure;
  const [call, setCall] = useState(rememberedCall);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const who = call.trim();
    if (who === '') return;
    try {
      localStorage.setItem(CALL, who);
    } catch {
      // Not remembered: it is typed again next time.
    }
    onChange(patch(kept, { instructions: { version: INSTRUCTIONS_VERSION, call: who } }));
  };
  return (
    <div className="procedure__part">
      <h3>{words.instructions(INSTRUCTIONS_VERSION)}</h3>
      <ul className="procedure__lines">
        {instructionsFor(kind).map((line) => (
          <li key={line.id}>{line.says}</li>
        ))}
      </ul>
      {instructions === undefined ? (
        <form className="procedure__fields procedure__call" onSubmit={submit}>
          <TextField
            label={words.call}
            hint={words.callHint}
            value={call}
            maxLength={120}
            onChange={setCall}
          />
          <Button type="submit" isDisabled={call.trim() === ''}>
            {words.giveOut}
          </Button>
        </form>
      ) : (
        <p className="procedure__done">
          {words.given(instructions.call)}{' '}
          <Button look="quiet" onPress={() => onChange(patch(kept, { instructions: undefined }))}>
            {words.change}
          </Button>
        </p>
      )}
    </div>
  );
}
