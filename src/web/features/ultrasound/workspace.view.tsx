import type { ReactElement, RefObject } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Rectangle } from '../../../imaging/calibration.ts';
import type { Staleness } from '../../../imaging/path/live.ts';
import type { SavedClip } from './export/record.ts';
import { LAYERS, type Desk, type Move } from './desk.ts';
import { ModelPanel } from './panels/model-panel.tsx';
import { NeedlePanel } from './panels/needle-panel.tsx';
import { PathPanel } from './panels/path-panel.tsx';
import { RecordPanel } from './panels/record-panel.tsx';
import { Readings, Watchdog } from './panels/readings.tsx';
import { SetupPanel } from './panels/setup-panel.tsx';
import { SourceBar } from './panels/source-bar.tsx';
import { StrainPanel } from './panels/strain-panel.tsx';
import { TrainingPanel } from './panels/training-panel.tsx';
import { Transport } from './panels/transport.tsx';
import { TwitchPanel } from './panels/twitch-panel.tsx';
import { OverlayPane } from './stage/overlay-pane.tsx';
import { RawPane } from './stage/raw-pane.tsx';
import { useLiveSlowly } from './stage/use-live.ts';
import type { Filing } from './use-filing.ts';
import { isCutByFile, type Sources } from './use-sources.ts';
import type { Model } from './use-model.ts';
import type { Training } from './use-training.ts';
import type { Twitches } from './use-twitches.ts';
import { words } from './words.ts';
import './panels/panel.css';
import './stage/layers.css';
import './workspace.css';

interface WorkspaceViewProps {
  readonly sources: Sources;
  readonly desk: Desk;
  readonly move: (move: Move) => void;
  readonly stage: RefObject<HTMLDivElement | null>;
  readonly stale: Staleness;
  readonly latency: number | undefined;
  readonly training: Training;
  readonly model: Model;
  readonly twitches: Twitches;
  readonly by: string;
  readonly onPainted: (arrived: number) => void;
  readonly onSign: () => void;
  readonly onSnapshot: () => void;
  readonly onClip: () => void;
  readonly filing: Filing | undefined;
  readonly savedClip: SavedClip | undefined;
  /** Whether the picture is known to hold no text that names a patient. */
  readonly maySave: boolean;
  readonly onRegion: (region: Rectangle | 'whole') => void;
}

/** Raw picture and overlays side by side, what was measured beside them. */
export function WorkspaceView(props: WorkspaceViewProps): ReactElement {
  const { sources, desk, move, stale, training } = props;
  const { live, source, ended, analysis } = sources;
  const { length } = useLiveSlowly(live);
  const isPlaying = source.kind === 'camera' && ended === undefined;
  const isTraining = source.kind === 'training';
  const canReplay = source.kind === 'dicom' || source.kind === 'clip';
  return (
    <div className="workspace">
      <SourceBar sources={sources} />
      <div className="workspace__main">
        <div className="scan" ref={props.stage}>
          <div className="scan__panes" data-empty={length === 0 ? '' : undefined}>
            <figure>
              <figcaption>Raw</figcaption>
              <RawPane live={live} label="Raw ultrasound picture" />
            </figure>
            <figure>
              <figcaption>
                Overlays
                <Layers desk={desk} move={move} hasModel={props.model.state.kind === 'open'} />
              </figcaption>
              <OverlayPane
                live={live}
                desk={desk}
                label="Ultrasound picture with overlays"
                isStale={stale !== 'fresh'}
                training={isTraining ? training : undefined}
                seen={props.model.seen}
                onPoint={(at) => {
                  if (desk.tool !== 'aim') move({ kind: 'point', at });
                  else {
                    training.aimAt(at);
                    move({ kind: 'pick', tool: 'none' });
                  }
                }}
                onPainted={props.onPainted}
              />
            </figure>
            {length === 0 && (
              <p className="scan__empty">Open a source to begin. Nothing leaves this computer.</p>
            )}
          </div>
          <Watchdog live={live} isLive={isPlaying} />
          {ended !== undefined && (
            <p className="watchdog" role="alert">
              {ended}
            </p>
          )}
          <Transport
            live={live}
            onSnapshot={props.onSnapshot}
            onClip={props.onClip}
            maySave={props.maySave}
            onReplay={canReplay ? () => sources.replay() : undefined}
          />
          <Readings live={live} calibration={desk.calibration} latency={props.latency} />
        </div>
        {isTraining && (
          <div className="side">
            <TrainingPanel training={training} desk={desk} move={move} onClose={() => sources.close()} />
          </div>
        )}
        {/* Kept while practising, so that nothing recorded is lost. */}
        <Tabs className={isTraining ? 'side side--away' : 'side'}>
          <TabList className="side__tabs" aria-label="Measurements">
            <Tab id="strain">Strain</Tab>
            <Tab id="needle">Needle</Tab>
            <Tab id="path">Path</Tab>
            <Tab id="twitch">Twitch</Tab>
            <Tab id="model">Model</Tab>
            <Tab id="setup">Picture</Tab>
            <Tab id="record">Record</Tab>
          </TabList>
          <TabPanel id="strain">
            <StrainPanel live={live} desk={desk} move={move} />
          </TabPanel>
          <TabPanel id="needle">
            <NeedlePanel live={live} desk={desk} isStale={stale !== 'fresh'} move={move} />
          </TabPanel>
          <TabPanel id="path">
            <PathPanel
              live={live}
              desk={desk}
              analysis={analysis}
              stale={stale}
              move={move}
              onSign={props.onSign}
            />
          </TabPanel>
          <TabPanel id="twitch" shouldForceMount>
            <TwitchPanel live={live} desk={desk} twitches={props.twitches} move={move} />
          </TabPanel>
          <TabPanel id="model">
            <ModelPanel model={props.model} desk={desk} move={move} />
          </TabPanel>
          <TabPanel id="setup">
            <SetupPanel
              live={live}
              desk={desk}
              by={props.by}
              move={move}
              crop={sources.crop}
              isCutByFile={isCutByFile(source)}
              isRegionKnown={props.maySave}
              onRegion={props.onRegion}
            />
          </TabPanel>
          <TabPanel id="record" shouldForceMount>
            <RecordPanel
              live={live}
              desk={desk}
              isStale={stale !== 'fresh'}
              twitches={props.twitches.events}
              filing={props.filing}
              savedClip={props.savedClip}
              maySave={props.maySave}
            />
          </TabPanel>
        </Tabs>
      </div>
    </div>
  );
}

interface LayersProps {
  readonly desk: Desk;
  readonly move: (move: Move) => void;
  readonly hasModel: boolean;
}

function Layers({ desk, move, hasModel }: LayersProps): ReactElement {
  return (
    <span className="layers">
      {LAYERS.filter((layer) => hasModel || layer !== 'model').map((layer) => (
        <label key={layer}>
          <input
            type="checkbox"
            checked={desk.layers[layer]}
            disabled={!desk.hasOverlays}
            onChange={(event) =>
              move({ kind: 'set', change: { layers: { ...desk.layers, [layer]: event.target.checked } } })
            }
          />
          {words.layer[layer]}
        </label>
      ))}
      <label>
        <span className="hidden-visually">Strength of the strain map</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={desk.opacity}
          onChange={(event) => move({ kind: 'set', change: { opacity: Number(event.target.value) } })}
        />
      </label>
      <button
        type="button"
        className="layers__all"
        aria-pressed={!desk.hasOverlays}
        onClick={() => move({ kind: 'set', change: { hasOverlays: !desk.hasOverlays } })}
      >
        All off <kbd>o</kbd>
      </button>
    </span>
  );
}
