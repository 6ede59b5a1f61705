import type { AnalysisClient } from '../analysis/client.ts';
import type { PhantomFrame, PhantomOrder } from './phantom-worker.ts';

const ORDER: PhantomOrder = { width: 480, height: 360, frames: 40 };
const FRAME_MS = 1000 / 30;

/** Play the simulated tissue in a loop at 30 frames a second; while frames are still being made, as fast as they come. */
export function playPhantom(analysis: AnalysisClient, onProgress: (share: number) => void): () => void {
  const worker = new Worker(new URL('./phantom-worker.ts', import.meta.url), { type: 'module' });
  const frames: Uint8Array[] = [];
  let [at, timer, clock] = [0, 0, 0];
  const give = (grey: Uint8Array): void => {
    const { width, height } = ORDER;
    clock += FRAME_MS;
    const arrived = performance.timeOrigin + performance.now();
    analysis.take({ grey: grey.slice(), width, height, at: clock }, arrived);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<PhantomFrame>) => {
    frames.push(data.grey);
    onProgress(frames.length / ORDER.frames);
    give(data.grey);
    if (frames.length < ORDER.frames) return;
    worker.terminate();
    timer = window.setInterval(() => {
      const frame = frames[at++ % frames.length];
      if (frame !== undefined) give(frame);
    }, FRAME_MS);
  });
  worker.postMessage(ORDER);
  return () => {
    worker.terminate();
    window.clearInterval(timer);
  };
}
