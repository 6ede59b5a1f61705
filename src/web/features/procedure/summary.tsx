import { useState, type ReactElement, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { words } from './words.ts';

interface SummaryProps {
  readonly id: string;
  readonly title: string;
  readonly isDone: boolean;
  /** What was settled, in a few words; empty ones are left out. */
  readonly lines: readonly string[];
  /** Shown whether it is done or not. */
  readonly always?: ReactNode;
  readonly children: ReactNode;
}

/** A step: open while it is being done, a few lines once it is, so that what comes next is near the hand. */
export function Summary({ id, title, isDone, lines, always, children }: SummaryProps): ReactElement {
  const [isChanging, setChanging] = useState(false);
  const isClosed = isDone && !isChanging;
  return (
    <section className="procedure__card" aria-labelledby={`step-${id}`} data-done={isDone ? '' : undefined}>
      <header>
        <h2 id={`step-${id}`}>{title}</h2>
        {isDone && (
          <Button look="quiet" label={`${words.change}: ${title}`} onPress={() => setChanging(!isChanging)}>
            {isChanging ? words.close : words.change}
          </Button>
        )}
      </header>
      {always}
      {isClosed ? (
        <ul className="procedure__summary number">
          {lines
            .filter((line) => line !== '')
            .map((line) => (
              <li key={line}>{line}</li>
            ))}
        </ul>
      ) : (
        children
      )}
    </section>
  );
}
