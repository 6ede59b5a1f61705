import { useState, type ReactElement } from 'react';
import {
  calibrate,
  calibrateByClicks,
  type Calibration,
  type CalibrationError,
  type Rectangle,
} from '../../../../imaging/calibration.ts';
import { mm } from '../../../../imaging/frame.ts';
import { findRuler, type NoRuler, type RulerFound } from '../../../../imaging/ruler.ts';
import type { Result } from '../../../../kit/result.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { Desk, Move } from '../desk.ts';
import type { Live } from '../live.ts';

interface SetupPanelProps {
  readonly live: Live;
  readonly desk: Desk;
  readonly by: string;
  readonly move: (move: Move) => void;
  readonly crop: Rectangle | undefined;
  /** Whether the file itself said where the tissue is. */
  readonly isCutByFile: boolean;
  readonly isRegionKnown: boolean;
  readonly onRegion: (region: Rectangle | 'whole') => void;
}

/** Scale and image region: what has to be known before anything is measured in millimetres or leaves the screen. */
export function SetupPanel(props: SetupPanelProps): ReactElement {
  return (
    <section className="panel" aria-labelledby="setup-title">
      <h2 id="setup-title">Picture</h2>
      <ImageRegion {...props} />
      <Scale {...props} />
    </section>
  );
}

function ImageRegion({
  desk,
  move,
  crop,
  isCutByFile,
  isRegionKnown,
  onRegion,
}: SetupPanelProps): ReactElement {
  const isMarking = desk.tool === 'crop';
  const marked = rectangleOf(desk.draft, crop);
  if (isCutByFile)
    return (
      <p className="panel__note">The file says where the tissue is. Everything around it was cut away.</p>
    );
  return (
    <>
      <h3>Image region</h3>
      {!isRegionKnown && (
        <Notice tone="caution">
          Text around the picture may name the patient. Nothing can be saved until the region is marked.
        </Notice>
      )}
      <div className="row">
        <Button look={isMarking ? 'main' : 'plain'} onPress={() => move({ kind: 'pick', tool: 'crop' })}>
          Mark region
        </Button>
        <Button onPress={() => onRegion('whole')}>No text in it</Button>
      </div>
      {isMarking && (
        <p className="panel__note">
          {marked === undefined
            ? 'Press two opposite corners on the right picture'
            : `${marked.width} × ${marked.height} px`}
        </p>
      )}
      {isMarking && marked !== undefined && marked.width >= 64 && marked.height >= 64 && (
        <Button look="main" onPress={() => onRegion(marked)}>
          Keep this region
        </Button>
      )}
    </>
  );
}

/** The rectangle between two presses, in pixels of the incoming picture. */
function rectangleOf([from, to]: Desk['draft'], crop: Rectangle | undefined): Rectangle | undefined {
  if (from === undefined || to === undefined) return undefined;
  return {
    x: Math.min(from.x, to.x) + (crop?.x ?? 0),
    y: Math.min(from.y, to.y) + (crop?.y ?? 0),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
}

function Scale(props: SetupPanelProps): ReactElement {
  const { live, desk, by, move } = props;
  const [step, setStep] = useState('10');
  const [found, setFound] = useState<Result<RulerFound, NoRuler>>();
  const [fault, setFault] = useState<CalibrationError>();
  const frame = live.read().analysed?.frame;
  const apart = mm(step.trim() === '' ? NaN : Number(step));
  const isStepAsked = found?.ok === true || desk.tool === 'ruler';
  const keep = (result: Result<Calibration, CalibrationError>): void => {
    setFault(result.ok ? undefined : result.error);
    if (!result.ok) return;
    move({ kind: 'set', change: { calibration: result.value, tool: 'none', draft: [] } });
    setFound(undefined);
  };
  const region = { x: 0, y: 0, ...sizeOf(frame) };
  return (
    <>
      <h3>Scale</h3>
      <ScaleTools
        desk={desk}
        move={move}
        hasFrame={frame !== undefined}
        onFind={() => {
          if (frame !== undefined)
            setFound(findRuler({ data: frame.grey, width: frame.width, height: frame.height }));
        }}
      />
      {isStepAsked && (
        <TextField
          label="Between two marks or clicks, mm"
          inputMode="numeric"
          value={step}
          fault={apart > 0 ? undefined : 'A number above 0'}
          onChange={setStep}
        />
      )}
      {found !== undefined && (
        <Proposal
          found={found}
          onConfirm={({ spacing }) => {
            const size = mm(apart / spacing);
            keep(calibrate({ source: 'ruler', x: size, y: size, error: 0.01, region, confirmedBy: by }));
          }}
        />
      )}
      {desk.tool === 'ruler' && (
        <Button
          look="main"
          isDisabled={desk.draft.length < 2}
          onPress={() => {
            const clicks = clicksOf(desk, by);
            if (clicks !== undefined) keep(calibrateByClicks(clicks, apart, region));
          }}
        >
          Set scale
        </Button>
      )}
      {fault !== undefined && <Fault fault={fault} />}
    </>
  );
}

interface ScaleToolsProps {
  readonly desk: Desk;
  readonly move: (move: Move) => void;
  readonly hasFrame: boolean;
  readonly onFind: () => void;
}

function ScaleTools({ desk, move, hasFrame, onFind }: ScaleToolsProps): ReactElement {
  return (
    <>
      {desk.calibration === undefined && (
        <p className="panel__note">
          Without a scale every length is in pixels, and there is no path and no distance.
        </p>
      )}
      <div className="row">
        <Button isDisabled={!hasFrame} onPress={onFind}>
          Find ruler
        </Button>
        <Button
          look={desk.tool === 'ruler' ? 'main' : 'plain'}
          isDisabled={!hasFrame}
          onPress={() => move({ kind: 'pick', tool: 'ruler' })}
        >
          Two clicks
        </Button>
      </div>
    </>
  );
}

interface ProposalProps {
  readonly found: Result<RulerFound, NoRuler>;
  readonly onConfirm: (ruler: RulerFound) => void;
}

/** What the program takes for a ruler. It counts only after a person confirmed it. */
function Proposal({ found, onConfirm }: ProposalProps): ReactElement {
  if (!found.ok) return <p className="panel__note">No ruler was found. Use two clicks.</p>;
  const { marks, spacing, direction } = found.value;
  return (
    <>
      <p className="panel__note">
        {marks.length} even marks, {spacing.toFixed(1)} px apart, along the{' '}
        {direction === 'down' ? 'side' : 'top or bottom'}. It counts only when you confirm it.
      </p>
      <Button look="main" onPress={() => onConfirm(found.value)}>
        Confirm ruler
      </Button>
    </>
  );
}

const Fault = ({ fault }: { readonly fault: CalibrationError }): ReactElement => (
  <Notice tone="danger">
    Expected {fault.expected}, got {fault.got}.
  </Notice>
);

function clicksOf(
  { draft: [from, to] }: Desk,
  by: string,
): Parameters<typeof calibrateByClicks>[0] | undefined {
  return from === undefined || to === undefined ? undefined : { from, to, by };
}

const sizeOf = (
  frame: { readonly width: number; readonly height: number } | undefined,
): { readonly width: number; readonly height: number } => ({
  width: frame?.width ?? 0,
  height: frame?.height ?? 0,
});
