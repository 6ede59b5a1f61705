import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { rules } from '../../../content/decide/rules.ts';
import { agents } from '../../../content/treat/agents.ts';
import type { Answer } from '../../../core/answer.ts';
import type { Answers } from '../../../core/logic.ts';
import type { Injection } from '../../../core/treat/dose.ts';
import { atlasQuery } from '../../api/atlas.ts';
import { SourceList } from '../../ui/facts/source-list.tsx';
import { DoseView } from './dose.view.tsx';
import { RescueView } from './rescue.view.tsx';
import { ScreenView } from './screen.view.tsx';
import type { Typed } from './syringe.ts';
import { words } from './words.ts';
import './bedside.css';

const CITED = [...rules, ...agents, ...agents.flatMap((agent) => agent.ceilings)];

/** Safety screen, running dose and rescue card, for whoever stands at the couch. Nothing of it is kept. */
export function BedsidePage(): ReactElement {
  const [answers, setAnswers] = useState<Answers>(new Map<string, Answer>());
  const [weight, setWeight] = useState('');
  const [typed, setTyped] = useState<Typed>({
    agent: 'lidocaine',
    strength: '1',
    unit: 'percent',
    volume: '1',
  });
  const [given, setGiven] = useState<readonly Injection[]>([]);
  const sources = useQuery(atlasQuery).data?.sources ?? [];
  return (
    <article className="bedside">
      <header>
        <h1>{words.title}</h1>
        <p className="page__lead">{words.lead}</p>
        <p className="bedside__not-kept">{words.notKept}</p>
      </header>
      <ScreenView
        answers={answers}
        sources={sources}
        onAnswer={(ids, answer) =>
          setAnswers(new Map([...answers, ...ids.map((id) => [id, answer] as const)]))
        }
      />
      <DoseView
        weight={weight}
        typed={typed}
        given={given}
        sources={sources}
        onWeight={setWeight}
        onType={(change) => setTyped({ ...typed, ...change })}
        onGiven={setGiven}
      />
      <RescueView weight={weight} />
      {sources.length > 0 && (
        <section>
          <h2>{words.sources}</h2>
          <SourceList facts={CITED} sources={sources} />
        </section>
      )}
    </article>
  );
}
