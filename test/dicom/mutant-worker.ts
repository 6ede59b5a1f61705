import { parentPort, workerData } from 'node:worker_threads';
import { DICOM_ERRORS } from '../../src/imaging/dicom/error.ts';
import { openFile, type Codecs } from '../../src/web/features/ultrasound/dicom/open.ts';
import { mutant } from './mutants.ts';
import { nodeSources } from './node-codecs.ts';

/** What became of one mutant. `untyped` must never happen. */
export interface Fate {
  readonly number: number;
  readonly outcome: 'read' | 'refused' | 'untyped';
  readonly code?: string;
  readonly ms: number;
}

const { seeds } = workerData as { seeds: readonly Uint8Array[] };
const codecs: Codecs = { sources: nodeSources };

const tryOne = async (number: number): Promise<Fate> => {
  const from = performance.now();
  const done = (outcome: Fate['outcome'], code?: string): Fate => ({
    number,
    outcome,
    ms: performance.now() - from,
    ...(code !== undefined && { code }),
  });
  try {
    const opened = openFile(mutant(seeds, number), codecs);
    const result = opened.ok ? await opened.value.frame(opened.value.info.frames - 1) : opened;
    if (result.ok) return done('read');
    return done(
      (DICOM_ERRORS as readonly string[]).includes(result.error.code) ? 'refused' : 'untyped',
      result.error.code,
    );
  } catch (thrown) {
    return done('untyped', String(thrown));
  }
};

parentPort?.on('message', ({ from, to }: { from: number; to: number }) => {
  void (async () => {
    for (let number = from; number < to; number++) parentPort?.postMessage(await tryOne(number));
  })();
});
