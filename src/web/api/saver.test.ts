import fc from 'fast-check';
import { expect, test } from 'vitest';
import { err, ok, type Result } from '../../kit/result.ts';
import type { Failure, WriteOptions } from './client.ts';
import type { Draft, DraftStore } from './drafts.ts';
import { Saver, type Kept, type SaverDeps } from './saver.ts';

/** A record with versions, as the server keeps it: writes are checked against the version, keys are remembered. */
class Server {
  versions: string[] = [];
  answers = new Map<string, number>();
  isDown = false;
  /** Do the write, then lose the answer. */
  losesAnswers = false;

  get version(): number {
    return this.versions.length;
  }

  put(value: string, { key, version }: WriteOptions): Result<Kept<string>, Failure> {
    if (this.isDown) return err({ code: 'unreachable', said: '' });
    const before = this.answers.get(key);
    if (before === undefined && version !== this.version)
      return err({
        code: 'conflict',
        said: '',
        current: { value: this.versions.at(-1)!, version: this.version },
      });
    if (before === undefined) {
      this.versions.push(value);
      this.answers.set(key, this.version);
    }
    if (this.losesAnswers) return err({ code: 'unreachable', said: '' });
    return ok({ value, version: before ?? this.version });
  }
}

const memoryDrafts = (kept = new Map<string, Draft<unknown>>()): DraftStore & { kept: typeof kept } => ({
  kept,
  load: <T>(name: string) => kept.get(name) as Draft<T> | undefined,
  save: (name, draft) => kept.set(name, draft).size > 0,
  drop: (name) => void kept.delete(name),
});

/** A bench where time passes only when we say so. */
function bench(server = new Server(), drafts = memoryDrafts()) {
  const due: (() => void)[] = [];
  let keys = 0;
  const deps: SaverDeps<string> = {
    name: 'visit-1.drawing',
    drafts,
    put: (value, options) => Promise.resolve(server.put(value, options)),
    readCurrent: (current) => current as Kept<string>,
    newKey: () => `key-${Math.random()}-${keys++}`,
    later: (work) => {
      due.push(work);
      return () => void due.splice(due.indexOf(work), due.includes(work) ? 1 : 0);
    },
  };
  const pass = async (): Promise<void> => {
    for (const work of due.splice(0)) work();
    for (let i = 0; i < 8; i++) await Promise.resolve();
  };
  const open = (): Saver<string> =>
    new Saver({ value: server.versions.at(-1) ?? '', version: server.version }, deps);
  return { server, drafts, open, pass };
}

test('a change is kept on this device before it is sent, and let go when the server has it', async () => {
  const { server, drafts, open, pass } = bench();
  const saver = open();
  saver.change('one stroke');
  expect(drafts.kept.get('visit-1.drawing')).toMatchObject({ value: 'one stroke', base: 0 });
  expect(server.versions).toEqual([]);
  await pass();
  expect(server.versions).toEqual(['one stroke']);
  expect(saver.read().state.code).toBe('saved');
  expect(drafts.kept.size).toBe(0);
});

test('with the server down nothing is lost: the draft outlives the window and is sent by the next one', async () => {
  const { server, drafts, open, pass } = bench();
  server.isDown = true;
  const first = open();
  first.change('while it was down');
  await pass();
  expect(first.read().state.code).toBe('waiting');
  first.stop();
  server.isDown = false;
  const second = bench(server, drafts);
  const again = second.open();
  expect(again.read().value).toBe('while it was down');
  await second.pass();
  expect(again.read().state.code).toBe('saved');
  expect(server.versions).toEqual(['while it was down']);
});

test('a write whose answer was lost happens once', async () => {
  const { server, open, pass } = bench();
  const saver = open();
  server.losesAnswers = true;
  saver.change('a');
  await pass();
  expect(saver.read().state.code).toBe('waiting');
  server.losesAnswers = false;
  await pass();
  expect(saver.read().state.code).toBe('saved');
  expect(server.versions).toEqual(['a']);
});

test('when somebody else saved first, both versions are kept and shown', async () => {
  const { server, open, pass } = bench();
  const mine = open();
  server.versions.push('theirs');
  mine.change('mine');
  await pass();
  expect(mine.read()).toEqual({
    value: 'mine',
    state: { code: 'conflict', theirs: { value: 'theirs', version: 1 } },
  });
  await mine.settle('mine');
  expect(server.versions).toEqual(['theirs', 'mine']);
  expect(mine.read().state.code).toBe('saved');
});

test('going on with theirs keeps mine in the history', async () => {
  const { server, open, pass } = bench();
  const mine = open();
  server.versions.push('theirs');
  mine.change('mine');
  await pass();
  await mine.settle('theirs');
  await pass();
  expect(server.versions).toEqual(['theirs', 'mine', 'theirs']);
  expect(mine.read()).toEqual({ value: 'theirs', state: { code: 'saved' } });
});

test('what the server says later never replaces unsaved work', async () => {
  const { server, open } = bench();
  const saver = open();
  saver.change('unsaved');
  saver.refresh({ value: 'from elsewhere', version: 3 });
  expect(saver.read().value).toBe('unsaved');
  expect(server.version).toBe(0);
  await Promise.resolve();
});

test('whatever the order of changes, failures and lost answers, the last change is saved in the end', async () => {
  const step = fc.constantFrom('change', 'pass', 'down', 'up', 'lose', 'find');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { server, open, pass } = bench();
      const saver = open();
      let last = '';
      for (const [i, what] of steps.entries()) {
        if (what === 'change') saver.change((last = `change ${i}`));
        if (what === 'pass') await pass();
        if (what === 'down' || what === 'up') server.isDown = what === 'down';
        if (what === 'lose' || what === 'find') server.losesAnswers = what === 'lose';
      }
      server.isDown = server.losesAnswers = false;
      for (let i = 0; i < 8; i++) await pass();
      expect(saver.read().state.code).toBe('saved');
      expect(server.versions.at(-1) ?? '').toBe(last);
    }),
    { numRuns: 2_000 },
  );
});

test('a change made after an answer was lost is no conflict with oneself', async () => {
  const { server, open, pass } = bench();
  const saver = open();
  server.losesAnswers = true;
  saver.change('a');
  await pass();
  saver.change('ab');
  server.losesAnswers = false;
  await pass();
  await pass();
  expect(saver.read()).toEqual({ value: 'ab', state: { code: 'saved' } });
  expect(server.versions).toEqual(['a', 'ab']);
});
