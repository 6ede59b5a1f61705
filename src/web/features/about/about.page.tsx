import type { ReactElement } from 'react';

/** About. */
export function AboutPage(): ReactElement {
  return <h1>About</h1>;
}
