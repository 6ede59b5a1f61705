import { useState, type ReactElement } from 'react';
import { checkPlan, type Goal } from '../../../core/treat/plan.ts';
import { addDays, parseDay } from '../../../kit/time.ts';
import { without } from '../../../kit/without.ts';
import { Button } from '../../ui/button.tsx';
import { printDay } from '../../ui/print-day.ts';
import { Rating } from '../../ui/rating.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { PlanViewProps } from './plan.view.tsx';
import { words } from './words.ts';

/** Days after which a goal is looked at, unless somebody says otherwise. */
const USUAL = 56;

/** Activities of the patient's own choice, with where they stand and where they should. */
export function GoalsView({ plan, today, onChange }: PlanViewProps): ReactElement {
  const [typed, setTyped] = useState<GoalTyped>();
  const put = (goals: readonly Goal[]): void => onChange({ ...plan, goals });
  return (
    <section className="plan__part" aria-labelledby="plan-goals">
      <h2 id="plan-goals">{words.goals}</h2>
      <p className="plan__small">{words.goalsText}</p>
      {plan.goals.length === 0 && <p>{words.noGoals}</p>}
      <ul className="plan__list">
        {plan.goals.map((goal, i) => (
          <li key={goal.activity} className="plan__item plan__row plan__row--apart">
            <span>
              <strong>{goal.activity}</strong>{' '}
              <span className="number">{words.goal(goal.baseline, goal.target, printDay(goal.by))}</span>
            </span>
            <Button
              look="quiet"
              label={words.removeOf(goal.activity)}
              onPress={() => put(plan.goals.filter((_, k) => k !== i))}
            >
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      {typed === undefined ? (
        <Button onPress={() => setTyped({ activity: '', by: addDays(today, USUAL) })}>{words.addGoal}</Button>
      ) : (
        <GoalForm
          typed={typed}
          onType={setTyped}
          onKeep={(goal) => {
            put([...plan.goals, goal]);
            setTyped(undefined);
          }}
        />
      )}
    </section>
  );
}

interface GoalTyped {
  readonly activity: string;
  readonly by: string;
  readonly baseline?: number;
  readonly target?: number;
}

interface GoalFormProps {
  readonly typed: GoalTyped;
  readonly onType: (typed: GoalTyped | undefined) => void;
  readonly onKeep: (goal: Goal) => void;
}

function GoalForm({ typed, onType, onKeep }: GoalFormProps): ReactElement {
  const { activity, baseline, target } = typed;
  const by = parseDay(typed.by);
  const goal =
    baseline === undefined || target === undefined || by === undefined
      ? undefined
      : { activity: activity.trim(), baseline, target, by };
  const isReady = goal !== undefined && checkPlan({ components: [], goals: [goal] }).length === 0;
  const isBackwards = baseline !== undefined && target !== undefined && target <= baseline;
  const rate = (which: 'baseline' | 'target', value: number | undefined): void => {
    onType(value === undefined ? without(typed, which) : { ...typed, [which]: value });
  };
  return (
    <form
      className="plan__form plan__form--wide"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onKeep(goal);
      }}
    >
      <TextField
        label={words.activity}
        value={activity}
        maxLength={120}
        onChange={(value) => onType({ ...typed, activity: value })}
      />
      <TextField
        label={words.by}
        type="date"
        value={typed.by}
        onChange={(value) => onType({ ...typed, by: value })}
      />
      <Rating label={words.baseline} most={10} value={baseline} onChange={(v) => rate('baseline', v)} />
      <Rating label={words.target} most={10} value={target} onChange={(v) => rate('target', v)} />
      {isBackwards && <p role="status">{words.goalFault}</p>}
      <div className="plan__row">
        <Button type="submit" look="main" isDisabled={!isReady}>
          {words.add}
        </Button>
        <Button look="quiet" onPress={() => onType(undefined)}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
