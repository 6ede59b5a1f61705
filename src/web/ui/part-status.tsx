import type { ReactElement } from 'react';
import { Conflict } from './conflict.tsx';
import { SaveStatusView, type SaveCode } from './save-status.tsx';

/** What is shown of work that saves itself; `api/parts.ts` makes it. */
export interface ShownWork {
  readonly value: unknown;
  readonly state: {
    readonly code: SaveCode;
    readonly said?: string;
    readonly theirs?: { readonly value: unknown };
  };
  readonly saver: {
    retry(): void;
    settle(choice: 'mine' | 'theirs'): Promise<void>;
  };
}

/** Worst first: what one must know of parts that are saved apart. */
const ORDER: readonly SaveCode[] = ['unkept', 'refused', 'conflict', 'waiting', 'saving', 'saved'];

/** How safe the work on a page is, when it goes to several parts of the chart. */
export function PartStatus({ works }: { readonly works: readonly ShownWork[] }): ReactElement {
  const code = ORDER.find((c) => works.some((w) => w.state.code === c)) ?? 'saved';
  const said = works.flatMap((w) => (w.state.code === 'refused' ? [w.state.said ?? ''] : [])).join(' ');
  return (
    <SaveStatusView
      code={code}
      said={said}
      onRetry={() => {
        for (const work of works) work.saver.retry();
      }}
    />
  );
}

interface PartConflictProps {
  /** What was changed in two places: `The background`. */
  readonly what: string;
  readonly work: ShownWork;
}

/** Field by field what differs, when somebody else saved the same part; nothing while nobody did. */
export function PartConflict({ what, work }: PartConflictProps): ReactElement | null {
  const { state, saver, value } = work;
  if (state.code !== 'conflict') return null;
  return (
    <Conflict
      what={what}
      mine={value}
      theirs={state.theirs?.value}
      onTake={(choice) => void saver.settle(choice)}
    />
  );
}
