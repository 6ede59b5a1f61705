import { packedAtlas } from '../../../content/atlas/packed-atlas.ts';
import { unpack } from '../../../content/atlas/packed.ts';
import { withAcceptedRates } from '../../../core/localise/accepted-rates.ts';
import { bars } from '../../../core/localise/bars.ts';
import { effort, localise } from '../../../core/localise/localise.ts';
import { compileNetwork, type Network } from '../../../core/localise/network.ts';
import { Redrawing } from '../../../core/localise/redraw.ts';
import type { LocaliseRequest } from '../../../core/localise/request.ts';
import { tellApart } from '../../../core/localise/tell-apart.ts';
import type { FromWorker, ToWorker } from './shared.ts';

// Ranks on a thread of its own, so that a large drawing never holds up the finger. It brings the atlas without its prose.

/** Modelled operations up to which everything is computed at once: some milliseconds. See `effort`. */
const LIGHT = 500_000;
/** Wait before heavy afterthoughts, so that the next stroke finds the worker free. */
const IDLE_MS = 300;

const shipped = compileNetwork(unpack(packedAtlas));
/** With the shipped rates of signs, or with those that the clinic accepted. */
let network = shipped;
/** The newest question: afterthoughts about an older one are dropped. */
let newest = 0;

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'use') {
    network =
      data.rates === undefined
        ? shipped
        : compileNetwork(shipped.atlas, withAcceptedRates(shipped.parameters, data.rates));
    return;
  }
  const { ticket, request } = data;
  if (data.kind === 'apart') {
    send({ kind: 'apart', ticket, apart: tellApart(network, request, data.pair) });
    return;
  }
  newest = ticket;
  switch (data.kind) {
    case 'follow':
      send({ kind: 'bars', ticket, bars: bars(network, request) });
      return;
    case 'look':
      send({ kind: 'ranking', ticket, answer: localise(network, request, 'bars'), isWhole: false });
      return;
    case 'ask':
      ask(network, ticket, request);
  }
});

function ask(on: Network, ticket: number, request: LocaliseRequest): void {
  const isLight = effort(on, request) <= LIGHT;
  const answer = localise(on, request, isLight ? 'full' : 'bars');
  send({ kind: 'ranking', ticket, answer, isWhole: isLight || !answer.ok });
  if (!answer.ok) return;
  const redrawing = new Redrawing(on, request);
  const redraw = (): void => {
    if (ticket !== newest) return;
    if (redrawing.step()) setTimeout(redraw);
    else send({ kind: 'intervals', ticket, intervals: redrawing.intervals() });
  };
  const rest = (): void => {
    if (ticket !== newest) return;
    send({ kind: 'ranking', ticket, answer: localise(on, request), isWhole: true });
    setTimeout(redraw);
  };
  if (isLight) setTimeout(redraw);
  else setTimeout(rest, IDLE_MS);
}

function send(message: FromWorker): void {
  self.postMessage(message);
}
