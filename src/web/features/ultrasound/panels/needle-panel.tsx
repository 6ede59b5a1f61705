import type { ReactElement } from 'react';
import { angleBetween, lengthOf, printLength, type Calibration } from '../../../../imaging/calibration.ts';
import type { NeedleState } from '../../../../imaging/needle/track.ts';
import { tipDistance, type TipDistance } from '../../../../imaging/path/live.ts';
import type { Desk, Move } from '../desk.ts';
import type { Live } from '../live.ts';
import { useLiveSlowly } from '../stage/use-live.ts';
import { words } from '../words.ts';
import { Figure } from './figure.tsx';
import { Tone } from './tone.tsx';
import './needle-panel.css';

interface PanelProps {
  readonly live: Live;
  readonly desk: Desk;
  readonly isStale: boolean;
  readonly move: (move: Move) => void;
}

/** What is known of the needle, and how near its tip is to what was drawn. */
export function NeedlePanel({ live, desk, isStale, move }: PanelProps): ReactElement {
  const { analysed } = useLiveSlowly(live);
  const needle = analysed?.needle;
  const placed = needle !== undefined && 'tip' in needle ? needle : undefined;
  const nearest =
    placed === undefined || analysed === undefined || isStale
      ? undefined
      : distanceOf(placed, analysed.frame, desk);
  return (
    <section className="panel" aria-labelledby="needle-title">
      <h2 id="needle-title">Needle</h2>
      <p className="state-word" data-state={needle?.state ?? 'off'}>
        {needle === undefined ? '–' : words.needleState(needle.state)}
        {placed !== undefined && placed.age > 0 && <small> for {placed.age} frames</small>}
      </p>
      {placed === undefined ? <Unplaced /> : <Placed needle={placed} calibration={desk.calibration} />}
      <Nearest nearest={nearest} desk={desk} isStale={isStale} />
      <Tone
        level={nearest?.level}
        isOn={desk.hasTone}
        onChange={(hasTone) => move({ kind: 'set', change: { hasTone } })}
      />
      <p className="panel__note">
        Only what lies in the plane. A needle that leaves it looks shorter than it is. The size of the circle
        comes from simulation; real tips are worse.
      </p>
    </section>
  );
}

interface NearestProps {
  readonly nearest: TipDistance | undefined;
  readonly desk: Desk;
  readonly isStale: boolean;
}

function Nearest({ nearest, desk, isStale }: NearestProps): ReactElement {
  const { structures, calibration } = desk;
  if (nearest === undefined)
    return (
      <div className="nearest" data-level="unknown">
        <p>{whyNoDistance(structures.length, calibration !== undefined, isStale)}</p>
      </div>
    );
  return (
    <div className="nearest" data-level={nearest.level}>
      <p className="nearest__value number">{nearest.distance.toFixed(1)} mm</p>
      <p>
        to {structures.find(({ id }) => id === nearest.structure)?.name ?? 'a structure'},{' '}
        {words.level[nearest.level]}; {nearest.worst.toFixed(1)} mm at worst
      </p>
    </div>
  );
}

type Sighted = Extract<NeedleState, { readonly state: 'seen' | 'predicted' }>;

function distanceOf(
  needle: Sighted,
  { width, height }: { readonly width: number; readonly height: number },
  { calibration, structures, margins }: Desk,
): TipDistance | undefined {
  if (calibration === undefined) return undefined;
  const tip = { at: needle.tip, radius: needle.radius };
  return tipDistance(tip, structures, margins, { size: { width, height }, calibration });
}

interface PlacedProps {
  readonly needle: Sighted;
  readonly calibration: Calibration | undefined;
}

function Placed({ needle, calibration }: PlacedProps): ReactElement {
  const { start, tip, radius } = needle;
  const rim = { x: tip.x, y: tip.y + radius };
  return (
    <dl className="figures">
      <Figure label="Tip depth">{printLength(lengthOf({ x: tip.x, y: 0 }, tip, calibration))}</Figure>
      <Figure label="Angle">{Math.abs(angleBetween(start, tip, calibration)).toFixed(0)}°</Figure>
      <Figure label="Shaft seen">{printLength(lengthOf(start, tip, calibration))}</Figure>
      <Figure label="Tip within">± {printLength(lengthOf(tip, rim, calibration))}</Figure>
    </dl>
  );
}

function Unplaced(): ReactElement {
  return (
    <dl className="figures">
      {['Tip depth', 'Angle', 'Shaft seen', 'Tip within'].map((label) => (
        <Figure key={label} label={label}>
          –
        </Figure>
      ))}
    </dl>
  );
}

function whyNoDistance(drawn: number, isCalibrated: boolean, isStale: boolean): string {
  if (drawn === 0) return 'Nothing is drawn, so no distance is known';
  if (!isCalibrated) return 'Not calibrated, so there is no distance in mm';
  return isStale ? 'What was drawn is stale: no distance' : 'The tip is not seen: no distance';
}
