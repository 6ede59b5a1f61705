import type { ReactElement } from 'react';
import { questions, rules } from '../../../content/decide/rules.ts';
import { ANSWERS, type Answer } from '../../../core/answer.ts';
import type { Source } from '../../../core/atlas/source.ts';
import { candidacy, MODALITIES, type Candidacy, type Rule } from '../../../core/decide/candidacy.ts';
import type { Answers, QuestionId } from '../../../core/logic.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Expander } from '../../ui/expander.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { words } from './words.ts';

interface ScreenViewProps {
  readonly answers: Answers;
  readonly sources: readonly Source[];
  readonly onAnswer: (ids: readonly QuestionId[], answer: Answer) => void;
}

const GROUPS = [...new Set(questions.map((q) => q.group))];

/** Every question of the safety screen, and what the answers say about each way to treat. */
export function ScreenView({ answers, sources, onAnswer }: ScreenViewProps): ReactElement {
  return (
    <section className="bedside__screen" aria-labelledby="bedside-screen">
      <h2 id="bedside-screen">{words.screen}</h2>
      <p>{words.screenText}</p>
      <ul className="bedside__levels" aria-live="polite">
        {MODALITIES.map((modality) => (
          <li key={modality}>
            <Level result={candidacy(modality, answers, rules)} sources={sources} />
          </li>
        ))}
      </ul>
      {GROUPS.map((group) => (
        <Group key={group} group={group} answers={answers} onAnswer={onAnswer} />
      ))}
    </section>
  );
}

function Level({
  result,
  sources,
}: {
  readonly result: Candidacy;
  readonly sources: readonly Source[];
}): ReactElement {
  const { modality, level, raised, unanswered, urgency } = result;
  return (
    <article className="bedside__level" data-level={level}>
      <h3>{words.modalities[modality]}</h3>
      <p className="bedside__verdict">
        <span>{words.levels[level]}</span>
        {urgency !== 'none' && <Badge tone="danger">{words.urgencies[urgency]}</Badge>}
      </p>
      <p>{unanswered.length === 0 ? words.allAnswered : words.open(unanswered.length)}</p>
      {raised.length > 0 && (
        <Expander title={words.why(raised.length)} level={4}>
          <ul className="bedside__reasons">
            {raised.map((rule) => (
              <Reason key={rule.id} rule={rule} sources={sources} />
            ))}
          </ul>
        </Expander>
      )}
    </article>
  );
}

function Reason({
  rule,
  sources,
}: {
  readonly rule: Rule;
  readonly sources: readonly Source[];
}): ReactElement {
  return (
    <li>
      <p>{rule.because}</p>
      <p>{rule.then}</p>
      <Provenance fact={rule} sources={sources} />
    </li>
  );
}

const CHOICES = ANSWERS.map((id) => ({ id, text: words.answers[id] }));

function Group({
  group,
  answers,
  onAnswer,
}: Omit<ScreenViewProps, 'sources'> & { readonly group: string }): ReactElement {
  const mine = questions.filter((q) => q.group === group);
  const open = mine.filter((q) => (answers.get(q.id) ?? 'unknown') === 'unknown').map((q) => q.id);
  return (
    <fieldset className="bedside__group">
      <legend>{group}</legend>
      {mine.map(({ id, ask }) => (
        <div key={id} className="bedside__question">
          <span>{ask}</span>
          <Segmented
            isSmall
            label={ask}
            options={CHOICES}
            value={answers.get(id) ?? 'unknown'}
            onChange={(answer) => onAnswer([id], answer)}
          />
        </div>
      ))}
      <Button look="quiet" isDisabled={open.length === 0} onPress={() => onAnswer(open, 'absent')}>
        {words.restAbsent}
      </Button>
    </fieldset>
  );
}
