import { useState, type ReactElement } from 'react';
import { mm, px } from '../../../../imaging/frame.ts';
import { TIP_P90 } from '../../../../imaging/needle/track.ts';
import type { Staleness } from '../../../../imaging/path/live.ts';
import type { PathPlan, PlanError } from '../../../../imaging/path/plan.ts';
import { STRUCTURE_KINDS } from '../../../../imaging/path/structures.ts';
import type { Result } from '../../../../kit/result.ts';
import { Button } from '../../../ui/button.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { AnalysisClient } from '../analysis/client.ts';
import { pointsNeeded, type Desk, type Move } from '../desk.ts';
import type { Live } from '../live.ts';
import { words } from '../words.ts';
import { Entries } from './entries.tsx';
import { Switch } from './switch.tsx';
import './path-panel.css';

interface PathPanelProps {
  readonly live: Live;
  readonly desk: Desk;
  readonly analysis: AnalysisClient | undefined;
  readonly stale: Staleness;
  readonly move: (move: Move) => void;
  readonly onSign: () => void;
}

/** Structures that a person draws and signs, and the ways past them to a target. */
export function PathPanel(props: PathPanelProps): ReactElement {
  const { live, desk, analysis, stale, move } = props;
  const [plan, setPlan] = useState<Result<PathPlan, PlanError>>();
  const { target, calibration } = desk;
  const isReady = target !== undefined && calibration !== undefined && analysis !== undefined;
  const ask = async (): Promise<void> => {
    const frame = live.read().analysed?.frame;
    if (!isReady || frame === undefined) return;
    const length = mm(desk.needle.length);
    setPlan(
      await analysis.plan({
        size: { width: frame.width, height: frame.height },
        calibration,
        structures: desk.structures,
        target,
        skin: px(0),
        needle: desk.needle,
        margins: desk.margins,
        uncertainty: {
          tip: mm(TIP_P90 * Math.max(calibration.x, calibration.y)),
          annotation: desk.annotation,
          calibration: mm(calibration.error * length),
        },
        isThoracic: desk.isThoracic,
        isStale: desk.structures.length > 0 && stale !== 'fresh',
      }),
    );
  };
  return (
    <section className="panel" aria-labelledby="path-title">
      <h2 id="path-title">Structures and path</h2>
      <Drawing {...props} />
      <Structures desk={desk} stale={stale} move={move} />
      <h3>Path to a target</h3>
      <Switch isOn={desk.isThoracic} onChange={(isThoracic) => move({ kind: 'set', change: { isThoracic } })}>
        Thoracic site: the pleura must be drawn
      </Switch>
      <div className="row">
        <Button
          look={desk.tool === 'target' ? 'main' : 'plain'}
          onPress={() => move({ kind: 'pick', tool: 'target' })}
        >
          {target === undefined ? 'Set target' : 'Move target'}
        </Button>
        <Button isDisabled={!isReady} onPress={() => void ask()}>
          Find paths
        </Button>
      </div>
      {calibration === undefined && (
        <p className="panel__note">Without a calibration there are no millimetres, so no path is planned.</p>
      )}
      {plan !== undefined && <Entries plan={plan} structures={desk.structures} />}
      <Margins desk={desk} move={move} />
    </section>
  );
}

function Drawing({ desk, move, onSign }: PathPanelProps): ReactElement {
  const isDrawing = desk.tool === 'structure';
  const missing = pointsNeeded(desk.kind) - desk.draft.length;
  return (
    <div className="outlining">
      <Segmented
        isSmall
        label="Kind of structure"
        options={STRUCTURE_KINDS.map((id) => ({ id, text: words.structure[id] }))}
        value={desk.kind}
        onChange={(kind) => move({ kind: 'set', change: { kind } })}
      />
      <TextField
        label="Name of the structure"
        value={desk.name}
        maxLength={40}
        onChange={(name) => move({ kind: 'set', change: { name } })}
      />
      <div className="row">
        <Button look={isDrawing ? 'main' : 'plain'} onPress={() => move({ kind: 'pick', tool: 'structure' })}>
          {isDrawing ? 'Stop drawing' : 'Draw'}
        </Button>
        <Button isDisabled={!isDrawing || missing > 0 || desk.name.trim() === ''} onPress={onSign}>
          Sign
        </Button>
      </div>
      {isDrawing && (
        <p className="panel__note">
          {missing > 0 ? `${missing} more points on the right picture` : 'Add points, or name and sign it'}
        </p>
      )}
    </div>
  );
}

function Structures({ desk, stale, move }: Pick<PathPanelProps, 'desk' | 'stale' | 'move'>): ReactElement {
  if (desk.structures.length === 0)
    return <p className="panel__note">Nothing is drawn. That does not mean that nothing is there.</p>;
  return (
    <ul className="structures">
      {desk.structures.map(({ id, kind, name, by, at }) => (
        <li key={id}>
          <span className="structures__key" data-kind={kind} aria-hidden="true" />
          <span className="structures__name">
            {name} <small>{words.structure[kind].toLowerCase()}</small>
          </span>
          <small>
            {by}, {at.slice(11, 16)} UTC, <em data-stale={stale !== 'fresh'}>{words.stale[stale]}</em>
          </small>
          <Button look="quiet" label={`Erase ${name}`} onPress={() => move({ kind: 'erase', id })}>
            ×
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Margins({ desk, move }: Pick<PathPanelProps, 'desk' | 'move'>): ReactElement {
  const read = (text: string): number => (text.trim() === '' ? NaN : Number(text));
  return (
    <details className="margins">
      <summary>Margins and needle</summary>
      <p className="panel__note">
        Assumed by us, not from a guideline: a clinician has to set them. Uncertainty of tip, drawing and
        scale is added.
      </p>
      <div className="margins__grid">
        {STRUCTURE_KINDS.map((kind) => (
          <TextField
            key={kind}
            label={`${words.structure[kind]}, mm`}
            inputMode="numeric"
            value={Number.isNaN(desk.margins[kind]) ? '' : `${desk.margins[kind]}`}
            fault={desk.margins[kind] >= 0 ? undefined : 'A number'}
            onChange={(text) => move({ kind: 'margin', of: kind, value: mm(read(text)) })}
          />
        ))}
        <TextField
          label="Needle length, mm"
          inputMode="numeric"
          value={Number.isNaN(desk.needle.length) ? '' : `${desk.needle.length}`}
          fault={desk.needle.length >= 0 ? undefined : 'A number'}
          onChange={(text) =>
            move({ kind: 'set', change: { needle: { ...desk.needle, length: mm(read(text)) } } })
          }
        />
      </div>
    </details>
  );
}
