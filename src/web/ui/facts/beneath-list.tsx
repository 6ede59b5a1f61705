import type { ReactElement } from 'react';
import type { Beneath, StructureKind } from '../../../core/atlas/muscle.ts';
import type { Source } from '../../../core/atlas/source.ts';
import { Badge } from '../badge.tsx';
import { Provenance } from './provenance.tsx';
import { words } from './words.ts';
import './facts.css';

/** What a needle can harm. Bone and joint are landmarks more than dangers. */
const MARKED: Readonly<Record<StructureKind, boolean>> = {
  pleura: true,
  vessel: true,
  nerve: true,
  organ: true,
  dura: true,
  airway: true,
  eye: true,
  joint: false,
  bone: false,
  other: false,
};

interface BeneathListProps {
  readonly beneath: readonly Beneath[];
  readonly sources: readonly Source[];
}

/** What lies beneath a site; what must not be hurt is marked. An empty list is not reassurance, and says so. */
export function BeneathList({ beneath, sources }: BeneathListProps): ReactElement {
  if (beneath.length === 0) return <p className="facts__none">{words.noneBeneath}</p>;
  return (
    <ul className="facts__rows">
      {beneath.map((row) => (
        <li key={row.structure}>
          <span>
            <Badge tone={MARKED[row.kind] ? 'danger' : 'calm'}>{words.kinds[row.kind]}</Badge> {row.structure}
            {row.note !== undefined && <span className="facts__note">. {row.note}</span>}
          </span>
          <Provenance fact={row} sources={sources} />
        </li>
      ))}
    </ul>
  );
}
