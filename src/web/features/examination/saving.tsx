import { useSyncExternalStore, type ReactElement } from 'react';
import type { Examination } from '../../../core/examine/examination.ts';
import type { TriggerPoints } from '../../../core/examine/life.ts';
import type { PartWork } from '../../api/parts.ts';
import type { Saver } from '../../api/saver.ts';
import type { VisitWork } from '../../api/visit-work.ts';
import { Conflict } from '../../ui/conflict.tsx';
import { SaveStatusView, type SaveCode } from '../../ui/save-status.tsx';
import { words } from './words.ts';

interface SavingProps {
  readonly work: VisitWork;
  readonly examination: PartWork<Examination>;
  readonly points: PartWork<TriggerPoints>;
}

/** Worst first: what the clinician must know of three records that are saved apart. */
const ORDER: readonly SaveCode[] = ['unkept', 'refused', 'conflict', 'waiting', 'saving', 'saved'];

/** How safe the examination is, in a word, and what to do when it is not. */
export function SaveState({ work, examination, points }: SavingProps): ReactElement {
  const findings = useSyncExternalStore(work.findings.subscribe, work.findings.read).state;
  const states = [findings, examination.state, points.state];
  const code = ORDER.find((c) => states.some((s) => s.code === c)) ?? 'saved';
  const refused = states.flatMap((s) => (s.code === 'refused' ? [s.said] : [])).join(' ');
  const retry = (): void => {
    for (const saver of [work.findings, examination.saver, points.saver]) saver.retry();
  };
  return <SaveStatusView code={code} said={refused} onRetry={retry} />;
}

/** Whatever was saved in two places at once, field by field, to choose from. */
export function Conflicts({ work, examination, points }: SavingProps): ReactElement {
  return (
    <>
      <OneConflict saver={work.findings} what={words.parts.findings} />
      <OneConflict saver={examination.saver} what={words.parts.examination} />
      <OneConflict saver={points.saver} what={words.parts.points} />
    </>
  );
}

interface OneConflictProps<T> {
  readonly saver: Saver<T>;
  readonly what: string;
}

function OneConflict<T>({ saver, what }: OneConflictProps<T>): ReactElement | null {
  const { value, state } = useSyncExternalStore(saver.subscribe, saver.read);
  if (state.code !== 'conflict') return null;
  return (
    <Conflict
      what={what}
      mine={value}
      theirs={state.theirs.value}
      onTake={(choice) => void saver.settle(choice)}
    />
  );
}
