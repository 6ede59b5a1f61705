import type { ReactElement, ReactNode } from 'react';
import './badge.css';

interface BadgeProps {
  readonly tone: 'verified' | 'textbook' | 'unreviewed' | 'danger' | 'calm';
  readonly children: ReactNode;
  readonly title?: string;
}

/** A word on a tint. The word says it; the tint only repeats it. */
export function Badge({ tone, children, title }: BadgeProps): ReactElement {
  return (
    <span className={`badge badge--${tone}`} title={title}>
      {children}
    </span>
  );
}
