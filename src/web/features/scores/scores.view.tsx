import { useState, type ReactElement, type ReactNode } from 'react';
import type { Source, Sourced } from '../../../core/atlas/source.ts';
import { NOCIPLASTIC_QUESTIONS } from '../../../core/examine/psychosocial.ts';
import { activityMean, distressOf, nociplasticOf, peg } from '../../../core/examine/scored.ts';
import {
  CHANGES,
  PAIN_SCALES,
  PEG_ITEMS,
  PHQ4_ITEMS,
  type Change,
  type Scores,
} from '../../../core/examine/scores.ts';
import type { WidespreadArea } from '../../../core/examine/widespread.ts';
import { ANSWERS } from '../../../core/answer.ts';
import { without } from '../../../kit/without.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { SourceList } from '../../ui/facts/source-list.tsx';
import { Rating } from '../../ui/rating.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Notice } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Part } from './part.tsx';
import { set } from './set.ts';
import { WidespreadView } from './widespread.view.tsx';
import { words } from './words.ts';
import './scores.css';

/** What the parts of the page need. */
export interface ScoresViewProps {
  readonly scores: Scores;
  /** Areas of the widespread pain index that the drawing reaches. Absent: nobody drew. */
  readonly drawn: readonly WidespreadArea[] | undefined;
  /** Activities that the plan names as goals. */
  readonly goals: readonly string[];
  readonly sources: readonly Source[];
  readonly onChange: (scores: Scores) => void;
  readonly status?: ReactNode;
}

const CITED: readonly Sourced[] = [
  'krebs-2009',
  'ninds-phq4',
  'wolfe-2016',
  'kosek-2021',
  'rysstad-2020',
].map((source) => ({ source, status: 'unreviewed' }));

/** Every score of a visit, each with its result beside it. */
export function ScoresView(props: ScoresViewProps): ReactElement {
  return (
    <article className="scores">
      <header className="scores__head">
        <div>
          <h1>{words.title}</h1>
          <p className="page__lead">{words.lead}</p>
        </div>
        {props.status}
      </header>
      <PainPart {...props} />
      <PegPart {...props} />
      <ActivityPart {...props} />
      <ChangePart {...props} />
      <DistressPart {...props} />
      <NociplasticPart {...props} />
      <WidespreadView {...props} />
      {props.sources.length > 0 && (
        <section className="scores__part">
          <h2>{words.sources}</h2>
          <SourceList facts={CITED} sources={props.sources} />
        </section>
      )}
    </article>
  );
}

function PainPart({ scores, onChange }: ScoresViewProps): ReactElement {
  return (
    <Part title={words.pain.title} text={words.pain.text}>
      {PAIN_SCALES.map((scale) => (
        <Rating
          key={scale}
          label={words.pain.scales[scale]}
          most={10}
          value={scores.pain?.[scale]}
          ends={words.pain.ends}
          onChange={(value) => onChange({ ...scores, pain: set(scores.pain, scale, value) })}
        />
      ))}
    </Part>
  );
}

function PegPart({ scores, sources, onChange }: ScoresViewProps): ReactElement {
  const scored = peg(scores.peg);
  return (
    <Part
      title={words.peg.title}
      text={words.peg.text}
      result={
        scored === undefined ? (
          words.peg.open
        ) : (
          <>
            <strong className="number">{words.peg.result(tenth(scored.mean), scored.band)}</strong>
            <Provenance fact={scored.fact} sources={sources} />
          </>
        )
      }
    >
      {PEG_ITEMS.map((item) => (
        <Rating
          key={item}
          label={words.peg.items[item]}
          most={10}
          value={scores.peg?.[item]}
          onChange={(value) => onChange({ ...scores, peg: set(scores.peg, item, value) })}
        />
      ))}
    </Part>
  );
}

const MOST_ACTIVITIES = 5;

function ActivityPart({ scores, goals, onChange }: ScoresViewProps): ReactElement {
  const [name, setName] = useState('');
  const list = scores.activities ?? [];
  const mean = activityMean(list);
  const missing = goals.filter((g) => !list.some((a) => a.activity === g));
  const room = MOST_ACTIVITIES - list.length;
  const put = (next: typeof list): void => {
    onChange(next.length === 0 ? without(scores, 'activities') : { ...scores, activities: next });
  };
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const shown = [
    ...list.map((a) => a.activity),
    ...waiting.filter((w) => !list.some((a) => a.activity === w)),
  ];
  const rate = (activity: string, rating: number | undefined): void => {
    if (rating === undefined) {
      setWaiting([...waiting, activity]);
      put(list.filter((a) => a.activity !== activity));
    } else if (list.some((a) => a.activity === activity))
      put(list.map((a) => (a.activity === activity ? { activity, rating } : a)));
    else put([...list, { activity, rating }]);
  };
  return (
    <Part
      title={words.activities.title}
      text={words.activities.text}
      {...(mean !== undefined && {
        result: <strong className="number">{words.activities.mean(tenth(mean))}</strong>,
      })}
    >
      {shown.map((activity) => (
        <div key={activity} className="scores__activity">
          <Rating
            label={words.activities.rate(activity)}
            most={10}
            value={list.find((a) => a.activity === activity)?.rating}
            ends={words.activities.ends}
            onChange={(value) => rate(activity, value)}
          />
          <Button
            look="quiet"
            label={words.activities.remove(activity)}
            onPress={() => {
              setWaiting(waiting.filter((w) => w !== activity));
              put(list.filter((a) => a.activity !== activity));
            }}
          >
            ×
          </Button>
        </div>
      ))}
      {room > 0 && (
        <form
          className="scores__add"
          onSubmit={(event) => {
            event.preventDefault();
            const given = name.trim();
            if (given !== '' && !shown.includes(given)) setWaiting([...waiting, given]);
            setName('');
          }}
        >
          <TextField label={words.activities.name} value={name} onChange={setName} maxLength={120} />
          <Button type="submit">{words.activities.add}</Button>
          {missing.length > 0 && waiting.length === 0 && (
            <Button look="quiet" onPress={() => setWaiting(missing.slice(0, room))}>
              {words.activities.fromPlan}
            </Button>
          )}
        </form>
      )}
    </Part>
  );
}

const OPEN = 'open';

function ChangePart({ scores, onChange }: ScoresViewProps): ReactElement {
  return (
    <Part title={words.change.title} text={words.change.text}>
      <Choice<Change | typeof OPEN>
        label={words.change.label}
        value={scores.change ?? OPEN}
        options={[
          { id: OPEN, text: words.change.open },
          ...CHANGES.map((id) => ({ id, text: words.change.options[id] })),
        ]}
        onChange={(change) => {
          onChange(change === OPEN ? without(scores, 'change') : { ...scores, change });
        }}
      />
    </Part>
  );
}

function DistressPart({ scores, sources, onChange }: ScoresViewProps): ReactElement {
  const scored = distressOf(scores);
  const w = words.distress;
  const positive =
    scored === undefined ? [] : [scored.anxiety ? w.anxiety : '', scored.depression ? w.depression : ''];
  return (
    <Part
      title={w.title}
      text={w.text}
      result={
        scored === undefined ? (
          w.open
        ) : (
          <>
            <strong className="number">{w.result(scored.total, w.bands[scored.band])}</strong>
            {positive
              .filter((p) => p !== '')
              .map((p) => (
                <span key={p}>{w.positive(p)}</span>
              ))}
            <Provenance fact={scored} sources={sources} />
            {scored.band === 'severe' && (
              <Notice tone="danger">
                <strong>{w.severeTitle}</strong>
                <ol>
                  {w.severe.map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ol>
                <p className="source-note">{w.severeSource}</p>
              </Notice>
            )}
          </>
        )
      }
    >
      {PHQ4_ITEMS.map((item) => (
        <Rating
          key={item}
          label={w.items[item]}
          most={3}
          value={scores.phq4?.[item]}
          onChange={(value) => onChange({ ...scores, phq4: set(scores.phq4, item, value) })}
        />
      ))}
    </Part>
  );
}

const ANSWER_OPTIONS = ANSWERS.map((id) => ({ id, text: words.answers[id] }));

function NociplasticPart({ scores, sources, onChange }: ScoresViewProps): ReactElement {
  const graded = nociplasticOf(scores);
  const w = words.nociplastic;
  return (
    <Part
      title={w.title}
      text={w.text}
      {...(graded !== undefined && {
        result: (
          <>
            <strong>{w.verdicts[graded.verdict]}</strong>
            <Provenance fact={graded} sources={sources} />
          </>
        ),
      })}
    >
      {NOCIPLASTIC_QUESTIONS.map((question) => {
        const ask = w.questions[question] ?? question;
        return (
          <div key={question} className="scores__question">
            <span>{ask}</span>
            <Segmented
              isSmall
              label={ask}
              options={ANSWER_OPTIONS}
              value={scores.nociplastic?.[question] ?? 'unknown'}
              onChange={(answer) =>
                onChange({ ...scores, nociplastic: { ...scores.nociplastic, [question]: answer } })
              }
            />
          </div>
        );
      })}
    </Part>
  );
}

const tenth = (value: number): string => String(Math.round(value * 10) / 10);
