import type { Rectangle } from '../../../../imaging/calibration.ts';
import { err, ok, type Result } from '../../../../kit/result.ts';
import type { AnalysisClient } from '../analysis/client.ts';
import { greyOf, greyOfRgba } from './grey.ts';
import { canReadTracks, trackReader } from './track-processor.ts';

/**
 * How frames come from the capture device.
 *
 * - `worker`: straight into the analysis, the window never sees them
 * - `window`: read in the window and passed on
 * - `canvas`: drawn to a canvas and read back; the slowest, and possible everywhere
 */
export const TIERS = ['worker', 'window', 'canvas'] as const;
export type Tier = (typeof TIERS)[number];

/** Something that delivers video. */
export interface CaptureDevice {
  readonly id: string;
  readonly name: string;
}

/** Every capture device; their names are told once the browser was allowed to use one. */
export async function captureDevices(): Promise<readonly CaptureDevice[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }, n) => ({ id: deviceId, name: label === '' ? `Device ${n + 1}` : label }));
}

/** A running capture device. */
export interface Camera {
  readonly deviceId: string;
  readonly tier: Tier;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  close(): void;
}

/** Why there is no video. */
export interface CameraError {
  readonly code: 'no-devices' | 'denied' | 'busy' | 'unsupported' | 'failed';
  readonly said: string;
}

/**
 * Open a capture device and let its frames flow into the analysis, by the fastest way this browser has.
 *
 * @param wanted id of a device; absent, the browser chooses
 */
export async function openCamera(
  analysis: AnalysisClient,
  wanted: string | undefined,
  crop: () => Rectangle | undefined,
): Promise<Result<Camera, CameraError>> {
  const stream = await openStream(wanted);
  if (!stream.ok) return stream;
  const [track] = stream.value.getVideoTracks();
  if (track === undefined) return err({ code: 'failed', said: 'the device sent no video' });
  track.addEventListener('ended', () => analysis.ended('The capture device was unplugged or switched off.'));
  for (const tier of TIERS) {
    const close = await START[tier]({ track, stream: stream.value, analysis, crop });
    if (close === undefined) continue;
    const { width = 0, height = 0, deviceId = '' } = track.getSettings();
    return ok({
      deviceId,
      tier,
      name: track.label,
      width,
      height,
      close() {
        close();
        for (const each of stream.value.getTracks()) each.stop();
      },
    });
  }
  return err({ code: 'unsupported', said: 'this browser has no way to read video frames' });
}

async function openStream(deviceId: string | undefined): Promise<Result<MediaStream, CameraError>> {
  // The type does not know that pages without TLS have no media devices.
  const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
  if (devices === undefined)
    return err({ code: 'unsupported', said: 'video needs https or this very computer' });
  try {
    return ok(
      await devices.getUserMedia({
        audio: false,
        video: {
          ...(deviceId !== undefined && { deviceId: { exact: deviceId } }),
          width: { ideal: 1920 },
          height: { ideal: 1080 },
          frameRate: { ideal: 60 },
        },
      }),
    );
  } catch (thrown) {
    const { name, message } = thrown instanceof Error ? thrown : { name: '', message: '' };
    const code = CODES[name] ?? 'failed';
    return err({ code, said: message === '' ? name : message });
  }
}

const CODES: Readonly<Record<string, CameraError['code']>> = {
  NotAllowedError: 'denied',
  NotFoundError: 'no-devices',
  OverconstrainedError: 'no-devices',
  NotReadableError: 'busy',
};

interface Ends {
  readonly track: MediaStreamTrack;
  readonly stream: MediaStream;
  readonly analysis: AnalysisClient;
  readonly crop: () => Rectangle | undefined;
}

/** Each way returns how to end it, or undefined when this browser cannot do it. */
const START: Readonly<Record<Tier, (ends: Ends) => Promise<(() => void) | undefined>>> = {
  worker: async ({ track, analysis }) => {
    const frames = canReadTracks() ? trackReader(track) : undefined;
    try {
      if (frames === undefined) analysis.track(track);
      else analysis.stream(frames);
      return await Promise.resolve(() => analysis.restart());
    } catch {
      // Neither streams of frames nor tracks can be handed over: DataCloneError. A reader that nobody reads holds frames
      // back, and the device has few.
      await frames?.cancel();
      return undefined;
    }
  },
  window: async ({ track, analysis, crop }) => {
    if (!canReadTracks()) return Promise.resolve(undefined);
    const reader = trackReader(track).getReader();
    const closed = new AbortController();
    void (async () => {
      while (!closed.signal.aborted) {
        const { value, done } = await reader.read();
        if (done) break;
        const arrived = performance.timeOrigin + performance.now();
        const grey = await greyOf(value, crop());
        analysis.offer({ ...grey, at: value.timestamp / 1000 }, arrived);
        value.close();
      }
    })();
    return () => {
      closed.abort();
      void reader.cancel().catch(() => undefined);
    };
  },
  canvas: async ({ stream, analysis, crop }) => {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = stream;
    await video.play();
    return readVideo(video, analysis, crop);
  },
};

/** Pass on every frame that a video element shows. Returns how to stop. */
export function readVideo(
  video: HTMLVideoElement,
  analysis: AnalysisClient,
  crop: () => Rectangle | undefined,
): () => void {
  const canvas = new OffscreenCanvas(2, 2);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('no canvas');
  let isOpen = true;
  const next = (): void => {
    video.requestVideoFrameCallback((now, { mediaTime }) => {
      if (!isOpen) return;
      const arrived = performance.timeOrigin + now;
      const rect = crop() ?? { x: 0, y: 0, width: video.videoWidth, height: video.videoHeight };
      const { x, y, width, height } = rect;
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      context.drawImage(video, x, y, width, height, 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      // A live stream has a media time of its own; a clip's begins anew when it loops.
      const at = video.srcObject === null ? mediaTime * 1000 : now;
      analysis.offer({ ...greyOfRgba(data, width, height), at }, arrived);
      next();
    });
  };
  next();
  return () => {
    isOpen = false;
    video.pause();
  };
}
