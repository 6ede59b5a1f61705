import type { ReactElement } from 'react';
import { ANSWERS } from '../../../core/answer.ts';
import type { Explanation } from '../../../core/atlas/atlas.ts';
import type { Discriminator } from '../../../core/atlas/explanation.ts';
import type { Alternative } from '../../../core/localise/ranking.ts';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Desk } from './desk.ts';
import { percent } from '../../ui/percent.ts';
import { words } from './words.ts';

interface QuestionsProps {
  readonly desk: Desk;
  readonly explanation: Explanation;
  /** With what its answers did so far. */
  readonly row: Alternative;
}

/** What to ask and what to examine about one explanation: each yes, no or unknown. Unknown is where each begins. */
export function Questions({ desk, explanation, row }: QuestionsProps): ReactElement {
  const { ask, examine } = explanation.entry;
  return (
    <div className="questions">
      <p className="questions__help">{words.question.help}</p>
      <List title={words.question.ask} kind="ask" items={ask} desk={desk} row={row} />
      <List title={words.question.examine} kind="examine" items={examine} desk={desk} row={row} />
    </div>
  );
}

interface ListProps {
  readonly title: string;
  readonly kind: 'ask' | 'examine';
  readonly items: readonly Discriminator[];
  readonly desk: Desk;
  readonly row: Alternative;
}

function List({ title, kind, items, desk, row }: ListProps): ReactElement | null {
  if (items.length === 0) return null;
  return (
    <section>
      <h4>{title}</h4>
      <ul>
        {items.map((discriminator, i) => {
          const item = `${kind}-${i + 1}`;
          const given = desk.answers.find((a) => a.explanation === row.id && a.item === item);
          const effect = row.answers.find((a) => a.item === item);
          return (
            <li key={item} className="question">
              <div>
                <p className="question__text">{discriminator.text}</p>
                <p className="question__about">
                  {words.question.speaks[discriminator.speaks]}{' '}
                  <Provenance fact={discriminator} sources={desk.atlas.sources} />
                </p>
              </div>
              {desk.isPast ? (
                <p>{words.question.answers[given?.answer ?? 'unknown']}</p>
              ) : (
                <Segmented
                  label={discriminator.text}
                  options={ANSWERS.map((answer) => ({
                    id: answer,
                    text: <span data-answer={answer}>{words.question.answers[answer]}</span>,
                  }))}
                  value={given?.answer ?? 'unknown'}
                  onChange={(answer) => desk.onAnswer(row.id, item, answer)}
                />
              )}
              {effect !== undefined && (
                <p className="question__did number" role="status" data-answer={effect.answer}>
                  {words.question.did(
                    words.question.answers[effect.answer],
                    percent(effect.without),
                    percent(row.probability),
                  )}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
