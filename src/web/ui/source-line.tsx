import type { ReactElement } from 'react';
import type { Source } from '../../core/atlas/source.ts';

/** A work as it is cited, with its address when it has one. */
export function SourceLine({ source }: { readonly source: Source }): ReactElement {
  const { authors, title, published, citation, year, doi, url } = source;
  const address = doi !== undefined ? `https://doi.org/${doi}` : url;
  const said = citation ?? [authors, title, published, year].filter((part) => part !== undefined).join('. ');
  return (
    <>
      {said}{' '}
      {address !== undefined && (
        <a href={address} target="_blank" rel="noreferrer">
          {doi ?? 'link'}
        </a>
      )}
    </>
  );
}
