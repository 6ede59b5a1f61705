import { useState, type ReactElement } from 'react';
import { ANSWERS } from '../../../core/answer.ts';
import { checkPlan, COMPONENT_KINDS, type PlanComponent } from '../../../core/treat/plan.ts';
import { parseDay } from '../../../kit/time.ts';
import { without } from '../../../kit/without.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { printDay } from '../../ui/print-day.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { PlanViewProps } from './plan.view.tsx';
import { words } from './words.ts';

const KINDS = COMPONENT_KINDS.map((id) => ({ id, text: words.kinds[id] }));
const ANSWER_OPTIONS = ANSWERS.map((id) => ({ id, text: words.answers[id] }));

/** The parts of a plan with owner, dose and dates, and the way to add or change one. */
export function PartsView({ plan, today, onChange }: PlanViewProps): ReactElement {
  const [editing, setEditing] = useState<number | 'new'>();
  const put = (components: readonly PlanComponent[]): void => onChange({ ...plan, components });
  return (
    <section className="plan__part" aria-labelledby="plan-parts">
      <h2 id="plan-parts">{words.parts}</h2>
      <ul className="plan__list">
        {plan.components.map((part, i) =>
          editing === i ? (
            <li key={i}>
              <PartForm
                part={part}
                onCancel={() => setEditing(undefined)}
                onKeep={(next) => {
                  put(plan.components.map((p, k) => (k === i ? next : p)));
                  setEditing(undefined);
                }}
              />
            </li>
          ) : (
            <li key={i} className="plan__item">
              <div className="plan__row">
                <Badge tone={part.kind === 'needling' ? 'danger' : 'calm'}>{words.kinds[part.kind]}</Badge>
                <strong>{part.what}</strong>
              </div>
              <p>
                {part.dose} · {part.owner} ·{' '}
                <span className="number">
                  {printDay(part.from)}
                  {part.to === undefined ? ' …' : ` – ${printDay(part.to)}`}
                </span>
              </p>
              <div className="plan__row plan__row--apart">
                <span className="plan__takes">
                  <span aria-hidden="true">{words.takesPartShort}</span>
                  <Segmented
                    isSmall
                    label={words.takesPart(part.what)}
                    options={ANSWER_OPTIONS}
                    value={part.takesPart ?? 'unknown'}
                    onChange={(takesPart) =>
                      put(plan.components.map((p, k) => (k === i ? { ...p, takesPart } : p)))
                    }
                  />
                </span>
                <span className="plan__row">
                  <Button look="quiet" label={words.changeOf(part.what)} onPress={() => setEditing(i)}>
                    {words.change}
                  </Button>
                  <Button
                    look="quiet"
                    label={words.removeOf(part.what)}
                    onPress={() => put(plan.components.filter((_, k) => k !== i))}
                  >
                    {words.remove}
                  </Button>
                </span>
              </div>
            </li>
          ),
        )}
      </ul>
      {editing === 'new' ? (
        <PartForm
          part={{ kind: 'exercise', what: '', owner: '', dose: '', from: today }}
          onCancel={() => setEditing(undefined)}
          onKeep={(next) => {
            put([...plan.components, next]);
            setEditing(undefined);
          }}
        />
      ) : (
        <Button onPress={() => setEditing('new')}>{words.addPart}</Button>
      )}
    </section>
  );
}

interface PartFormProps {
  readonly part: PlanComponent;
  readonly onKeep: (part: PlanComponent) => void;
  readonly onCancel: () => void;
}

/** One part as a form; it is kept only when somebody could carry it out. */
function PartForm({ part, onKeep, onCancel }: PartFormProps): ReactElement {
  const [typed, setTyped] = useState(part);
  const [to, setTo] = useState<string>(part.to ?? '');
  const last = parseDay(to);
  const next: PlanComponent = { ...without(typed, 'to'), ...(last !== undefined && { to: last }) };
  const isReady =
    checkPlan({ components: [next], goals: [] }).length === 0 && (to === '' || last !== undefined);
  return (
    <form
      className="plan__form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onKeep(next);
      }}
    >
      <Choice
        label={words.kind}
        value={typed.kind}
        options={KINDS}
        onChange={(kind) => setTyped({ ...typed, kind })}
      />
      <TextField
        label={words.whatField}
        value={typed.what}
        maxLength={300}
        onChange={(what) => setTyped({ ...typed, what })}
      />
      <TextField
        label={words.owner}
        hint={words.ownerHint}
        value={typed.owner}
        maxLength={120}
        onChange={(owner) => setTyped({ ...typed, owner })}
      />
      <TextField
        label={words.dose}
        value={typed.dose}
        maxLength={200}
        onChange={(dose) => setTyped({ ...typed, dose })}
      />
      <TextField
        label={words.from}
        type="date"
        value={typed.from}
        onChange={(from) => setTyped({ ...typed, from: parseDay(from) ?? typed.from })}
      />
      <TextField label={words.to} type="date" value={to} onChange={(value) => setTo(value)} />
      <div className="plan__row">
        <Button type="submit" look="main" isDisabled={!isReady}>
          {part.what === '' ? words.add : words.save}
        </Button>
        <Button look="quiet" onPress={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
