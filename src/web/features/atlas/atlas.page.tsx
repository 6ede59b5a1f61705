import type { ReactElement } from 'react';

/** The atlas. */
export function AtlasPage(): ReactElement {
  return <h1>Atlas</h1>;
}
