import type { ReactElement, ReactNode } from 'react';
import { rules } from '../../../content/decide/rules.ts';
import { scopeRows } from '../../../content/scope/scope.ts';
import type { Source } from '../../../core/atlas/source.ts';
import type { SiteId } from '../../../core/atlas/muscle.ts';
import type { Witness } from '../../../core/decide/background.ts';
import { MODALITIES, type Modality } from '../../../core/decide/candidacy.ts';
import type { Screening } from '../../../core/decide/screening.ts';
import type { OpenQuestion, Proposal, Standing } from '../../../core/decide/visit-candidacy.ts';
import type { ActorId, Role } from '../../../core/episode.ts';
import type { QuestionId } from '../../../core/logic.ts';
import { scopeOf } from '../../../core/treat/scope.ts';
import type { Day } from '../../../kit/time.ts';
import { SourceList } from '../../ui/facts/source-list.tsx';
import { Notice } from '../../ui/states.tsx';
import { LevelCard } from './level-card.tsx';
import { PastOverrides } from './override.tsx';
import { EveryQuestion, Proposals, StillUnknown, type OnAnswer } from './questions.tsx';
import { Sites, type SiteChoice } from './sites.tsx';
import { words } from './words.ts';
import './safety.css';

interface SafetyViewProps {
  readonly screening: Screening;
  /** Nobody saved a screen at this visit. */
  readonly isNew: boolean;
  readonly standings: readonly Standing[];
  readonly open: readonly OpenQuestion[];
  readonly said: ReadonlyMap<QuestionId, readonly Witness[]>;
  readonly proposals: readonly Proposal[];
  readonly sites: readonly SiteChoice[];
  readonly actor: { readonly id: ActorId; readonly name: string; readonly role: Role };
  readonly place: string | undefined;
  readonly day: Day;
  readonly sources: readonly Source[];
  readonly status: ReactNode;
  readonly onAnswer: OnAnswer;
  readonly onConfirm: (proposals: readonly Proposal[]) => void;
  readonly onSite: (site: SiteId) => void;
  readonly onOverride: (modality: Modality, reason: string) => void;
  readonly onWithdraw: (index: number) => void;
}

const CITED = [...rules, ...scopeRows];

/** Red flags and candidacy: the levels first, then what is still unknown, then everything. */
export function SafetyView(props: SafetyViewProps): ReactElement {
  const { screening, standings, open, said, sources, actor, place, day } = props;
  const emergencies = [
    ...new Map(
      standings
        .flatMap((s) => s.candidacy.raised)
        .filter((rule) => rule.urgency === 'emergency')
        .map((rule) => [rule.id, rule]),
    ).values(),
  ];
  return (
    <article className="safety">
      <header className="safety__head">
        <div>
          <h1>{words.title}</h1>
          <p className="page__lead">{words.lead}</p>
        </div>
        {props.status}
      </header>
      {emergencies.length > 0 && (
        <div className="safety__emergency" role="alert">
          <p className="safety__stop">{words.emergency}</p>
          {emergencies.map((rule) => (
            <p key={rule.id}>
              {rule.because} <strong>{rule.then}</strong>
            </p>
          ))}
        </div>
      )}
      {props.isNew && <Notice tone="caution">{words.none}</Notice>}
      <section aria-labelledby="safety-ways">
        <h2 id="safety-ways" className="hidden-visually">
          {words.ways}
        </h2>
        <ul className="safety__levels">
          {MODALITIES.map((modality) => {
            const standing = standings.find((s) => s.candidacy.modality === modality);
            return standing === undefined ? null : (
              <li key={modality}>
                <LevelCard
                  standing={standing}
                  scope={scopeOf(scopeRows, { place, role: actor.role, procedure: modality, day })}
                  place={place}
                  sources={sources}
                  onOverride={(reason) => props.onOverride(modality, reason)}
                />
              </li>
            );
          })}
        </ul>
      </section>
      <PastOverrides
        overrides={screening.overrides}
        standings={standings}
        actor={actor}
        onWithdraw={props.onWithdraw}
      />
      <div className="safety__columns">
        <div>
          <Proposals proposals={props.proposals} onConfirm={props.onConfirm} />
          <StillUnknown open={open} screening={screening} onAnswer={props.onAnswer} />
        </div>
        <div>
          <Sites choices={props.sites} onToggle={props.onSite} />
          <EveryQuestion screening={screening} said={said} onAnswer={props.onAnswer} />
        </div>
      </div>
      {sources.length > 0 && (
        <section>
          <h2>{words.sources}</h2>
          <SourceList facts={CITED} sources={sources} />
        </section>
      )}
    </article>
  );
}
