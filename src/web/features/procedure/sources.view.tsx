import type { ReactElement } from 'react';
import { rules } from '../../../content/decide/rules.ts';
import { scopeRows } from '../../../content/scope/scope.ts';
import { agents } from '../../../content/treat/agents.ts';
import { consentLines, instructionLines } from '../../../content/treat/consent.ts';
import { depths } from '../../../content/treat/depths.ts';
import type { Source } from '../../../core/atlas/source.ts';
import { SourceList } from '../../ui/facts/source-list.tsx';
import { words } from './words.ts';

const CITED = [
  ...consentLines,
  ...instructionLines,
  ...scopeRows,
  ...depths,
  ...rules,
  ...agents,
  ...agents.flatMap((agent) => agent.ceilings),
];

/** Every work that this page leans on, for the links beside each fact. */
export function Sources({ sources }: { readonly sources: readonly Source[] }): ReactElement {
  return (
    <section className="procedure__sources">
      <h2>{words.sources}</h2>
      <SourceList facts={CITED} sources={sources} />
    </section>
  );
}
