import type { ReactElement } from 'react';
import { questions } from '../../../content/decide/rules.ts';
import { ANSWERS, type Answer } from '../../../core/answer.ts';
import { CONDITION_HOLDS, type Background } from '../../../core/decide/background.ts';
import { daysBetween, type Day } from '../../../kit/time.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { withFields, type Change } from './with-fields.ts';
import { words } from './words.ts';

interface ConditionsProps {
  readonly value: Background['conditions'];
  readonly today: Day;
  readonly onChange: (value: Background['conditions']) => void;
}

const STAYING = questions.filter((q) => q.stays === true);
const CHOICES = ANSWERS.map((id) => ({
  id,
  text: id === 'present' ? words.yes : id === 'absent' ? words.no : words.unknown,
}));

/** The questions of the safety screen that belong to the person, each yes, no or not asked, with its day. */
export function Conditions({ value = {}, today, onChange }: ConditionsProps): ReactElement {
  const answer = (ids: readonly string[], given: Answer): void => {
    const kept = Object.entries(value).filter(([id]) => !ids.includes(id));
    const added = given === 'unknown' ? [] : ids.map((id) => [id, { answer: given, asked: today }] as const);
    const next = Object.fromEntries([...kept, ...added]);
    onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  const open = STAYING.filter(({ id }) => (value[id]?.answer ?? 'unknown') === 'unknown').map((q) => q.id);
  return (
    <div className="conditions">
      {STAYING.map(({ id, ask }) => {
        const given = value[id];
        const isOld = given?.answer === 'absent' && daysBetween(given.asked, today) > CONDITION_HOLDS;
        return (
          <div key={id} className="conditions__row" data-answer={given?.answer ?? 'unknown'}>
            <span>
              {ask}
              {given !== undefined && given.answer !== 'unknown' && (
                <small data-old={isOld ? '' : undefined}>
                  {isOld ? words.conditions.old(given.asked) : words.conditions.on(given.asked)}
                </small>
              )}
            </span>
            <Segmented
              isSmall
              label={ask}
              options={CHOICES}
              value={given?.answer ?? 'unknown'}
              onChange={(a) => answer([id], a)}
            />
          </div>
        );
      })}
      <Button look="quiet" isDisabled={open.length === 0} onPress={() => answer(open, 'absent')}>
        {words.conditions.rest}
      </Button>
    </div>
  );
}

interface PregnancyProps {
  readonly background: Background;
  readonly today: Day;
  readonly onChange: (change: Change<Background>) => void;
}

/** Pregnant or not, with the weeks: "no" is soon out of date. */
export function Pregnancy({ background, today, onChange }: PregnancyProps): ReactElement {
  const { pregnancy } = background;
  return (
    <div className="conditions">
      <div className="conditions__row" data-answer={pregnancy?.answer ?? 'unknown'}>
        <span>
          {words.pregnancy.ask}
          <small>
            {pregnancy === undefined ? words.pregnancy.holds : words.pregnancy.asked(pregnancy.asked)}
          </small>
        </span>
        <Segmented
          isSmall
          label={words.pregnancy.ask}
          options={CHOICES}
          value={pregnancy?.answer ?? 'unknown'}
          onChange={(answer) =>
            onChange({ pregnancy: answer === 'unknown' ? undefined : { asked: today, answer } })
          }
        />
      </div>
      {pregnancy?.answer === 'present' && (
        <label className="conditions__weeks">
          {words.pregnancy.weeks}
          <input
            type="number"
            min={0}
            max={45}
            value={pregnancy.weeks ?? ''}
            onChange={(event) => {
              const weeks = event.target.valueAsNumber;
              onChange({
                pregnancy: withFields(
                  { ...pregnancy, asked: today },
                  { weeks: Number.isInteger(weeks) && weeks >= 0 && weeks <= 45 ? weeks : undefined },
                ),
              });
            }}
          />
        </label>
      )}
    </div>
  );
}
