import { useState, type ReactElement } from 'react';
import { MODALITIES } from '../../../core/decide/candidacy.ts';
import { allScores, sessionsOf } from '../../../core/follow-up/chart-evidence.ts';
import { adviseOnSeries, SERIES_DEFAULT, type SeriesAdvice } from '../../../core/follow-up/series.ts';
import { pathways } from '../../../content/treat/pathways.ts';
import type { PlannedSeries, SeriesLimits } from '../../../core/treat/plan.ts';
import { without } from '../../../kit/without.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Provenance } from '../../ui/facts/provenance.tsx';
import { printDay } from '../../ui/print-day.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { PlanViewProps } from './plan.view.tsx';
import { words } from './words.ts';

const MODALITY_OPTIONS = MODALITIES.map((id) => ({ id, text: words.modalities[id] }));
const LIMITS = ['interval', 'checkAfter', 'gain', 'most'] as const satisfies readonly (keyof SeriesLimits)[];

/** A series as agreed, and what the sessions and scores so far say about the next one. */
export function SeriesView({ plan, record, sites, sources, onChange }: PlanViewProps): ReactElement {
  const { series } = plan;
  if (series === undefined)
    return (
      <section className="plan__part" aria-labelledby="plan-series">
        <h2 id="plan-series">{words.series}</h2>
        <p className="plan__small">{words.seriesText}</p>
        <Button
          onPress={() => {
            const from = pathways.find((p) => p.id === plan.pathway)?.series ?? SERIES_DEFAULT;
            const { interval, checkAfter, gain, most } = from;
            onChange({
              ...plan,
              series: { modality: 'injection', scale: 'NRS average', interval, checkAfter, gain, most },
            });
          }}
        >
          {words.startSeries}
        </Button>
      </section>
    );
  const sessions = sessionsOf(record.parts, series.modality, sites);
  const scores = allScores(record.parts);
  const scales = [
    ...new Set(['NRS average', 'NRS now', 'NRS worst', 'PEG', ...scores.map((s) => s.scale), series.scale]),
  ];
  const advice = adviseOnSeries(
    sessions.map((s) => s.day),
    scores.filter((s) => s.scale === series.scale),
    { ...SERIES_DEFAULT, ...series },
  );
  const put = (next: PlannedSeries): void => onChange({ ...plan, series: next });
  return (
    <section className="plan__part" aria-labelledby="plan-series">
      <div className="plan__row plan__row--apart">
        <h2 id="plan-series">{words.series}</h2>
        <Button
          look="quiet"
          onPress={() => {
            onChange(without(plan, 'series'));
          }}
        >
          {words.endSeries}
        </Button>
      </div>
      <Advice advice={advice} sessions={sessions.length} />
      <Provenance fact={SERIES_DEFAULT} sources={sources} />
      <div className="plan__form">
        <Choice
          label={words.modality}
          value={series.modality}
          options={MODALITY_OPTIONS}
          onChange={(modality) => put({ ...series, modality })}
        />
        <Choice
          label={words.scale}
          value={series.scale}
          options={scales.map((id) => ({ id, text: id }))}
          onChange={(scale) => put({ ...series, scale })}
        />
        {LIMITS.map((limit) => (
          <LimitField
            key={limit}
            label={words[limit]}
            value={series[limit]}
            onChange={(value) => put({ ...series, [limit]: value })}
          />
        ))}
      </div>
    </section>
  );
}

function Advice({
  advice,
  sessions,
}: {
  readonly advice: SeriesAdvice;
  readonly sessions: number;
}): ReactElement {
  return (
    <div className="plan__series" data-say={advice.say} role="status">
      <p className="plan__verdict">{words.says[advice.say]}</p>
      <p>{advice.because}</p>
      <p className="plan__small number">
        {words.sessions(sessions)}
        {advice.from !== undefined && ` · ${words.next(printDay(advice.from))}`}
      </p>
    </div>
  );
}

interface LimitFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A whole number that is taken over only when it is one. */
function LimitField({ label, value, onChange }: LimitFieldProps): ReactElement {
  const [typed, setTyped] = useState(String(value));
  const isGood = /^[1-9]\d{0,2}$/.test(typed);
  return (
    <TextField
      label={label}
      value={typed}
      inputMode="numeric"
      maxLength={3}
      fault={isGood ? undefined : words.seriesFault}
      onChange={(next) => {
        setTyped(next);
        if (/^[1-9]\d{0,2}$/.test(next)) onChange(Number(next));
      }}
    />
  );
}
