import { useCallback, useEffect, useRef, useState } from 'react';
import { calibrate, type Calibration, type Rectangle } from '../../../imaging/calibration.ts';
import type { DicomError } from '../../../imaging/dicom/error.ts';
import type { ImageInfo } from '../../../imaging/dicom/image.ts';
import type { TissueRegion } from '../../../imaging/dicom/regions.ts';
import { mm } from '../../../imaging/frame.ts';
import { PHANTOM_PIXEL } from '../../../imaging/phantom/phantom.ts';
import { AnalysisClient } from './analysis/client.ts';
import { Live } from './live.ts';
import {
  captureDevices,
  openCamera,
  readVideo,
  type Camera,
  type CameraError,
  type CaptureDevice,
} from './sources/camera.ts';
import { openDicom, type DicomFile } from './sources/dicom.ts';
import { playPhantom } from './sources/phantom.ts';
import { openPractice, type Practice } from './sources/training.ts';

/** Where the frames come from, and how far that has got. */
export type Source =
  | { readonly kind: 'none' }
  | { readonly kind: 'opening'; readonly what: string; readonly share?: number }
  | { readonly kind: 'camera'; readonly camera: Camera }
  | { readonly kind: 'camera-failed'; readonly error: CameraError }
  | { readonly kind: 'clip'; readonly name: string; readonly isOver: boolean }
  | { readonly kind: 'clip-failed'; readonly name: string }
  | { readonly kind: 'dicom'; readonly name: string; readonly info: ImageInfo; readonly region: TissueRegion }
  | { readonly kind: 'dicom-failed'; readonly name: string; readonly error: DicomError }
  | { readonly kind: 'phantom' }
  | { readonly kind: 'training'; readonly practice: Practice };

/** Whether the frames hold nothing but what the file calls tissue. */
export const isCutByFile = (source: Source): boolean =>
  source.kind === 'phantom' ||
  source.kind === 'training' ||
  (source.kind === 'dicom' && isMarkedBy(source.info));

/** A spacing for the whole picture says nothing about the text around the tissue. */
const isMarkedBy = ({ regions }: ImageInfo): boolean =>
  regions.tissue.some(({ pixel }) => pixel?.source !== 'pixel-spacing');

/** The sources and the analysis behind the workspace. */
export interface Sources {
  readonly live: Live;
  readonly analysis: AnalysisClient | undefined;
  readonly source: Source;
  /** Why no more frames come; undefined while they do. */
  readonly ended: string | undefined;
  /** Part of the incoming picture that is kept; undefined is all of it. */
  readonly crop: Rectangle | undefined;
  setCrop(crop: Rectangle | undefined): void;
  openPhantom(): void;
  /** Tissue to practise on with a virtual needle. */
  openTraining(): void;
  /** Capture devices that are known by name: none before one was opened. */
  readonly devices: readonly CaptureDevice[];
  openCamera(deviceId?: string): void;
  openFile(file: File): void;
  /** Play the file again from its first frame. */
  replay(): void;
  close(): void;
}

/** Video formats that browsers play. Everything else is taken to be DICOM, which often has no ending. */
const isVideo = (file: File): boolean =>
  file.type.startsWith('video/') || /\.(mp4|webm|mov)$/i.test(file.name);

/** Open sources one at a time; each new one ends the one before. `onSequence` hears what is known of the scale. */
export function useSources(onSequence: (calibration: Calibration | undefined) => void): Sources {
  const [live] = useState(() => new Live());
  const [analysis, setAnalysis] = useState<AnalysisClient>();
  const [source, setSource] = useState<Source>({ kind: 'none' });
  const [ended, setEnded] = useState<string>();
  const [devices, setDevices] = useState<readonly CaptureDevice[]>([]);
  const [crop, setCropState] = useState<Rectangle>();
  const cropNow = useRef<Rectangle>(undefined);
  const end = useRef<() => void>(() => undefined);
  const again = useRef<() => void>(() => undefined);
  const turn = useRef(0);

  useEffect(() => {
    const client = new AnalysisClient((message) => {
      if (message.kind === 'analysed') live.add(message.analysed);
      else if (message.kind === 'repeated') live.repeated(message.rate);
      else if (message.kind === 'ended') setEnded(message.why);
      else setEnded(`The picture is too small to be followed: ${message.got} px.`);
    });
    setAnalysis(client);
    return () => {
      end.current();
      client.close();
    };
  }, [live]);

  const setCrop = useCallback((next: Rectangle | undefined) => {
    cropNow.current = next;
    setCropState(next);
  }, []);

  /** Begin a sequence; what was begun before is over and its late answers are ignored. */
  const begin = useCallback(
    (first: Source): number => {
      end.current();
      end.current = () => undefined;
      again.current = () => undefined;
      analysis?.restart();
      live.clear();
      setEnded(undefined);
      setCrop(undefined);
      setSource(first);
      onSequence(undefined);
      return ++turn.current;
    },
    [analysis, live, onSequence, setCrop],
  );

  const openPhantom = useCallback(() => {
    if (analysis === undefined) return;
    begin({ kind: 'opening', what: 'Simulating tissue', share: 0 });
    onSequence(phantomScale());
    end.current = playPhantom(analysis, (share) =>
      setSource(share < 1 ? { kind: 'opening', what: 'Simulating tissue', share } : { kind: 'phantom' }),
    );
  }, [analysis, begin, onSequence]);

  const openTraining = useCallback(() => {
    if (analysis === undefined) return;
    const practice = openPractice(analysis);
    begin({ kind: 'training', practice });
    onSequence(phantomScale());
    end.current = () => practice.close();
  }, [analysis, begin, onSequence]);

  const startCamera = useCallback(
    async (deviceId: string | undefined) => {
      if (analysis === undefined) return;
      const mine = begin({ kind: 'opening', what: 'Opening the capture device' });
      const camera = await openCamera(analysis, deviceId, () => cropNow.current);
      if (mine !== turn.current) {
        if (camera.ok) camera.value.close();
      } else if (camera.ok) {
        end.current = () => camera.value.close();
        setSource({ kind: 'camera', camera: camera.value });
        setDevices(await captureDevices());
      } else setSource({ kind: 'camera-failed', error: camera.error });
    },
    [analysis, begin],
  );

  const openClip = useCallback(
    async (file: File) => {
      if (analysis === undefined) return;
      const { name } = file;
      const mine = begin({ kind: 'opening', what: name });
      const clip = await startClip(file, analysis, () => cropNow.current);
      if (mine !== turn.current) clip?.close();
      else if (clip === undefined) setSource({ kind: 'clip-failed', name });
      else {
        end.current = () => clip.close();
        again.current = () => {
          analysis.restart();
          live.clear();
          clip.replay();
          setSource({ kind: 'clip', name, isOver: false });
        };
        clip.onOver(() => setSource({ kind: 'clip', name, isOver: true }));
        setSource({ kind: 'clip', name, isOver: false });
      }
    },
    [analysis, begin, live],
  );

  const openDicomFile = useCallback(
    async (file: File) => {
      if (analysis === undefined) return;
      const { name } = file;
      const mine = begin({ kind: 'opening', what: name });
      const opened = await openDicom(file);
      if (mine !== turn.current) {
        if (opened.ok) opened.value.close();
        return;
      }
      if (!opened.ok) {
        setSource({ kind: 'dicom-failed', name, error: opened.error });
        return;
      }
      const { info } = opened.value;
      const region = info.regions.tissue[0] ?? {
        rect: { x: 0, y: 0, width: info.width, height: info.height },
      };
      const play = async (dicom: DicomFile): Promise<void> => {
        const error = await dicom.play(cropNow.current ?? region.rect, analysis);
        if (error !== undefined && mine === turn.current) setSource({ kind: 'dicom-failed', name, error });
      };
      end.current = () => opened.value.close();
      again.current = () => {
        analysis.restart();
        live.clear();
        void play(opened.value);
      };
      if (isMarkedBy(info)) setCrop({ ...region.rect });
      onSequence(scaleOf(region));
      setSource({ kind: 'dicom', name, info, region });
      await play(opened.value);
    },
    [analysis, begin, live, onSequence, setCrop],
  );

  const openFile = useCallback(
    (file: File) => void (isVideo(file) ? openClip(file) : openDicomFile(file)),
    [openClip, openDicomFile],
  );

  return {
    live,
    analysis,
    source,
    ended,
    crop,
    setCrop,
    openPhantom,
    openTraining,
    devices,
    openCamera: (deviceId) => void startCamera(deviceId),
    openFile,
    replay: () => again.current(),
    close: () => begin({ kind: 'none' }),
  };
}

const wide = 1e6;

const phantomScale = (): Calibration => ({
  source: 'simulation',
  x: mm(PHANTOM_PIXEL),
  y: mm(PHANTOM_PIXEL),
  error: 0,
  region: { x: 0, y: 0, width: wide, height: wide },
});

/** Scale of a region in pixels of the cut picture. A spacing that is not meant for ultrasound gives none. */
function scaleOf({ rect, pixel }: TissueRegion): Calibration | undefined {
  if (pixel?.source !== 'region') return undefined;
  const region = { x: 0, y: 0, width: rect.width, height: rect.height };
  const checked = calibrate({ source: 'dicom', x: pixel.x, y: pixel.y, error: 0.01, region });
  return checked.ok ? checked.value : undefined;
}

interface Clip {
  replay(): void;
  onOver(heard: () => void): void;
  close(): void;
}

/** Play a recorded clip; undefined when the browser cannot. */
async function startClip(
  file: File,
  analysis: AnalysisClient,
  crop: () => Rectangle | undefined,
): Promise<Clip | undefined> {
  const video = document.createElement('video');
  const url = URL.createObjectURL(file);
  video.muted = true;
  video.src = url;
  const stop = readVideo(video, analysis, crop);
  const close = (): void => {
    stop();
    video.removeAttribute('src');
    URL.revokeObjectURL(url);
  };
  try {
    await video.play();
  } catch {
    close();
    return undefined;
  }
  return {
    replay: () => {
      video.currentTime = 0;
      void video.play();
    },
    onOver: (heard) => video.addEventListener('ended', heard),
    close,
  };
}
