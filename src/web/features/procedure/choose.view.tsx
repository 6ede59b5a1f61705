import type { ReactElement } from 'react';
import { scopeRows } from '../../../content/scope/scope.ts';
import type { Source } from '../../../core/atlas/source.ts';
import { MODALITIES, type Modality } from '../../../core/decide/candidacy.ts';
import type { PartRecord, Role } from '../../../core/episode.ts';
import { scopeOf } from '../../../core/treat/scope.ts';
import type { Day } from '../../../kit/time.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { Empty } from '../../ui/states.tsx';
import { Sources } from './sources.view.tsx';
import { words } from './words.ts';

interface ChooseProps {
  readonly procedures: readonly PartRecord<'procedure'>[];
  readonly day: Day;
  readonly role: Role;
  readonly place: string | undefined;
  readonly sources: readonly Source[];
  readonly onOpen: (part: PartRecord<'procedure'>) => void;
  readonly onBegin: (kind: Modality) => void;
}

/** What was recorded at this visit, and the ways to treat with what the place says about this role. */
export function ChooseView(props: ChooseProps): ReactElement {
  const { procedures, onOpen } = props;
  return (
    <article className="procedure procedure--choose">
      <h1>{words.title}</h1>
      {procedures.length === 0 ? (
        <Empty title={words.none}>{words.noneText}</Empty>
      ) : (
        <section className="procedure__card" aria-labelledby="recorded">
          <h2 id="recorded">{words.recorded}</h2>
          <ul className="procedure__recorded">
            {procedures.map((part) => (
              <li key={part.id}>
                <span>
                  <strong>{words.kinds[part.body.procedure.kind]}</strong>{' '}
                  <Badge tone={part.body.state === 'finished' ? 'verified' : 'unreviewed'}>
                    {words.states[part.body.state]}
                  </Badge>{' '}
                  <span className="number">{words.sites(part.body.procedure.sites.length)}</span>
                </span>
                <Button onPress={() => onOpen(part)}>
                  {part.body.state === 'open' ? words.open : words.show}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="procedure__card" aria-labelledby="choose">
        <h2 id="choose">{words.choose}</h2>
        <p className="procedure__quiet">{words.place(props.place)}</p>
        <ul className="procedure__kinds">
          {MODALITIES.map((kind) => (
            <li key={kind}>
              <Kind {...props} kind={kind} />
            </li>
          ))}
        </ul>
      </section>
      <Sources sources={props.sources} />
    </article>
  );
}

function Kind({
  kind,
  day,
  role,
  place,
  sources,
  onBegin,
}: ChooseProps & { readonly kind: Modality }): ReactElement {
  const scope = scopeOf(scopeRows, { place, role, procedure: kind, day });
  return (
    <article className="procedure__kind" data-scope={scope.answer}>
      <Button
        look={scope.answer === 'no' ? 'plain' : 'main'}
        isDisabled={scope.answer === 'no'}
        onPress={() => onBegin(kind)}
      >
        {words.kinds[kind]}
      </Button>
      <p>{words.kindText[kind]}</p>
      <p className="procedure__scope">
        <strong>{words.scope[scope.answer]}.</strong> {scope.rows.length === 0 && words.scopeUnknownText}
        {scope.rows.map((row) => (
          <span key={row.id}>
            {row.because} <Provenance fact={row} sources={sources} />
          </span>
        ))}
      </p>
    </article>
  );
}
