import type { LocaliseRequest } from '../../../core/localise/request.ts';
import type { FromWorker, ToWorker } from './shared.ts';

/** One question and what came of it. */
export interface Answered {
  readonly request: LocaliseRequest;
  readonly answer: FromWorker['answer'];
}

/**
 * Asks the worker, one question at a time. What is asked while it works replaces what waits: only the newest
 * question is worth an answer.
 */
export class RankingClient {
  private readonly worker: Worker;
  private readonly onAnswer: (answered: Answered) => void;
  private asked: LocaliseRequest | undefined;
  private waiting: LocaliseRequest | undefined;
  private ticket = 0;

  constructor(onAnswer: (answered: Answered) => void, onBroken: (message: string) => void) {
    this.onAnswer = onAnswer;
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    this.worker.addEventListener('message', (event: MessageEvent<FromWorker>) => this.answered(event.data));
    this.worker.addEventListener('error', (event) => onBroken(event.message));
  }

  /** Ask; the answer comes through `onAnswer`, unless a newer question overtakes this one. */
  ask(request: LocaliseRequest): void {
    if (this.asked !== undefined) {
      this.waiting = request;
      return;
    }
    this.asked = request;
    this.ticket += 1;
    this.send({ ticket: this.ticket, request });
  }

  close(): void {
    this.worker.terminate();
  }

  private answered({ ticket, answer }: FromWorker): void {
    const { asked, waiting } = this;
    if (ticket !== this.ticket || asked === undefined) return;
    this.asked = undefined;
    this.waiting = undefined;
    if (waiting !== undefined) this.ask(waiting);
    this.onAnswer({ request: asked, answer });
  }

  private send(message: ToWorker): void {
    this.worker.postMessage(message);
  }
}
