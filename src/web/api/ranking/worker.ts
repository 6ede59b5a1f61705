import { localise } from '../../../core/localise/localise.ts';
import { compileNetwork } from '../../../core/localise/network.ts';
import { packedAtlas } from '../../../content/atlas/packed-atlas.ts';
import { unpack } from '../../../content/atlas/packed.ts';
import type { FromWorker, ToWorker } from './shared.ts';

// Ranks on a thread of its own, so that a large drawing never holds up the finger. It brings the atlas without its prose.

const network = compileNetwork(unpack(packedAtlas));

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  const reply: FromWorker = { ticket: data.ticket, answer: localise(network, data.request) };
  self.postMessage(reply);
});
