import type { ReactElement } from 'react';
import { words } from './words.ts';

/** A document that the server prints, on both papers. */
export function PdfLinks({
  address,
  name,
}: {
  readonly address: string;
  readonly name: string;
}): ReactElement {
  return (
    <span className="plan__pdfs">
      {(['a4', 'letter'] as const).map((size) => (
        <a
          key={size}
          className="button button--quiet"
          href={`${address}&paper=${size}`}
          target="_blank"
          rel="noreferrer"
          aria-label={`${name}: ${words.pdf[size]}`}
        >
          {words.pdf[size]}
        </a>
      ))}
    </span>
  );
}
