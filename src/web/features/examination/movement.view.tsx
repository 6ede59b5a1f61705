import { useState, type ReactElement } from 'react';
import { motionRows, type MotionRow } from '../../../content/examine/motions.ts';
import type { Atlas } from '../../../core/atlas/atlas.ts';
import type { Side } from '../../../core/atlas/region.ts';
import { checkMotion, motionGained, type Motion, type MotionUnit } from '../../../core/examine/measures.ts';
import { Button } from '../../ui/button.tsx';
import { StatusBadge } from '../../ui/facts/provenance.tsx';
import { SourceList } from '../../ui/facts/source-list.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { ExaminationWork } from './use-examination.ts';
import { words } from './words.ts';

interface MovementProps {
  readonly exam: ExaminationWork;
  readonly atlas: Atlas;
}

const AREAS = [...new Set(motionRows.map((m) => m.area))];

/** What was measured of one movement: undefined where it was not. */
type Measured = Pick<Motion, 'before' | 'after'>;

/** Range of movement before and after treatment, with what healthy adults reach beside it. */
export function Movement({ exam, atlas }: MovementProps): ReactElement {
  const { motions } = exam.found.examination;
  const [area, setArea] = useState(() => areaOf(motions));
  const [own, setOwn] = useState('');
  // Named here and not measured yet: nothing of it is in the record.
  const [opened, setOpened] = useState<readonly Pick<Motion, 'movement' | 'side' | 'unit'>[]>([]);
  const change = (of: Pick<Motion, 'movement' | 'side' | 'unit'>, measured: Measured): void =>
    exam.change((found) => ({
      ...found,
      examination: { ...found.examination, motions: withMotion(found.examination.motions, of, measured) },
    }));
  const rows = motionRows.filter((m) => m.area === area);
  const named = new Set(motionRows.map((m) => m.name));
  const kept = motions.filter((m) => !named.has(m.movement));
  const others = [...kept, ...opened.filter((o) => !kept.some((m) => m.movement === o.movement))];
  return (
    <section className="movement card" aria-labelledby="movement-title">
      <h2 id="movement-title">{words.movement.title}</h2>
      <p className="movement__text">{words.movement.text}</p>
      <div className="movement__areas">
        <Segmented
          label={words.movement.area}
          options={AREAS.map((id) => ({ id, text: words.movement.areas[id] ?? id }))}
          value={area}
          onChange={setArea}
        />
      </div>
      <div className="movement__rows">
        {rows.map((row) => (
          <Row key={row.id} row={row} motions={motions} onChange={change} />
        ))}
        {others.map(({ movement, side, unit }) => (
          <div key={`${movement} ${side}`} className="movement__row">
            <p className="movement__name">{movement}</p>
            <OneSide of={{ movement, side, unit }} motions={motions} onChange={change} />
          </div>
        ))}
      </div>
      <form
        className="movement__own"
        onSubmit={(event) => {
          event.preventDefault();
          const movement = own.trim();
          if (movement === '') return;
          setOpened((list) => [...list, { movement, side: 'midline', unit: 'degree' }]);
          setOwn('');
        }}
      >
        <TextField label={words.movement.own} value={own} onChange={setOwn} maxLength={120} />
        <Button type="submit">{words.movement.add}</Button>
      </form>
      <SourceList facts={rows} sources={atlas.sources} />
    </section>
  );
}

const areaOf = (motions: readonly Motion[]): string =>
  motionRows.find((row) => motions.some((m) => m.movement === row.name))?.area ?? AREAS[0] ?? 'neck';

interface RowProps {
  readonly row: MotionRow;
  readonly motions: readonly Motion[];
  readonly onChange: (of: Pick<Motion, 'movement' | 'side' | 'unit'>, measured: Measured) => void;
}

function Row({ row, motions, onChange }: RowProps): ReactElement {
  const sides: readonly Side[] = row.paired ? ['left', 'right'] : ['midline'];
  const unit = words.movement.unit[row.unit];
  return (
    <div className="movement__row">
      <div className="movement__name">
        <p>{row.name}</p>
        <p className="movement__usual number">
          {words.movement.normal} {row.normal} {unit} <StatusBadge status={row.status} />
        </p>
      </div>
      {sides.map((side) => (
        <OneSide
          key={side}
          of={{ movement: row.name, side, unit: row.unit }}
          motions={motions}
          onChange={onChange}
        />
      ))}
    </div>
  );
}

interface OneSideProps {
  readonly of: { readonly movement: string; readonly side: Side; readonly unit: MotionUnit };
  readonly motions: readonly Motion[];
  readonly onChange: (of: Pick<Motion, 'movement' | 'side' | 'unit'>, measured: Measured) => void;
}

function OneSide({ of, motions, onChange }: OneSideProps): ReactElement {
  const kept = motions.find((m) => m.movement === of.movement && m.side === of.side);
  const gained = kept === undefined ? undefined : motionGained(kept);
  const set = (when: 'before' | 'after', value: number | undefined): void => {
    const { before, after } = { ...kept, [when]: value } as { before?: number; after?: number };
    onChange(of, { ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
  };
  return (
    <div className="movement__side">
      {of.side !== 'midline' && <p className="movement__which">{words.side[of.side]}</p>}
      {(['before', 'after'] as const).map((when) => (
        <Measure
          key={when}
          label={words.movement[when]}
          about={words.movement.field(
            of.movement,
            words.side[of.side].toLowerCase(),
            words.movement[when].toLowerCase(),
          )}
          of={of}
          value={kept?.[when]}
          onChange={(value) => set(when, value)}
        />
      ))}
      <p className="movement__gained number" aria-live="polite">
        {gained === undefined
          ? ''
          : `${words.movement.gained} ${gained < 0 ? '−' : '+'}${Math.abs(gained)} ${words.movement.unit[of.unit]}`}
      </p>
    </div>
  );
}

interface MeasureProps {
  readonly label: string;
  readonly about: string;
  readonly of: OneSideProps['of'];
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}

/** One number. What no joint reaches is said beneath it and not taken. */
function Measure({ label, about, of, value, onChange }: MeasureProps): ReactElement {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  const wrong = text.trim() !== '' && !isReach(text, of);
  return (
    <label className="movement__field">
      <span>{label}</span>
      <input
        inputMode="decimal"
        aria-label={about}
        aria-invalid={wrong}
        maxLength={6}
        value={text}
        onChange={(event) => {
          const typed = event.target.value;
          setText(typed);
          if (typed.trim() === '') onChange(undefined);
          else if (isReach(typed, of)) onChange(numberOf(typed));
        }}
      />
      {wrong && <span className="movement__bad">{words.movement.bad}</span>}
    </label>
  );
}

const numberOf = (text: string): number => Number(text.trim().replace(',', '.').replace('−', '-'));

const isReach = (text: string, of: OneSideProps['of']): boolean =>
  checkMotion({ ...of, before: numberOf(text) }, '').length === 0;

/** Put a measurement in its place; one without any number leaves the list. */
function withMotion(
  motions: readonly Motion[],
  of: Pick<Motion, 'movement' | 'side' | 'unit'>,
  measured: Measured,
): readonly Motion[] {
  const isSame = (m: Motion): boolean => m.movement === of.movement && m.side === of.side;
  if (measured.before === undefined && measured.after === undefined) return motions.filter((m) => !isSame(m));
  const next: Motion = { ...of, ...measured };
  return motions.some(isSame) ? motions.map((m) => (isSame(m) ? next : m)) : [...motions, next];
}
