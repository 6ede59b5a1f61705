import { useCallback, useEffect, useReducer, useRef, useState, type ReactElement } from 'react';
import type { Calibration, Rectangle } from '../../../imaging/calibration.ts';
import { staleness } from '../../../imaging/path/live.ts';
import type { Instant } from '../../../kit/time.ts';
import { newId } from '../../api/records.ts';
import { EMPTY_DESK, moved } from './desk.ts';
import { writtenClip } from './export/clip.ts';
import { download } from './export/download.ts';
import type { SavedClip } from './export/record.ts';
import { snapshot } from './export/snapshot.ts';
import { useLiveSlowly } from './stage/use-live.ts';
import { useFiling } from './use-filing.ts';
import { useModel } from './use-model.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useTraining } from './use-training.ts';
import { useTwitches } from './use-twitches.ts';
import { isCutByFile, useSources } from './use-sources.ts';
import type { VisitPlace } from './visit-place.ts';
import { WorkspaceView } from './workspace.view.tsx';

interface WorkspacePageProps {
  /** Signs what is drawn. */
  readonly by: string;
  /** Where to file; undefined when the workspace stands by itself and keeps nothing. */
  readonly visit: VisitPlace | undefined;
}

/** The workspace at work: sources, analysis, what is drawn, and what leaves it. */
export function WorkspacePage({ by, visit }: WorkspacePageProps): ReactElement {
  const [desk, move] = useReducer(moved, EMPTY_DESK);
  const onSequence = useCallback(
    (calibration: Calibration | undefined) => move({ kind: 'new-sequence', calibration }),
    [],
  );
  const sources = useSources(onSequence);
  const { live, analysis, crop, source } = sources;
  const { analysed } = useLiveSlowly(live);
  const training = useTraining(source);
  const model = useModel(live);
  const twitches = useTwitches(live, by);
  const { resolution, keep, drawing, targetRegion, referenceRegion, calibration, hasTwitch } = desk;
  // A file is cut before its frames get here; only live video and clips are cut on their way in.
  const cut = source.kind === 'dicom' ? undefined : crop;

  useEffect(() => {
    analysis?.set({
      strain: true,
      needle: true,
      resolution,
      keep,
      drawing,
      ...(targetRegion !== undefined &&
        referenceRegion !== undefined && { regions: { target: targetRegion, reference: referenceRegion } }),
      ...(cut !== undefined && { crop: cut }),
      ...(hasTwitch && calibration !== undefined && { twitch: { x: calibration.x, y: calibration.y } }),
    });
  }, [analysis, resolution, keep, drawing, targetRegion, referenceRegion, cut, calibration, hasTwitch]);

  const [latency, onPainted] = useLatency();
  useShortcuts(
    live,
    () => move({ kind: 'set', change: { hasOverlays: !desk.hasOverlays } }),
    () => move({ kind: 'set', change: { layers: { ...desk.layers, model: !desk.layers.model } } }),
    () => move({ kind: 'pick', tool: 'none' }),
  );

  const oldest = desk.structures.reduce((first, { at }) => Math.min(first, Date.parse(at)), Infinity);
  const isStill = source.kind === 'dicom' && source.info.frames === 1;
  const stale =
    desk.calibration === undefined || analysed === undefined || desk.structures.length === 0
      ? 'fresh'
      : staleness(analysed.drift, isStill ? 0 : (Date.now() - oldest) / 1000, desk.calibration);

  const [savedClip, setSavedClip] = useState<SavedClip>();
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    // Another source may hold text where this one had none.
    if (source.kind === 'opening' || source.kind === 'none') setWhole(false);
    // Frames of another sequence are not on the clip that was saved.
    setSavedClip(undefined);
  }, [source.kind]);
  const onRegion = (region: Rectangle | 'whole'): void => {
    if (region !== 'whole') sources.setCrop(region);
    setWhole(region === 'whole');
    live.clear();
    move({ kind: 'cut' });
    if (source.kind === 'dicom') sources.replay();
  };

  const stage = useRef<HTMLDivElement>(null);
  const picture = async (at: string, most?: number): Promise<Blob | undefined> => {
    const raw = stage.current?.querySelector('canvas');
    const layers = stage.current?.querySelector('.scan__layers');
    if (raw === null || raw === undefined || layers === null || layers === undefined) return undefined;
    return snapshot({ raw, layers }, at, most);
  };
  const onSnapshot = async (): Promise<void> => {
    const at = new Date().toISOString();
    const blob = await picture(at);
    if (blob !== undefined) download(blob, `ultrasound-${at.replaceAll(':', '')}.png`);
  };
  const onClip = async (): Promise<void> => {
    const at = new Date().toISOString();
    // While live the cine goes on growing; the clip is what it was now.
    const cine = [...live.frames()];
    const clip = await writtenClip(cine, desk.calibration);
    if (clip !== undefined) setSavedClip({ image: clip.ids, numbers: cine.map(({ number }) => number) });
    if (clip !== undefined) download(clip.blob, `ultrasound-${at.replaceAll(':', '')}.dcm`);
  };
  const filing = useFiling(visit, { sources, desk, picture });

  return (
    <WorkspaceView
      sources={sources}
      desk={desk}
      move={move}
      stage={stage}
      stale={stale}
      latency={latency}
      training={training}
      model={model}
      twitches={twitches}
      by={by}
      onPainted={onPainted}
      onSign={() =>
        move({
          kind: 'sign',
          structure: { id: newId(), by, at: new Date().toISOString() as Instant },
        })
      }
      onSnapshot={() => void onSnapshot()}
      onClip={() => void onClip()}
      filing={filing}
      savedClip={savedClip}
      maySave={isWhole || crop !== undefined || isCutByFile(source)}
      onRegion={onRegion}
    />
  );
}

const SMOOTHING = 0.1;

/** A running mean of the delay from arrival to picture, shown twice a second. Each delay is also put on the timeline. */
function useLatency(): readonly [number | undefined, (arrived: number) => void] {
  const [shown, setShown] = useState<number>();
  const known = useRef<{ mean: number | undefined; arrived: number; told: number }>({
    mean: undefined,
    arrived: 0,
    told: 0,
  });
  const onPainted = useCallback((arrived: number) => {
    const it = known.current;
    if (arrived === it.arrived) return;
    it.arrived = arrived;
    // The drawing just made reaches the screen with the next picture of the page.
    requestAnimationFrame(() => {
      const delay = performance.timeOrigin + performance.now() - arrived;
      performance.measure('ultrasound.delay', { start: performance.now() - delay, duration: delay });
      it.mean = it.mean === undefined ? delay : it.mean + SMOOTHING * (delay - it.mean);
      if (performance.now() - it.told < 500) return;
      it.told = performance.now();
      performance.clearMeasures('ultrasound.shown');
      setShown(it.mean);
    });
  }, []);
  return [shown, onPainted];
}
