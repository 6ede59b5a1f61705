import type { ReactElement, ReactNode } from 'react';

interface SampleProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Takes the whole row. */
  readonly isWide?: boolean;
}

/** One component in one state, with its name above it. */
export function Sample({ title, children, isWide = false }: SampleProps): ReactElement {
  return (
    <figure className="gallery__sample" data-wide={isWide ? '' : undefined}>
      <figcaption>{title}</figcaption>
      {children}
    </figure>
  );
}
