import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** OpenCV in a process of its own; it answers one command at a time. */
export interface OpenCv {
  ask(command: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  close(): void;
}

/** Start the Python side. It ends with `close`, or when this process ends. */
export function openCv(): OpenCv {
  const python = process.env['PYTHON'] ?? '/usr/bin/python3';
  const child = spawn(python, [join(import.meta.dirname, 'opencv.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' },
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(command) {
      child.stdin.write(`${JSON.stringify(command)}\n`);
      const { value, done } = await answers.next();
      if (done === true) throw new Error(`OpenCV stopped at ${JSON.stringify(command)}`);
      return JSON.parse(value) as Readonly<Record<string, unknown>>;
    },
    close: () => child.stdin.end(),
  };
}
