import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../failures.ts';
import type { Answer, Asked, Failure, Question, Reply, Start } from './protocol.ts';

/** A statement that the database refused; `code` is its SQLSTATE. */
export class StatementError extends Error {
  override readonly name = 'StatementError';
  readonly code: string;

  constructor({ message, code }: Failure) {
    super(message);
    this.code = code ?? '';
  }
}

/** A running database thread. */
export interface Connection {
  /**
   * Ask and wait. Rejects with `StatementError` when the statement was refused, and with `StoreUnavailable` when the
   * database failed or did not answer in time; the thread is then dead.
   */
  ask(question: Question, milliseconds: number): Promise<Answer>;
  readonly isAlive: () => boolean;
  /** Stop the thread without letting the database finish anything. */
  kill(): Promise<void>;
}

/** Opening may have to replay a long log. */
const OPENING = 120_000;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Start a database thread and wait until its database is open. */
export async function connect(start: Start): Promise<Connection> {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: start, stdout: true });
  // The database chats on stdout while it starts; what is wrong it says on stderr, which we pass on.
  worker.stdout.resume();
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let alive = true;

  const die = (why: string, cause?: unknown): void => {
    alive = false;
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(new StoreUnavailable(why, { cause }));
    }
    waiting.clear();
    void worker.terminate();
  };
  worker.on('error', (error) => die('The embedded database failed.', error));
  worker.on('exit', () => die('The embedded database ended.'));
  worker.on('message', (reply: Reply) => {
    const asked = waiting.get(reply.number);
    if (asked === undefined) return;
    waiting.delete(reply.number);
    clearTimeout(asked.timer);
    if ('answer' in reply) asked.resolve(reply.answer);
    else if (isStatement(reply.failure)) asked.reject(new StatementError(reply.failure));
    else {
      asked.reject(new StoreUnavailable('The embedded database failed.', { cause: reply.failure.message }));
      die('The embedded database failed.', reply.failure.message);
    }
  });

  const await_ = (number: number, milliseconds: number): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        die(`The embedded database did not answer within ${milliseconds / 1000} s.`);
      }, milliseconds);
      waiting.set(number, { resolve, reject, timer });
    });

  await await_(0, OPENING);
  return {
    ask(question, milliseconds) {
      if (!alive) return Promise.reject(new StoreUnavailable('The embedded database is closed.'));
      const number = ++last;
      const answer = await_(number, milliseconds);
      worker.postMessage({ number, question } satisfies Asked);
      return answer;
    },
    isAlive: () => alive,
    async kill() {
      alive = false;
      await worker.terminate();
    },
  };
}

/** Whether a failure is about one statement; the others mean that the database can no longer be trusted to go on. */
const isStatement = ({ code, severity }: Failure): boolean =>
  code !== undefined && /^[0-9A-Z]{5}$/.test(code) && severity !== 'PANIC' && severity !== 'FATAL';
