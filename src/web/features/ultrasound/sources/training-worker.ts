import { restingLook, type RestingView } from '../../../../imaging/phantom/phantom.ts';
import type { Frame } from '../../../../imaging/frame.ts';
import { needleEcho, type Attempt } from '../../../../imaging/training/attempt.ts';
import { makeExercise, pleuraEcho, practiceTissue } from '../../../../imaging/training/exercise.ts';

// Shows the practice tissue with the needle as it now is, with fresh noise in every frame.

const FRAME_MS = 90;

let attempt: Attempt | undefined;
let tissue: { readonly number: number; readonly look: (view: RestingView) => Frame } | undefined;
let seed = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function show(): void {
  if (attempt === undefined) return;
  const { exercise } = attempt;
  if (tissue?.number !== exercise.number) {
    const fresh = makeExercise(exercise.number);
    tissue = { number: exercise.number, look: restingLook(practiceTissue(fresh)) };
  }
  const needle = needleEcho(attempt);
  const lines = [...pleuraEcho(exercise), ...(needle === undefined ? [] : [needle])];
  const { data } = tissue.look({ lines, noise: 24, seed: seed++ });
  self.postMessage(data, { transfer: [data.buffer as ArrayBuffer] });
  timer = setTimeout(show, FRAME_MS);
}

self.addEventListener('message', ({ data }: MessageEvent<Attempt>) => {
  attempt = data;
  clearTimeout(timer);
  show();
});
