import type { ReactElement } from 'react';
import type { Source } from '../../../core/atlas/source.ts';

/** A work as it is cited, with its address when it has one. */
export function SourceLine({ source }: { readonly source: Source }): ReactElement {
  const { authors, title, published, year, citation, doi, url } = source;
  const address = doi === undefined ? url : `https://doi.org/${doi}`;
  const printed = [published, year, citation].filter((part) => part !== undefined).join(' ');
  return (
    <>
      {authors !== undefined && `${authors}. `}
      <cite>{title}</cite>. {printed}
      {printed !== '' && '. '}
      {address !== undefined && (
        <a href={address} target="_blank" rel="noreferrer">
          {doi === undefined ? new URL(address).hostname : `doi ${doi}`}
        </a>
      )}
      {source.note !== undefined && <span className="source-note"> {source.note}</span>}
    </>
  );
}

/** Short name of a work: first author and year; without authors its id. */
export function sourceName({ id, authors, year }: Source): string {
  const first = authors?.split(/[ ,]/)[0] ?? id;
  return `${first} ${year ?? ''}`.trim();
}
