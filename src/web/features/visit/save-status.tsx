import { useSyncExternalStore, type ReactElement } from 'react';
import { SaveStatusView, type SaveCode } from '../../ui/save-status.tsx';
import type { VisitWork } from '../../api/visit-work.ts';

/** Worst first: what the clinician must know of two records that are saved apart. */
const ORDER: readonly SaveCode[] = ['unkept', 'refused', 'conflict', 'waiting', 'saving', 'saved'];

/** How safe the work on this visit is, in a word, and what to do when it is not. */
export function SaveStatus({ work }: { readonly work: VisitWork }): ReactElement {
  const drawing = useSyncExternalStore(work.drawing.subscribe, work.drawing.read).state;
  const findings = useSyncExternalStore(work.findings.subscribe, work.findings.read).state;
  const code = ORDER.find((c) => c === drawing.code || c === findings.code) ?? 'saved';
  const retry = (): void => {
    work.drawing.retry();
    work.findings.retry();
  };
  const refused = [drawing, findings].flatMap((s) => (s.code === 'refused' ? [s.said] : [])).join(' ');
  return <SaveStatusView code={code} said={refused} onRetry={retry} />;
}
