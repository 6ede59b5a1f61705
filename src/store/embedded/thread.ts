import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { READERS } from '../sql/types.ts';
import { DurableFiles } from './durable-files.ts';
import type { Answer, Asked, Failure, Question, Reply, Start } from './protocol.ts';

/**
 * The thread in which the embedded database lives: it computes without pause while it answers, which would stop
 * everything else in the process. Started by `engine.ts`; speaks `protocol.ts`.
 */

const { folder, durable } = workerData as Start;

/** `-F` turns syncing off; the method must be the one that `DurableFiles` installs. */
const DURABLE = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...[
    '-c',
    'fsync=on',
    '-c',
    'wal_sync_method=fsync',
    '-c',
    'synchronous_commit=on',
    '-c',
    'full_page_writes=on',
  ],
];

const files = durable ? new DurableFiles(folder) : new NodeFS(folder);
const database = await PGlite.create({
  fs: files,
  startParams: durable ? DURABLE : PGlite.defaultStartParams,
  parsers: READERS,
});
await database.exec("set timezone = 'UTC'; set datestyle = 'ISO'");

const NOTHING: Answer = { rows: [], affected: 0 };

async function answer(question: Question): Promise<Answer> {
  switch (question.kind) {
    case 'query': {
      const { rows, affectedRows } = await database.query<Record<string, unknown>>(question.sql, [
        ...question.parameters,
      ]);
      return { rows, affected: affectedRows ?? 0 };
    }
    case 'script':
      await database.exec(question.sql);
      return NOTHING;
    case 'syncs':
      return { rows: [], affected: files instanceof DurableFiles ? files.syncs : 0 };
    case 'close':
      await database.close();
      return NOTHING;
  }
}

function failureOf(error: unknown): Failure {
  const fields = error as { message?: unknown; code?: unknown; severity?: unknown };
  return {
    message: String(fields.message ?? error),
    ...(typeof fields.code === 'string' ? { code: fields.code } : {}),
    ...(typeof fields.severity === 'string' ? { severity: fields.severity } : {}),
  };
}

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');

port.on('message', ({ number, question }: Asked) => {
  const reply = (message: Reply): void => {
    port.postMessage(message);
  };
  answer(question).then(
    (given) => reply({ number, answer: given }),
    (error: unknown) => reply({ number, failure: failureOf(error) }),
  );
});
// The first word: the database is open.
port.postMessage({ number: 0, answer: NOTHING } satisfies Reply);
