import { useSyncExternalStore, type ReactElement } from 'react';
import type { SaveState } from '../../api/saver.ts';
import { Button } from '../../ui/button.tsx';
import type { VisitWork } from './work.ts';
import { words } from './words.ts';

/** Worst first: what the clinician must know of two records that are saved apart. */
const ORDER = ['unkept', 'refused', 'conflict', 'waiting', 'saving', 'saved'] as const;
type Code = SaveState<unknown>['code'];

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

interface SaveStatusViewProps {
  readonly code: Code;
  readonly said: string;
  readonly onRetry: () => void;
}

/** The look of each state. */
export function SaveStatusView({ code, said, onRetry }: SaveStatusViewProps): ReactElement {
  const text = code === 'waiting' ? words.save.waitingText : code === 'unkept' ? words.save.unkeptText : said;
  return (
    <div className="save" data-state={code}>
      <p role="status" className="save__word">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={MARKS[code]} />
        </svg>
        {words.save[code]}
      </p>
      {text !== '' && code !== 'saved' && code !== 'saving' && <p className="save__text">{text}</p>}
      {(code === 'waiting' || code === 'unkept') && <Button onPress={onRetry}>{words.save.now}</Button>}
    </div>
  );
}

const MARKS: Readonly<Record<Code, string>> = {
  saved: 'M3 8.500 6.500 12 13 4.500',
  saving: 'M8 3v5l3 2',
  waiting: 'M8 3v6M8 12.500v.1',
  unkept: 'M8 3v6M8 12.500v.1',
  refused: 'M4 4l8 8M12 4l-8 8',
  conflict: 'M8 3v6M8 12.500v.1',
};
