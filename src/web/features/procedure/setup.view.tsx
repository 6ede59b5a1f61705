import { useState, type ReactElement } from 'react';
import { agents } from '../../../content/treat/agents.ts';
import type { Source } from '../../../core/atlas/source.ts';
import type { Concentration } from '../../../core/treat/dose.ts';
import type { KeptProcedure, Prepared, Setup } from '../../../core/treat/kept-procedure.ts';
import { NEEDLING_TECHNIQUES, type Needle } from '../../../core/treat/procedure.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { GuidanceView } from './guidance.view.tsx';
import { hasNeedles, type setupLacks } from './steps.ts';
import { Summary } from './summary.tsx';
import { VialField } from './vial-field.tsx';
import { words } from './words.ts';

interface SetupProps {
  readonly kept: KeptProcedure;
  readonly needs: ReturnType<typeof setupLacks>;
  readonly sources: readonly Source[];
  readonly onChange: (kept: KeptProcedure) => void;
}

/** Solutions that are drawn up most often; every other one is an agent, a strength and a unit away. */
const USUAL: readonly { readonly agent: string; readonly concentration: Concentration }[] = [
  { agent: 'lidocaine', concentration: { value: 1, unit: 'percent' } },
  { agent: 'lidocaine', concentration: { value: 0.5, unit: 'percent' } },
  { agent: 'bupivacaine', concentration: { value: 0.25, unit: 'percent' } },
  { agent: 'ropivacaine', concentration: { value: 0.2, unit: 'percent' } },
  { agent: 'saline', concentration: { value: 0.9, unit: 'percent' } },
];
const VOLUMES = [0.2, 0.5, 1, 1.5, 2] as const;
const NEEDLES: Readonly<Record<'injection' | 'dry-needling', readonly Needle[]>> = {
  injection: [
    { gauge: 30, length: 13 },
    { gauge: 27, length: 20 },
    { gauge: 25, length: 25 },
    { gauge: 25, length: 38 },
    { gauge: 22, length: 38 },
    { gauge: 22, length: 50 },
  ],
  'dry-needling': [
    { gauge: 40, length: 13 },
    { gauge: 36, length: 25 },
    { gauge: 32, length: 30 },
    { gauge: 32, length: 40 },
    { gauge: 30, length: 50 },
    { gauge: 30, length: 60 },
  ],
};

const nameOf = (agent: string): string => agents.find((a) => a.id === agent)?.name ?? agent;
const strength = ({ value, unit }: Concentration): string => `${value} ${words.units[unit]}`;
/** `Lidocaine 1 %`. */
export const solutionName = ({ agent, concentration }: Pick<Prepared, 'agent' | 'concentration'>): string =>
  agent === 'saline' ? nameOf(agent) : `${nameOf(agent)} ${strength(concentration)}`;

/** What lies ready before the first site: chosen once, and the pattern of every site. */
export function SetupView(props: SetupProps): ReactElement | null {
  const { kept, needs, onChange } = props;
  const { procedure } = kept;
  const setup = kept.setup ?? { prepared: [] };
  if (!hasNeedles(procedure)) return null;
  const change = (more: Partial<Setup>): void => onChange({ ...kept, setup: { ...setup, ...more } });
  const { needle, skinPreparation, technique } = setup;
  const needles = NEEDLES[procedure.kind];
  return (
    <Summary
      id="setup"
      title={words.ready}
      isDone={needs.length === 0}
      lines={[
        ...setup.prepared.map(
          (p) =>
            `${solutionName(p)}, ${p.volume} mL · ${p.lot === undefined ? '' : words.vial(p.lot, p.expiry ?? '')}`,
        ),
        [
          needle === undefined ? '' : words.needleOf(needle.gauge, needle.length),
          technique === undefined ? '' : words.techniques[technique],
          skinPreparation ?? '',
        ]
          .filter((t) => t !== '')
          .join(' · '),
      ]}
    >
      {procedure.kind === 'injection' ? (
        <Syringe {...props} setup={setup} change={change} />
      ) : (
        <Chips
          label={words.technique}
          isLabelled
          isLarge
          options={NEEDLING_TECHNIQUES.map((id) => ({ id, text: words.techniques[id] }))}
          value={technique}
          onChange={(id) => change({ technique: id })}
        />
      )}
      <Chips
        label={words.needle}
        isLabelled
        isLarge
        options={needles.map((n) => ({ id: idOf(n), text: words.needleOf(n.gauge, n.length) }))}
        value={needle === undefined ? undefined : idOf(needle)}
        onChange={(id) => {
          const chosen = needles.find((n) => idOf(n) === id);
          if (chosen !== undefined) change({ needle: chosen });
        }}
      />
      <Chips
        label={words.skin}
        isLabelled
        options={words.skins.map((text) => ({ id: text, text }))}
        value={words.skins.find((s) => s === skinPreparation)}
        onChange={(id) => change({ skinPreparation: id })}
      />
      <Chips
        label={words.needlesEach}
        isLabelled
        options={(['one-each', 'one-for-all'] as const).map((id) => ({ id, text: words.needleModes[id] }))}
        value={setup.needles ?? 'one-each'}
        onChange={(id) => change({ needles: id })}
      />
      <GuidanceView kept={kept} onChange={onChange} />
    </Summary>
  );
}

const idOf = ({ gauge, length }: Needle): string => `${gauge}x${length}`;

interface SyringeProps extends SetupProps {
  readonly setup: Setup;
  readonly change: (more: Partial<Setup>) => void;
}

function Syringe({ kept, needs, setup, change }: SyringeProps): ReactElement {
  const [isOther, setOther] = useState(false);
  const { prepared } = setup;
  const put = (solution: Pick<Prepared, 'agent' | 'concentration'>): void => {
    setOther(false);
    const others = prepared.filter((p) => p.agent !== solution.agent);
    const first = prepared.length === 1 && others.length === 1 ? [] : others;
    // One tap replaces the only solution; a mixture is asked for by its own button.
    change({ prepared: [...(isOther ? others : first), { ...solution, volume: 0 }] });
  };
  const set = (agent: string, more: Partial<Prepared>): void =>
    change({ prepared: prepared.map((p) => (p.agent === agent ? { ...p, ...more } : p)) });
  return (
    <>
      <Chips
        label={words.agent}
        isLabelled
        isLarge
        options={USUAL.map((u) => ({ id: solutionName(u), text: solutionName(u) }))}
        value={prepared.length === 1 ? prepared.map(solutionName)[0] : undefined}
        onChange={(id) => {
          const chosen = USUAL.find((u) => solutionName(u) === id);
          if (chosen !== undefined) put(chosen);
        }}
      />
      {isOther ? (
        <OtherAgent onTake={put} />
      ) : (
        <Button look="quiet" onPress={() => setOther(true)}>
          {prepared.length === 0 ? words.otherAgent : words.addAgent}
        </Button>
      )}
      {prepared.map((p) => (
        <div key={p.agent} className="procedure__solution">
          <h3>{solutionName(p)}</h3>
          <VialField prepared={p} day={kept.procedure.day} onRead={(label) => set(p.agent, label)} />
          <Chips
            label={words.volume}
            isLabelled
            isLarge
            options={VOLUMES.map((v) => ({ id: String(v), text: String(v) }))}
            value={VOLUMES.map(String).find((v) => Number(v) === p.volume)}
            onChange={(v) => set(p.agent, { volume: Number(v) })}
          />
        </div>
      ))}
      {needs.includes('expired') && <Notice tone="danger">{words.expired}</Notice>}
    </>
  );
}

const UNITS = (['percent', 'mg/mL', 'mcg/mL'] as const).map((id) => ({ id, text: words.units[id] }));
const AGENTS = agents.map(({ id, name }) => ({ id, text: name }));

function OtherAgent({
  onTake,
}: {
  readonly onTake: (solution: Pick<Prepared, 'agent' | 'concentration'>) => void;
}): ReactElement {
  const [agent, setAgent] = useState(AGENTS[0]?.id ?? '');
  const [text, setText] = useState('');
  const [unit, setUnit] = useState<Concentration['unit']>('percent');
  const plain = text.trim().replace(',', '.');
  const value = /^\d{1,6}(\.\d{1,4})?$/.test(plain) ? Number(plain) : 0;
  return (
    <div className="procedure__fields">
      <Choice label={words.otherAgent} value={agent} options={AGENTS} onChange={setAgent} />
      <TextField label={words.strength} value={text} onChange={setText} maxLength={8} />
      <Choice label={words.unit} value={unit} options={UNITS} onChange={setUnit} />
      <Button
        look="main"
        isDisabled={value <= 0}
        onPress={() => onTake({ agent, concentration: { value, unit } })}
      >
        {words.take}
      </Button>
    </div>
  );
}
