import { useState, type ReactElement } from 'react';
import type { Site } from '../../../core/atlas/muscle.ts';
import { mirrorId } from '../../../core/atlas/region.ts';
import { siteName } from '../../../core/atlas/site-name.ts';
import {
  DETECTABLE_PRESSURE,
  PRESSURE_UNITS,
  pressureThreshold,
  REPETITIONS,
  type PressureReadings,
  type PressureUnit,
} from '../../../core/examine/measures.ts';
import { pressureAt } from '../../../core/examine/sides.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { withPressure } from './edit.ts';
import type { ExaminationWork } from './use-examination.ts';
import { words } from './words.ts';

interface PressureProps {
  readonly site: Site;
  readonly exam: ExaminationWork;
}

const INDICES = Array.from({ length: REPETITIONS }, (_, i) => i);

/** A pressure-pain threshold: three readings, their mean and spread, and how the other side compares. */
export function Pressure({ site, exam }: PressureProps): ReactElement {
  const kept = exam.found.examination.sites.find((s) => s.site === site.id)?.pressure;
  const [unit, setUnit] = useState<PressureUnit>(kept?.unit ?? 'kPa');
  const [typed, setTyped] = useState<readonly string[]>(() =>
    INDICES.map((i) => String(kept?.readings[i] ?? '')),
  );
  const faults = typed.map((text) => (isPressure(text, unit) ? undefined : words.panel.badReading));
  const set = (texts: readonly string[], as: PressureUnit): void => {
    setTyped(texts);
    setUnit(as);
    if (!texts.every((text) => isPressure(text, as))) return;
    const readings = texts.filter((text) => text.trim() !== '').map(numberOf);
    exam.change((found) => withPressure(found, site.id, { unit: as, readings }));
  };
  return (
    <div className="pressure">
      <div className="pressure__fields">
        {INDICES.map((i) => (
          <TextField
            key={i}
            label={words.panel.reading(i + 1)}
            value={typed[i] ?? ''}
            inputMode="numeric"
            maxLength={7}
            fault={faults[i]}
            onChange={(text) =>
              set(
                typed.map((t, k) => (k === i ? text : t)),
                unit,
              )
            }
          />
        ))}
        <Segmented
          label={`${words.panel.unit}, ${siteName(site)}`}
          options={PRESSURE_UNITS.map((id) => ({ id, text: id === 'kPa' ? 'kPa' : 'kg/cm²' }))}
          value={unit}
          onChange={(as) => set(typed, as)}
        />
      </div>
      {kept !== undefined && <Read kept={kept} site={site} exam={exam} />}
    </div>
  );
}

const numberOf = (text: string): number => Number(text.trim().replace(',', '.'));

const isPressure = (text: string, unit: PressureUnit): boolean =>
  text.trim() === '' || pressureThreshold({ unit, readings: [numberOf(text)] }).ok;

/** Mean, spread, and the other side. */
function Read({
  kept,
  site,
  exam,
}: PressureProps & { readonly kept: PressureReadings }): ReactElement | null {
  const read = pressureThreshold(kept);
  if (!read.ok) return null;
  const { mean, deviation, complete } = read.value;
  const other = pressureAt(mirrorId(site.id), exam.found.examination.sites);
  return (
    <div className="pressure__read number" aria-live="polite">
      <p>
        {deviation === undefined
          ? words.panel.single(mean.toFixed(0))
          : words.panel.mean(mean.toFixed(0), deviation.toFixed(0))}
      </p>
      {!complete && <p>{words.panel.provisional}</p>}
      {other !== undefined && site.side !== 'midline' && (
        <p>
          {words.panel.other(other.toFixed(0), signed(mean - other))}{' '}
          {Math.abs(mean - other) > DETECTABLE_PRESSURE.kPa ? words.panel.beyond : words.panel.within}
        </p>
      )}
    </div>
  );
}

const signed = (kPa: number): string => `${kPa < 0 ? '−' : '+'}${Math.abs(kPa).toFixed(0)} kPa`;
