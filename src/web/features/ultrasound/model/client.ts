import type { ModelError, ModelInfo, Segmentation } from '../../../../imaging/model/segmentation.ts';
import { err, type Result } from '../../../../kit/result.ts';
import type { FromModel, ToModel } from './shared.ts';

/** Most bytes of a model file, and how long opening it and one look may take, in milliseconds. */
export const MODEL_LIMITS = { bytes: 64 * 1024 * 1024, openMs: 20_000, lookMs: 3_000 } as const;

/** The model on its own thread. Whatever takes too long ends it. */
export class ModelClient {
  private readonly worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  private waiting: ((message: FromModel | ModelError) => void) | undefined;
  private ticket = 0;

  constructor() {
    this.worker.addEventListener('message', ({ data }: MessageEvent<FromModel>) => this.waiting?.(data));
    this.worker.addEventListener('error', ({ message }) =>
      this.waiting?.({ code: 'stopped', expected: 'a model that runs', got: message }),
    );
  }

  /** Open a model. Its bytes are handed over. */
  async open(bytes: Uint8Array): Promise<Result<ModelInfo, ModelError>> {
    const answer = await this.ask({ kind: 'open', bytes }, MODEL_LIMITS.openMs, [
      bytes.buffer as ArrayBuffer,
    ]);
    if ('code' in answer) return err(answer);
    return answer.kind === 'opened' ? answer.info : err(OUT_OF_TURN);
  }

  /** Look at one picture; ask again only after the answer. */
  async look(picture: {
    readonly grey: Uint8Array;
    readonly width: number;
    readonly height: number;
  }): Promise<Result<Segmentation, ModelError>> {
    const { grey, width, height } = picture;
    const ticket = ++this.ticket;
    const answer = await this.ask({ kind: 'look', ticket, grey, width, height }, MODEL_LIMITS.lookMs);
    if ('code' in answer) return err(answer);
    return answer.kind === 'seen' && answer.ticket === ticket ? answer.seen : err(OUT_OF_TURN);
  }

  close(): void {
    this.worker.terminate();
    this.waiting?.({ code: 'stopped', expected: 'an open model', got: 'one that was put away' });
  }

  private ask(message: ToModel, ms: number, transfer: Transferable[] = []): Promise<FromModel | ModelError> {
    return new Promise((resolve) => {
      const timer = window.setTimeout(() => {
        this.worker.terminate();
        settle({ code: 'too-slow', expected: `an answer within ${ms / 1000} s`, got: 'none' });
      }, ms);
      const settle = (answer: FromModel | ModelError): void => {
        window.clearTimeout(timer);
        this.waiting = undefined;
        resolve(answer);
      };
      this.waiting = settle;
      this.worker.postMessage(message, transfer);
    });
  }
}

const OUT_OF_TURN: ModelError = { code: 'stopped', expected: 'the answer to this question', got: 'another' };
