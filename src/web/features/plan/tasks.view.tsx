import { useState, type ReactElement } from 'react';
import type { Task } from '../../../core/treat/plan.ts';
import { addDays, parseDay } from '../../../kit/time.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { printDay } from '../../ui/print-day.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { PlanViewProps } from './plan.view.tsx';
import { words } from './words.ts';

/** Tasks with owner and day, open ones first in the order of their days. */
export function TasksView({ plan, today, onChange }: PlanViewProps): ReactElement {
  const tasks = plan.tasks ?? [];
  const put = (next: readonly Task[]): void => onChange({ ...plan, tasks: next });
  const shown = tasks
    .map((task, i) => ({ task, i }))
    .sort((a, b) => orderOf(a.task).localeCompare(orderOf(b.task)));
  return (
    <section className="plan__part" aria-labelledby="plan-tasks">
      <h2 id="plan-tasks">{words.tasks}</h2>
      {tasks.every((t) => t.done !== undefined) && <p>{words.noTasks}</p>}
      <ul className="plan__list">
        {shown.map(({ task, i }) => (
          <li
            key={i}
            className="plan__item plan__row plan__row--apart"
            data-done={task.done === undefined ? undefined : ''}
          >
            <label className="plan__task">
              <input
                type="checkbox"
                checked={task.done !== undefined}
                onChange={(event) =>
                  put(
                    tasks.map((t, k) => (k === i ? ticked(t, event.target.checked ? today : undefined) : t)),
                  )
                }
              />
              <span>
                <strong>{task.what}</strong>
                <span className="plan__small number">
                  {task.owner} ·{' '}
                  {task.done === undefined
                    ? words.dueOn(printDay(task.due))
                    : words.doneOn(printDay(task.done))}{' '}
                  {task.done === undefined && task.due < today && (
                    <Badge tone="danger">{words.overdue}</Badge>
                  )}
                </span>
              </span>
            </label>
            <Button
              look="quiet"
              label={words.removeOf(task.what)}
              onPress={() => put(tasks.filter((_, k) => k !== i))}
            >
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      <TaskForm onAdd={(task) => put([...tasks, task])} due={addDays(today, 7)} />
    </section>
  );
}

const orderOf = ({ done, due }: Task): string => `${done === undefined ? 0 : 1} ${due}`;

function ticked({ what, owner, due }: Task, done: Task['done']): Task {
  return { what, owner, due, ...(done !== undefined && { done }) };
}

function TaskForm({
  onAdd,
  due,
}: {
  readonly onAdd: (task: Task) => void;
  readonly due: string;
}): ReactElement {
  const [typed, setTyped] = useState({ what: '', owner: '', due });
  const day = parseDay(typed.due);
  const isReady = typed.what.trim() !== '' && typed.owner.trim() !== '' && day !== undefined;
  return (
    <form
      className="plan__form"
      aria-label={words.addTask}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        onAdd({ what: typed.what.trim(), owner: typed.owner.trim(), due: day });
        setTyped({ what: '', owner: '', due });
      }}
    >
      <TextField
        label={words.whatField}
        value={typed.what}
        maxLength={300}
        onChange={(what) => setTyped({ ...typed, what })}
      />
      <TextField
        label={words.owner}
        value={typed.owner}
        maxLength={120}
        onChange={(owner) => setTyped({ ...typed, owner })}
      />
      <TextField
        label={words.due}
        type="date"
        value={typed.due}
        onChange={(value) => setTyped({ ...typed, due: value })}
      />
      <div className="plan__row">
        <Button type="submit" isDisabled={!isReady}>
          {words.addTask}
        </Button>
      </div>
    </form>
  );
}
