import { expect, test } from 'vitest';
import { RankingClient, type Answered, type Asked } from './client.ts';
import type { FromWorker, ToWorker } from './shared.ts';

/** A thread that answers when it is told to. */
class SlowThread {
  readonly got: ToWorker[] = [];
  #hear: ((event: MessageEvent<FromWorker>) => void) | undefined;
  readonly addEventListener = (type: string, hear: unknown): void => {
    if (type === 'message') this.#hear = hear as (event: MessageEvent<FromWorker>) => void;
  };
  readonly postMessage = (message: ToWorker): void => void this.got.push(message);
  readonly terminate = (): void => undefined;
  say(said: FromWorker): void {
    this.#hear?.({ data: said } as MessageEvent<FromWorker>);
  }
  get lastTicket(): number {
    const last = this.got.at(-1);
    return last?.ticket ?? 0;
  }
}

const asking = (region: string): Asked => ({
  kind: 'follow',
  request: { regions: [{ id: region }], findings: [] },
});
const bars = (ticket: number): FromWorker => ({ kind: 'bars', ticket, bars: { ok: true, value: [] } });

function open(): { thread: SlowThread; client: RankingClient; heard: Answered[] } {
  const thread = new SlowThread();
  const heard: Answered[] = [];
  const on = { answer: (a: Answered) => void heard.push(a), broken: () => undefined };
  return { thread, client: new RankingClient(thread, on), heard };
}

test('of a hundred movements during one answer only the last is asked: nothing queues up', () => {
  const { thread, client, heard } = open();
  for (let i = 0; i < 100; i++) client.ask(asking(`region-${i}`));
  expect(thread.got.length).toBe(1);
  thread.say(bars(thread.lastTicket));
  expect(thread.got.length).toBe(2);
  thread.say(bars(thread.lastTicket));
  expect(heard.map(({ asked }) => asked.request.regions[0]?.id)).toEqual(['region-0', 'region-99']);
});

test('what comes later about the same question is heard, about an older one is not', () => {
  const { thread, client, heard } = open();
  client.ask({ ...asking('a'), kind: 'ask' });
  const first = thread.lastTicket;
  thread.say(bars(first));
  thread.say({ kind: 'intervals', ticket: first, intervals: new Map() });
  expect(heard.map(({ said }) => said.kind)).toEqual(['bars', 'intervals']);
  client.ask(asking('b'));
  thread.say({ kind: 'intervals', ticket: first, intervals: new Map() });
  expect(heard.length).toBe(2);
});
