import { useState, type ReactElement } from 'react';
import { questions } from '../../../content/decide/rules.ts';
import { ANSWERS, type Answer } from '../../../core/answer.ts';
import type { Witness } from '../../../core/decide/background.ts';
import { MODALITIES } from '../../../core/decide/candidacy.ts';
import type { Screening } from '../../../core/decide/screening.ts';
import type { OpenQuestion, Proposal } from '../../../core/decide/visit-candidacy.ts';
import type { QuestionId } from '../../../core/logic.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Expander } from '../../ui/expander.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { words } from './words.ts';

const CHOICES = ANSWERS.map((id) => ({ id, text: words.answers[id] }));
const BY_ID = new Map(questions.map((q) => [q.id, q]));
const GROUPS = [...new Set(questions.map((q) => q.group))];

/** Says an answer to several questions at once. */
export type OnAnswer = (ids: readonly QuestionId[], answer: Answer) => void;

interface AnswerRowProps {
  readonly id: QuestionId;
  readonly screening: Screening;
  readonly said?: readonly Witness[];
  readonly onAnswer: OnAnswer;
  readonly note?: string;
}

/** One question with its three answers, and who else in the chart has spoken to it. */
function AnswerRow({ id, screening, said = [], onAnswer, note }: AnswerRowProps): ReactElement {
  const ask = BY_ID.get(id)?.ask ?? id;
  const elsewhere = said.filter((w) => w.from !== 'screen');
  return (
    <div className="safety__question">
      <div>
        <span>{ask}</span>
        {note !== undefined && <small>{note}</small>}
        {elsewhere.map((w, i) => (
          <small key={i} data-answer={w.answer}>
            {words.answers[w.answer]} · {words.questions.witness(w.from, w.day, w.what)}
          </small>
        ))}
      </div>
      <Segmented
        isSmall
        label={ask}
        options={CHOICES}
        value={screening.answers[id]?.answer ?? 'unknown'}
        onChange={(answer) => onAnswer([id], answer)}
      />
    </div>
  );
}

interface OpenProps {
  readonly open: readonly OpenQuestion[];
  readonly screening: Screening;
  readonly onAnswer: OnAnswer;
}

/** Questions in sight before one asks for the rest. */
const FIRST = 8;

/** What is still unknown, in the order of what its answer could mean. */
export function StillUnknown({ open, screening, onAnswer }: OpenProps): ReactElement {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? open : open.slice(0, FIRST);
  return (
    <section className="card safety__unknown" aria-labelledby="safety-unknown">
      <h2 id="safety-unknown">
        {words.unknown.title} <span className="safety__count number">{open.length}</span>
      </h2>
      <p className="safety__hint">{open.length === 0 ? words.unknown.nothing : words.unknown.text}</p>
      {shown.map((o) => (
        <AnswerRow
          key={o.question}
          id={o.question}
          screening={screening}
          onAnswer={onAnswer}
          note={couldOf(o)}
        />
      ))}
      {shown.length < open.length && (
        <Button look="quiet" onPress={() => setShowsAll(true)}>
          {words.unknown.more(open.length - shown.length)}
        </Button>
      )}
    </section>
  );
}

const couldOf = ({ level, urgency, modalities }: OpenQuestion): string => {
  const which =
    modalities.length === MODALITIES.length
      ? words.unknown.all
      : words.unknown.of(modalities.map((m) => words.modalities[m]));
  const act = urgency === 'none' ? '' : ` · ${words.urgencies[urgency].toLowerCase()}`;
  return `${words.unknown.could[level]}: ${which}${act}`;
};

interface ProposalsProps {
  readonly proposals: readonly Proposal[];
  readonly onConfirm: (proposals: readonly Proposal[]) => void;
}

/** What was answered on other days: shown with its day, to be confirmed with one press. */
export function Proposals({ proposals, onConfirm }: ProposalsProps): ReactElement | null {
  if (proposals.length === 0) return null;
  const days = [...new Set(proposals.map((p) => `${p.from} ${p.asked}`))].sort().reverse();
  return (
    <section className="card safety__proposals" aria-labelledby="safety-proposals">
      <h2 id="safety-proposals">{words.proposals.title}</h2>
      <p className="safety__hint">{words.proposals.text}</p>
      {days.map((key) => {
        const of = proposals.filter((p) => `${p.from} ${p.asked}` === key);
        const no = of.filter((p) => p.answer === 'absent');
        const [first] = of;
        if (first === undefined) return null;
        return (
          <div key={key} className="safety__proposal-day">
            <h3>{words.proposals.from(first.from, first.asked)}</h3>
            <ProposalRows proposals={of.filter((p) => p.answer === 'present')} onConfirm={onConfirm} />
            {no.length > 0 && (
              <Expander title={words.proposals.no(no.length)} level={4}>
                <ProposalRows proposals={no} onConfirm={onConfirm} />
              </Expander>
            )}
            {of.length > 1 && <Button onPress={() => onConfirm(of)}>{words.proposals.all(of.length)}</Button>}
          </div>
        );
      })}
    </section>
  );
}

function ProposalRows({ proposals, onConfirm }: ProposalsProps): ReactElement {
  return (
    <ul>
      {proposals.map((p) => {
        const ask = BY_ID.get(p.question)?.ask ?? p.question;
        return (
          <li key={p.question} data-answer={p.answer}>
            <span>{ask}</span>
            <strong>{words.answers[p.answer]}</strong>
            <Button look="quiet" label={`${words.proposals.still}: ${ask}`} onPress={() => onConfirm([p])}>
              {words.proposals.still}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

interface EveryQuestionProps {
  readonly screening: Screening;
  readonly said: ReadonlyMap<QuestionId, readonly Witness[]>;
  readonly onAnswer: OnAnswer;
}

/** All questions by group, with who said what. */
export function EveryQuestion({ screening, said, onAnswer }: EveryQuestionProps): ReactElement {
  return (
    <section className="card safety__every" aria-labelledby="safety-every">
      <h2 id="safety-every">{words.questions.title}</h2>
      {GROUPS.map((group) => {
        const mine = questions.filter((q) => q.group === group);
        const open = mine.filter((q) => !said.has(q.id)).map((q) => q.id);
        const yes = mine.filter((q) => said.get(q.id)?.[0]?.answer === 'present').length;
        return (
          <Expander
            key={group}
            title={
              <span className="safety__group">
                <span>{group}</span>
                {yes > 0 && (
                  <Badge tone="danger">
                    {yes} {words.answers.present.toLowerCase()}
                  </Badge>
                )}
                <small className="number">
                  {words.questions.count(mine.length - open.length, mine.length)}
                </small>
              </span>
            }
          >
            {mine.map(({ id }) => (
              <AnswerRow
                key={id}
                id={id}
                screening={screening}
                said={said.get(id) ?? []}
                onAnswer={onAnswer}
              />
            ))}
            <Button look="quiet" isDisabled={open.length === 0} onPress={() => onAnswer(open, 'absent')}>
              {words.questions.rest}
            </Button>
          </Expander>
        );
      })}
    </section>
  );
}
