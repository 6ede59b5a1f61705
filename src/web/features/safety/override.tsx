import { useState, type ReactElement, type SyntheticEvent } from 'react';
import type { Candidacy } from '../../../core/decide/candidacy.ts';
import { REASON_LEAST, type Override } from '../../../core/decide/screening.ts';
import { covers, needsOverride, type Standing } from '../../../core/decide/visit-candidacy.ts';
import type { ActorId } from '../../../core/episode.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { words } from './words.ts';

interface OverrideFormProps {
  readonly candidacy: Candidacy;
  readonly onKeep: (reason: string) => void;
}

/** The way past a level: a reason, written out, that is kept. Nothing where none is needed. */
export function OverrideForm({ candidacy, onKeep }: OverrideFormProps): ReactElement | null {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { modality, level, urgency } = candidacy;
  if (!needsOverride(level)) return null;
  if (!isOpen)
    return (
      <Button look="quiet" onPress={() => setOpen(true)}>
        {words.override.open}
      </Button>
    );
  const isEnough = reason.trim().length >= REASON_LEAST;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!isEnough) return;
    onKeep(reason.trim());
    setReason('');
    setOpen(false);
  };
  return (
    <form className="safety__override" onSubmit={submit}>
      {urgency === 'emergency' && <Notice tone="danger">{words.override.emergency}</Notice>}
      <TextArea
        label={words.override.reason(words.modalities[modality], words.levels[level])}
        hint={words.override.hint(REASON_LEAST)}
        value={reason}
        onChange={setReason}
        maxLength={1000}
      />
      <div className="safety__choices">
        <Button type="submit" look="danger" isDisabled={!isEnough}>
          {words.override.keep}
        </Button>
        <Button look="quiet" onPress={() => setOpen(false)}>
          {words.override.cancel}
        </Button>
      </div>
    </form>
  );
}

interface PastProps {
  readonly overrides: readonly Override[];
  readonly standings: readonly Standing[];
  readonly actor: { readonly id: ActorId; readonly name: string };
  readonly onWithdraw: (index: number) => void;
}

/** Every reason that was given at this visit, whether it still covers anything or not. */
export function PastOverrides({ overrides, standings, actor, onWithdraw }: PastProps): ReactElement | null {
  if (overrides.length === 0) return null;
  return (
    <section className="card safety__past" aria-labelledby="safety-past">
      <h2 id="safety-past">{words.override.past}</h2>
      <ul className="safety__reasons">
        {overrides.map((o, i) => {
          const standing = standings.find((s) => s.candidacy.modality === o.modality);
          const holds = standing !== undefined && covers(o, standing.candidacy);
          return (
            <li key={i}>
              <p>
                <strong>{words.modalities[o.modality]}</strong>, {words.levels[o.level]}: {o.reason}
              </p>
              <p className="safety__source">
                {words.override.by(o.by === actor.id ? actor.name : words.override.colleague, o.at)}{' '}
                {[...o.raised, ...o.open].map((id) => (
                  <code key={id}>{id} </code>
                ))}
                {o.withdrawn !== undefined ? (
                  <Badge tone="calm">{words.override.withdrawn}</Badge>
                ) : (
                  !holds && <Badge tone="unreviewed">{words.override.outdated}</Badge>
                )}
              </p>
              {o.withdrawn === undefined && (
                <Button look="quiet" onPress={() => onWithdraw(i)}>
                  {words.override.withdraw}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
