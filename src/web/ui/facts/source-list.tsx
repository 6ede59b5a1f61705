import type { ReactElement } from 'react';
import type { Source, Sourced } from '../../../core/atlas/source.ts';
import { SourceLine } from './source-line.tsx';
import './facts.css';

interface SourceListProps {
  readonly facts: readonly Sourced[];
  readonly sources: readonly Source[];
}

/** Every work that the given facts cite, where `Provenance` leads to. */
export function SourceList({ facts, sources }: SourceListProps): ReactElement {
  const cited = new Set(facts.map(({ source }) => source));
  return (
    <ul className="facts__sources">
      {sources
        .filter(({ id }) => cited.has(id))
        .map((source) => (
          <li key={source.id} id={`source-${source.id}`} tabIndex={-1}>
            <SourceLine source={source} />
          </li>
        ))}
    </ul>
  );
}
