import type { ReactElement } from 'react';
import type { Source, Sourced, Status } from '../../../core/atlas/source.ts';
import { Badge } from '../badge.tsx';
import { sourceName } from './source-line.tsx';
import { words } from './words.ts';
import './facts.css';

/** How far a fact can be trusted, in a word; what the word means on hover. */
export function StatusBadge({ status }: { readonly status: Status }): ReactElement {
  return (
    <Badge tone={status} title={words.statusText[status]}>
      {words.status[status]}
    </Badge>
  );
}

interface ProvenanceProps {
  readonly fact: Sourced;
  readonly sources: readonly Source[];
}

/** Status and source of a fact; the source leads to its entry in the list on the same page. */
export function Provenance({ fact, sources }: ProvenanceProps): ReactElement {
  const source = sources.find(({ id }) => id === fact.source);
  return (
    <span className="provenance">
      <StatusBadge status={fact.status} />
      {source !== undefined && <a href={`#source-${source.id}`}>{sourceName(source)}</a>}
    </span>
  );
}
