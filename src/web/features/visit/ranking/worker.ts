import { localise } from '../../../../core/localise/localise.ts';
import { compileNetwork, type Network } from '../../../../core/localise/network.ts';
import type { FromWorker, ToWorker } from './shared.ts';

// Ranks on a thread of its own, so that a large drawing never holds up the finger.

let network: Network | undefined;

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'atlas') {
    network = compileNetwork(data.atlas);
    return;
  }
  if (network === undefined) throw new Error('the worker was asked before it had the atlas');
  const reply: FromWorker = { ticket: data.ticket, answer: localise(network, data.request) };
  self.postMessage(reply);
});
