import { Link } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { questions } from '../../../content/decide/rules.ts';
import { neuroContent } from '../../../content/examine/neuro.ts';
import { ANSWERS } from '../../../core/answer.ts';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import {
  FEELINGS,
  FULL_STRENGTH,
  LIMBS,
  NERVE_SIDES,
  NERVE_WORDS,
  REFLEX_ANSWERS,
  TOUCHES,
  type Limb,
  type NerveSide,
  type NeuroResult,
  type NeuroScreen,
  type RootRow,
} from '../../../core/examine/neuro.ts';
import { Button } from '../../ui/button.tsx';
import { StatusBadge } from '../../ui/facts/provenance.tsx';
import { SourceList } from '../../ui/facts/source-list.tsx';
import { ANSWER_WORDS } from '../../ui/facts/sign-words.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Notice } from '../../ui/states.tsx';
import { restNormal, withFeeling, withoutLimb, withReflex, withStrength, withTest } from './neuro-edit.ts';
import type { ExaminationWork } from './use-examination.ts';
import { words } from './words.ts';

interface NervesProps {
  readonly exam: ExaminationWork;
  readonly atlas: Atlas;
  readonly neuro: NeuroResult;
  readonly visitId: string;
}

/** The nerves: feeling, strength, reflexes, tests that provoke, and what they say together. */
export function Nerves(props: NervesProps): ReactElement {
  const { exam, atlas } = props;
  const screen = exam.found.examination.neuro;
  const [limb, setLimb] = useState<Limb>('arm');
  const change = (next: (screen: NeuroScreen) => NeuroScreen): void =>
    exam.change((found) => ({
      ...found,
      examination: { ...found.examination, neuro: next(found.examination.neuro) },
    }));
  return (
    <section className="nerves" aria-labelledby="nerves-title">
      <h2 id="nerves-title" className="hidden-visually">
        {words.nerves.title}
      </h2>
      <Reading {...props} />
      <div className="nerves__words card">
        <h3>{words.nerves.words}</h3>
        <div className="nerves__grid">
          {NERVE_WORDS.map((word) => (
            <div key={word}>
              <p>{words.nerves.nerveWords[word]}</p>
              <Segmented
                label={words.nerves.nerveWords[word]}
                options={ANSWERS.map((id) => ({ id, text: ANSWER_WORDS[id] }))}
                value={screen.words?.[word] ?? 'unknown'}
                onChange={(answer) =>
                  change((s) => ({
                    ...s,
                    words: Object.fromEntries(
                      Object.entries({ ...s.words, [word]: answer }).filter(([, a]) => a !== 'unknown'),
                    ),
                  }))
                }
              />
            </div>
          ))}
        </div>
      </div>
      <div className="nerves__limb card">
        <div className="nerves__head">
          <Segmented
            label={words.nerves.limb}
            options={LIMBS.map((id) => ({ id, text: words.nerves.limbs[id] }))}
            value={limb}
            onChange={setLimb}
          />
          <div className="nerves__tools">
            <Button onPress={() => change((s) => restNormal(s, limb))}>{words.nerves.allNormal}</Button>
            <Button look="quiet" onPress={() => change((s) => withoutLimb(s, limb))}>
              {words.nerves.clear}
            </Button>
          </div>
        </div>
        <p className="nerves__text">{words.nerves.allNormalText}</p>
        <ol className="roots">
          {neuroContent.roots
            .filter((r) => r.limb === limb)
            .map((root) => (
              <li key={root.id} className="roots__row">
                <div className="roots__what">
                  <h3>{root.id}</h3>
                  <p>
                    {root.skin}. {root.movement}. <StatusBadge status={root.status} />
                  </p>
                </div>
                {NERVE_SIDES.map((side) => (
                  <RootSide key={side} root={root} side={side} screen={screen} onChange={change} />
                ))}
              </li>
            ))}
        </ol>
        <h3>{words.nerves.tests}</h3>
        <ul className="provoke">
          {neuroContent.tests
            .filter((t) => t.limb === limb)
            .map((test) => (
              <li key={test.id}>
                <div>
                  <p className="provoke__name">{test.name}</p>
                  <p className="provoke__how">
                    {test.how} <StatusBadge status={test.status} />
                  </p>
                </div>
                {NERVE_SIDES.map((side) => (
                  <div key={side}>
                    <p className="provoke__side">{words.side[side]}</p>
                    <Segmented
                      label={`${test.name}, ${words.side[side].toLowerCase()}`}
                      options={ANSWERS.map((id) => ({ id, text: ANSWER_WORDS[id] }))}
                      value={
                        screen.tests?.find((t) => t.test === test.id && t.side === side)?.answer ?? 'unknown'
                      }
                      onChange={(answer) => change((s) => withTest(s, test.id, side, answer))}
                    />
                  </div>
                ))}
              </li>
            ))}
        </ul>
        <SourceList facts={[...neuroContent.roots, ...neuroContent.tests]} sources={atlas.sources} />
      </div>
    </section>
  );
}

/** What the screen says, and what to do about it. */
function Reading({ atlas, neuro, visitId }: NervesProps): ReactElement {
  const nameOf = (id: string): string => {
    const entry = atlas.explanations.find((e) => e.id === id);
    return entry === undefined ? id : entry.side === 'midline' ? entry.name : `${entry.name}, ${entry.side}`;
  };
  const tone = { positive: 'danger', negative: 'calm', incomplete: 'caution' } as const;
  return (
    <div aria-live="polite">
      <Notice tone={tone[neuro.state]}>
        <p>
          <strong>{words.nerves.state[neuro.state]}.</strong>{' '}
          {neuro.state === 'positive'
            ? words.nerves.positiveText
            : neuro.missing > 0
              ? words.nerves.missing(neuro.missing)
              : ''}
        </p>
        {neuro.explanations.length > 0 && (
          <p>
            {words.nerves.pointsAt}{' '}
            {neuro.explanations
              .slice(0, 4)
              .map((e) => nameOf(e.id))
              .join('; ')}
            .{' '}
            <Link to="/visits/$visitId" params={{ visitId }}>
              {words.nerves.notMuscle}
            </Link>
          </p>
        )}
        {neuro.ask.length > 0 && (
          <>
            <p>{words.nerves.askText}</p>
            <ul className="nerves__ask">
              {neuro.ask.map((id) => (
                <li key={id}>{questions.find((q) => q.id === id)?.ask ?? id}</li>
              ))}
            </ul>
            <p>
              <Link to="/visits/$visitId/safety" params={{ visitId }}>
                {words.nerves.toScreen}
              </Link>
            </p>
          </>
        )}
      </Notice>
    </div>
  );
}

interface RootSideProps {
  readonly root: RootRow;
  readonly side: NerveSide;
  readonly screen: NeuroScreen;
  readonly onChange: (next: (screen: NeuroScreen) => NeuroScreen) => void;
}

const GRADES = Array.from({ length: FULL_STRENGTH + 1 }, (_, i) => String(FULL_STRENGTH - i));

function RootSide({ root, side, screen, onChange }: RootSideProps): ReactElement {
  const is = (r: { readonly root: string; readonly side: NerveSide }): boolean =>
    r.root === root.id && r.side === side;
  const name = (what: string): string => words.nerves.cell(what, root.id, words.side[side].toLowerCase());
  return (
    <div className="roots__side">
      <p className="roots__which">{words.side[side]}</p>
      {TOUCHES.map((touch) => (
        <Cell
          key={touch}
          label={words.nerves.touches[touch]}
          name={name(words.nerves.touches[touch])}
          options={FEELINGS.map((id) => ({ id, text: words.nerves.feelings[id] }))}
          value={screen.feeling?.find((f) => is(f) && f.touch === touch)?.result}
          onChange={(result) => onChange((s) => withFeeling(s, { root: root.id, side, touch }, result))}
        />
      ))}
      <Cell
        label={words.nerves.strength}
        name={name(words.nerves.strength)}
        options={GRADES.map((id) => ({ id, text: words.nerves.grade(Number(id)) }))}
        value={screen.strength?.find(is)?.grade.toString()}
        isNormal={String(FULL_STRENGTH)}
        onChange={(grade) =>
          onChange((s) =>
            withStrength(s, { root: root.id, side }, grade === undefined ? undefined : Number(grade)),
          )
        }
      />
      {root.reflex !== undefined && (
        <Cell
          label={words.nerves.reflex(root.reflex)}
          name={name(words.nerves.reflex(root.reflex))}
          options={REFLEX_ANSWERS.map((id) => ({ id, text: words.nerves.reflexes[id] }))}
          value={screen.reflexes?.find(is)?.result}
          onChange={(result) => onChange((s) => withReflex(s, { root: root.id, side }, result))}
        />
      )}
    </div>
  );
}

interface CellProps<T extends string> {
  readonly label: string;
  readonly name: string;
  readonly options: readonly { readonly id: T; readonly text: string }[];
  readonly value: T | undefined;
  readonly isNormal?: string;
  readonly onChange: (value: T | undefined) => void;
}

/** One answer as the system's own list. Not tested stands first, and is not normal. */
function Cell<T extends string>(props: CellProps<T>): ReactElement {
  const { label, name, options, value, isNormal = 'normal', onChange } = props;
  const state = value === undefined ? 'open' : value === isNormal ? 'normal' : 'abnormal';
  return (
    <label className="cell" data-state={state}>
      <span>{label}</span>
      <select
        aria-label={name}
        value={value ?? ''}
        onChange={(event) => onChange(options.find((o) => o.id === event.target.value)?.id)}
      >
        <option value="">{words.nerves.open}</option>
        {options.map((o) => (
          <option key={o.id} value={o.id}>
            {o.text}
          </option>
        ))}
      </select>
    </label>
  );
}
