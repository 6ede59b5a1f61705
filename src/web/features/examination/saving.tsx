import { useMemo, useSyncExternalStore, type ReactElement } from 'react';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Examination } from '../../../core/examine/examination.ts';
import type { TriggerPoints } from '../../../core/examine/life.ts';
import type { PartWork } from '../../api/parts.ts';
import type { Saver } from '../../api/saver.ts';
import type { VisitWork } from '../../api/visit-work.ts';
import { Conflict } from '../../ui/conflict.tsx';
import { SaveStatusView, type SaveCode } from '../../ui/save-status.tsx';
import { readableExamination, readableFindings, readablePoints, type Readable } from './readable.ts';
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
export function Conflicts({
  work,
  examination,
  points,
  atlas,
}: SavingProps & { readonly atlas: Atlas }): ReactElement {
  const sites = useMemo(() => new Map(atlas.sites.map((s) => [s.id, s])), [atlas]);
  return (
    <>
      <OneConflict
        saver={work.findings}
        what={words.parts.findings}
        read={(v) => readableFindings(v, sites)}
      />
      <OneConflict
        saver={examination.saver}
        what={words.parts.examination}
        read={(v) => readableExamination(v, sites)}
      />
      <OneConflict saver={points.saver} what={words.parts.points} read={(v) => readablePoints(v, sites)} />
    </>
  );
}

interface OneConflictProps<T> {
  readonly saver: Saver<T>;
  readonly what: string;
  readonly read: (value: T) => Readable;
}

function OneConflict<T>({ saver, what, read }: OneConflictProps<T>): ReactElement | null {
  const { value, state } = useSyncExternalStore(saver.subscribe, saver.read);
  if (state.code !== 'conflict') return null;
  return (
    <Conflict
      what={what}
      mine={read(value)}
      theirs={read(state.theirs.value)}
      nameOf={(path) => path.join(' ')}
      onTake={(choice) => void saver.settle(choice)}
    />
  );
}
