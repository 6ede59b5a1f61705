import type { ReactElement, ReactNode } from 'react';
import './states.css';

/** Nothing yet, but coming: lines where the text will be. Announced once. */
export function Loading({ what }: { readonly what: string }): ReactElement {
  return (
    <div className="state state--loading" role="status">
      <span className="hidden-visually">{what}</span>
      <span className="state__line" aria-hidden="true" />
      <span className="state__line" aria-hidden="true" />
      <span className="state__line" aria-hidden="true" />
    </div>
  );
}

interface StateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** There is nothing here, and why that is. Dashed, so that it never looks like a result without findings. */
export function Empty({ title, children, action }: StateProps): ReactElement {
  return (
    <div className="state state--empty">
      <p className="state__title">{title}</p>
      {children !== undefined && <div className="state__text">{children}</div>}
      {action}
    </div>
  );
}

/** It did not work: what happened, what it means for the work on the screen, and the way on. */
export function Failed({ title, children, action }: StateProps): ReactElement {
  return (
    <div className="state state--failed" role="alert">
      <p className="state__title">{title}</p>
      {children !== undefined && <div className="state__text">{children}</div>}
      {action}
    </div>
  );
}

interface NoticeProps {
  readonly tone: 'calm' | 'caution' | 'danger';
  readonly children: ReactNode;
}

/** A remark that belongs to what stands beside it. */
export function Notice({ tone, children }: NoticeProps): ReactElement {
  return <div className={`notice notice--${tone}`}>{children}</div>;
}
