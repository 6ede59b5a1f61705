import type { Attempt } from '../../../../imaging/training/attempt.ts';
import { PRACTICE_SIZE } from '../../../../imaging/training/exercise.ts';
import type { AnalysisClient } from '../analysis/client.ts';

/** The practice tissue on a thread of its own. */
export interface Practice {
  /** Show the needle where this attempt has it. */
  show(attempt: Attempt): void;
  close(): void;
}

/** Let the practice tissue flow into the analysis as a capture device would. */
export function openPractice(analysis: AnalysisClient): Practice {
  const worker = new Worker(new URL('./training-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => {
    const arrived = performance.timeOrigin + performance.now();
    analysis.offer({ grey: data, ...PRACTICE_SIZE, at: performance.now() }, arrived);
  });
  return { show: (attempt) => worker.postMessage(attempt), close: () => worker.terminate() };
}
