import type { DicomError } from '../../../../imaging/dicom/error.ts';
import { MEMORY_BUDGET, type ImageInfo } from '../../../../imaging/dicom/image.ts';
import type { Picture } from '../../../../imaging/dicom/picture.ts';
import { err, type Result } from '../../../../kit/result.ts';
import type { FromReader, ToReader } from './shared.ts';

/** Longest that one file or one frame may take. */
export const TIME_BUDGET_MS = 2_000;
/** Longest that fetching and starting the reader itself may take, which is no fault of the file. */
const START_BUDGET_MS = 15_000;

type Answer = Extract<FromReader, { ticket: number }>;

/**
 * Reads one DICOM file in a worker of its own.
 *
 * A file or frame that takes more than 2 seconds ends the worker, and with it everything the worker held. Afterwards
 * every question is answered by `stopped`; open a new reader to try again.
 */
export class DicomReader {
  private readonly worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  private readonly waiting = new Map<number, (answer: Answer | DicomError) => void>();
  private readonly ready: Promise<boolean>;
  private ticket = 0;
  private ended: DicomError | undefined;

  constructor() {
    this.ready = new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), START_BUDGET_MS);
      this.worker.addEventListener('message', ({ data }: MessageEvent<FromReader>) => {
        if (data.kind !== 'ready') this.answered(data);
        else {
          clearTimeout(timer);
          resolve(true);
        }
      });
    });
    this.worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.end({ code: 'stopped', at: '', expected: 'the reader to go on', got: event.message });
    });
  }

  /** Read a file. Its bytes are handed over: the caller's buffer is empty afterwards. */
  async open(bytes: Uint8Array): Promise<Result<ImageInfo, DicomError>> {
    if (bytes.length > MEMORY_BUDGET)
      return err({
        code: 'too-large',
        at: '',
        expected: 'a file within 256 MB',
        got: `${bytes.length} bytes`,
      });
    const answer = await this.ask(
      (ticket) => ({ kind: 'open', ticket, bytes }),
      [bytes.buffer as ArrayBuffer],
    );
    if ('code' in answer) return err(answer);
    if (answer.kind !== 'opened') throw new Error('the reader answered another question');
    return answer.info;
  }

  /** The picture of one frame, from 0. Ask for one at a time. */
  async frame(index: number): Promise<Result<Picture, DicomError>> {
    const answer = await this.ask((ticket) => ({ kind: 'frame', ticket, index }));
    if ('code' in answer) return err(answer);
    if (answer.kind !== 'framed') throw new Error('the reader answered another question');
    return answer.picture;
  }

  close(): void {
    this.end({ code: 'stopped', at: '', expected: 'an open file', got: 'a closed one' });
  }

  private async ask(
    question: (ticket: number) => ToReader,
    transfer: Transferable[] = [],
  ): Promise<Answer | DicomError> {
    if (!(await this.ready))
      this.end({ code: 'stopped', at: '', expected: 'the reader to start', got: 'no answer' });
    if (this.ended !== undefined) return this.ended;
    const ticket = ++this.ticket;
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => this.end({ code: 'too-slow', at: '', expected: 'an answer within 2 s', got: 'none' }),
        TIME_BUDGET_MS,
      );
      this.waiting.set(ticket, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      this.worker.postMessage(question(ticket), transfer);
    });
  }

  private answered(answer: Answer): void {
    this.waiting.get(answer.ticket)?.(answer);
    this.waiting.delete(answer.ticket);
  }

  private end(why: DicomError): void {
    this.ended ??= why;
    this.worker.terminate();
    for (const answer of this.waiting.values()) answer(why);
    this.waiting.clear();
  }
}
