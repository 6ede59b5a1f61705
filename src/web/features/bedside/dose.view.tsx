import type { ReactElement } from 'react';
import { agents } from '../../../content/treat/agents.ts';
import { roomFor, totalDose, type DoseTotal, type Injection } from '../../../core/treat/dose.ts';
import type { Source } from '../../../core/atlas/source.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { typedInjection, typedWeight, type Typed } from './syringe.ts';
import { words } from './words.ts';

interface DoseViewProps {
  readonly weight: string;
  readonly typed: Typed;
  readonly given: readonly Injection[];
  readonly sources: readonly Source[];
  readonly onWeight: (weight: string) => void;
  readonly onType: (change: Partial<Typed>) => void;
  readonly onGiven: (given: readonly Injection[]) => void;
}

const AGENTS = agents.map(({ id, name }) => ({ id, text: name }));
const UNITS = (['percent', 'mg/mL', 'mcg/mL'] as const).map((id) => ({ id, text: words.units[id] }));

/** The running total over all sites and agents, and the room that is left for one more. */
export function DoseView(props: DoseViewProps): ReactElement {
  const { weight, typed, given, sources, onWeight, onType, onGiven } = props;
  const kilograms = typedWeight(weight);
  const next = typedInjection(typed);
  // A site is added only when it can be counted; over the maximum it is shown, never hidden.
  const canAdd = totalDose([...given, next], kilograms, agents).ok;
  const total = totalDose(given, kilograms, agents);
  return (
    <section className="bedside__dose" aria-labelledby="bedside-dose">
      <h2 id="bedside-dose">{words.dose}</h2>
      <div className="bedside__fields">
        <TextField
          label={words.weight}
          hint={words.weightHint}
          value={weight}
          onChange={onWeight}
          maxLength={6}
        />
        <Choice
          label={words.agent}
          value={typed.agent}
          options={AGENTS}
          onChange={(agent) => onType({ agent })}
        />
        <TextField
          label={words.strength}
          value={typed.strength}
          onChange={(strength) => onType({ strength })}
          maxLength={8}
        />
        <Choice label={words.unit} value={typed.unit} options={UNITS} onChange={(unit) => onType({ unit })} />
        <TextField
          label={words.volume}
          value={typed.volume}
          onChange={(volume) => onType({ volume })}
          maxLength={8}
        />
      </div>
      <Room typed={typed} given={given} weight={kilograms} />
      <Button look="main" isDisabled={!canAdd} onPress={() => onGiven([...given, next])}>
        {words.add}
      </Button>
      <Given given={given} onGiven={onGiven} />
      {total.ok ? (
        given.length > 0 && <Total total={total.value} sources={sources} />
      ) : (
        <p className="bedside__refusal">{words.noWeight}</p>
      )}
    </section>
  );
}

function Room({
  typed,
  given,
  weight,
}: {
  readonly typed: Typed;
  readonly given: readonly Injection[];
  readonly weight: number | undefined;
}): ReactElement {
  const room = roomFor(typedInjection({ ...typed, volume: '1' }), given, weight, agents);
  const text = !room.ok
    ? `${words.check} ${room.error.map((c) => c.expected).join('; ')}`
    : room.value === undefined
      ? words.roomUnknown
      : words.roomText(room.value);
  return (
    <p className="bedside__room" role="status">
      {words.room}: <strong className="number">{text}</strong>
    </p>
  );
}

function Given({ given, onGiven }: Pick<DoseViewProps, 'given' | 'onGiven'>): ReactElement {
  if (given.length === 0) return <p>{words.noSites}</p>;
  return (
    <>
      <h3>{words.sites}</h3>
      <ol className="bedside__sites">
        {given.map((one, i) => (
          // A site has no name here: its place in the order is what it is.
          <li key={i}>
            <span className="number">
              {AGENTS.find((a) => a.id === one.agent)?.text} {one.concentration.value}{' '}
              {words.units[one.concentration.unit]}, {one.volume} mL
            </span>
            <Button look="quiet" onPress={() => onGiven(given.filter((_, k) => k !== i))}>
              {words.remove}
            </Button>
          </li>
        ))}
      </ol>
    </>
  );
}

function Total({
  total,
  sources,
}: {
  readonly total: DoseTotal;
  readonly sources: readonly Source[];
}): ReactElement {
  const percent = Math.ceil(total.share / 10_000);
  return (
    <div className="bedside__total" data-over={total.within ? undefined : ''} role="status">
      <p className="bedside__verdict number">{words.total(percent)}</p>
      {!total.within && <p>{words.over}</p>}
      <ul>
        {total.agents.map(({ agent, mg, maximum, ceiling }) => (
          <li key={agent.id}>
            <span className="number">
              {agent.name}: {mg} mg{maximum !== undefined && `, ${words.maximum(maximum)}`}
            </span>{' '}
            <Provenance fact={ceiling ?? agent} sources={sources} />
          </li>
        ))}
      </ul>
      <ul>
        {total.warnings.map((w) => (
          <li key={`${w.code} ${w.agent}`}>{w.because}</li>
        ))}
      </ul>
    </div>
  );
}
