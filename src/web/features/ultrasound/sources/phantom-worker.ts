import { takeFrame } from '../../../../imaging/phantom/phantom.ts';
import { sceneOf, viewAt } from './phantom-scene.ts';

// Simulates tissue on a thread of its own: a frame takes a fifth of a second.

/** What is simulated. */
export interface PhantomOrder {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** One simulated frame of the loop. */
export interface PhantomFrame {
  readonly index: number;
  readonly grey: Uint8Array;
}

self.addEventListener('message', ({ data }: MessageEvent<PhantomOrder>) => {
  const { width, height, frames } = data;
  const phantom = sceneOf(width, height);
  for (let index = 0; index < frames; index++) {
    const { data: grey } = takeFrame(phantom, viewAt(index, frames, width, height));
    const reply: PhantomFrame = { index, grey };
    self.postMessage(reply, { transfer: [grey.buffer as ArrayBuffer] });
  }
});
