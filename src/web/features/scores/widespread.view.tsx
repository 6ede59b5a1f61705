import type { ReactElement } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { ANSWERS } from '../../../core/answer.ts';
import { widespreadOf } from '../../../core/examine/scored.ts';
import {
  SEVERITY_PRESENT,
  SEVERITY_RATED,
  WIDESPREAD_AREA_IDS,
  type WidespreadAnswers,
  type WidespreadArea,
} from '../../../core/examine/widespread.ts';
import { Button } from '../../ui/button.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { Rating } from '../../ui/rating.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Part } from './part.tsx';
import type { ScoresViewProps } from './scores.view.tsx';
import { set } from './set.ts';
import { words } from './words.ts';

const w = words.widespread;
const ANSWER_OPTIONS = ANSWERS.map((id) => ({ id, text: words.answers[id] }));

/** Index and severity of widespread pain; the areas can be proposed from the drawing. */
export function WidespreadView({ scores, drawn, sources, onChange }: ScoresViewProps): ReactElement {
  const answers = scores.widespread ?? {};
  const change = (widespread: WidespreadAnswers): void => onChange({ ...scores, widespread });
  const scored = widespreadOf(scores);
  return (
    <Part
      title={w.title}
      text={w.text}
      {...(scored !== undefined && {
        result: (
          <>
            <strong>{w.criteria[scored.criteria]}</strong>
            <span className="number">
              {w.index} {scored.index ?? '–'} · {w.severity} {scored.severity ?? '–'} · {w.regions}{' '}
              {scored.regions ?? '–'}
            </span>
            {scored.criteria === 'unknown' && <span>{w.missing(scored.missing.join(', '))}</span>}
            <Provenance fact={scored} sources={sources} />
          </>
        ),
      })}
    >
      <Areas answers={answers} drawn={drawn} onChange={change} />
      {SEVERITY_RATED.map((item) => (
        <Rating
          key={item}
          label={w.rated[item]}
          most={3}
          value={answers.severity?.[item]}
          ends={w.ends}
          onChange={(value) => change({ ...answers, severity: set(answers.severity, item, value) })}
        />
      ))}
      {SEVERITY_PRESENT.map((item) => (
        <div key={item} className="scores__question">
          <span>{w.present[item]}</span>
          <Segmented
            isSmall
            label={w.present[item]}
            options={ANSWER_OPTIONS}
            value={answers.symptoms?.[item] ?? 'unknown'}
            onChange={(answer) => change({ ...answers, symptoms: { ...answers.symptoms, [item]: answer } })}
          />
        </div>
      ))}
      <div className="scores__question">
        <span>{w.threeMonths}</span>
        <Segmented
          isSmall
          label={w.threeMonths}
          options={ANSWER_OPTIONS}
          value={answers.threeMonths ?? 'unknown'}
          onChange={(threeMonths) => change({ ...answers, threeMonths })}
        />
      </div>
    </Part>
  );
}

interface AreasProps {
  readonly answers: WidespreadAnswers;
  readonly drawn: readonly WidespreadArea[] | undefined;
  readonly onChange: (answers: WidespreadAnswers) => void;
}

function Areas({ answers, drawn, onChange }: AreasProps): ReactElement {
  const { areas, ...rest } = answers;
  return (
    <fieldset className="scores__areas">
      <legend>
        {w.areas}
        {areas === undefined && <em>{words.answers.unknown.toLowerCase()}</em>}
      </legend>
      {drawn !== undefined && drawn.length > 0 && areas === undefined && (
        <div className="scores__proposal">
          <Button onPress={() => onChange({ ...rest, areas: drawn })}>{w.fromDrawing(drawn.length)}</Button>
          <p>{w.fromDrawingText}</p>
        </div>
      )}
      <ToggleButtonGroup
        className="scores__chips"
        aria-label={w.areas}
        selectionMode="multiple"
        selectedKeys={areas ?? []}
        onSelectionChange={(keys) =>
          onChange({ ...rest, areas: WIDESPREAD_AREA_IDS.filter((a) => keys.has(a)) })
        }
      >
        {WIDESPREAD_AREA_IDS.map((area) => (
          <ToggleButton key={area} id={area} className="scores__chip">
            {w.area[area]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className="scores__proposal">
        {areas === undefined ? (
          <Button look="quiet" onPress={() => onChange({ ...rest, areas: [] })}>
            {w.none}
          </Button>
        ) : (
          <Button look="quiet" onPress={() => onChange(rest)}>
            {w.clear}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
