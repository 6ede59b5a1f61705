import type { ReactElement } from 'react';
import {
  currentEpisode,
  EPISODE_STATUSES,
  ONSETS,
  type CareEpisode,
  type Episodes,
} from '../../../core/decide/care-episodes.ts';
import { parseDay, type Day } from '../../../kit/time.ts';
import { Choice } from '../../ui/choice.tsx';
import { printDay } from '../../ui/print-day.ts';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Composer } from './asked-list.tsx';
import { withFields, written } from './with-fields.ts';
import { words } from './words.ts';

interface EpisodesProps {
  readonly value: Episodes;
  readonly today: Day;
  readonly onChange: (value: Episodes) => void;
  readonly newId: () => string;
}

const ONSET_CHOICES = (['', ...ONSETS] as const).map((id) => ({ id, text: words.episode.onsets[id] }));
const STATUS_CHOICES = EPISODE_STATUSES.map((id) => ({ id, text: words.episode.statuses[id] }));

/** The complaint that care is about now, and those before it. */
export function EpisodesSection({ value, today, onChange, newId }: EpisodesProps): ReactElement {
  const current = currentEpisode(value);
  const others = value.list.filter((e) => e !== current).toReversed();
  const put = (changed: CareEpisode): void =>
    onChange({ list: value.list.map((e) => (e.id === changed.id ? changed : e)) });
  const begin = (complaint: string): void =>
    onChange({ list: [...value.list, { id: newId(), complaint, opened: today, status: 'open' }] });
  return (
    <div className="asked">
      {current === undefined ? (
        <p className="asked__state" data-state="not">
          {words.episode.none}
        </p>
      ) : (
        <EpisodeForm episode={current} today={today} onChange={put} />
      )}
      <Composer
        label={current === undefined ? words.episode.complaint : words.episode.newComplaint}
        maxLength={300}
        onAdd={begin}
        {...(current === undefined && { hint: words.episode.noneText })}
      />
      {others.length > 0 && (
        <>
          <h3>{words.episode.earlier}</h3>
          <ul className="asked__list">
            {others.map((e) => (
              <li key={e.id}>
                <span className="asked__name">{e.complaint}</span>
                <div className="asked__more">
                  <span className="number">
                    {words.episode.opened(e.opened)}
                    {e.closed !== undefined && `, ${words.episode.closed(e.closed)}`}
                  </span>
                  <Choice
                    label={words.episode.status}
                    value={e.status}
                    options={STATUS_CHOICES}
                    onChange={(status) => put(closed(e, status, today))}
                  />
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

interface EpisodeFormProps {
  readonly episode: CareEpisode;
  readonly today: Day;
  readonly onChange: (episode: CareEpisode) => void;
}

function EpisodeForm({ episode, today, onChange }: EpisodeFormProps): ReactElement {
  return (
    <div className="episode">
      <p className="episode__complaint">
        {episode.complaint} <small className="number">{words.episode.opened(episode.opened)}</small>
      </p>
      <div className="asked__fields">
        <TextField
          label={words.episode.since}
          type="date"
          value={episode.painSince ?? ''}
          hint={episode.painSince === undefined ? words.asked.not : printDay(episode.painSince)}
          onChange={(day) => {
            const since = parseDay(day);
            if (since === undefined || since <= episode.opened)
              onChange(withFields(episode, { painSince: since }));
          }}
        />
        <Choice
          label={words.episode.onset}
          value={episode.onset ?? ''}
          options={ONSET_CHOICES}
          onChange={(onset) => onChange(withFields(episode, { onset: onset === '' ? undefined : onset }))}
        />
        <Choice
          label={words.episode.status}
          value={episode.status}
          options={STATUS_CHOICES}
          onChange={(status) => onChange(closed(episode, status, today))}
        />
      </div>
      <TextArea
        label={words.episode.history}
        hint={words.episode.historyHint}
        value={episode.history ?? ''}
        onChange={(history) => onChange(withFields(episode, { history: written(history) }))}
        maxLength={8000}
        rows={4}
      />
    </div>
  );
}

/** An episode with another status: one that is over has a last day, one that is open has none. */
const closed = (episode: CareEpisode, status: CareEpisode['status'], today: Day): CareEpisode =>
  withFields(episode, {
    status,
    closed:
      status === 'open' ? undefined : (episode.closed ?? (today < episode.opened ? episode.opened : today)),
  });
