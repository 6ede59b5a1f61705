import type { ReactElement } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import type { Desk, Move } from '../desk.ts';
import type { Live } from '../live.ts';
import { GRADIENT } from '../stage/strain-colours.ts';
import { useLiveSlowly } from '../stage/use-live.ts';
import { words } from '../words.ts';
import { Figure } from './figure.tsx';
import './strain-panel.css';

interface PanelProps {
  readonly live: Live;
  readonly desk: Desk;
  readonly move: (move: Move) => void;
}

const RESOLUTIONS = ['steady', 'normal', 'fine', 'sharp'] as const;

/** Relative strain: how well the hand presses, the scale, and the ratio between two regions. */
export function StrainPanel({ live, desk, move }: PanelProps): ReactElement {
  const { analysed } = useLiveSlowly(live);
  const strain = analysed?.strain;
  const quality = strain?.quality;
  return (
    <section className="panel" aria-labelledby="strain-title">
      <h2 id="strain-title">Strain</h2>
      <p
        className="panel__guide"
        data-tone={strain === undefined || strain.frozen !== undefined ? 'hold' : 'go'}
      >
        {strain === undefined
          ? 'No picture yet'
          : strain.frozen === undefined
            ? 'Good press: the map is being updated'
            : words.frozen(strain.frozen)}
      </p>
      <div className="scale">
        <span>hard</span>
        <span className="scale__bar" style={{ background: GRADIENT }} />
        <span>soft</span>
      </div>
      <p className="panel__note">
        Relative to the average of this picture. Not a stiffness, not comparable between visits.
      </p>
      <dl className="figures">
        <Figure label="Median strain">
          {quality === undefined ? '–' : `${(quality.strain * 100).toFixed(2)} %`}
        </Figure>
        <Figure label="Correlation">{quality === undefined ? '–' : quality.correlation.toFixed(2)}</Figure>
        <Figure label="Pairs combined">{strain?.pairs ?? '–'}</Figure>
        <Figure label="Frames apart">{strain?.lag ?? '–'}</Figure>
      </dl>
      <Segmented
        isSmall
        label="Resolution of the strain map"
        options={RESOLUTIONS.map((id) => ({ id, text: id }))}
        value={desk.resolution}
        onChange={(resolution) => move({ kind: 'set', change: { resolution } })}
      />
      <label className="slider">
        <span>Persistence</span>
        <input
          type="range"
          min={4}
          max={32}
          step={4}
          value={desk.keep}
          onChange={(event) => move({ kind: 'set', change: { keep: Number(event.target.value) } })}
        />
        <span className="number">{desk.keep} pairs</span>
      </label>
      <Ratio live={live} desk={desk} move={move} />
    </section>
  );
}

function Ratio({ live, desk, move }: PanelProps): ReactElement {
  const { analysed } = useLiveSlowly(live);
  const ratio = analysed?.ratio;
  return (
    <div className="ratio">
      <h3>Strain ratio</h3>
      <div className="row">
        <Button
          look={desk.tool === 'target-region' ? 'main' : 'plain'}
          onPress={() => move({ kind: 'pick', tool: 'target-region' })}
        >
          A target
        </Button>
        <Button
          look={desk.tool === 'reference-region' ? 'main' : 'plain'}
          onPress={() => move({ kind: 'pick', tool: 'reference-region' })}
        >
          B reference
        </Button>
      </div>
      {ratio === undefined && (
        <p className="panel__note">Press A and B, then a place on the right picture.</p>
      )}
      {ratio?.ok === true && (
        <p className="ratio__value number">
          {ratio.value.ratio.toFixed(2)} <small>± {ratio.value.standardError.toFixed(2)} SE</small>
          <small className="ratio__pairs">
            B over A, {ratio.value.pairs} pairs, {ratio.value.independent} of them separate
          </small>
        </p>
      )}
      {ratio?.ok === false && <p className="panel__note">{words.ratioError(ratio.error)}</p>}
    </div>
  );
}
