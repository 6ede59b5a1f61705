import type { AcceptedRates } from '../../../core/localise/accepted-rates.ts';
import type { LocaliseRequest } from '../../../core/localise/request.ts';
import type { TellApart } from '../../../core/localise/tell-apart.ts';
import type { FromWorker, ToWorker } from './shared.ts';

/** What is asked: bars under the finger, a ranking of the past, or everything. See `ToWorker`. */
export interface Asked {
  readonly kind: 'follow' | 'look' | 'ask';
  readonly request: LocaliseRequest;
  /** Rates of signs in the place of the shipped ones. */
  readonly rates?: AcceptedRates;
  /** When the hand moved that led to the question, by `performance.now()`. */
  readonly since?: number;
  /** When the page heard of it. */
  readonly heard?: number;
}

/** One answer and the question that it belongs to. */
export interface Answered {
  readonly asked: Asked;
  readonly said: Exclude<FromWorker, { readonly kind: 'apart' }>;
}

/** The part of a `Worker` that is used. */
export type Thread = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/**
 * Asks the worker, one question at a time. What is asked while it works replaces what waits: only the newest
 * question is worth an answer, so none can queue up behind the finger.
 */
export class RankingClient {
  private readonly worker: Thread;
  private readonly onAnswer: (answered: Answered) => void;
  /** The question that was sent last, and whether its first answer is still owed. */
  private asked: Asked | undefined;
  private isOwed = false;
  private waiting: Asked | undefined;
  private ticket = 0;
  private readonly pairs = new Map<number, (apart: TellApart) => void>();
  private pairTicket = 0;
  /** Name of the rates that the worker uses; undefined: the shipped ones. */
  private using: string | undefined;

  constructor(worker: Thread, on: RankingEvents) {
    this.onAnswer = on.answer;
    this.worker = worker;
    this.worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.heard(data));
    this.worker.addEventListener('error', ({ message }) => on.broken(message));
  }

  /** Ask; answers come through `on.answer`, unless a newer question overtakes this one. */
  ask(asked: Asked): void {
    if (this.isOwed) {
      this.waiting = asked;
      return;
    }
    this.asked = asked;
    this.isOwed = true;
    this.ticket += 1;
    this.use(asked.rates);
    this.send({ kind: asked.kind, ticket: this.ticket, request: asked.request });
  }

  /** What would tell two causes apart. Asked beside the other questions: neither overtakes the other. */
  tellApart(
    { request, rates }: Pick<Asked, 'request' | 'rates'>,
    pair: readonly [string, string],
  ): Promise<TellApart> {
    const ticket = ++this.pairTicket;
    return new Promise((resolve) => {
      this.pairs.set(ticket, resolve);
      this.use(rates);
      this.send({ kind: 'apart', ticket, request, pair });
    });
  }

  close(): void {
    this.worker.terminate();
  }

  /** The worker does what it is told in order: what it is asked next is answered with these rates. */
  private use(rates: AcceptedRates | undefined): void {
    if (rates?.name === this.using) return;
    this.using = rates?.name;
    this.send({ kind: 'use', rates });
  }

  private heard(said: FromWorker): void {
    if (said.kind === 'apart') {
      this.pairs.get(said.ticket)?.(said.apart);
      this.pairs.delete(said.ticket);
      return;
    }
    const { asked, waiting } = this;
    if (said.ticket !== this.ticket || asked === undefined) return;
    this.isOwed = false;
    this.waiting = undefined;
    if (waiting !== undefined) this.ask(waiting);
    this.onAnswer({ asked, said });
  }

  private send(message: ToWorker): void {
    this.worker.postMessage(message);
  }
}

interface RankingEvents {
  readonly answer: (answered: Answered) => void;
  readonly broken: (message: string) => void;
}

/** The thread that ranks. */
export function rankingThread(): Thread {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
}
