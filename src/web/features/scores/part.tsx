import type { ReactElement, ReactNode } from 'react';

interface PartProps {
  readonly title: string;
  readonly text: string;
  readonly result?: ReactNode;
  readonly children: ReactNode;
}

/** One questionnaire: what it is, its items, and what they make. */
export function Part({ title, text, result, children }: PartProps): ReactElement {
  return (
    <section className="scores__part" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <p>{text}</p>
      </header>
      <div className="scores__items">{children}</div>
      {result !== undefined && (
        <div className="scores__result" role="status">
          {result}
        </div>
      )}
    </section>
  );
}
