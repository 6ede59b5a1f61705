import type { Rectangle } from '../../../../imaging/calibration.ts';
import { loadKernels } from '../../../../imaging/kernels/load.ts';
import { openDistance } from '../../../../imaging/path/distance.ts';
import { planPath } from '../../../../imaging/path/plan.ts';
import { greyOf } from '../sources/grey.ts';
import { trackReader } from '../sources/track-processor.ts';
import { openPipeline, type Pipeline } from './pipeline.ts';
import type { FromAnalysis, Incoming, Settings, ToAnalysis } from './shared.ts';

// Looks at frames on a thread of its own. Live frames come straight from the camera where the browser can do that.

const kernels = await loadKernels();
const clock = (): number => performance.now();
const epoch = (): number => performance.timeOrigin + performance.now();

let settings: Settings = { strain: true, needle: true, resolution: 'normal', keep: 16, drawing: 0 };
let pipeline: Pipeline = openPipeline(kernels, settings, clock);
/** Answers that the page has not painted yet. */
let unshown = 0;
/** Beyond this a live frame is dropped: an old picture that looks live is worse than a missing one. */
const MOST_UNSHOWN = 2;
let stop: () => void = () => undefined;

const reply = (message: FromAnalysis, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

function take(frame: Incoming, arrived: number): void {
  const outcome = pipeline.take(frame, arrived);
  if (outcome.kind !== 'analysed') {
    reply(outcome);
    return;
  }
  // The tracker keeps its own frame; the page gets a copy.
  const copy = frame.grey.slice();
  const analysed = { ...outcome.analysed, frame: { ...frame, grey: copy } };
  unshown++;
  reply({ kind: 'analysed', analysed }, [copy.buffer]);
}

async function readAll(readable: ReadableStream<VideoFrame>): Promise<void> {
  stop();
  const reader = readable.getReader();
  const closed = new AbortController();
  stop = () => {
    closed.abort();
    void reader.cancel().catch(() => undefined);
  };
  while (!closed.signal.aborted) {
    const { value, done } = await reader.read();
    if (done) break;
    try {
      await takeVideo(value, settings.crop);
    } finally {
      value.close();
    }
  }
  if (!closed.signal.aborted) reply({ kind: 'ended', why: 'The video source stopped sending.' });
}

async function takeVideo(video: VideoFrame, crop: Rectangle | undefined): Promise<void> {
  if (unshown >= MOST_UNSHOWN) return;
  const arrived = epoch();
  const at = video.timestamp / 1000;
  const grey = await greyOf(video, crop);
  take({ ...grey, at }, arrived);
}

self.addEventListener('message', ({ data }: MessageEvent<ToAnalysis>) => {
  switch (data.kind) {
    case 'settings':
      settings = data.settings;
      pipeline.set(settings);
      return;
    case 'shown':
      unshown = Math.max(0, unshown - 1);
      return;
    case 'restart':
      stop();
      stop = () => undefined;
      pipeline = openPipeline(kernels, settings, clock);
      return;
    case 'stream':
      void readAll(data.readable);
      return;
    case 'track':
      void readAll(trackReader(data.track));
      return;
    case 'frame':
      take(data.frame, data.arrived);
      return;
    case 'plan': {
      const { ticket, request } = data;
      reply({ kind: 'planned', ticket, plan: planPath(request, openDistance(request.size, kernels)) });
    }
  }
});
