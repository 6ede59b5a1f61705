import type { ReactElement, ReactNode } from 'react';
import './figure.css';

interface FigureProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly tone?: 'plain' | 'good' | 'caution' | 'danger';
  readonly title?: string;
}

/** One measured value with its name. Digits keep their width, so that nothing jumps. */
export function Figure({ label, children, tone, title }: FigureProps): ReactElement {
  return (
    <div className="figure" data-tone={tone ?? 'plain'} title={title}>
      <dt>{label}</dt>
      <dd className="number">{children}</dd>
    </div>
  );
}
