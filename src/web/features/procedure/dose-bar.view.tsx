import { useEffect, useRef, type ReactElement } from 'react';
import type { Source } from '../../../core/atlas/source.ts';
import type { Agent } from '../../../core/treat/agent.ts';
import { roomFor, totalDose, type DoseTotal } from '../../../core/treat/dose.ts';
import type { KeptProcedure } from '../../../core/treat/kept-procedure.ts';
import { lipidVolumes } from '../../../core/treat/last.ts';
import { Button } from '../../ui/button.tsx';
import { Expander } from '../../ui/expander.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { RescueCard } from '../../ui/rescue/rescue-card.tsx';
import type { Held } from './held.ts';
import { words } from './words.ts';

interface DoseBarProps {
  readonly kept: KeptProcedure;
  readonly held: Held;
  readonly agents: readonly Agent[];
  readonly sources: readonly Source[];
  readonly rescue: {
    readonly isOpen: boolean;
    readonly onOpen: (isOpen: boolean) => void;
    readonly begun: number | undefined;
    readonly onBegun: (begun: number | undefined) => void;
  };
}

/** Always in sight while something is injected: how much it is, how much is left, and the rescue card in one tap. */
export function DoseBar({ kept, held, agents, sources, rescue }: DoseBarProps): ReactElement | null {
  const { procedure, setup } = kept;
  if (procedure.kind !== 'injection') return null;
  const { weight, earlier } = held.context;
  const given = [...procedure.sites.flatMap((s) => s.injectates), ...earlier];
  const total = totalDose(given, weight, agents);
  const next = procedure.sites.at(-1)?.injectates ?? setup?.prepared ?? [];
  const volumes = lipidVolumes(weight);
  return (
    <aside
      className="dose-bar"
      aria-label={words.dose}
      data-over={total.ok && !total.value.within ? '' : undefined}
    >
      <div className="dose-bar__row">
        <Share total={total} />
        <p className="dose-bar__room number">
          {next.map((n) => (
            <Room key={n.agent} room={roomFor(n, given, weight, agents)} name={agentName(agents, n.agent)} />
          ))}
        </p>
        <Button look="danger" onPress={() => rescue.onOpen(true)}>
          {words.rescue}
        </Button>
      </div>
      {total.ok && given.length > 0 && (
        <Totals total={total.value} earlier={earlier.length} sources={sources} agents={agents} />
      )}
      <RescueDialog volumes={volumes.ok ? volumes.value : undefined} {...rescue} />
    </aside>
  );
}

const agentName = (agents: readonly Agent[], id: string): string =>
  agents.find((a) => a.id === id)?.name ?? id;

function Share({ total }: { readonly total: ReturnType<typeof totalDose> }): ReactElement {
  if (!total.ok)
    return (
      <div className="dose-bar__share" role="status">
        <strong>{words.doseUnknown}</strong>
        <span>{words.without(total.error.map((c) => c.expected).join('; '))}</span>
      </div>
    );
  const percent = Math.ceil(total.value.share / 10_000);
  return (
    <div className="dose-bar__share" role="status">
      <strong className="number">
        {words.doseOf(percent)}
        {!total.value.within && `: ${words.over}`}
      </strong>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className="probability__track" width="100" height="4" />
        <rect className="dose-bar__filled" width={Math.min(100, percent)} height="4" />
      </svg>
    </div>
  );
}

function Room({
  room,
  name,
}: {
  readonly room: ReturnType<typeof roomFor>;
  readonly name: string;
}): ReactElement | null {
  if (!room.ok) return null;
  return (
    <span>
      {words.roomOf(name)}:{' '}
      <strong>{room.value === undefined ? words.roomUnknown : words.roomText(room.value)}</strong>
    </span>
  );
}

interface TotalsProps {
  readonly total: DoseTotal;
  /** Injections of the last 24 hours. */
  readonly earlier: number;
  readonly sources: readonly Source[];
  readonly agents: readonly Agent[];
}

function Totals({ total, earlier, sources, agents }: TotalsProps): ReactElement {
  return (
    <>
      {total.warnings
        .filter((w) => w.code === 'mixing' || w.code === 'no-ceiling')
        .map((w) => (
          <p key={`${w.code} ${w.agent}`} className="procedure__warning">
            {agentName(agents, w.agent)}: {w.because}
          </p>
        ))}
      <Expander title={words.details}>
        <ul className="procedure__lines">
          {total.agents.map(({ agent, mg, mgPerKg, maximum, ceiling }) => (
            <li key={agent.id}>
              <span className="number">
                {agent.name}: {words.perKg(mg, mgPerKg)} {maximum !== undefined && words.ofMost(maximum)}
              </span>{' '}
              <Provenance fact={ceiling ?? agent} sources={sources} />
            </li>
          ))}
          {earlier > 0 && <li>{words.earlier(earlier)}</li>}
        </ul>
      </Expander>
    </>
  );
}

function RescueDialog({
  isOpen,
  onOpen,
  begun,
  onBegun,
  volumes,
}: DoseBarProps['rescue'] & { readonly volumes: Parameters<typeof RescueCard>[0]['volumes'] }): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      className="dose-bar__rescue"
      aria-labelledby="procedure-rescue"
      onClose={() => onOpen(false)}
    >
      {isOpen && (
        <>
          <RescueCard volumes={volumes} begun={begun} onBegun={onBegun} headingId="procedure-rescue" />
          <Button onPress={() => onOpen(false)}>{words.close}</Button>
        </>
      )}
    </dialog>
  );
}
