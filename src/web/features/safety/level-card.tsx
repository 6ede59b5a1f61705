import type { ReactElement } from 'react';
import type { Source } from '../../../core/atlas/source.ts';
import type { Rule } from '../../../core/decide/candidacy.ts';
import type { Standing } from '../../../core/decide/visit-candidacy.ts';
import type { Scope } from '../../../core/treat/scope.ts';
import { Badge } from '../../ui/badge.tsx';
import { Expander } from '../../ui/expander.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { OverrideForm } from './override.tsx';
import { words } from './words.ts';

interface LevelCardProps {
  readonly standing: Standing;
  readonly scope: Scope;
  readonly place: string | undefined;
  readonly sources: readonly Source[];
  readonly onOverride: (reason: string) => void;
}

/** What the whole chart says about one way to treat, why, and whether this reader may record it. */
export function LevelCard({ standing, scope, place, sources, onOverride }: LevelCardProps): ReactElement {
  const { candidacy, override } = standing;
  const { modality, level, raised, unanswered, urgency } = candidacy;
  return (
    <article className="safety__level" data-level={level} aria-labelledby={`level-${modality}`}>
      <h3 id={`level-${modality}`}>{words.modalities[modality]}</h3>
      <p className="safety__verdict">
        <span>{words.levels[level]}</span>
        {urgency !== 'none' && <Badge tone="danger">{words.urgencies[urgency]}</Badge>}
      </p>
      {raised.length > 0 && (
        <ul className="safety__brief">
          {raised.slice(0, BRIEF).map((rule) => (
            <li key={rule.id}>{rule.because}</li>
          ))}
        </ul>
      )}
      <p className="safety__open">{words.open(unanswered.length)}</p>
      {raised.length > 0 && (
        <Expander title={words.raised(raised.length)} level={4}>
          <ul className="safety__reasons">
            {raised.map((rule) => (
              <Reason key={rule.id} rule={rule} sources={sources} />
            ))}
          </ul>
        </Expander>
      )}
      <p className="safety__scope" data-answer={scope.answer}>
        {words.scope[scope.answer]}. {scope.rows.map((row) => row.because).join(' ')}{' '}
        {words.scope.place(place)}{' '}
        {scope.rows.map((row) => (
          <Provenance key={row.id} fact={row} sources={sources} />
        ))}
      </p>
      {override !== undefined ? (
        <p className="safety__covered">
          <strong>{words.override.covers}:</strong> {override.reason}
        </p>
      ) : (
        <OverrideForm candidacy={candidacy} onKeep={onOverride} />
      )}
    </article>
  );
}

/** Reasons that are in sight without opening anything. */
const BRIEF = 2;

function Reason({
  rule,
  sources,
}: {
  readonly rule: Rule;
  readonly sources: readonly Source[];
}): ReactElement {
  return (
    <li>
      <p>
        <strong>{words.levels[rule.level]}.</strong> {rule.because}
      </p>
      <p>{rule.then}</p>
      <p className="safety__source">
        <code>{rule.id}</code> <Provenance fact={rule} sources={sources} />
      </p>
    </li>
  );
}
